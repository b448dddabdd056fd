namespace ClaudeLang.CSharp.Programs;

/// <summary>
/// Floats: the fast Fourier transform of 2^n numbers in place, forth and back; the sum of the first hundred, in millionths.
/// The roots of unity come from halving the angle with square roots alone, so that every language has the same bits.
/// </summary>
public static class Fft
{
    public static long Run(int n)
    {
        int size = 1 << n;
        double[] re = new double[size], im = new double[size];
        for (int i = 0; i < size; i++) re[i] = i * 37L % 101;
        Transform(re, im, 1);
        Transform(re, im, -1);
        double sum = 0;
        for (int i = 0; i < 100; i++) sum += re[i];
        return (long)(1e6 * (sum / size));
    }

    private static void ReverseBits(double[] re, double[] im)
    {
        for (int i = 0, j = 0; i < re.Length; i++)
        {
            if (i < j)
            {
                (re[i], re[j]) = (re[j], re[i]);
                (im[i], im[j]) = (im[j], im[i]);
            }
            int bit = re.Length / 2;
            for (; j >= bit && bit > 0; bit /= 2) j -= bit;
            j += bit;
        }
    }

    private static void Transform(double[] re, double[] im, double sign)
    {
        ReverseBits(re, im);
        double c = -1, s = 0;
        for (int half = 1; half < re.Length; half *= 2)
        {
            double wr = 1, wi = 0;
            for (int k = 0; k < half; k++)
            {
                for (int i = k; i < re.Length; i += 2 * half)
                {
                    int j = i + half;
                    double tr = (wr * re[j]) - (wi * im[j]), ti = (wr * im[j]) + (wi * re[j]), ur = re[i], ui = im[i];
                    re[j] = ur - tr;
                    im[j] = ui - ti;
                    re[i] = ur + tr;
                    im[i] = ui + ti;
                }
                (wr, wi) = ((wr * c) - (wi * s), (wr * s) + (wi * c));
            }
            double next = Math.Sqrt(0.5 * (1 + c));
            s = half == 1 ? sign : s / (2 * next);
            c = next;
        }
    }
}
