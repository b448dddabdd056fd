// The harness: a program is a module that exports run. Arguments: file, n, iterations.
const fs = require('fs');
const { run } = require(process.argv[2]);
const n = Number(process.argv[3]), iterations = Number(process.argv[4]);
for (let i = 0; i < iterations; i++) {
  const began = process.hrtime.bigint();
  const result = run(n);
  const ns = process.hrtime.bigint() - began;
  console.log(`it ${ns} ${result}`);
}
console.log('peak ' + fs.readFileSync('/proc/self/status', 'utf8').split('\n').find(line => line.startsWith('VmHWM:')));
