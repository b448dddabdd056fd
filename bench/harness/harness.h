// The harness: a program includes it and defines run. Arguments: n, least iterations,
// least milliseconds in them.
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int64_t run(int n);

static int64_t now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

int main(int argc, char **argv) {
  if (argc < 4) return 2;
  volatile int n = atoi(argv[1]);  // so that no call of run can be computed once for all
  int iterations = atoi(argv[2]);
  int64_t least_ns = atoi(argv[3]) * (int64_t)1000000, all_ns = 0;
  for (int i = 0; i < iterations || all_ns < least_ns; i++) {
    int64_t began = now_ns();
    int64_t result = run(n);
    int64_t ns = now_ns() - began;
    all_ns += ns;
    printf("it %lld %lld\n", (long long)ns, (long long)result);
  }
  char line[256];
  FILE *status = fopen("/proc/self/status", "r");
  while (status && fgets(line, sizeof line, status))
    if (!strncmp(line, "VmHWM:", 6)) printf("peak %s", line);
  return 0;
}
