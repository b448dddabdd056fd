# Effects: a generator walks a range of n numbers recursively and yields them; the consumer takes one after the other.
def walk(low, high):
    if low < high:
        middle = (low + high) // 2
        yield from walk(low, middle)
        yield middle
        yield from walk(middle + 1, high)


def run(n):
    total = 0
    for x in walk(0, n):
        total = (total * 31 + x) % 1000003
    return total
