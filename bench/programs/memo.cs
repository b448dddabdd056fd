namespace ClaudeLang.CSharp.Programs;

/// <summary>Closures and tables: how many ways lead through a grid of n by n, by a function that remembers what it gave.</summary>
public static class Memo
{
    public static long Run(int n)
    {
        Func<long, long> ways = null!;
        ways = Remembering(key => key / 1000 == 0 || key % 1000 == 0 ? 1 : (ways(key - 1000) + ways(key - 1)) % 1000000007);
        return ways((n * 1000) + n);
    }

    private static Func<long, long> Remembering(Func<long, long> f)
    {
        var known = new Dictionary<long, long>();
        return x =>
        {
            if (known.TryGetValue(x, out long hit)) return hit;
            long y = f(x);
            known[x] = y;
            return y;
        };
    }
}
