namespace ClaudeLang.Vm.Runtime;

/// <summary>xoshiro256** (Blackman, Vigna), seeded by splitmix64.</summary>
public sealed class RandomSource
{
    private ulong _a, _b, _c, _d;

    public RandomSource(ulong seed) => Seed(seed);

    public void Seed(ulong seed)
    {
        _a = Split(ref seed);
        _b = Split(ref seed);
        _c = Split(ref seed);
        _d = Split(ref seed);
    }

    private static ulong Split(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    public ulong Next()
    {
        ulong result = ulong.RotateLeft(_b * 5, 7) * 9;
        ulong shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = ulong.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>0 .. n-1, each equally likely: values of at least ⌊2^64/n⌋·n are drawn again.</summary>
    public ulong Below(ulong n)
    {
        // 2^64 mod n: so many of the highest values are too many.
        ulong rest = (0 - n) % n;
        for (; ; )
        {
            ulong r = Next();
            if (r <= ulong.MaxValue - rest) return r % n;
        }
    }

    public double Float() => (Next() >> 11) * (1.0 / (1UL << 53));
}
