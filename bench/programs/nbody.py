# Floats: five bodies that attract each other, n steps; the energy left, in millionths of a millionth.
# Positions, velocities and masses are lists; body i has its numbers at 3i, 3i+1, 3i+2.
from math import sqrt


def advance(p, v, m, dt):
    for i in range(5):
        for j in range(i + 1, 5):
            a, b = 3 * i, 3 * j
            dx, dy, dz = p[a] - p[b], p[a + 1] - p[b + 1], p[a + 2] - p[b + 2]
            d2 = dx * dx + dy * dy + dz * dz
            mag = dt / (d2 * sqrt(d2))
            ma, mb = m[i] * mag, m[j] * mag
            v[a] -= dx * mb
            v[a + 1] -= dy * mb
            v[a + 2] -= dz * mb
            v[b] += dx * ma
            v[b + 1] += dy * ma
            v[b + 2] += dz * ma
    for k in range(15):
        p[k] += dt * v[k]


def energy(p, v, m):
    e = 0.0
    for i in range(5):
        a = 3 * i
        e += 0.5 * m[i] * (v[a] * v[a] + v[a + 1] * v[a + 1] + v[a + 2] * v[a + 2])
        for j in range(i + 1, 5):
            b = 3 * j
            dx, dy, dz = p[a] - p[b], p[a + 1] - p[b + 1], p[a + 2] - p[b + 2]
            e -= m[i] * m[j] / sqrt(dx * dx + dy * dy + dz * dz)
    return e


def run(n):
    p = [0.0, 0.0, 0.0, 4.8, -1.1, -0.1, 8.3, 4.1, -0.4, 12.9, -15.1, -0.2, 15.4, -25.9, 0.2]
    v = [0.0, 0.0, 0.0, 0.6, 2.8, -0.02, -1.0, 1.8, 0.008, 1.1, 0.9, -0.01, 1.0, 0.6, -0.03]
    m = [39.5, 0.04, 0.01, 0.002, 0.002]
    for _ in range(n):
        advance(p, v, m, 0.01)
    return int(-1e12 * energy(p, v, m))
