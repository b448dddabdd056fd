using System.Globalization;
using System.Text;

namespace ClaudeLang.Bench;

/// <param name="Y">NaN: no point there.</param>
public sealed record Series(string Name, IReadOnlyList<double> Y);

/// <summary>
/// Charts as SVG. <see cref="Dots"/>: one line a program, one dot a contestant, on a logarithmic axis. <see cref="Lines"/>: curves.
/// </summary>
public static class Chart
{
    private const int Left = 130, Top = 56, RowHeight = 20, PlotWidth = 760, Right = 30, Bottom = 40, LinesHeight = 320, LegendWidth = 78;
    private static readonly string[] _colours = ["#d62728", "#ff9896", "#7f7f7f", "#000000", "#9467bd", "#1f77b4", "#2ca02c", "#17becf", "#8c564b", "#e377c2", "#bcbd22"];

    /// <param name="rows">Names from top to bottom; each series has one value a row.</param>
    public static string Dots(string title, string axis, IReadOnlyList<string> rows, IReadOnlyList<Series> series)
    {
        var scale = new LogScale([.. series.SelectMany(line => line.Y)], Left, PlotWidth);
        int bottom = Top + (rows.Count * RowHeight);
        var svg = Begin(title, bottom + Bottom, series);
        foreach (double tick in scale.Ticks())
        {
            Line(svg, scale.At(tick), Top, scale.At(tick), bottom, "#dddddd");
            Text(svg, scale.At(tick), bottom + 14, "middle", Number(tick));
        }
        Text(svg, Left + (PlotWidth / 2.0), bottom + 32, "middle", axis);
        for (int row = 0; row < rows.Count; row++)
        {
            double y = Top + ((row + 0.5) * RowHeight);
            Line(svg, Left, y, Left + PlotWidth, y, "#eeeeee");
            Text(svg, Left - 8, y + 4, "end", rows[row]);
            // The first series is this project: drawn last, so that no other dot hides it.
            for (int k = series.Count - 1; k >= 0; k--)
                if (IsPlottable(series[k].Y[row])) Dot(svg, scale.At(series[k].Y[row]), y, k, $"{rows[row]}, {series[k].Name}: {Number(series[k].Y[row])}");
        }
        return End(svg);
    }

    /// <param name="series">Each has its values at x = 1, 2, 3….</param>
    public static string Lines(string title, string axis, IReadOnlyList<Series> series)
    {
        int count = Math.Max(2, series.Select(line => line.Y.Count).DefaultIfEmpty(0).Max()), bottom = Top + LinesHeight;
        var scale = new LogScale([.. series.SelectMany(line => line.Y)], bottom, -LinesHeight);
        var svg = Begin(title, bottom + Bottom, series);
        foreach (double tick in scale.Ticks())
        {
            Line(svg, Left, scale.At(tick), Left + PlotWidth, scale.At(tick), "#dddddd");
            Text(svg, Left - 8, scale.At(tick) + 4, "end", Number(tick));
        }
        for (int x = 1; x <= count; x++) Text(svg, X(x), bottom + 14, "middle", Number(x));
        Text(svg, Left + (PlotWidth / 2.0), bottom + 32, "middle", axis);
        for (int k = series.Count - 1; k >= 0; k--)
        {
            IEnumerable<string> points = series[k].Y.Select((y, i) => (X: X(i + 1), Y: y)).Where(point => IsPlottable(point.Y)).Select(point => $"{Number(point.X)},{Number(scale.At(point.Y))}");
            svg.Append(CultureInfo.InvariantCulture, $"<polyline fill=\"none\" stroke=\"{Colour(k)}\" stroke-width=\"2\" points=\"{string.Join(' ', points)}\"><title>{Escape(series[k].Name)}</title></polyline>\n");
        }
        return End(svg);

        double X(int x) => Left + ((x - 1) * (double)PlotWidth / (count - 1));
    }

    private static StringBuilder Begin(string title, int height, IReadOnlyList<Series> series)
    {
        int width = Left + PlotWidth + Right;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" font-size=\"11\">\n");
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{width}\" height=\"{height}\" fill=\"white\"/>\n<text x=\"{width / 2}\" y=\"20\" text-anchor=\"middle\" font-size=\"15\">{Escape(title)}</text>\n");
        for (int k = 0; k < series.Count; k++)
        {
            Dot(svg, 20 + (k * LegendWidth), 38, k, series[k].Name);
            Text(svg, 28 + (k * LegendWidth), 42, "start", series[k].Name);
        }
        return svg;
    }

    private static string End(StringBuilder svg) => svg.Append("</svg>\n").ToString();

    private static bool IsPlottable(double value) => double.IsFinite(value) && value > 0;

    private static void Dot(StringBuilder svg, double x, double y, int series, string tip) =>
        svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{x:F1}\" cy=\"{y:F1}\" r=\"{(series == 0 ? 5 : 4)}\" fill=\"{Colour(series)}\" fill-opacity=\"0.85\"><title>{Escape(tip)}</title></circle>\n");

    private static void Line(StringBuilder svg, double x1, double y1, double x2, double y2, string colour) =>
        svg.Append(CultureInfo.InvariantCulture, $"<line x1=\"{x1:F1}\" y1=\"{y1:F1}\" x2=\"{x2:F1}\" y2=\"{y2:F1}\" stroke=\"{colour}\"/>\n");

    private static void Text(StringBuilder svg, double x, double y, string anchor, string text) =>
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{x:F1}\" y=\"{y:F1}\" text-anchor=\"{anchor}\">{Escape(text)}</text>\n");

    private static string Colour(int series) => _colours[series % _colours.Length];
    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);

    /// <summary>From the power of ten below the least value to the one above the largest.</summary>
    private sealed class LogScale
    {
        private readonly double _low, _high, _start, _length;

        public LogScale(IReadOnlyList<double> values, double start, double length)
        {
            double[] good = [.. values.Where(IsPlottable)];
            _low = good.Length == 0 ? 0 : Math.Floor(Math.Log10(good.Min()));
            _high = good.Length == 0 ? 1 : Math.Max(_low + 1, Math.Ceiling(Math.Log10(good.Max())));
            (_start, _length) = (start, length);
        }

        public double At(double value) => _start + ((Math.Log10(value) - _low) / (_high - _low) * _length);

        public IEnumerable<double> Ticks()
        {
            for (double power = _low; power <= _high; power++) yield return Math.Pow(10, power);
        }
    }
}
