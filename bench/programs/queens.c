// Records and vectors: the first way in which eight queens stand on a board, found n times over by backtracking on vectors of flags.
#include "harness.h"

struct board { char rows[8], up[16], down[16]; int columns[8]; };

static int is_free(struct board *board, int row, int column) {
  return board->rows[row] && board->up[row + column] && board->down[row - column + 7];
}

static void mark(struct board *board, int row, int column, char flag) {
  board->rows[row] = board->up[row + column] = board->down[row - column + 7] = flag;
}

static int place(struct board *board, int column) {
  if (column == 8) return 1;
  for (int row = 0; row < 8; row++) {
    if (!is_free(board, row, column)) continue;
    mark(board, row, column, 0);
    board->columns[column] = row;
    if (place(board, column + 1)) return 1;
    mark(board, row, column, 1);
  }
  return 0;
}

static int64_t run(int n) {
  int64_t sum = 0;
  for (int i = 0; i < n; i++) {
    struct board board;
    memset(&board, 1, sizeof board);
    place(&board, 0);
    for (int k = 0; k < 8; k++) sum = (sum * 8 + board.columns[k]) % 1000003;
  }
  return sum;
}
