// Integers: a nested loop that sums i*j.
const n = Number(process.argv[2]);

function work(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      sum = sum + i * j;
    }
  }
  return sum;
}

const began = performance.now();
const result = work(n);
console.error(`ms ${(performance.now() - began).toFixed(3)}`);
console.log(String(result));
