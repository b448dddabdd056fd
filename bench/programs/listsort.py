# Allocation: merge sort of a linked list of n random numbers; a sum that depends on the order. A cell is a tuple.
def random_list(n):
    x, l = 42, None
    for _ in range(n):
        x = x * 16807 % 2147483647
        l = (x, l)
    return l


def reverse_onto(l, onto):
    while l is not None:
        onto = (l[0], onto)
        l = l[1]
    return onto


def merge(a, b):
    done = None
    while a is not None and b is not None:
        if b[0] < a[0]:
            done = (b[0], done)
            b = b[1]
        else:
            done = (a[0], done)
            a = a[1]
    return reverse_onto(done, b if a is None else a)


def skip(l, n):
    for _ in range(n):
        l = l[1]
    return l


def sort_first(l, n):
    if n == 1:
        return (l[0], None)
    half = n // 2
    return merge(sort_first(l, half), sort_first(skip(l, half), n - half))


def run(n):
    l, i, total = sort_first(random_list(n), n), 1, 0
    while l is not None:
        total = (total + i * l[0]) % 1000000007
        l = l[1]
        i += 1
    return total
