// Closures and tables: how many ways lead through a grid of n by n, by a function that remembers what it gave.
function remembering(f) {
  const known = new Map();
  return x => {
    const hit = known.get(x);
    if (hit !== undefined) return hit;
    const y = f(x);
    known.set(x, y);
    return y;
  };
}

exports.run = n => {
  const ways = remembering(key =>
    Math.floor(key / 1000) === 0 || key % 1000 === 0 ? 1 : (ways(key - 1000) + ways(key - 1)) % 1000000007);
  return ways(n * 1000 + n);
};
