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

const began = process.cpuUsage();
const result = work(n);
const { user, system } = process.cpuUsage(began);
console.error(`ms ${((user + system) / 1000).toFixed(3)}`);
console.log(String(result));
