// Integers: the steps of the Collatz sequences from 1 to n, summed.
function steps(k) {
  let count = 0;
  for (; k !== 1; count++) k = k % 2 === 0 ? k / 2 : 3 * k + 1;
  return count;
}

exports.run = n => {
  let sum = 0;
  for (let i = 1; i <= n; i++) sum += steps(i);
  return sum;
};
