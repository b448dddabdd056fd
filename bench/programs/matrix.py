# Integers and vectors: the product of two n by n matrices, each a vector of rows; the sum of its diagonal.
def make_matrix(n, seed):
    return [[(i * seed + j * 7) % 100 for j in range(n)] for i in range(n)]


def multiply(a, b, n):
    rows = []
    for i in range(n):
        row, left = [0] * n, a[i]
        for j in range(n):
            total = 0
            for k in range(n):
                total += left[k] * b[k][j]
            row[j] = total
        rows.append(row)
    return rows


def run(n):
    c = multiply(make_matrix(n, 3), make_matrix(n, 5), n)
    total = 0
    for i in range(n):
        total += c[i][i]
    return total
