// Allocation: in how many ways n queens stand on an n by n board; the rows of those that stand are a linked list.
class Cell {
  constructor(row, tail) {
    this.row = row;
    this.tail = tail;
  }
}

function isSafe(row, placed) {
  for (let distance = 1; placed !== null; placed = placed.tail, distance++) {
    const other = placed.row;
    if (other === row || other === row + distance || other === row - distance) return false;
  }
  return true;
}

function place(column, placed, n) {
  if (column === n) return 1;
  let sum = 0;
  for (let row = 0; row < n; row++) {
    if (isSafe(row, placed)) sum += place(column + 1, new Cell(row, placed), n);
  }
  return sum;
}

exports.run = n => place(0, null, n);
