namespace ClaudeLang.CSharp.Programs;

/// <summary>Records: the towers of Hanoi with n disks; piles are linked disks. How many moves it takes.</summary>
public static class Towers
{
    private sealed class Disk(int size)
    {
        public readonly int Size = size;
        public Disk? Next;
    }

    private sealed class Game
    {
        private readonly Disk?[] _piles = new Disk?[3];
        public long Moves;

        public void Push(int pile, Disk disk)
        {
            Disk? top = _piles[pile];
            if (top is not null && disk.Size >= top.Size) throw new InvalidOperationException("a larger disk on a smaller one");
            disk.Next = top;
            _piles[pile] = disk;
        }

        private Disk Pop(int pile)
        {
            Disk top = _piles[pile]!;
            _piles[pile] = top.Next;
            top.Next = null;
            return top;
        }

        public void Move(int disks, int from, int to)
        {
            if (disks == 1)
            {
                Push(to, Pop(from));
                Moves++;
                return;
            }
            int other = 3 - from - to;
            Move(disks - 1, from, other);
            Move(1, from, to);
            Move(disks - 1, other, to);
        }
    }

    public static long Run(int n)
    {
        var game = new Game();
        for (int size = n; size > 0; size--) game.Push(0, new Disk(size));
        game.Move(n, 0, 1);
        return game.Moves;
    }
}
