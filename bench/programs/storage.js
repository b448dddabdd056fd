// Records and vectors: a tree of vectors, four at each node and n levels deep, leaves of random length; how many vectors there are.
class Random {
  constructor() {
    this.seed = 42;
  }

  next() {
    this.seed = (this.seed * 16807) % 2147483647;
    return this.seed;
  }
}

class Count {
  constructor() {
    this.value = 0;
  }
}

function build(depth, random, count) {
  count.value++;
  if (depth === 1) return new Array(1 + random.next() % 10).fill(0);
  const v = new Array(4).fill(null);
  for (let i = 0; i < 4; i++) v[i] = build(depth - 1, random, count);
  return v;
}

exports.run = n => {
  const count = new Count();
  const tree = build(n, new Random(), count);
  return 100 * count.value + tree.length;
};
