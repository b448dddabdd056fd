// Records: the towers of Hanoi with n disks; piles are linked disks. How many moves it takes.
#include "harness.h"

struct disk { int64_t size; struct disk *next; };
struct game { struct disk *piles[3]; int64_t moves; };

static void push(struct game *game, int pile, struct disk *disk) {
  struct disk *top = game->piles[pile];
  if (top && disk->size >= top->size) abort();
  disk->next = top;
  game->piles[pile] = disk;
}

static struct disk *pop(struct game *game, int pile) {
  struct disk *top = game->piles[pile];
  game->piles[pile] = top->next;
  top->next = NULL;
  return top;
}

static void move(struct game *game, int disks, int from, int to) {
  if (disks == 1) {
    push(game, to, pop(game, from));
    game->moves++;
    return;
  }
  int other = 3 - from - to;
  move(game, disks - 1, from, other);
  move(game, 1, from, to);
  move(game, disks - 1, other, to);
}

static int64_t run(int n) {
  struct game game = {{0}, 0};
  struct disk *disks = calloc(n + 1, sizeof *disks);
  for (int size = n; size > 0; size--) {
    disks[size].size = size;
    push(&game, 0, &disks[size]);
  }
  move(&game, n, 0, 1);
  free(disks);
  return game.moves;
}
