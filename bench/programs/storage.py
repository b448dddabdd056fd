# Records and vectors: a tree of vectors, four at each node and n levels deep, leaves of random length; how many vectors there are.
class Random:
    __slots__ = ("seed",)

    def __init__(self):
        self.seed = 42

    def next(self):
        self.seed = self.seed * 16807 % 2147483647
        return self.seed


class Count:
    __slots__ = ("value",)

    def __init__(self):
        self.value = 0


def build(depth, random, count):
    count.value += 1
    if depth == 1:
        return [0] * (1 + random.next() % 10)
    v = [None] * 4
    for i in range(4):
        v[i] = build(depth - 1, random, count)
    return v


def run(n):
    count = Count()
    tree = build(n, Random(), count)
    return 100 * count.value + len(tree)
