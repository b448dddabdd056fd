// Allocation: merge sort of a linked list of n random numbers; a sum that depends on the order.
class Cell {
  constructor(head, tail) {
    this.head = head;
    this.tail = tail;
  }
}

function randomList(n) {
  let x = 42, l = null;
  for (let i = 0; i < n; i++) {
    x = (x * 16807) % 2147483647;
    l = new Cell(x, l);
  }
  return l;
}

function reverseOnto(l, onto) {
  for (; l !== null; l = l.tail) onto = new Cell(l.head, onto);
  return onto;
}

function merge(a, b) {
  let done = null;
  while (a !== null && b !== null) {
    if (b.head < a.head) {
      done = new Cell(b.head, done);
      b = b.tail;
    } else {
      done = new Cell(a.head, done);
      a = a.tail;
    }
  }
  return reverseOnto(done, a === null ? b : a);
}

function skip(l, n) {
  for (; n > 0; n--) l = l.tail;
  return l;
}

function sortFirst(l, n) {
  if (n === 1) return new Cell(l.head, null);
  const half = n >> 1;
  return merge(sortFirst(l, half), sortFirst(skip(l, half), n - half));
}

exports.run = n => {
  let sum = 0;
  for (let l = sortFirst(randomList(n), n), i = 1; l !== null; l = l.tail, i++) sum = (sum + i * l.head) % 1000000007;
  return sum;
};
