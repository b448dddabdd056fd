// Records and dispatch: the Richards benchmark, a small operating system's scheduler: six tasks of four classes hand packets to each
// other until the idle task has run n times. Packets queued, times 100000, and tasks held.
const RUNNABLE = 1, SUSPENDED = 2, HELD = 4;

class Packet {
  constructor(link, id, kind) {
    this.link = link;
    this.id = id;
    this.kind = kind;
    this.a1 = 0;
    this.a2 = [0, 0, 0, 0];
  }

  appendTo(queue) {
    this.link = null;
    if (queue === null) return this;
    let at = queue;
    while (at.link !== null) at = at.link;
    at.link = this;
    return queue;
  }
}

class Task {
  constructor(s, id, priority, queue, state) {
    this.s = s;
    this.link = s.list;
    this.id = id;
    this.priority = priority;
    this.queue = queue;
    this.state = state;
  }

  resume() {
    if (this.state !== (RUNNABLE | SUSPENDED)) return this.run(null);
    const packet = this.queue;
    this.queue = packet.link;
    this.state = this.queue === null ? 0 : RUNNABLE;
    return this.run(packet);
  }
}

class Idle extends Task {
  constructor(s, id, priority, count) {
    super(s, id, priority, null, 0);
    this.last = 1;
    this.count = count;
  }

  run() {
    if (--this.count === 0) return this.s.hold();
    if ((this.last & 1) === 0) {
      this.last >>= 1;
      return this.s.release(4);
    }
    this.last = (this.last >> 1) ^ 0xD008;
    return this.s.release(5);
  }
}

class Worker extends Task {
  constructor(s, id, priority, queue) {
    super(s, id, priority, queue, 3);
    this.to = 2;
    this.last = 0;
  }

  run(packet) {
    if (packet === null) return this.s.suspend();
    this.to = this.to === 2 ? 3 : 2;
    packet.id = this.to;
    packet.a1 = 0;
    for (let i = 0; i < 4; i++) {
      this.last = this.last === 26 ? 1 : this.last + 1;
      packet.a2[i] = this.last;
    }
    return this.s.send(packet);
  }
}

class Device extends Task {
  constructor(s, id, priority) {
    super(s, id, priority, null, SUSPENDED);
    this.waiting = null;
  }

  run(packet) {
    if (packet !== null) {
      this.waiting = packet;
      return this.s.hold();
    }
    const waiting = this.waiting;
    if (waiting === null) return this.s.suspend();
    this.waiting = null;
    return this.s.send(waiting);
  }
}

class Handler extends Task {
  constructor(s, id, priority, queue) {
    super(s, id, priority, queue, 3);
    this.work = null;
    this.device = null;
  }

  run(packet) {
    if (packet !== null) {
      if (packet.kind === 1) this.work = packet.appendTo(this.work);
      else this.device = packet.appendTo(this.device);
    }
    const work = this.work, device = this.device;
    if (work === null) return this.s.suspend();
    if (work.a1 >= 4) {
      this.work = work.link;
      return this.s.send(work);
    }
    if (device === null) return this.s.suspend();
    this.device = device.link;
    device.a1 = work.a2[work.a1++];
    return this.s.send(device);
  }
}

class Scheduler {
  constructor() {
    this.queued = 0;
    this.held = 0;
    this.blocks = [null, null, null, null, null, null];
    this.list = null;
    this.current = null;
  }

  add(task) {
    this.list = task;
    this.blocks[task.id] = task;
  }

  schedule() {
    let task = this.list;
    while (task !== null) {
      this.current = task;
      task = task.state >= HELD || task.state === SUSPENDED ? task.link : task.resume();
    }
  }

  release(id) {
    const task = this.blocks[id];
    task.state &= 3;
    return task.priority > this.current.priority ? task : this.current;
  }

  hold() {
    this.held++;
    this.current.state |= HELD;
    return this.current.link;
  }

  suspend() {
    this.current.state |= SUSPENDED;
    return this.current;
  }

  send(packet) {
    const task = this.blocks[packet.id], current = this.current;
    this.queued++;
    packet.link = null;
    packet.id = current.id;
    if (task.queue !== null) {
      task.queue = packet.appendTo(task.queue);
      return current;
    }
    task.queue = packet;
    task.state |= RUNNABLE;
    return task.priority > current.priority ? task : current;
  }
}

const three = (id, kind) => new Packet(new Packet(new Packet(null, id, kind), id, kind), id, kind);

exports.run = n => {
  const s = new Scheduler();
  s.add(new Idle(s, 0, 0, n));
  s.add(new Worker(s, 1, 1000, new Packet(new Packet(null, 1, 1), 1, 1)));
  s.add(new Handler(s, 2, 2000, three(4, 0)));
  s.add(new Handler(s, 3, 3000, three(5, 0)));
  s.add(new Device(s, 4, 4000));
  s.add(new Device(s, 5, 5000));
  s.schedule();
  return s.queued * 100000 + s.held;
};
