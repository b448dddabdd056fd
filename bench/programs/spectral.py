# Floats: the spectral norm of a matrix that is given by a formula, by ten rounds of the power method on n elements.
from math import sqrt


def a(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)


def multiply_a(v, to, n):
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += a(i, j) * v[j]
        to[i] = total


def multiply_transposed(v, to, n):
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += a(j, i) * v[j]
        to[i] = total


def run(n):
    u, v, t = [1.0] * n, [0.0] * n, [0.0] * n
    for _ in range(10):
        multiply_a(u, t, n)
        multiply_transposed(t, v, n)
        multiply_a(v, t, n)
        multiply_transposed(t, u, n)
    uv = vv = 0.0
    for i in range(n):
        uv += u[i] * v[i]
        vv += v[i] * v[i]
    return int(1e9 * sqrt(uv / vv))
