# Floats: rounds until escape, summed over an n by n grid of the Mandelbrot set, at most 200 a point.
def escape(cx, cy):
    x = y = 0.0
    k = 0
    while True:
        xx = x * x
        yy = y * y
        if k == 200 or xx + yy > 4.0:
            return k
        y = 2.0 * (x * y) + cy
        x = xx - yy + cx
        k += 1


def run(n):
    total = 0
    for j in range(n):
        for i in range(n):
            total += escape(3.0 * i / n - 2.0, 2.0 * j / n - 1.0)
    return total
