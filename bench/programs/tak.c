// Calls with three arguments: Takeuchi's function, in McCarthy's form.
#include "harness.h"

static int64_t tak(int64_t x, int64_t y, int64_t z) {
  return y < x ? tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y)) : z;
}

static int64_t run(int n) { return tak(3 * n, 2 * n, n); }
