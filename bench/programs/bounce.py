# Records: a hundred balls in a box for n steps; how often they bounce.
class Random:
    __slots__ = ("seed",)

    def __init__(self):
        self.seed = 42

    def next(self):
        self.seed = self.seed * 16807 % 2147483647
        return self.seed


class Ball:
    __slots__ = ("x", "y", "vx", "vy")

    def __init__(self, random):
        self.x = random.next() % 500
        self.y = random.next() % 500
        self.vx = random.next() % 300 - 150
        self.vy = random.next() % 300 - 150

    def move(self):
        bounced = 0
        self.x += self.vx
        self.y += self.vy
        if self.x > 500:
            self.x, self.vx, bounced = 500, -abs(self.vx), 1
        if self.x < 0:
            self.x, self.vx, bounced = 0, abs(self.vx), 1
        if self.y > 500:
            self.y, self.vy, bounced = 500, -abs(self.vy), 1
        if self.y < 0:
            self.y, self.vy, bounced = 0, abs(self.vy), 1
        return bounced


def run(n):
    random, bounces = Random(), 0
    balls = [Ball(random) for _ in range(100)]
    for _ in range(n):
        for i in range(100):
            bounces += balls[i].move()
    return bounces
