using static ClaudeLang.Vm.Runtime.SoftMath.DoubleBits;

namespace ClaudeLang.Vm.Runtime.SoftMath;

/// <summary>asin, acos, atan and atan2.</summary>
internal static class InverseTrigonometric
{
    private const double Pio4 = 7.85398163397448278999e-01, Pio4Low = 3.06161699786838301793e-17;
    private const double Pio2High = 1.57079632679489655800e+00, Pio2Low = 6.12323399573676603587e-17;
    private const double Pi = 3.14159265358979311600e+00, PiLow = 1.2246467991473531772e-16;

    private static ReadOnlySpan<double> PS =>
    [
        1.66666666666666657415e-01, -3.25565818622400915405e-01, 2.01212532134862925881e-01, -4.00555345006794114027e-02,
        7.91534994289814532176e-04, 3.47933107596021167570e-05,
    ];

    private static ReadOnlySpan<double> QS =>
        [1.0, -2.40339491173441421878e+00, 2.02094576023350569471e+00, -6.88283971605453293030e-01, 7.70381505559019352791e-02];

    private static ReadOnlySpan<double> AT =>
    [
        3.33333333333329318027e-01, -1.99999999998764832476e-01, 1.42857142725034663711e-01, -1.11111104054623557880e-01,
        9.09088713343650656196e-02, -7.69187620504482999495e-02, 6.66107313738753120669e-02, -5.83357013379057348645e-02,
        4.97687799461593236017e-02, -3.65315727442169155270e-02, 1.62858201153657823623e-02,
    ];

    private static double Ratio(double z) => z * Poly(z, PS) / Poly(z, QS);

    public static double Asin(double x)
    {
        int hx = High(x), ix = hx & 0x7FFFFFFF;
        if (ix >= 0x3FF00000) return Math.Abs(x) == 1.0 ? (x * Pio2High) + (x * Pio2Low) : double.NaN;
        if (ix < 0x3FE00000) return ix < 0x3E400000 ? x : x + (x * Ratio(x * x));
        double t = (1.0 - Math.Abs(x)) * 0.5, r = Ratio(t), s = Math.Sqrt(t);
        if (ix >= 0x3FEF3333) t = Pio2High - ((2.0 * (s + (s * r))) - Pio2Low);
        else
        {
            double w = Top(s), c = (t - (w * w)) / (s + w), p = (2.0 * s * r) - (Pio2Low - (2.0 * c));
            t = Pio4 - (p - (Pio4 - (2.0 * w)));
        }
        return hx > 0 ? t : -t;
    }

    public static double Acos(double x)
    {
        int hx = High(x), ix = hx & 0x7FFFFFFF;
        if (ix >= 0x3FF00000) return Math.Abs(x) != 1.0 ? double.NaN : hx > 0 ? 0.0 : Pi + (2.0 * Pio2Low);
        if (ix < 0x3FE00000) return ix <= 0x3C600000 ? Pio2High + Pio2Low : Pio2High - (x - (Pio2Low - (x * Ratio(x * x))));
        double z = hx < 0 ? (1.0 + x) * 0.5 : (1.0 - x) * 0.5, s = Math.Sqrt(z);
        if (hx < 0) return Pi - (2.0 * (s + ((Ratio(z) * s) - Pio2Low)));
        double d = Top(s), c = (z - (d * d)) / (s + d);
        return 2.0 * (d + ((Ratio(z) * s) + c));
    }

    public static double Atan(double x)
    {
        int hx = High(x), ix = hx & 0x7FFFFFFF;
        if (ix >= 0x44100000) return double.IsNaN(x) ? x : hx > 0 ? Pio2High + Pio2Low : -Pio2High - Pio2Low;
        if (ix < 0x3E200000) return x;
        double high = 0, low = 0;
        if (ix >= 0x3FDC0000)
        {
            x = Math.Abs(x);
            (high, low, x) = ix < 0x3FE60000 ? (4.63647609000806093515e-01, 2.26987774529616870924e-17, ((2.0 * x) - 1.0) / (2.0 + x))
                : ix < 0x3FF30000 ? (Pio4, Pio4Low, (x - 1.0) / (x + 1.0))
                : ix < 0x40038000 ? (9.82793723247329054082e-01, 1.39033110312309984516e-17, (x - 1.5) / (1.0 + (1.5 * x)))
                : (Pio2High, Pio2Low, -1.0 / x);
        }
        double z = x * x, w = z * z, s = (z * Poly(w, AT, 0, 2)) + (w * Poly(w, AT, 1, 2));
        if (ix < 0x3FDC0000) return x - (x * s);
        double r = high - ((x * s) - low - x);
        return hx < 0 ? -r : r;
    }

    public static double Atan2(double y, double x)
    {
        if (double.IsNaN(x) || double.IsNaN(y)) return double.NaN;
        if (x == 1.0) return Atan(y);
        int hx = High(x), hy = High(y), ix = hx & 0x7FFFFFFF, iy = hy & 0x7FFFFFFF;
        if (y == 0) return hx < 0 ? Signed(Pi) : y;
        if (x == 0) return Signed(Pio2High);
        if (ix == 0x7FF00000)
        {
            if (iy == 0x7FF00000) return Signed(hx < 0 ? 3.0 * Pio4 : Pio4);
            return Signed(hx < 0 ? Pi : 0.0);
        }
        if (iy == 0x7FF00000) return Signed(Pio2High);
        int k = (iy - ix) >> 20;
        double z = k > 60 ? Pio2High + (0.5 * PiLow) : hx < 0 && k < -60 ? 0.0 : Atan(Math.Abs(y / x));
        if (hx >= 0) return Signed(z);
        return hy < 0 ? z - PiLow - Pi : Pi - (z - PiLow);

        double Signed(double r) => hy < 0 ? -r : r;
    }
}
