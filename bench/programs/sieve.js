// Integers and a vector: the sieve of Eratosthenes; how many primes are below n.
exports.run = n => {
  const prime = new Array(n).fill(true);
  let count = 0;
  for (let i = 2; i < n; i++) {
    if (!prime[i]) continue;
    for (let j = i * i; j < n; j += i) prime[j] = false;
    count++;
  }
  return count;
};
