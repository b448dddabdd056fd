// Fibers: a number goes n times around a ring of a hundred fibers, each of which takes it from a channel, adds one and sends it on.
// A fiber is a generator that yields when it has to wait; the scheduler has a queue of those that can go on.
class Queue {
  constructor() {
    this.first = null;
    this.last = null;
  }

  push(value) {
    const cell = { value, next: null };
    if (this.first === null) this.first = cell;
    else this.last.next = cell;
    this.last = cell;
  }

  shift() {
    const cell = this.first;
    this.first = cell.next;
    return cell.value;
  }
}

let ready, current;

function go(body) {
  const fiber = { body, value: 0 };
  ready.push(fiber);
  return fiber;
}

function* send(channel, value) {
  if (channel.receivers.first !== null) {
    const receiver = channel.receivers.shift();
    receiver.value = value;
    ready.push(receiver);
  } else {
    channel.senders.push({ fiber: current, value });
    yield;
  }
}

function* recv(channel) {
  if (channel.senders.first !== null) {
    const { fiber, value } = channel.senders.shift();
    ready.push(fiber);
    return value;
  }
  const self = current;
  channel.receivers.push(self);
  yield;
  return self.value;
}

function* relay(from, to, n) {
  for (let i = 0; i < n; i++) yield* send(to, (yield* recv(from)) + 1);
}

function* main(first, last, n, result) {
  for (let i = 0; i < n; i++) {
    yield* send(first, result.x);
    result.x = yield* recv(last);
  }
}

exports.run = n => {
  const channels = Array.from({ length: 101 }, () => ({ senders: new Queue(), receivers: new Queue() }));
  const result = { x: 0 };
  ready = new Queue();
  for (let i = 0; i < 100; i++) go(relay(channels[i], channels[i + 1], n));
  go(main(channels[0], channels[100], n, result));
  while (ready.first !== null) {
    current = ready.shift();
    current.body.next();
  }
  return result.x;
};
