// Deep calls: Ackermann's function with 2 as its first argument, many times over.
function ack(m, n) {
  if (m === 0) return n + 1;
  if (n === 0) return ack(m - 1, 1);
  return ack(m - 1, ack(m, n - 1));
}

exports.run = n => {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += ack(2, i % 64);
  return sum;
};
