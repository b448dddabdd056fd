// Strings: a string of n entries is built piece by piece, then read code point by code point.
exports.run = n => {
  let s = '';
  for (let i = 0; i < n; i++) s += i + ':' + i * i + ';';
  let hash = 0;
  for (let i = 0; i < s.length; i++) hash = (hash * 31 + s.charCodeAt(i)) % 1000000007;
  return hash;
};
