namespace ClaudeLang.CSharp.Programs;

/// <summary>Floats: the spectral norm of a matrix that is given by a formula, by ten rounds of the power method on n elements.</summary>
public static class Spectral
{
    public static long Run(int n)
    {
        double[] u = new double[n], v = new double[n], t = new double[n];
        Array.Fill(u, 1);
        for (int k = 0; k < 10; k++)
        {
            Multiply(u, t, n);
            MultiplyTransposed(t, v, n);
            Multiply(v, t, n);
            MultiplyTransposed(t, u, n);
        }
        double uv = 0, vv = 0;
        for (int i = 0; i < n; i++)
        {
            uv += u[i] * v[i];
            vv += v[i] * v[i];
        }
        return (long)(1e9 * Math.Sqrt(uv / vv));
    }

    private static double A(long i, long j) => 1.0 / (((i + j) * (i + j + 1) / 2) + i + 1);

    private static void Multiply(double[] v, double[] to, int n)
    {
        for (int i = 0; i < n; i++)
        {
            double sum = 0;
            for (int j = 0; j < n; j++) sum += A(i, j) * v[j];
            to[i] = sum;
        }
    }

    private static void MultiplyTransposed(double[] v, double[] to, int n)
    {
        for (int i = 0; i < n; i++)
        {
            double sum = 0;
            for (int j = 0; j < n; j++) sum += A(j, i) * v[j];
            to[i] = sum;
        }
    }
}
