using System.Globalization;
using System.Xml.Linq;
using Xunit;

namespace ClaudeLang.Bench.Tests;

public sealed class ChartTests
{
    private static readonly XNamespace _svg = "http://www.w3.org/2000/svg";

    /// <summary>A hundred times as slow is twice as far to the right as ten times as slow; what is missing has no dot.</summary>
    [Fact]
    public void A_dot_stands_where_its_logarithm_is()
    {
        XElement svg = XElement.Parse(Chart.Dots("a < b", "ms", ["fib", "tak"], [new Series("native", [1, double.NaN]), new Series("c & co", [10, 100])]));
        Dictionary<string, double> x = svg.Elements(_svg + "circle").ToDictionary(
            dot => (string)dot.Element(_svg + "title")!, dot => double.Parse((string)dot.Attribute("cx")!, CultureInfo.InvariantCulture));
        Assert.Equal(["c & co", "fib, c & co: 10", "fib, native: 1", "native", "tak, c & co: 100"], x.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(2 * (x["fib, c & co: 10"] - x["fib, native: 1"]), x["tak, c & co: 100"] - x["fib, native: 1"], 1);
    }

    [Fact]
    public void A_curve_has_a_point_for_each_value()
    {
        XElement svg = XElement.Parse(Chart.Lines("warm-up", "iteration", [new Series("native", [9, 3, double.NaN, 1])]));
        string[] points = ((string)Assert.Single(svg.Elements(_svg + "polyline")).Attribute("points")!).Split(' ');
        Assert.Equal(3, points.Length);
    }

    [Fact]
    public void Nothing_makes_an_empty_chart() => Assert.Empty(XElement.Parse(Chart.Dots("none", "ms", [], [])).Elements(_svg + "circle"));
}
