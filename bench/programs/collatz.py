# Integers: the steps of the Collatz sequences from 1 to n, summed.
def steps(k):
    count = 0
    while k != 1:
        k = k // 2 if k % 2 == 0 else 3 * k + 1
        count += 1
    return count


def run(n):
    total = 0
    for i in range(1, n + 1):
        total += steps(i)
    return total
