using static ClaudeLang.Vm.Runtime.SoftMath.DoubleBits;

namespace ClaudeLang.Vm.Runtime.SoftMath;

/// <summary>exp and the logarithms.</summary>
internal static class Exponential
{
    private const double Ln2High = 6.93147180369123816490e-01, Ln2Low = 1.90821492927058770002e-10, InverseLn2 = 1.44269504088896338700e+00;
    private const double TwoTo54 = 18014398509481984.0;
    private const double OverflowAt = 7.09782712893383973096e+02, UnderflowAt = -7.45133219101941108420e+02;

    internal static ReadOnlySpan<double> P =>
    [
        1.66666666666666019037e-01, -2.77777777770155933842e-03, 6.61375632143793436117e-05, -1.65339022054652515390e-06, 4.13813679705723846039e-08,
    ];

    private static ReadOnlySpan<double> Lg =>
    [
        6.666666666666735130e-01, 3.999999999940941908e-01, 2.857142874366239149e-01, 2.222219843214978396e-01,
        1.818357216161805012e-01, 1.531383769920937332e-01, 1.479819860511658591e-01,
    ];

    /// <summary>x = k·ln2 + r with |r| ≤ ln2/2, then a rational approximation of exp(r), then times 2^k.</summary>
    public static double Exp(double x)
    {
        int hx = High(x) & 0x7FFFFFFF;
        bool negative = High(x) < 0;
        if (hx >= 0x40862E42)
        {
            if (hx >= 0x7FF00000) return double.IsNaN(x) || !negative ? x : 0.0;
            if (x > OverflowAt) return double.PositiveInfinity;
            if (x < UnderflowAt) return 0.0;
        }
        int k = 0;
        double high = 0, low = 0;
        if (hx > 0x3FD62E42)
        {
            k = hx < 0x3FF0A2B2 ? (negative ? -1 : 1) : (int)((InverseLn2 * x) + (negative ? -0.5 : 0.5));
            high = x - (k * Ln2High);
            low = k * Ln2Low;
            x = high - low;
        }
        else if (hx < 0x3E300000) return 1.0 + x;
        double t = x * x;
        double c = x - (t * Poly(t, P));
        if (k == 0) return 1.0 - ((x * c / (c - 2.0)) - x);
        double y = 1.0 - (low - (x * c / (2.0 - c)) - high);
        return k >= -1021 ? Make(High(y) + (k << 20), Low(y)) : Make(High(y) + ((k + 1000) << 20), Low(y)) * Make((1023 - 1000) << 20);
    }

    public static double Log(double x)
    {
        if (IsEdge(ref x, out int k, out double edge)) return edge;
        int hx = Normalize(ref x, ref k);
        double f = x - 1.0, dk = k;
        if ((0xFFFFF & (2 + hx)) < 3)
        {
            if (f == 0) return k == 0 ? 0.0 : (dk * Ln2High) + (dk * Ln2Low);
            double q = f * f * (0.5 - (0.33333333333333333 * f));
            return k == 0 ? f - q : (dk * Ln2High) - (q - (dk * Ln2Low) - f);
        }
        double s = f / (2.0 + f);
        double r = Remainder(s);
        if (((hx - 0x6147A) | (0x6B851 - hx)) > 0)
        {
            double h = 0.5 * f * f;
            return k == 0 ? f - (h - (s * (h + r))) : (dk * Ln2High) - (h - ((s * (h + r)) + (dk * Ln2Low)) - f);
        }
        return k == 0 ? f - (s * (f - r)) : (dk * Ln2High) - ((s * (f - r)) - (dk * Ln2Low) - f);
    }

    private static double Remainder(double s)
    {
        double z = s * s, w = z * z;
        return (z * Poly(w, Lg, 0, 2)) + (w * Poly(w, Lg, 1, 2));
    }

    public static double Log10(double x)
    {
        if (IsEdge(ref x, out int k, out double edge)) return edge;
        k += (High(x) >> 20) - 1023;
        int i = k < 0 ? 1 : 0;
        x = Make((High(x) & 0xFFFFF) | ((0x3FF - i) << 20), Low(x));
        double y = k + i;
        double z = (y * 3.69423907715893078616e-13) + (4.34294481903251816668e-01 * Log(x));
        return z + (y * 3.01029995663611771306e-01);
    }

    public static double Log2(double x)
    {
        if (IsEdge(ref x, out int k, out double edge)) return edge;
        if (x == 1.0 && k == 0) return 0.0;
        Normalize(ref x, ref k);
        double y = k, f = x - 1.0, h = 0.5 * f * f, s = f / (2.0 + f);
        double r = s * (h + Remainder(s));
        double high = Top(f - h), low = f - high - h + r;
        const double a = 1.44269504072144627571e+00, b = 1.67517131648865118353e-10;
        double valueHigh = high * a, valueLow = ((low + high) * b) + (low * a);
        double w = y + valueHigh;
        valueLow += y - w + valueHigh;
        return valueLow + w;
    }

    /// <summary>What needs no computation; else scales a subnormal, k is the power of two that was taken out.</summary>
    private static bool IsEdge(ref double x, out int k, out double result)
    {
        k = 0;
        result = x;
        if (double.IsNaN(x) || double.IsPositiveInfinity(x)) return true;
        if (High(x) >= 0x00100000) return false;
        if (x == 0 || High(x) < 0)
        {
            result = x == 0 ? double.NegativeInfinity : double.NaN;
            return true;
        }
        x *= TwoTo54;
        k = -54;
        return false;
    }

    /// <summary>Brings x into √2/2 .. √2 and the exponent into k; gives the fraction's upper word of before.</summary>
    private static int Normalize(ref double x, ref int k)
    {
        int hx = High(x);
        k += (hx >> 20) - 1023;
        hx &= 0xFFFFF;
        int i = (hx + 0x95F64) & 0x100000;
        x = Make(hx | (i ^ 0x3FF00000), Low(x));
        k += i >> 20;
        return hx;
    }
}
