// Calls: fib(n) by definition.
#include "harness.h"

static int64_t fib(int64_t n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }

static int64_t run(int n) { return fib(n); }
