// Integers and vectors: the product of two n by n matrices, each a vector of rows; the sum of its diagonal.
#include "harness.h"

static int64_t **make_rows(int n) {
  int64_t **rows = malloc(n * sizeof *rows);
  for (int i = 0; i < n; i++) rows[i] = calloc(n, sizeof **rows);
  return rows;
}

static void free_rows(int64_t **rows, int n) {
  for (int i = 0; i < n; i++) free(rows[i]);
  free(rows);
}

static int64_t **make_matrix(int n, int seed) {
  int64_t **rows = make_rows(n);
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) rows[i][j] = (i * seed + j * 7) % 100;
  return rows;
}

static int64_t run(int n) {
  int64_t **a = make_matrix(n, 3), **b = make_matrix(n, 5), **c = make_rows(n);
  for (int i = 0; i < n; i++)
    for (int j = 0; j < n; j++) {
      int64_t sum = 0;
      for (int k = 0; k < n; k++) sum += a[i][k] * b[k][j];
      c[i][j] = sum;
    }
  int64_t trace = 0;
  for (int i = 0; i < n; i++) trace += c[i][i];
  free_rows(a, n), free_rows(b, n), free_rows(c, n);
  return trace;
}
