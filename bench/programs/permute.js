// Vectors and calls: all permutations of n elements by swapping; how many calls it takes.
function swap(v, i, j) {
  const x = v[i];
  v[i] = v[j];
  v[j] = x;
}

function permute(v, n) {
  if (n === 0) return 1;
  const m = n - 1;
  let sum = permute(v, m) + 1;
  for (let i = m; i >= 0; i--) {
    swap(v, m, i);
    sum += permute(v, m);
    swap(v, m, i);
  }
  return sum;
}

exports.run = n => permute(Array.from({ length: n }, (_, i) => i), n);
