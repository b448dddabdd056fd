# Fibers: a number goes n times around a ring of a hundred fibers, each of which takes it from a channel, adds one and sends it on.
# A fiber is a generator that yields when it has to wait; the scheduler has a queue of those that can go on.
from collections import deque


class Fiber:
    __slots__ = ("body", "value")

    def __init__(self, body):
        self.body = body
        self.value = 0


class Channel:
    __slots__ = ("senders", "receivers")

    def __init__(self):
        self.senders, self.receivers = deque(), deque()


class Scheduler:
    def __init__(self):
        self.ready = deque()
        self.current = None

    def go(self, body):
        self.ready.append(Fiber(body))

    def send(self, channel, value):
        if channel.receivers:
            receiver = channel.receivers.popleft()
            receiver.value = value
            self.ready.append(receiver)
        else:
            channel.senders.append((self.current, value))
            yield

    def recv(self, channel):
        if channel.senders:
            fiber, value = channel.senders.popleft()
            self.ready.append(fiber)
            return value
        fiber = self.current
        channel.receivers.append(fiber)
        yield
        return fiber.value

    def run(self):
        while self.ready:
            self.current = self.ready.popleft()
            next(self.current.body, None)


def relay(s, start, to, n):
    for _ in range(n):
        value = yield from s.recv(start)
        yield from s.send(to, value + 1)


def main(s, first, last, n, result):
    for _ in range(n):
        yield from s.send(first, result[0])
        result[0] = yield from s.recv(last)


def run(n):
    s, result = Scheduler(), [0]
    channels = [Channel() for _ in range(101)]
    for i in range(100):
        s.go(relay(s, channels[i], channels[i + 1], n))
    s.go(main(s, channels[0], channels[100], n, result))
    s.run()
    return result[0]
