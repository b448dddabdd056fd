# Closures and tables: how many ways lead through a grid of n by n, by a function that remembers what it gave.
def remembering(f):
    known = {}

    def remembered(x):
        hit = known.get(x)
        if hit is not None:
            return hit
        y = f(x)
        known[x] = y
        return y

    return remembered


def run(n):
    ways = remembering(lambda key: 1 if key // 1000 == 0 or key % 1000 == 0 else (ways(key - 1000) + ways(key - 1)) % 1000000007)
    return ways(n * 1000 + n)
