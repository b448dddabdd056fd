namespace ClaudeLang.CSharp.Programs;

/// <summary>Integers and vectors: the product of two n by n matrices, each a vector of rows; the sum of its diagonal.</summary>
public static class Matrix
{
    public static long Run(int n)
    {
        long[][] c = Multiply(Make(n, 3), Make(n, 5), n);
        long sum = 0;
        for (int i = 0; i < n; i++) sum += c[i][i];
        return sum;
    }

    private static long[][] Make(int n, int seed)
    {
        var rows = new long[n][];
        for (int i = 0; i < n; i++)
        {
            rows[i] = new long[n];
            for (int j = 0; j < n; j++) rows[i][j] = ((i * seed) + (j * 7)) % 100;
        }
        return rows;
    }

    private static long[][] Multiply(long[][] a, long[][] b, int n)
    {
        var rows = new long[n][];
        for (int i = 0; i < n; i++)
        {
            long[] row = new long[n], left = a[i];
            for (int j = 0; j < n; j++)
            {
                long sum = 0;
                for (int k = 0; k < n; k++) sum += left[k] * b[k][j];
                row[j] = sum;
            }
            rows[i] = row;
        }
        return rows;
    }
}
