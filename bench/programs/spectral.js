// Floats: the spectral norm of a matrix that is given by a formula, by ten rounds of the power method on n elements.
function a(i, j) {
  return 1 / ((i + j) * (i + j + 1) / 2 + i + 1);
}

function multiplyA(v, to, n) {
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += a(i, j) * v[j];
    to[i] = sum;
  }
}

function multiplyTransposed(v, to, n) {
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let j = 0; j < n; j++) sum += a(j, i) * v[j];
    to[i] = sum;
  }
}

exports.run = n => {
  const u = new Float64Array(n).fill(1), v = new Float64Array(n), t = new Float64Array(n);
  for (let k = 0; k < 10; k++) {
    multiplyA(u, t, n);
    multiplyTransposed(t, v, n);
    multiplyA(v, t, n);
    multiplyTransposed(t, u, n);
  }
  let uv = 0, vv = 0;
  for (let i = 0; i < n; i++) {
    uv += u[i] * v[i];
    vv += v[i] * v[i];
  }
  return Math.trunc(1e9 * Math.sqrt(uv / vv));
};
