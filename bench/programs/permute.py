# Vectors and calls: all permutations of n elements by swapping; how many calls it takes.
def swap(v, i, j):
    x = v[i]
    v[i] = v[j]
    v[j] = x


def permute(v, n):
    if n == 0:
        return 1
    m = n - 1
    total = permute(v, m) + 1
    for i in range(m, -1, -1):
        swap(v, m, i)
        total += permute(v, m)
        swap(v, m, i)
    return total


def run(n):
    return permute(list(range(n)), n)
