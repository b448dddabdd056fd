using System.Numerics;
using static ClaudeLang.Vm.Runtime.SoftMath.DoubleBits;

namespace ClaudeLang.Vm.Runtime.SoftMath;

/// <summary>x = n·π/2 + y0 + y1 with |y0| ≤ π/4: by subtraction of pieces of π/2 for moderate x, after Payne and Hanek for large ones.</summary>
internal static class PiReduction
{
    private const double InversePio2 = 6.36619772367581382433e-01, TwoTo24 = 16777216.0, TwoToMinus24 = 1.0 / TwoTo24;
    private const int Groups = 66, GroupBits = 24;

    /// <summary>Pieces of π/2 of 33 bits, each with what is left of it.</summary>
    private static ReadOnlySpan<double> Pio2 =>
    [
        1.57079632673412561417e+00, 6.07710050650619224932e-11,
        6.07710050630396597660e-11, 2.02226624879595063154e-21,
        2.02226624871116645580e-21, 8.47842766036889956997e-32,
    ];

    private static ReadOnlySpan<double> Pio2By24 =>
    [
        1.57079625129699707031e+00, 7.54978941586159635335e-08, 5.39030252995776476554e-15, 3.28200341580791294123e-22,
        1.27065575308067607349e-29, 1.22933308981111328932e-36, 2.73370053816464559624e-44, 2.16741683877804819444e-51,
    ];

    /// <summary>2/π in groups of 24 bits, made from Machin's formula at first use.</summary>
    private static readonly Lazy<int[]> TwoOverPi = new(ComputeTwoOverPi);

    private static int[] ComputeTwoOverPi()
    {
        const int bits = 1700;
        BigInteger pi = 4 * ((4 * InverseTangent(5, bits)) - InverseTangent(239, bits));
        BigInteger digits = (new BigInteger(2) << (2 * bits)) / pi >> (bits - (Groups * GroupBits));
        var table = new int[Groups];
        for (int i = 0; i < Groups; i++) table[i] = (int)((digits >> (GroupBits * (Groups - 1 - i))) & 0xFFFFFF);
        return table;
    }

    private static BigInteger InverseTangent(int q, int bits)
    {
        BigInteger term = (BigInteger.One << bits) / q, sum = term;
        for (int k = 3, sign = -1; !term.IsZero; k += 2, sign = -sign)
        {
            term /= q * q;
            sum += sign * (term / k);
        }
        return sum;
    }

    public static int Reduce(double x, out double y0, out double y1)
    {
        int hx = High(x), ix = hx & 0x7FFFFFFF;
        if (ix < 0x4002D97C)
        {
            double sign = hx > 0 ? 1.0 : -1.0, z = x - (sign * Pio2[0]), rest = Pio2[1];
            if (ix == 0x3FF921FB)
            {
                z -= sign * Pio2[2];
                rest = Pio2[3];
            }
            y0 = z - (sign * rest);
            y1 = z - y0 - (sign * rest);
            return (int)sign;
        }
        int n = ix <= 0x413921FB ? ReduceModerate(Math.Abs(x), ix, out y0, out y1) : ReduceLarge(x, ix, out y0, out y1);
        if (hx >= 0) return n;
        (y0, y1) = (-y0, -y1);
        return -n;
    }

    private static int ReduceModerate(double x, int ix, out double y0, out double y1)
    {
        int n = (int)((x * InversePio2) + 0.5);
        double fn = n, r = x - (fn * Pio2[0]), w = fn * Pio2[1];
        y0 = r - w;
        if (n >= 32 || ix == High(n * (Math.PI / 2)))
        {
            // Cancellation: go on with the next pieces until enough bits are left.
            for (int level = 1; level <= 2 && (ix >> 20) - ((High(y0) >> 20) & 0x7FF) > (level == 1 ? 16 : 49); level++)
            {
                double t = r;
                w = fn * Pio2[2 * level];
                r = t - w;
                w = (fn * Pio2[(2 * level) + 1]) - (t - r - w);
                y0 = r - w;
            }
        }
        y1 = r - y0 - w;
        return n;
    }

    private static int ReduceLarge(double x, int ix, out double y0, out double y1)
    {
        int e0 = (ix >> 20) - 1046;
        double z = Make(ix - (e0 << 20), Low(x));
        var parts = new List<double>(3);
        for (int i = 0; i < 2; i++)
        {
            parts.Add((int)z);
            z = (z - parts[i]) * TwoTo24;
        }
        parts.Add(z);
        while (parts[^1] == 0.0) parts.RemoveAt(parts.Count - 1);
        return PayneHanek(parts, e0, out y0, out y1);
    }

    /// <summary>Multiplies x, given in 24-bit parts, by just the bits of 2/π that count.</summary>
    private static int PayneHanek(List<double> x, int e0, out double y0, out double y1)
    {
        const int jk = 4;
        int[] table = TwoOverPi.Value;
        int jx = x.Count - 1, jv = Math.Max(0, (e0 - 3) / GroupBits), q0 = e0 - (GroupBits * (jv + 1));
        var f = new List<double>();
        for (int j = jv - jx; j <= jv + jk; j++) f.Add(j >= 0 ? table[j] : 0.0);
        var q = new List<double>();
        for (int i = 0; i <= jk; i++) q.Add(Product(i));

        int jz = jk, n, ih;
        List<int> iq;
        double z;
        while (true)
        {
            iq = Distill(q, jz, out z);
            z = Math.ScaleB(z, q0);
            z -= 8.0 * Math.Floor(z * 0.125);
            n = (int)z;
            z -= n;
            ih = 0;
            if (q0 > 0)
            {
                int i = iq[jz - 1] >> (GroupBits - q0);
                n += i;
                iq[jz - 1] -= i << (GroupBits - q0);
                ih = iq[jz - 1] >> (GroupBits - 1 - q0);
            }
            else if (q0 == 0) ih = iq[jz - 1] >> (GroupBits - 1);
            else if (z >= 0.5) ih = 2;
            if (ih > 0)
            {
                n++;
                bool carry = Complement(iq, jz);
                if (q0 == 1) iq[jz - 1] &= 0x7FFFFF;
                else if (q0 == 2) iq[jz - 1] &= 0x3FFFFF;
                if (ih == 2)
                {
                    z = 1.0 - z;
                    if (carry) z -= Math.ScaleB(1.0, q0);
                }
            }
            if (z != 0.0 || iq.Skip(jk).Take(jz - jk).Any(group => group != 0)) break;
            int k = 1;
            while (iq[jk - k] == 0) k++;
            for (int i = jz + 1; i <= jz + k; i++)
            {
                f.Add(table[jv + i]);
                q.Add(Product(i));
            }
            jz += k;
        }

        if (z == 0.0)
        {
            do
            {
                jz--;
                q0 -= GroupBits;
            }
            while (iq[jz] == 0);
        }
        else
        {
            z = Math.ScaleB(z, -q0);
            if (z >= TwoTo24)
            {
                double high = (int)(TwoToMinus24 * z);
                iq.Add((int)(z - (TwoTo24 * high)));
                jz++;
                q0 += GroupBits;
                iq.Add((int)high);
            }
            else iq.Add((int)z);
        }
        Sum(iq, jz, q0, jk, out y0, out y1);
        if (ih != 0) (y0, y1) = (-y0, -y1);
        return n & 7;

        double Product(int i)
        {
            double sum = 0.0;
            for (int j = 0; j <= jx; j++) sum += x[j] * f[jx + i - j];
            return sum;
        }
    }

    /// <summary>The product's integer groups of 24 bits, lowest first; z is what stands above them.</summary>
    private static List<int> Distill(List<double> q, int jz, out double z)
    {
        var iq = new List<int>();
        z = q[jz];
        for (int j = jz; j > 0; j--)
        {
            double high = (int)(TwoToMinus24 * z);
            iq.Add((int)(z - (TwoTo24 * high)));
            z = q[j - 1] + high;
        }
        return iq;
    }

    /// <summary>One minus the fraction.</summary>
    private static bool Complement(List<int> iq, int count)
    {
        bool carry = false;
        for (int i = 0; i < count; i++)
        {
            int j = iq[i];
            if (carry) iq[i] = 0xFFFFFF - j;
            else if (j != 0)
            {
                carry = true;
                iq[i] = 0x1000000 - j;
            }
        }
        return carry;
    }

    /// <summary>The groups times π/2, as a sum of two doubles.</summary>
    private static void Sum(List<int> iq, int jz, int q0, int jk, out double y0, out double y1)
    {
        var scaled = new double[jz + 1];
        double unit = Math.ScaleB(1.0, q0);
        for (int i = jz; i >= 0; i--, unit *= TwoToMinus24) scaled[i] = unit * iq[i];
        var products = new double[jz + 1];
        for (int i = jz; i >= 0; i--)
        {
            double sum = 0.0;
            for (int k = 0; k <= Math.Min(jk, jz - i); k++) sum += Pio2By24[k] * scaled[i + k];
            products[jz - i] = sum;
        }
        y0 = 0.0;
        for (int i = jz; i >= 0; i--) y0 += products[i];
        y1 = products[0] - y0;
        for (int i = 1; i <= jz; i++) y1 += products[i];
    }
}
