// Integers: a nested loop that sums i*j.
exports.run = n => {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      sum = sum + i * j;
    }
  }
  return sum;
};
