// Integers and a vector: the sieve of Eratosthenes; how many primes are below n.
#include "harness.h"

static int64_t run(int n) {
  char *prime = malloc(n);
  memset(prime, 1, n);
  int64_t count = 0;
  for (int64_t i = 2; i < n; i++) {
    if (!prime[i]) continue;
    for (int64_t j = i * i; j < n; j += i) prime[j] = 0;
    count++;
  }
  free(prime);
  return count;
}
