# Records and dispatch: the Richards benchmark, a small operating system's scheduler: six tasks of four classes hand packets to each
# other until the idle task has run n times. Packets queued, times 100000, and tasks held.
RUNNABLE, SUSPENDED, HELD = 1, 2, 4


class Packet:
    __slots__ = ("link", "id", "kind", "a1", "a2")

    def __init__(self, link, id, kind):
        self.link, self.id, self.kind, self.a1, self.a2 = link, id, kind, 0, [0, 0, 0, 0]

    def append_to(self, queue):
        self.link = None
        if queue is None:
            return self
        at = queue
        while at.link is not None:
            at = at.link
        at.link = self
        return queue


class Task:
    def __init__(self, s, id, priority, queue, state):
        self.s, self.link, self.id, self.priority, self.queue, self.state = s, s.list, id, priority, queue, state

    def resume(self):
        if self.state != RUNNABLE | SUSPENDED:
            return self.run(None)
        packet = self.queue
        self.queue = packet.link
        self.state = 0 if self.queue is None else RUNNABLE
        return self.run(packet)


class Idle(Task):
    def __init__(self, s, id, priority, count):
        super().__init__(s, id, priority, None, 0)
        self.last, self.count = 1, count

    def run(self, packet):
        self.count -= 1
        if self.count == 0:
            return self.s.hold()
        if self.last & 1 == 0:
            self.last >>= 1
            return self.s.release(4)
        self.last = self.last >> 1 ^ 0xD008
        return self.s.release(5)


class Worker(Task):
    def __init__(self, s, id, priority, queue):
        super().__init__(s, id, priority, queue, 3)
        self.to, self.last = 2, 0

    def run(self, packet):
        if packet is None:
            return self.s.suspend()
        self.to = 3 if self.to == 2 else 2
        packet.id = self.to
        packet.a1 = 0
        for i in range(4):
            self.last = 1 if self.last == 26 else self.last + 1
            packet.a2[i] = self.last
        return self.s.send(packet)


class Device(Task):
    def __init__(self, s, id, priority):
        super().__init__(s, id, priority, None, SUSPENDED)
        self.waiting = None

    def run(self, packet):
        if packet is not None:
            self.waiting = packet
            return self.s.hold()
        waiting = self.waiting
        if waiting is None:
            return self.s.suspend()
        self.waiting = None
        return self.s.send(waiting)


class Handler(Task):
    def __init__(self, s, id, priority, queue):
        super().__init__(s, id, priority, queue, 3)
        self.work = self.device = None

    def run(self, packet):
        if packet is not None:
            if packet.kind == 1:
                self.work = packet.append_to(self.work)
            else:
                self.device = packet.append_to(self.device)
        work, device = self.work, self.device
        if work is None:
            return self.s.suspend()
        if work.a1 >= 4:
            self.work = work.link
            return self.s.send(work)
        if device is None:
            return self.s.suspend()
        self.device = device.link
        device.a1 = work.a2[work.a1]
        work.a1 += 1
        return self.s.send(device)


class Scheduler:
    def __init__(self):
        self.queued, self.held, self.blocks, self.list, self.current = 0, 0, [None] * 6, None, None

    def add(self, task):
        self.list = self.blocks[task.id] = task

    def schedule(self):
        task = self.list
        while task is not None:
            self.current = task
            task = task.link if task.state >= HELD or task.state == SUSPENDED else task.resume()

    def release(self, id):
        task = self.blocks[id]
        task.state &= 3
        return task if task.priority > self.current.priority else self.current

    def hold(self):
        self.held += 1
        self.current.state |= HELD
        return self.current.link

    def suspend(self):
        self.current.state |= SUSPENDED
        return self.current

    def send(self, packet):
        task, current = self.blocks[packet.id], self.current
        self.queued += 1
        packet.link = None
        packet.id = current.id
        if task.queue is not None:
            task.queue = packet.append_to(task.queue)
            return current
        task.queue = packet
        task.state |= RUNNABLE
        return task if task.priority > current.priority else current


def three(id, kind):
    return Packet(Packet(Packet(None, id, kind), id, kind), id, kind)


def run(n):
    s = Scheduler()
    s.add(Idle(s, 0, 0, n))
    s.add(Worker(s, 1, 1000, Packet(Packet(None, 1, 1), 1, 1)))
    s.add(Handler(s, 2, 2000, three(4, 0)))
    s.add(Handler(s, 3, 3000, three(5, 0)))
    s.add(Device(s, 4, 4000))
    s.add(Device(s, 5, 5000))
    s.schedule()
    return s.queued * 100000 + s.held
