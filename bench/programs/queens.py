# Records and vectors: the first way in which eight queens stand on a board, found n times over by backtracking on vectors of flags.
class Board:
    __slots__ = ("rows", "up", "down", "columns")

    def __init__(self):
        self.rows, self.up, self.down, self.columns = [True] * 8, [True] * 16, [True] * 16, [0] * 8

    def is_free(self, row, column):
        return self.rows[row] and self.up[row + column] and self.down[row - column + 7]

    def mark(self, row, column, flag):
        self.rows[row] = flag
        self.up[row + column] = flag
        self.down[row - column + 7] = flag

    def place(self, column):
        if column == 8:
            return True
        for row in range(8):
            if not self.is_free(row, column):
                continue
            self.mark(row, column, False)
            self.columns[column] = row
            if self.place(column + 1):
                return True
            self.mark(row, column, True)
        return False


def run(n):
    total = 0
    for _ in range(n):
        board = Board()
        board.place(0)
        for k in range(8):
            total = (total * 8 + board.columns[k]) % 1000003
    return total
