namespace ClaudeLang.CSharp.Programs;

/// <summary>Allocation: merge sort of a linked list of n random numbers; a sum that depends on the order.</summary>
public static class ListSort
{
    private sealed class Cell(long head, Cell? tail)
    {
        public readonly long Head = head;
        public readonly Cell? Tail = tail;
    }

    public static long Run(int n)
    {
        long sum = 0, i = 1;
        for (Cell? l = SortFirst(RandomList(n)!, n); l is not null; l = l.Tail, i++) sum = (sum + (i * l.Head)) % 1000000007;
        return sum;
    }

    private static Cell? RandomList(int n)
    {
        long x = 42;
        Cell? l = null;
        for (int i = 0; i < n; i++)
        {
            x = x * 16807 % 2147483647;
            l = new Cell(x, l);
        }
        return l;
    }

    private static Cell SortFirst(Cell l, int n)
    {
        if (n == 1) return new Cell(l.Head, null);
        int half = n / 2;
        return Merge(SortFirst(l, half), SortFirst(Skip(l, half), n - half))!;
    }

    private static Cell Skip(Cell l, int n)
    {
        for (; n > 0; n--) l = l.Tail!;
        return l;
    }

    private static Cell? Merge(Cell? a, Cell? b)
    {
        Cell? done = null;
        while (a is not null && b is not null)
        {
            if (b.Head < a.Head)
            {
                done = new Cell(b.Head, done);
                b = b.Tail;
            }
            else
            {
                done = new Cell(a.Head, done);
                a = a.Tail;
            }
        }
        return ReverseOnto(done, a ?? b);
    }

    private static Cell? ReverseOnto(Cell? l, Cell? onto)
    {
        for (; l is not null; l = l.Tail) onto = new Cell(l.Head, onto);
        return onto;
    }
}
