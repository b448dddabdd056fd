// Effects: a generator walks a range of n numbers recursively and yields them; the consumer takes one after the other.
function* walk(low, high) {
  if (low < high) {
    const middle = (low + high) >> 1;
    yield* walk(low, middle);
    yield middle;
    yield* walk(middle + 1, high);
  }
}

exports.run = n => {
  let sum = 0;
  for (const x of walk(0, n)) sum = (sum * 31 + x) % 1000003;
  return sum;
};
