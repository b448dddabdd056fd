namespace ClaudeLang.CSharp.Programs;

/// <summary>Integers: a nested loop that sums i*j.</summary>
public static class Loops
{
    public static long Run(int n)
    {
        long sum = 0;
        for (long i = 0; i < n; i++)
            for (long j = 0; j < n; j++) sum += i * j;
        return sum;
    }
}
