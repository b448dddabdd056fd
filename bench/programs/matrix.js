// Integers and vectors: the product of two n by n matrices, each a vector of rows; the sum of its diagonal.
function makeMatrix(n, seed) {
  const rows = new Array(n);
  for (let i = 0; i < n; i++) {
    const row = new Array(n).fill(0);
    for (let j = 0; j < n; j++) row[j] = (i * seed + j * 7) % 100;
    rows[i] = row;
  }
  return rows;
}

function multiply(a, b, n) {
  const rows = new Array(n);
  for (let i = 0; i < n; i++) {
    const row = new Array(n).fill(0), left = a[i];
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += left[k] * b[k][j];
      row[j] = sum;
    }
    rows[i] = row;
  }
  return rows;
}

exports.run = n => {
  const c = multiply(makeMatrix(n, 3), makeMatrix(n, 5), n);
  let sum = 0;
  for (let i = 0; i < n; i++) sum += c[i][i];
  return sum;
};
