// Floats: the fast Fourier transform of 2^n numbers in place, forth and back; the sum of the first hundred, in millionths.
// The roots of unity come from halving the angle with square roots alone, so that every language has the same bits.
function reverseBits(re, im, n) {
  for (let i = 0, j = 0; i < n; i++) {
    if (i < j) {
      const r = re[i], m = im[i];
      re[i] = re[j]; im[i] = im[j];
      re[j] = r; im[j] = m;
    }
    let bit = n >> 1;
    for (; j >= bit && bit > 0; bit >>= 1) j -= bit;
    j += bit;
  }
}

function transform(re, im, n, sign) {
  reverseBits(re, im, n);
  let c = -1, s = 0;
  for (let half = 1; half < n; half *= 2) {
    let wr = 1, wi = 0;
    for (let k = 0; k < half; k++) {
      for (let i = k; i < n; i += 2 * half) {
        const j = i + half;
        const tr = wr * re[j] - wi * im[j], ti = wr * im[j] + wi * re[j], ur = re[i], ui = im[i];
        re[j] = ur - tr; im[j] = ui - ti;
        re[i] = ur + tr; im[i] = ui + ti;
      }
      const turned = wr * c - wi * s;
      wi = wr * s + wi * c;
      wr = turned;
    }
    const next = Math.sqrt(0.5 * (1 + c));
    s = half === 1 ? sign : s / (2 * next);
    c = next;
  }
}

exports.run = n => {
  const size = 1 << n, re = new Float64Array(size), im = new Float64Array(size);
  for (let i = 0; i < size; i++) re[i] = (i * 37) % 101;
  transform(re, im, size, 1);
  transform(re, im, size, -1);
  let sum = 0;
  for (let i = 0; i < 100; i++) sum += re[i];
  return Math.trunc(1e6 * (sum / size));
};
