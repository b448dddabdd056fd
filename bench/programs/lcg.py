# Bits: n steps of a linear congruential generator of 32 bits; the exclusive or of all its numbers.
def run(n):
    x, total = 42, 0
    for _ in range(n):
        x = x * 1664525 + 1013904223 & 0xFFFFFFFF
        total ^= x
    return total
