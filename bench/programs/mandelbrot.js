// Floats: rounds until escape, summed over an n by n grid of the Mandelbrot set, at most 200 a point.
function escape(cx, cy) {
  let x = 0, y = 0;
  for (let k = 0; ; k++) {
    const xx = x * x, yy = y * y;
    if (k === 200 || xx + yy > 4) return k;
    y = 2 * (x * y) + cy;
    x = xx - yy + cx;
  }
}

exports.run = n => {
  let sum = 0;
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) sum += escape((3 * i) / n - 2, (2 * j) / n - 1);
  }
  return sum;
};
