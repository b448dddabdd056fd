// Allocation: merge sort of a linked list of n random numbers; a sum that depends on the order. All cells come from one arena.
#include "harness.h"

struct cell { int64_t head; struct cell *tail; };

static struct cell *arena, *next_cell;

static struct cell *cons(int64_t head, struct cell *tail) {
  *next_cell = (struct cell){head, tail};
  return next_cell++;
}

static struct cell *reverse_onto(struct cell *l, struct cell *onto) {
  for (; l; l = l->tail) onto = cons(l->head, onto);
  return onto;
}

static struct cell *merge(struct cell *a, struct cell *b) {
  struct cell *done = NULL;
  while (a && b) {
    if (b->head < a->head) done = cons(b->head, done), b = b->tail;
    else done = cons(a->head, done), a = a->tail;
  }
  return reverse_onto(done, a ? a : b);
}

static struct cell *sort_first(struct cell *l, int n) {
  if (n == 1) return cons(l->head, NULL);
  int half = n / 2;
  struct cell *rest = l;
  for (int i = 0; i < half; i++) rest = rest->tail;
  return merge(sort_first(l, half), sort_first(rest, n - half));
}

static int64_t run(int n) {
  int levels = 1;
  while (1 << levels < n) levels++;
  arena = next_cell = malloc((2 * levels + 4) * (size_t)n * sizeof *arena);
  int64_t x = 42, sum = 0, i = 1;
  struct cell *l = NULL;
  for (int k = 0; k < n; k++) {
    x = x * 16807 % 2147483647;
    l = cons(x, l);
  }
  for (l = sort_first(l, n); l; l = l->tail, i++) sum = (sum + i * l->head) % 1000000007;
  free(arena);
  return sum;
}
