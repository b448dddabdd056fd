// Records and dispatch: the Richards benchmark, a small operating system's scheduler: six tasks, each with a function of its own, hand packets
// to each other until the idle task has run n times. Packets queued, times 100000, and tasks held.
#include "harness.h"

struct packet { struct packet *link; int id, kind, a1, a2[4]; };

struct scheduler;

struct task {
  struct task *link;
  int id, priority, state;
  struct packet *queue;
  struct task *(*run)(struct scheduler *, struct task *, struct packet *);
  int count, last;              // of the idle task and the worker
  struct packet *work, *device; // of handlers and devices
};

struct scheduler { int64_t queued, held; struct task *blocks[6], *list, *current; };

enum { runnable = 1, suspended = 2, held = 4 };

static struct packet *make_packet(struct packet *link, int id, int kind) {
  struct packet *packet = calloc(1, sizeof *packet);
  packet->link = link, packet->id = id, packet->kind = kind;
  return packet;
}

static struct packet *append(struct packet *packet, struct packet *queue) {
  packet->link = NULL;
  if (!queue) return packet;
  struct packet *at = queue;
  while (at->link) at = at->link;
  at->link = packet;
  return queue;
}

static struct task *release(struct scheduler *s, int id) {
  struct task *task = s->blocks[id];
  task->state &= 3;
  return task->priority > s->current->priority ? task : s->current;
}

static struct task *hold(struct scheduler *s) {
  s->held++;
  s->current->state |= held;
  return s->current->link;
}

static struct task *suspend(struct scheduler *s) {
  s->current->state |= suspended;
  return s->current;
}

static struct task *send(struct scheduler *s, struct packet *packet) {
  struct task *task = s->blocks[packet->id], *current = s->current;
  s->queued++;
  packet->link = NULL;
  packet->id = current->id;
  if (task->queue) {
    task->queue = append(packet, task->queue);
    return current;
  }
  task->queue = packet;
  task->state |= runnable;
  return task->priority > current->priority ? task : current;
}

static struct task *run_idle(struct scheduler *s, struct task *task, struct packet *packet) {
  if (--task->count == 0) return hold(s);
  if ((task->last & 1) == 0) {
    task->last >>= 1;
    return release(s, 4);
  }
  task->last = task->last >> 1 ^ 0xD008;
  return release(s, 5);
}

static struct task *run_worker(struct scheduler *s, struct task *task, struct packet *packet) {
  if (!packet) return suspend(s);
  task->count = task->count == 2 ? 3 : 2;
  packet->id = task->count;
  packet->a1 = 0;
  for (int i = 0; i < 4; i++) {
    task->last = task->last == 26 ? 1 : task->last + 1;
    packet->a2[i] = task->last;
  }
  return send(s, packet);
}

static struct task *run_device(struct scheduler *s, struct task *task, struct packet *packet) {
  if (packet) {
    task->work = packet;
    return hold(s);
  }
  struct packet *waiting = task->work;
  if (!waiting) return suspend(s);
  task->work = NULL;
  return send(s, waiting);
}

static struct task *run_handler(struct scheduler *s, struct task *task, struct packet *packet) {
  if (packet && packet->kind == 1) task->work = append(packet, task->work);
  else if (packet) task->device = append(packet, task->device);
  struct packet *work = task->work, *device = task->device;
  if (!work) return suspend(s);
  if (work->a1 >= 4) {
    task->work = work->link;
    return send(s, work);
  }
  if (!device) return suspend(s);
  task->device = device->link;
  device->a1 = work->a2[work->a1++];
  return send(s, device);
}

static struct task *run_task(struct scheduler *s, struct task *task) {
  if (task->state != (runnable | suspended)) return task->run(s, task, NULL);
  struct packet *packet = task->queue;
  task->queue = packet->link;
  task->state = task->queue ? runnable : 0;
  return task->run(s, task, packet);
}

static void add(struct scheduler *s, struct task task) {
  struct task *copy = malloc(sizeof *copy);
  *copy = task;
  copy->link = s->list;
  s->list = s->blocks[task.id] = copy;
}

static struct packet *three(int id, int kind) { return make_packet(make_packet(make_packet(NULL, id, kind), id, kind), id, kind); }

static int64_t run(int n) {
  struct scheduler s = {0};
  add(&s, (struct task){.id = 0, .priority = 0, .state = 0, .run = run_idle, .last = 1, .count = n});
  add(&s, (struct task){.id = 1, .priority = 1000, .queue = make_packet(make_packet(NULL, 1, 1), 1, 1), .state = 3, .run = run_worker, .count = 2});
  add(&s, (struct task){.id = 2, .priority = 2000, .queue = three(4, 0), .state = 3, .run = run_handler});
  add(&s, (struct task){.id = 3, .priority = 3000, .queue = three(5, 0), .state = 3, .run = run_handler});
  add(&s, (struct task){.id = 4, .priority = 4000, .state = suspended, .run = run_device});
  add(&s, (struct task){.id = 5, .priority = 5000, .state = suspended, .run = run_device});
  for (struct task *task = s.list; task;) {
    s.current = task;
    task = task->state >= held || task->state == suspended ? task->link : run_task(&s, task);
  }
  for (int i = 0; i < 6; i++) free(s.blocks[i]);
  return s.queued * 100000 + s.held;
}
