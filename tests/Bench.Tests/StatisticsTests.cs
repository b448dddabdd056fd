using Xunit;

namespace ClaudeLang.Bench.Tests;

public sealed class StatisticsTests
{
    [Fact]
    public void The_median_is_the_middle()
    {
        Assert.Equal(2, Statistics.Median([3, 1, 2]));
        Assert.Equal(2.5, Statistics.Median([4, 1, 3, 2]));
        Assert.Equal(7, Statistics.Median([7]));
    }

    [Fact]
    public void Nothing_has_no_median() => Assert.True(double.IsNaN(Statistics.Median([])));

    [Fact]
    public void The_spread_is_a_part_of_the_median()
    {
        Assert.Equal(0.5, Statistics.Spread([8, 10, 13]));
        Assert.Equal(0, Statistics.Spread([10]));
    }

    [Fact]
    public void The_mean_of_ratios_is_geometric_and_leaves_out_what_is_missing() => Assert.Equal(1, Statistics.GeometricMean([2, 0.5, double.NaN, 0]), 12);

    [Fact]
    public void A_quantile_is_one_of_the_values()
    {
        double[] values = [.. Enumerable.Range(1, 1000).Select(i => (double)i)];
        Assert.Equal(991, Statistics.Quantile(values, 0.99));
        Assert.Equal(1000, Statistics.Quantile(values, 1));
    }
}
