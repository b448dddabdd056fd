// Records: a hundred balls in a box for n steps; how often they bounce.
class Random {
  constructor() {
    this.seed = 42;
  }

  next() {
    this.seed = (this.seed * 16807) % 2147483647;
    return this.seed;
  }
}

class Ball {
  constructor(random) {
    this.x = random.next() % 500;
    this.y = random.next() % 500;
    this.vx = random.next() % 300 - 150;
    this.vy = random.next() % 300 - 150;
  }

  move() {
    let bounced = 0;
    this.x += this.vx;
    this.y += this.vy;
    if (this.x > 500) { this.x = 500; this.vx = -Math.abs(this.vx); bounced = 1; }
    if (this.x < 0) { this.x = 0; this.vx = Math.abs(this.vx); bounced = 1; }
    if (this.y > 500) { this.y = 500; this.vy = -Math.abs(this.vy); bounced = 1; }
    if (this.y < 0) { this.y = 0; this.vy = Math.abs(this.vy); bounced = 1; }
    return bounced;
  }
}

exports.run = n => {
  const random = new Random(), balls = new Array(100);
  let bounces = 0;
  for (let i = 0; i < 100; i++) balls[i] = new Ball(random);
  for (let step = 0; step < n; step++) {
    for (let i = 0; i < 100; i++) bounces += balls[i].move();
  }
  return bounces;
};
