// Floats: the spectral norm of a matrix that is given by a formula, by ten rounds of the power method on n elements.
#include <math.h>
#include "harness.h"

static double a(int64_t i, int64_t j) { return 1.0 / ((i + j) * (i + j + 1) / 2 + i + 1); }

static void multiply_a(double *v, double *to, int n) {
  for (int i = 0; i < n; i++) {
    double sum = 0;
    for (int j = 0; j < n; j++) sum += a(i, j) * v[j];
    to[i] = sum;
  }
}

static void multiply_transposed(double *v, double *to, int n) {
  for (int i = 0; i < n; i++) {
    double sum = 0;
    for (int j = 0; j < n; j++) sum += a(j, i) * v[j];
    to[i] = sum;
  }
}

static int64_t run(int n) {
  double *u = malloc(n * sizeof *u), *v = calloc(n, sizeof *v), *t = calloc(n, sizeof *t);
  for (int i = 0; i < n; i++) u[i] = 1;
  for (int k = 0; k < 10; k++) {
    multiply_a(u, t, n), multiply_transposed(t, v, n);
    multiply_a(v, t, n), multiply_transposed(t, u, n);
  }
  double uv = 0, vv = 0;
  for (int i = 0; i < n; i++) uv += u[i] * v[i], vv += v[i] * v[i];
  free(u), free(v), free(t);
  return (int64_t)(1e9 * sqrt(uv / vv));
}
