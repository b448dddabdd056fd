namespace ClaudeLang.CSharp.Programs;

/// <summary>Higher-order functions: map, filter and fold over linked lists of n elements, with closures, five times over.</summary>
public static class Pipeline
{
    private sealed class Cell(long head, Cell? tail)
    {
        public readonly long Head = head;
        public readonly Cell? Tail = tail;
    }

    public static long Run(int n)
    {
        Cell? l = null;
        for (int i = n - 1; i >= 0; i--) l = new Cell(i, l);
        long sum = 0;
        for (long k = 1; k <= 5; k++)
        {
            long factor = k;
            Cell? scaled = Map(x => (x * factor) + 1, l);
            Cell? kept = Filter(x => x % 3 != 0, scaled);
            sum += Fold((a, x) => ((a * 31) + x) % 1000003, k, kept);
        }
        return sum;
    }

    private static Cell? Map(Func<long, long> f, Cell? l)
    {
        Cell? done = null;
        for (; l is not null; l = l.Tail) done = new Cell(f(l.Head), done);
        return Reverse(done);
    }

    private static Cell? Filter(Func<long, bool> p, Cell? l)
    {
        Cell? done = null;
        for (; l is not null; l = l.Tail)
            if (p(l.Head)) done = new Cell(l.Head, done);
        return Reverse(done);
    }

    private static long Fold(Func<long, long, long> f, long a, Cell? l)
    {
        for (; l is not null; l = l.Tail) a = f(a, l.Head);
        return a;
    }

    private static Cell? Reverse(Cell? l)
    {
        Cell? done = null;
        for (; l is not null; l = l.Tail) done = new Cell(l.Head, done);
        return done;
    }
}
