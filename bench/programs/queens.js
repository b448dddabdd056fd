// Records and vectors: the first way in which eight queens stand on a board, found n times over by backtracking on vectors of flags.
class Board {
  constructor() {
    this.rows = new Array(8).fill(true);
    this.up = new Array(16).fill(true);
    this.down = new Array(16).fill(true);
    this.columns = new Array(8).fill(0);
  }

  isFree(row, column) {
    return this.rows[row] && this.up[row + column] && this.down[row - column + 7];
  }

  mark(row, column, flag) {
    this.rows[row] = flag;
    this.up[row + column] = flag;
    this.down[row - column + 7] = flag;
  }

  place(column) {
    if (column === 8) return true;
    for (let row = 0; row < 8; row++) {
      if (!this.isFree(row, column)) continue;
      this.mark(row, column, false);
      this.columns[column] = row;
      if (this.place(column + 1)) return true;
      this.mark(row, column, true);
    }
    return false;
  }
}

exports.run = n => {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const board = new Board();
    board.place(0);
    for (let k = 0; k < 8; k++) sum = (sum * 8 + board.columns[k]) % 1000003;
  }
  return sum;
};
