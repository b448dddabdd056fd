// Higher-order functions: map, filter and fold over linked lists of n elements, with functions and their environment, five times over.
// All cells come from one arena.
#include "harness.h"

struct cell { int64_t head; struct cell *tail; };

static struct cell *arena, *next_cell;

static struct cell *cons(int64_t head, struct cell *tail) {
  *next_cell = (struct cell){head, tail};
  return next_cell++;
}

static struct cell *reverse(struct cell *l) {
  struct cell *done = NULL;
  for (; l; l = l->tail) done = cons(l->head, done);
  return done;
}

static struct cell *map(int64_t (*f)(void *, int64_t), void *environment, struct cell *l) {
  struct cell *done = NULL;
  for (; l; l = l->tail) done = cons(f(environment, l->head), done);
  return reverse(done);
}

static struct cell *filter(int (*p)(int64_t), struct cell *l) {
  struct cell *done = NULL;
  for (; l; l = l->tail)
    if (p(l->head)) done = cons(l->head, done);
  return reverse(done);
}

static int64_t fold(int64_t (*f)(int64_t, int64_t), int64_t a, struct cell *l) {
  for (; l; l = l->tail) a = f(a, l->head);
  return a;
}

static int64_t scale(void *k, int64_t x) { return x * *(int64_t *)k + 1; }
static int keeps(int64_t x) { return x % 3 != 0; }
static int64_t hash(int64_t a, int64_t x) { return (a * 31 + x) % 1000003; }

static int64_t run(int n) {
  arena = next_cell = malloc(25 * (size_t)n * sizeof *arena);
  struct cell *l = NULL;
  int64_t sum = 0;
  for (int i = n - 1; i >= 0; i--) l = cons(i, l);
  for (int64_t k = 1; k <= 5; k++) sum += fold(hash, k, filter(keeps, map(scale, &k, l)));
  free(arena);
  return sum;
}
