# Allocation: in how many ways n queens stand on an n by n board; the rows of those that stand are a linked list.
def is_safe(row, placed):
    distance = 1
    while placed is not None:
        other, placed = placed
        if other == row or other == row + distance or other == row - distance:
            return False
        distance += 1
    return True


def place(column, placed, n):
    if column == n:
        return 1
    total = 0
    for row in range(n):
        if is_safe(row, placed):
            total += place(column + 1, (row, placed), n)
    return total


def run(n):
    return place(0, None, n)
