// Strings: a string of n entries is built piece by piece, then read code point by code point.
#include "harness.h"

static int64_t run(int n) {
  size_t length = 0, capacity = 64;
  char *s = malloc(capacity);
  for (int64_t i = 0; i < n; i++) {
    if (capacity - length < 48) s = realloc(s, capacity *= 2);
    length += sprintf(s + length, "%lld:%lld;", (long long)i, (long long)(i * i));
  }
  int64_t hash = 0;
  for (size_t i = 0; i < length; i++) hash = (hash * 31 + s[i]) % 1000000007;
  free(s);
  return hash;
}
