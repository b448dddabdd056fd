namespace ClaudeLang.CSharp.Programs;

/// <summary>Integers and a vector: the sieve of Eratosthenes; how many primes are below n.</summary>
public static class Sieve
{
    public static long Run(int n)
    {
        var prime = new bool[n];
        Array.Fill(prime, true);
        long count = 0;
        for (int i = 2; i < n; i++)
        {
            if (!prime[i]) continue;
            for (long j = (long)i * i; j < n; j += i) prime[j] = false;
            count++;
        }
        return count;
    }
}
