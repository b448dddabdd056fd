using static ClaudeLang.Vm.Runtime.SoftMath.DoubleBits;

namespace ClaudeLang.Vm.Runtime.SoftMath;

/// <summary>sin, cos and tan: the argument is brought into ±π/4 (as a sum of two doubles), the quadrant says which kernel counts.</summary>
internal static class Trigonometric
{
    private const double Pio4 = 7.85398163397448278999e-01, Pio4Low = 3.06161699786838301793e-17;

    private static ReadOnlySpan<double> S =>
    [
        -1.66666666666666324348e-01, 8.33333333332248946124e-03, -1.98412698298579493134e-04, 2.75573137070700676789e-06,
        -2.50507602534068634195e-08, 1.58969099521155010221e-10,
    ];

    private static ReadOnlySpan<double> C =>
    [
        4.16666666666666019037e-02, -1.38888888888741095749e-03, 2.48015872894767294178e-05, -2.75573143513906633035e-07,
        2.08757232129817482790e-09, -1.13596475577881948265e-11,
    ];

    private static ReadOnlySpan<double> T =>
    [
        3.33333333333334091986e-01, 1.33333333333201242699e-01, 5.39682539762260521377e-02, 2.18694882948595424599e-02,
        8.86323982359930005737e-03, 3.59207910759131235356e-03, 1.45620945432529025516e-03, 5.88041240820264096874e-04,
        2.46463134818469906812e-04, 7.81794442939557092300e-05, 7.14072491382608190305e-05, -1.85586374855275456654e-05,
        2.59073051863633712884e-05,
    ];

    private static bool IsSmall(double x) => (High(x) & 0x7FFFFFFF) <= 0x3FE921FB;

    public static double Sin(double x)
    {
        if (IsSmall(x)) return KernelSin(x, 0.0, isReduced: false);
        if (!double.IsFinite(x)) return double.NaN;
        int n = PiReduction.Reduce(x, out double y0, out double y1);
        return (n & 3) switch
        {
            0 => KernelSin(y0, y1, isReduced: true),
            1 => KernelCos(y0, y1),
            2 => -KernelSin(y0, y1, isReduced: true),
            _ => -KernelCos(y0, y1),
        };
    }

    public static double Cos(double x)
    {
        if (IsSmall(x)) return KernelCos(x, 0.0);
        if (!double.IsFinite(x)) return double.NaN;
        int n = PiReduction.Reduce(x, out double y0, out double y1);
        return (n & 3) switch
        {
            0 => KernelCos(y0, y1),
            1 => -KernelSin(y0, y1, isReduced: true),
            2 => -KernelCos(y0, y1),
            _ => KernelSin(y0, y1, isReduced: true),
        };
    }

    public static double Tan(double x)
    {
        if (IsSmall(x)) return KernelTan(x, 0.0, 1);
        if (!double.IsFinite(x)) return double.NaN;
        int n = PiReduction.Reduce(x, out double y0, out double y1);
        return KernelTan(y0, y1, (n & 1) != 0 ? -1 : 1);
    }

    private static double KernelSin(double x, double y, bool isReduced)
    {
        if ((High(x) & 0x7FFFFFFF) < 0x3E400000) return x;
        double z = x * x, v = z * x, r = Poly(z, S, 1);
        return isReduced ? x - ((z * ((0.5 * y) - (v * r))) - y - (v * S[0])) : x + (v * (S[0] + (z * r)));
    }

    private static double KernelCos(double x, double y)
    {
        int ix = High(x) & 0x7FFFFFFF;
        if (ix < 0x3E400000) return 1.0;
        double z = x * x, r = z * Poly(z, C);
        if (ix < 0x3FD33333) return 1.0 - ((0.5 * z) - ((z * r) - (x * y)));
        double q = ix > 0x3FE90000 ? 0.28125 : Make(ix - 0x00200000);
        return 1.0 - q - ((0.5 * z) - q - ((z * r) - (x * y)));
    }

    /// <summary>tan for k = 1, −cot for k = −1.</summary>
    private static double KernelTan(double x, double y, int k)
    {
        int hx = High(x), ix = hx & 0x7FFFFFFF;
        if (ix < 0x3E300000)
        {
            if (k == 1) return x;
            return x == 0 ? double.PositiveInfinity : MinusInverse(x + y, y, x);
        }
        bool isBig = ix >= 0x3FE59428;
        if (isBig)
        {
            if (hx < 0) (x, y) = (-x, -y);
            x = Pio4 - x + (Pio4Low - y);
            y = 0.0;
        }
        double z = x * x, w = z * z;
        double r = Poly(w, T, 1, 2), v = z * Poly(w, T, 2, 2), s = z * x;
        r = y + (z * ((s * (r + v)) + y));
        r += T[0] * s;
        w = x + r;
        if (!isBig) return k == 1 ? w : MinusInverse(w, r, x);
        return (hx < 0 ? -1.0 : 1.0) * (k - (2.0 * (x - ((w * w / (w + k)) - r))));
    }

    /// <summary>−1/(x+r) with w = x + r, to the last bit.</summary>
    private static double MinusInverse(double w, double r, double x)
    {
        double z = Top(w), v = r - (z - x), a = -1.0 / w, t = Top(a), s = 1.0 + (t * z);
        return t + (a * (s + (t * v)));
    }
}
