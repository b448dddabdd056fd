# Records: the towers of Hanoi with n disks; piles are linked disks. How many moves it takes.
class Disk:
    __slots__ = ("size", "next")

    def __init__(self, size):
        self.size = size
        self.next = None


class Game:
    __slots__ = ("piles", "moves")

    def __init__(self):
        self.piles = [None, None, None]
        self.moves = 0

    def push(self, pile, disk):
        top = self.piles[pile]
        if top is not None and disk.size >= top.size:
            raise ValueError("a larger disk on a smaller one")
        disk.next = top
        self.piles[pile] = disk

    def pop(self, pile):
        top = self.piles[pile]
        self.piles[pile] = top.next
        top.next = None
        return top

    def move(self, disks, start, to):
        if disks == 1:
            self.push(to, self.pop(start))
            self.moves += 1
            return
        other = 3 - start - to
        self.move(disks - 1, start, other)
        self.move(1, start, to)
        self.move(disks - 1, other, to)


def run(n):
    game = Game()
    for size in range(n, 0, -1):
        game.push(0, Disk(size))
    game.move(n, 0, 1)
    return game.moves
