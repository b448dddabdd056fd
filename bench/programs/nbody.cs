namespace ClaudeLang.CSharp.Programs;

/// <summary>
/// Floats: five bodies that attract each other, n steps; the energy left, in millionths of a millionth.
/// Positions, velocities and masses are arrays; body i has its numbers at 3i, 3i+1, 3i+2.
/// </summary>
public static class Nbody
{
    public static long Run(int n)
    {
        double[] p = [0, 0, 0, 4.8, -1.1, -0.1, 8.3, 4.1, -0.4, 12.9, -15.1, -0.2, 15.4, -25.9, 0.2];
        double[] v = [0, 0, 0, 0.6, 2.8, -0.02, -1, 1.8, 0.008, 1.1, 0.9, -0.01, 1, 0.6, -0.03];
        double[] m = [39.5, 0.04, 0.01, 0.002, 0.002];
        for (int i = 0; i < n; i++) Advance(p, v, m, 0.01);
        return (long)(-1e12 * Energy(p, v, m));
    }

    private static void Advance(double[] p, double[] v, double[] m, double dt)
    {
        for (int i = 0; i < 5; i++)
        {
            for (int j = i + 1; j < 5; j++)
            {
                int a = 3 * i, b = 3 * j;
                double dx = p[a] - p[b], dy = p[a + 1] - p[b + 1], dz = p[a + 2] - p[b + 2];
                double d2 = (dx * dx) + (dy * dy) + (dz * dz), mag = dt / (d2 * Math.Sqrt(d2));
                double ma = m[i] * mag, mb = m[j] * mag;
                v[a] -= dx * mb;
                v[a + 1] -= dy * mb;
                v[a + 2] -= dz * mb;
                v[b] += dx * ma;
                v[b + 1] += dy * ma;
                v[b + 2] += dz * ma;
            }
        }
        for (int k = 0; k < 15; k++) p[k] += dt * v[k];
    }

    private static double Energy(double[] p, double[] v, double[] m)
    {
        double e = 0;
        for (int i = 0; i < 5; i++)
        {
            int a = 3 * i;
            e += 0.5 * m[i] * ((v[a] * v[a]) + (v[a + 1] * v[a + 1]) + (v[a + 2] * v[a + 2]));
            for (int j = i + 1; j < 5; j++)
            {
                int b = 3 * j;
                double dx = p[a] - p[b], dy = p[a + 1] - p[b + 1], dz = p[a + 2] - p[b + 2];
                e -= m[i] * m[j] / Math.Sqrt((dx * dx) + (dy * dy) + (dz * dz));
            }
        }
        return e;
    }
}
