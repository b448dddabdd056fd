namespace ClaudeLang.Bench;

public static class Statistics
{
    public static double Median(IReadOnlyList<double> values)
    {
        if (values.Count == 0) return double.NaN;
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>Largest minus smallest, as a part of the median: 0.1 is a tenth.</summary>
    public static double Spread(IReadOnlyList<double> values)
    {
        double median = Median(values);
        return values.Count < 2 || median == 0 ? 0 : (values.Max() - values.Min()) / median;
    }

    /// <summary>The mean of ratios: twice as fast and half as fast make 1. Values that are not positive have no place in it.</summary>
    public static double GeometricMean(IEnumerable<double> values)
    {
        double[] logs = [.. values.Where(value => value > 0 && double.IsFinite(value)).Select(value => Math.Log(value))];
        return logs.Length == 0 ? double.NaN : Math.Exp(logs.Average());
    }

    /// <param name="part">0.5 is the median, 1 the largest.</param>
    public static double Quantile(IReadOnlyList<double> values, double part)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(part * sorted.Length))];
    }
}
