// Records and vectors: a tree of vectors, four at each node and n levels deep, leaves of random length; how many vectors there are.
#include "harness.h"

struct vector { int length; void *elements[]; };
struct generator { int64_t seed; };
struct count { int64_t value; };

static int64_t next(struct generator *random) { return random->seed = random->seed * 16807 % 2147483647; }

static struct vector *make_vector(int length) {
  struct vector *v = calloc(1, sizeof *v + length * sizeof *v->elements);
  v->length = length;
  return v;
}

static struct vector *build(int depth, struct generator *random, struct count *count) {
  count->value++;
  if (depth == 1) return make_vector(1 + next(random) % 10);
  struct vector *v = make_vector(4);
  for (int i = 0; i < 4; i++) v->elements[i] = build(depth - 1, random, count);
  return v;
}

static void drop(struct vector *v, int depth) {
  if (depth > 1)
    for (int i = 0; i < 4; i++) drop(v->elements[i], depth - 1);
  free(v);
}

static int64_t run(int n) {
  struct generator random = {42};
  struct count count = {0};
  struct vector *tree = build(n, &random, &count);
  int64_t result = 100 * count.value + tree->length;
  drop(tree, n);
  return result;
}
