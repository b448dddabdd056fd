# Floats: the fast Fourier transform of 2^n numbers in place, forth and back; the sum of the first hundred, in millionths.
# The roots of unity come from halving the angle with square roots alone, so that every language has the same bits.
from math import sqrt


def reverse_bits(re, im, n):
    j = 0
    for i in range(n):
        if i < j:
            re[i], re[j] = re[j], re[i]
            im[i], im[j] = im[j], im[i]
        bit = n // 2
        while j >= bit and bit > 0:
            j -= bit
            bit //= 2
        j += bit


def transform(re, im, n, sign):
    reverse_bits(re, im, n)
    c, s, half = -1.0, 0.0, 1
    while half < n:
        wr, wi = 1.0, 0.0
        for k in range(half):
            for i in range(k, n, 2 * half):
                j = i + half
                xr, xi, ur, ui = re[j], im[j], re[i], im[i]
                tr, ti = wr * xr - wi * xi, wr * xi + wi * xr
                re[j], im[j] = ur - tr, ui - ti
                re[i], im[i] = ur + tr, ui + ti
            wr, wi = wr * c - wi * s, wr * s + wi * c
        after = sqrt(0.5 * (1.0 + c))
        s = sign if half == 1 else s / (2.0 * after)
        c = after
        half *= 2


def run(n):
    size = 1 << n
    re, im = [float(i * 37 % 101) for i in range(size)], [0.0] * size
    transform(re, im, size, 1.0)
    transform(re, im, size, -1.0)
    total = 0.0
    for i in range(100):
        total += re[i]
    return int(1e6 * (total / size))
