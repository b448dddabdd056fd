namespace ClaudeLang.CSharp.Programs;

/// <summary>Vectors and calls: all permutations of n elements by swapping; how many calls it takes.</summary>
public static class Permute
{
    public static long Run(int n) => All([.. Enumerable.Range(0, n)], n);

    private static void Swap(long[] v, int i, int j)
    {
        long x = v[i];
        v[i] = v[j];
        v[j] = x;
    }

    private static long All(long[] v, int n)
    {
        if (n == 0) return 1;
        int m = n - 1;
        long sum = All(v, m) + 1;
        for (int i = m; i >= 0; i--)
        {
            Swap(v, m, i);
            sum += All(v, m);
            Swap(v, m, i);
        }
        return sum;
    }
}
