// Bits: n steps of a linear congruential generator of 32 bits; the exclusive or of all its numbers.
exports.run = n => {
  let x = 42, sum = 0;
  for (let i = 0; i < n; i++) {
    x = (Math.imul(x, 1664525) + 1013904223) | 0;
    sum ^= x;
  }
  return sum >>> 0;
};
