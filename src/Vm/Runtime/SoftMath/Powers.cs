using static ClaudeLang.Vm.Runtime.SoftMath.DoubleBits;

namespace ClaudeLang.Vm.Runtime.SoftMath;

/// <summary>x^y as 2^(y·log2 x), the logarithm to some 80 bits.</summary>
internal static class Powers
{
    private const double Lg2 = 6.93147180559945286227e-01, Lg2High = 6.93147182464599609375e-01, Lg2Low = -1.90465429995776804525e-09;
    private const double Cp = 9.61796693925975554329e-01, CpHigh = 9.61796700954437255859e-01, CpLow = -7.02846165095275826516e-09;
    private const double InverseLn2 = 1.44269504088896338700e+00, InverseLn2High = 1.44269502162933349609e+00, InverseLn2Low = 1.92596299112661746887e-08;
    private const double Dp1High = 5.84962487220764160156e-01, Dp1Low = 1.35003920212974897128e-08;
    private const double TwoTo53 = 9007199254740992.0;

    private static ReadOnlySpan<double> L =>
    [
        5.99999999999994648725e-01, 4.28571428578550184252e-01, 3.33333329818377432918e-01, 2.72728123808534006489e-01,
        2.30660745775561754067e-01, 2.06975017800338417784e-01,
    ];

    public static double Pow(double x, double y)
    {
        if (y == 0) return 1.0;
        if (double.IsNaN(x) || double.IsNaN(y)) return double.NaN;
        int hx = High(x), hy = High(y), ix = hx & 0x7FFFFFFF, iy = hy & 0x7FFFFFFF;
        bool isWhole = hx < 0 && (iy >= 0x43400000 || y == Math.Floor(y));
        bool isOdd = isWhole && iy < 0x43400000 && Math.Abs(y % 2) == 1;
        if (double.IsInfinity(y)) return Math.Abs(x) == 1.0 ? double.NaN : (ix >= 0x3FF00000) == (hy >= 0) ? double.PositiveInfinity : 0.0;
        if (y == 1.0) return x;
        if (y == -1.0) return 1.0 / x;
        if (y == 2.0) return x * x;
        if (y == 0.5 && hx >= 0) return Math.Sqrt(x);
        double ax = Math.Abs(x);
        if (ax is double.PositiveInfinity or 0.0 or 1.0)
        {
            if (hx < 0 && ax == 1.0 && !isWhole) return double.NaN;
            double z = hy >= 0 ? ax : 1.0 / ax;
            return hx < 0 && isOdd ? -z : z;
        }
        if (hx < 0 && !isWhole) return double.NaN;
        double sign = hx < 0 && isOdd ? -1.0 : 1.0;
        double logHigh, logLow;
        if (iy > 0x41E00000)
        {
            if (iy > 0x43F00000) return (ix <= 0x3FEFFFFF) == (hy < 0) ? double.PositiveInfinity : 0.0;
            if (ix < 0x3FEFFFFF) return hy < 0 ? sign * double.PositiveInfinity : sign * 0.0;
            if (ix > 0x3FF00000) return hy > 0 ? sign * double.PositiveInfinity : sign * 0.0;
            LogNearOne(ax, out logHigh, out logLow);
        }
        else Log2(ax, ix, out logHigh, out logLow);
        double yHigh = Top(y);
        double low = ((y - yHigh) * logHigh) + (y * logLow), high = yHigh * logHigh;
        return Exp2(high, low, sign);
    }

    private static void LogNearOne(double ax, out double high, out double low)
    {
        double t = ax - 1.0;
        double w = t * t * (0.5 - (t * (0.3333333333333333333333 - (t * 0.25))));
        double u = InverseLn2High * t, v = (t * InverseLn2Low) - (w * InverseLn2);
        high = Top(u + v);
        low = v - (high - u);
    }

    private static void Log2(double ax, int ix, out double high, out double low)
    {
        int n = 0;
        if (ix < 0x00100000)
        {
            ax *= TwoTo53;
            n -= 53;
            ix = High(ax);
        }
        n += (ix >> 20) - 0x3FF;
        int j = ix & 0xFFFFF;
        ix = j | 0x3FF00000;
        int k = j is > 0x3988E and < 0xBB67A ? 1 : 0;
        if (j >= 0xBB67A)
        {
            n++;
            ix -= 0x00100000;
        }
        ax = Make(ix, Low(ax));
        double bp = k == 0 ? 1.0 : 1.5, dpHigh = k == 0 ? 0.0 : Dp1High, dpLow = k == 0 ? 0.0 : Dp1Low;
        double u = ax - bp, v = 1.0 / (ax + bp), ss = u * v, sHigh = Top(ss);
        double tHigh = Make(((ix >> 1) | 0x20000000) + 0x00080000 + (k << 18)), tLow = ax - (tHigh - bp);
        double sLow = v * (u - (sHigh * tHigh) - (sHigh * tLow));
        double s2 = ss * ss, r = s2 * s2 * Poly(s2, L);
        r += sLow * (sHigh + ss);
        s2 = sHigh * sHigh;
        tHigh = Top(3.0 + s2 + r);
        tLow = r - (tHigh - 3.0 - s2);
        u = sHigh * tHigh;
        v = (sLow * tHigh) + (tLow * ss);
        double pHigh = Top(u + v), pLow = v - (pHigh - u);
        double zHigh = CpHigh * pHigh, zLow = (CpLow * pHigh) + (pLow * Cp) + dpLow;
        double t = n;
        high = Top(zHigh + zLow + dpHigh + t);
        low = zLow - (high - t - dpHigh - zHigh);
    }

    private static double Exp2(double high, double low, double sign)
    {
        double z = low + high;
        int j = High(z);
        uint i = Low(z);
        if (j >= 0x40900000)
        {
            if (j != 0x40900000 || i != 0 || low + 8.0085662595372944372e-17 > z - high) return sign * double.PositiveInfinity;
        }
        else if ((j & 0x7FFFFFFF) >= 0x4090CC00)
        {
            if ((uint)j != 0xC090CC00 || i != 0 || low <= z - high) return sign * 0.0;
        }
        int n = 0, exponent = j & 0x7FFFFFFF;
        if (exponent > 0x3FE00000)
        {
            n = j + (0x00100000 >> ((exponent >> 20) - 0x3FF + 1));
            int k = ((n & 0x7FFFFFFF) >> 20) - 0x3FF;
            double whole = Make(n & ~(0xFFFFF >> k));
            n = ((n & 0xFFFFF) | 0x00100000) >> (20 - k);
            if (j < 0) n = -n;
            high -= whole;
        }
        double t = Top(low + high);
        double u = t * Lg2High, v = ((low - (t - high)) * Lg2) + (t * Lg2Low);
        z = u + v;
        double w = v - (z - u);
        t = z * z;
        double t1 = z - (t * Poly(t, Exponential.P));
        double r = (z * t1 / (t1 - 2.0)) - (w + (z * w));
        z = 1.0 - (r - z);
        int scaled = High(z) + (n << 20);
        return sign * (scaled >> 20 <= 0 ? Math.ScaleB(z, n) : Make(scaled, Low(z)));
    }
}
