// Higher-order functions: map, filter and fold over linked lists of n elements, with closures, five times over.
class Cell {
  constructor(head, tail) {
    this.head = head;
    this.tail = tail;
  }
}

function reverse(l) {
  let done = null;
  for (; l !== null; l = l.tail) done = new Cell(l.head, done);
  return done;
}

function map(f, l) {
  let done = null;
  for (; l !== null; l = l.tail) done = new Cell(f(l.head), done);
  return reverse(done);
}

function filter(p, l) {
  let done = null;
  for (; l !== null; l = l.tail) if (p(l.head)) done = new Cell(l.head, done);
  return reverse(done);
}

function fold(f, a, l) {
  for (; l !== null; l = l.tail) a = f(a, l.head);
  return a;
}

exports.run = n => {
  let l = null, sum = 0;
  for (let i = n - 1; i >= 0; i--) l = new Cell(i, l);
  for (let k = 1; k <= 5; k++) {
    const scaled = map(x => x * k + 1, l);
    const kept = filter(x => x % 3 !== 0, scaled);
    sum += fold((a, x) => (a * 31 + x) % 1000003, k, kept);
  }
  return sum;
};
