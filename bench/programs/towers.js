// Records: the towers of Hanoi with n disks; piles are linked disks. How many moves it takes.
class Disk {
  constructor(size) {
    this.size = size;
    this.next = null;
  }
}

class Game {
  constructor() {
    this.piles = [null, null, null];
    this.moves = 0;
  }

  push(pile, disk) {
    const top = this.piles[pile];
    if (top !== null && disk.size >= top.size) throw new Error('a larger disk on a smaller one');
    disk.next = top;
    this.piles[pile] = disk;
  }

  pop(pile) {
    const top = this.piles[pile];
    this.piles[pile] = top.next;
    top.next = null;
    return top;
  }

  move(disks, from, to) {
    if (disks === 1) {
      this.push(to, this.pop(from));
      this.moves++;
      return;
    }
    const other = 3 - from - to;
    this.move(disks - 1, from, other);
    this.move(1, from, to);
    this.move(disks - 1, other, to);
  }
}

exports.run = n => {
  const game = new Game();
  for (let size = n; size > 0; size--) game.push(0, new Disk(size));
  game.move(n, 0, 1);
  return game.moves;
};
