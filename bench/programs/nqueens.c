// Allocation: in how many ways n queens stand on an n by n board; the rows of those that stand are a linked list.
#include "harness.h"

struct cell { int row; struct cell *tail; };

static int safe(int row, struct cell *placed) {
  for (int distance = 1; placed; placed = placed->tail, distance++)
    if (placed->row == row || placed->row == row + distance || placed->row == row - distance) return 0;
  return 1;
}

static int64_t place(int column, struct cell *placed, int n) {
  if (column == n) return 1;
  int64_t sum = 0;
  for (int row = 0; row < n; row++) {
    if (!safe(row, placed)) continue;
    struct cell *cell = malloc(sizeof *cell);
    *cell = (struct cell){row, placed};
    sum += place(column + 1, cell, n);
    free(cell);
  }
  return sum;
}

static int64_t run(int n) { return place(0, NULL, n); }
