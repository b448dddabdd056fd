// Calls: fib(n) by definition.
const n = Number(process.argv[2]);

function fib(n) {
  return n < 2 ? n : fib(n - 1) + fib(n - 2);
}

const began = performance.now();
const result = fib(n);
console.error(`ms ${(performance.now() - began).toFixed(3)}`);
console.log(String(result));
