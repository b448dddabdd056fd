namespace ClaudeLang.CSharp.Programs;

/// <summary>Deep calls: Ackermann's function with 2 as its first argument, many times over.</summary>
public static class Ackermann
{
    public static long Run(int n)
    {
        long sum = 0;
        for (int i = 0; i < n; i++) sum += Value(2, i % 64);
        return sum;
    }

    private static long Value(long m, long n)
    {
        if (m == 0) return n + 1;
        return n == 0 ? Value(m - 1, 1) : Value(m - 1, Value(m, n - 1));
    }
}
