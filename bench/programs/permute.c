// Vectors and calls: all permutations of n elements by swapping; how many calls it takes.
#include "harness.h"

static void swap(int64_t *v, int i, int j) {
  int64_t x = v[i];
  v[i] = v[j];
  v[j] = x;
}

static int64_t permute(int64_t *v, int n) {
  if (n == 0) return 1;
  int m = n - 1;
  int64_t sum = permute(v, m) + 1;
  for (int i = m; i >= 0; i--) {
    swap(v, m, i);
    sum += permute(v, m);
    swap(v, m, i);
  }
  return sum;
}

static int64_t run(int n) {
  int64_t v[16];
  for (int i = 0; i < n; i++) v[i] = i;
  return permute(v, n);
}
