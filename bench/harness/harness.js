// The harness: a program is a module that exports run. Arguments: file, n, least iterations, least milliseconds in them.
const fs = require('fs');
const { run } = require(process.argv[2]);
const n = Number(process.argv[3]), iterations = Number(process.argv[4]), leastNs = BigInt(process.argv[5]) * 1000000n;
for (let i = 0, allNs = 0n; i < iterations || allNs < leastNs; i++) {
  const began = process.hrtime.bigint();
  const result = run(n);
  const ns = process.hrtime.bigint() - began;
  console.log(`it ${ns} ${result}`);
  allNs += ns;
}
console.log('peak ' + fs.readFileSync('/proc/self/status', 'utf8').split('\n').find(line => line.startsWith('VmHWM:')));
