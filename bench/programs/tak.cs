namespace ClaudeLang.CSharp.Programs;

/// <summary>Calls with three arguments: Takeuchi's function, in McCarthy's form.</summary>
public static class Tak
{
    public static long Run(int n) => Value(3 * n, 2 * n, n);

    private static long Value(long x, long y, long z) =>
        y < x ? Value(Value(x - 1, y, z), Value(y - 1, z, x), Value(z - 1, x, y)) : z;
}
