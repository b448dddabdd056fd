// Integers: the steps of the Collatz sequences from 1 to n, summed.
#include "harness.h"

static int64_t steps(int64_t k) {
  int64_t count = 0;
  for (; k != 1; count++) k = k % 2 == 0 ? k / 2 : 3 * k + 1;
  return count;
}

static int64_t run(int n) {
  int64_t sum = 0;
  for (int i = 1; i <= n; i++) sum += steps(i);
  return sum;
}
