namespace ClaudeLang.CSharp.Programs;

/// <summary>Bits: n steps of a linear congruential generator of 32 bits; the exclusive or of all its numbers.</summary>
public static class Lcg
{
    public static long Run(int n)
    {
        uint x = 42, sum = 0;
        for (int i = 0; i < n; i++)
        {
            x = (x * 1664525) + 1013904223;
            sum ^= x;
        }
        return sum;
    }
}
