namespace ClaudeLang.CSharp.Programs;

/// <summary>Effects: a generator walks a range of n numbers recursively and yields them; the consumer takes one after the other.</summary>
public static class Generator
{
    public static long Run(int n)
    {
        long sum = 0;
        foreach (long x in Walk(0, n)) sum = ((sum * 31) + x) % 1000003;
        return sum;
    }

    private static IEnumerable<long> Walk(long low, long high)
    {
        if (low >= high) yield break;
        long middle = (low + high) / 2;
        foreach (long x in Walk(low, middle)) yield return x;
        yield return middle;
        foreach (long x in Walk(middle + 1, high)) yield return x;
    }
}
