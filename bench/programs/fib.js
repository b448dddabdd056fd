// Calls: fib(n) by definition.
const n = Number(process.argv[2]);

function fib(n) {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

const began = process.cpuUsage();
const result = fib(n);
const { user, system } = process.cpuUsage(began);
console.error(`ms ${((user + system) / 1000).toFixed(3)}`);
console.log(String(result));
