namespace ClaudeLang.CSharp.Programs;

/// <summary>Records and vectors: a tree of vectors, four at each node and n levels deep, leaves of random length; how many vectors there are.</summary>
public static class Storage
{
    private sealed class Generator
    {
        private long _seed = 42;

        public long Next() => _seed = _seed * 16807 % 2147483647;
    }

    private sealed class Counter
    {
        public long Value;
    }

    public static long Run(int n)
    {
        var count = new Counter();
        object?[] tree = Build(n, new Generator(), count);
        return (100 * count.Value) + tree.Length;
    }

    private static object?[] Build(int depth, Generator random, Counter count)
    {
        count.Value++;
        if (depth == 1) return new object?[1 + (random.Next() % 10)];
        var v = new object?[4];
        for (int i = 0; i < 4; i++) v[i] = Build(depth - 1, random, count);
        return v;
    }
}
