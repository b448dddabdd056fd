# Deep calls: Ackermann's function with 2 as its first argument, many times over.
def ack(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ack(m - 1, 1)
    return ack(m - 1, ack(m, n - 1))


def run(n):
    total = 0
    for i in range(n):
        total += ack(2, i % 64)
    return total
