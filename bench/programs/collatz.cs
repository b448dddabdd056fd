namespace ClaudeLang.CSharp.Programs;

/// <summary>Integers: the steps of the Collatz sequences from 1 to n, summed.</summary>
public static class Collatz
{
    public static long Run(int n)
    {
        long sum = 0;
        for (int i = 1; i <= n; i++) sum += Steps(i);
        return sum;
    }

    private static long Steps(long k)
    {
        long count = 0;
        for (; k != 1; count++) k = k % 2 == 0 ? k / 2 : (3 * k) + 1;
        return count;
    }
}
