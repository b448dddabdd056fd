// Deep calls: Ackermann's function with 2 as its first argument, many times over.
#include "harness.h"

static int64_t ack(int64_t m, int64_t n) {
  if (m == 0) return n + 1;
  if (n == 0) return ack(m - 1, 1);
  return ack(m - 1, ack(m, n - 1));
}

static int64_t run(int n) {
  int64_t sum = 0;
  for (int i = 0; i < n; i++) sum += ack(2, i % 64);
  return sum;
}
