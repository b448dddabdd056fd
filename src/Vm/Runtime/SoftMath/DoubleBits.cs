namespace ClaudeLang.Vm.Runtime.SoftMath;

/// <summary>
/// The transcendental functions in software, by the algorithms and constants of fdlibm 5.3 (Sun Microsystems; log2 by FreeBSD's msun).
/// Only IEEE + − · / √ and bit operations: the same bits on every machine, under 1 ulp from the truth. The compiler of .NET never
/// contracts a product and a sum by itself, and nothing here asks for it.
/// This class: doubles as two 32-bit words, and polynomials.
/// </summary>
internal static class DoubleBits
{
    /// <summary>Sign, exponent and the upper 20 bits of the fraction.</summary>
    public static int High(double x) => (int)(BitConverter.DoubleToInt64Bits(x) >> 32);
    public static uint Low(double x) => (uint)BitConverter.DoubleToInt64Bits(x);
    public static double Make(int high, uint low = 0) => BitConverter.Int64BitsToDouble(((long)high << 32) | low);
    /// <summary>With the lower word cleared.</summary>
    public static double Top(double x) => Make(High(x));

    /// <summary>c[first] + x·(c[first+step] + x·(…)), from the inside.</summary>
    public static double Poly(double x, ReadOnlySpan<double> c, int first = 0, int step = 1)
    {
        int last = first + ((c.Length - 1 - first) / step * step);
        double r = c[last];
        for (int i = last - step; i >= first; i -= step) r = c[i] + (x * r);
        return r;
    }
}
