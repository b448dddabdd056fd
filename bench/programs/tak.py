# Calls with three arguments: Takeuchi's function, in McCarthy's form.
def tak(x, y, z):
    if y < x:
        return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y))
    return z


def run(n):
    return tak(3 * n, 2 * n, n)
