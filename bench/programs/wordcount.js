// Strings and tables: a text of n random words is split at its spaces and the words are counted.
function makeText(n) {
  let s = '', x = 42;
  for (let i = 0; i < n; i++) {
    x = (x * 16807) % 2147483647;
    const word = x % 800;
    if (i > 0) s += ' ';
    s += String.fromCharCode(97 + word % 20) + String.fromCharCode(97 + Math.floor(word / 40)) + 'word';
  }
  return s;
}

exports.run = n => {
  const counts = new Map();
  for (const word of makeText(n).split(' ')) counts.set(word, (counts.get(word) || 0) + 1);
  let sum = 0;
  for (const [word, count] of counts) sum = (sum + count * count * word.length) % 1000000007;
  return sum * 1000 + counts.size;
};
