namespace ClaudeLang.CSharp.Programs;

/// <summary>Floats: rounds until escape, summed over an n by n grid of the Mandelbrot set, at most 200 a point.</summary>
public static class Mandelbrot
{
    public static long Run(int n)
    {
        long sum = 0;
        for (int j = 0; j < n; j++)
            for (int i = 0; i < n; i++) sum += Escape((3.0 * i / n) - 2, (2.0 * j / n) - 1);
        return sum;
    }

    private static int Escape(double cx, double cy)
    {
        double x = 0, y = 0;
        for (int k = 0; ; k++)
        {
            double xx = x * x, yy = y * y;
            if (k == 200 || xx + yy > 4) return k;
            y = (2 * (x * y)) + cy;
            x = xx - yy + cx;
        }
    }
}
