// Allocation: complete binary trees of depth n, made and counted eight times over. Counting frees them.
#include "harness.h"

struct node { struct node *left, *right; };

static struct node *make(int depth) {
  struct node *node = malloc(sizeof *node);
  node->left = depth == 0 ? NULL : make(depth - 1);
  node->right = depth == 0 ? NULL : make(depth - 1);
  return node;
}

static int64_t count(struct node *node) {
  int64_t sum = node->left ? count(node->left) + count(node->right) + 1 : 1;
  free(node);
  return sum;
}

static int64_t run(int n) {
  int64_t sum = 0;
  for (int i = 0; i < 8; i++) sum += count(make(n));
  return sum;
}
