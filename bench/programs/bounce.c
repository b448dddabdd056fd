// Records: a hundred balls in a box for n steps; how often they bounce.
#include "harness.h"

struct ball { int64_t x, y, vx, vy; };

static int64_t seed;

static int64_t next(void) { return seed = seed * 16807 % 2147483647; }

static int move(struct ball *ball) {
  int bounced = 0;
  ball->x += ball->vx;
  ball->y += ball->vy;
  if (ball->x > 500) ball->x = 500, ball->vx = -labs(ball->vx), bounced = 1;
  if (ball->x < 0) ball->x = 0, ball->vx = labs(ball->vx), bounced = 1;
  if (ball->y > 500) ball->y = 500, ball->vy = -labs(ball->vy), bounced = 1;
  if (ball->y < 0) ball->y = 0, ball->vy = labs(ball->vy), bounced = 1;
  return bounced;
}

static int64_t run(int n) {
  struct ball *balls[100];
  int64_t bounces = 0;
  seed = 42;
  for (int i = 0; i < 100; i++) {
    struct ball *ball = balls[i] = malloc(sizeof *ball);
    ball->x = next() % 500;
    ball->y = next() % 500;
    ball->vx = next() % 300 - 150;
    ball->vy = next() % 300 - 150;
  }
  for (int step = 0; step < n; step++)
    for (int i = 0; i < 100; i++) bounces += move(balls[i]);
  for (int i = 0; i < 100; i++) free(balls[i]);
  return bounces;
}
