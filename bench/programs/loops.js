// Integers: a nested loop that sums i*j modulo a prime, by comparison and subtraction.
const n = Number(process.argv[2]);

function work(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      sum = sum + i * j;
      if (sum >= 1000000007) sum = sum - 1000000007;
    }
  }
  return sum;
}

const began = performance.now();
const result = work(n);
console.error(`ms ${(performance.now() - began).toFixed(3)}`);
console.log(String(result));
