# Higher-order functions: map, filter and fold over linked lists of n elements, with closures, five times over. A cell is a tuple.
def reverse(l):
    done = None
    while l is not None:
        done = (l[0], done)
        l = l[1]
    return done


def map_list(f, l):
    done = None
    while l is not None:
        done = (f(l[0]), done)
        l = l[1]
    return reverse(done)


def filter_list(p, l):
    done = None
    while l is not None:
        if p(l[0]):
            done = (l[0], done)
        l = l[1]
    return reverse(done)


def fold(f, a, l):
    while l is not None:
        a = f(a, l[0])
        l = l[1]
    return a


def run(n):
    l, total = None, 0
    for i in range(n - 1, -1, -1):
        l = (i, l)
    for k in range(1, 6):
        scaled = map_list(lambda x: x * k + 1, l)
        kept = filter_list(lambda x: x % 3 != 0, scaled)
        total += fold(lambda a, x: (a * 31 + x) % 1000003, k, kept)
    return total
