using System.Globalization;
using System.Text;

namespace ClaudeLang.Bench;

/// <summary>What got significantly slower or faster from one report to another.</summary>
public static class Compare
{
    /// <summary>Below this a difference is never worth a line, however steady it is.</summary>
    public const double RatioMin = 1.05;

    /// <param name="Ratio">New median divided by old one: 2 is twice as slow.</param>
    public sealed record Change(string Part, string Program, string Contestant, string Measure, double Before, double After)
    {
        public double Ratio => After / Before;
    }

    /// <summary>
    /// Changes of this project's times whose rounds do not overlap: every new value is beyond every old one. With three rounds a side,
    /// chance alone does that once in ten times, and hardly ever by more than the 5 % that are asked for besides.
    /// </summary>
    public static IReadOnlyList<Change> Significant(IEnumerable<Row> before, IEnumerable<Row> after, Func<Row, bool> counts)
    {
        var old = Group(before.Where(counts));
        var changes = new List<Change>();
        foreach ((var key, List<double> values) in Group(after.Where(counts)))
        {
            if (!old.TryGetValue(key, out List<double>? earlier)) continue;
            var change = new Change(key.Part, key.Program, key.Contestant, key.Measure, Statistics.Median(earlier), Statistics.Median(values));
            // A run that was never slow has settled after 0 ms: no ratio says more than that.
            if (change.Before <= 0 || change.After <= 0) continue;
            bool apart = values.Min() > earlier.Max() || values.Max() < earlier.Min();
            if (apart && Math.Max(change.Ratio, 1 / change.Ratio) >= RatioMin) changes.Add(change);
        }
        return [.. changes.OrderByDescending(change => change.Ratio)];
    }

    public static string Text(IReadOnlyList<Row> before, IReadOnlyList<Row> after)
    {
        IReadOnlyList<Change> changes = Significant(before, after, row => IsOwn(row.Contestant) && IsTime(row));
        var text = new StringBuilder();
        List(text, "slower", changes.Where(change => change.Ratio > 1));
        List(text, "faster", changes.Where(change => change.Ratio < 1).Reverse());
        if (changes.Count == 0) text.Append("Nothing of this project got significantly slower or faster.\n");
        double machine = MachineRatio(before, after);
        if (double.IsFinite(machine))
            text.Append(CultureInfo.InvariantCulture, $"The other languages, which have not changed, took {machine:F2} times as long (geometric mean of steady states): that much is the machine.\n");
        return text.ToString();
    }

    /// <summary>How much slower the other languages' steady states were; 1 on a machine that has not changed.</summary>
    public static double MachineRatio(IEnumerable<Row> before, IEnumerable<Row> after)
    {
        var old = Group(before.Where(IsPeerSteady));
        return Statistics.GeometricMean(Group(after.Where(IsPeerSteady)).Where(pair => old.ContainsKey(pair.Key)).Select(pair => Statistics.Median(pair.Value) / Statistics.Median(old[pair.Key])));
    }

    private static bool IsPeerSteady(Row row) => row.Part == Results.Programs && !IsOwn(row.Contestant) && row.Measure == Measure.Steady;
    private static bool IsOwn(string contestant) => contestant is Names.Native or Names.Baseline or Names.Interpreter;
    private static bool IsTime(Row row) => row.Part == Results.Programs && Measure.Find(row.Measure) is { IsTime: true };

    private static Dictionary<(string Part, string Program, string Contestant, string Measure), List<double>> Group(IEnumerable<Row> rows) =>
        rows.GroupBy(row => (row.Part, row.Program, row.Contestant, row.Measure)).ToDictionary(group => group.Key, group => group.Select(row => row.Value).ToList());

    private static void List(StringBuilder text, string word, IEnumerable<Change> changes)
    {
        foreach (Change change in changes)
        {
            double factor = change.Ratio > 1 ? change.Ratio : 1 / change.Ratio;
            text.Append(CultureInfo.InvariantCulture,
                $"{word,-7} {factor,6:F2} x  {change.Program,-12} {change.Contestant,-12} {change.Measure,-8} {change.Before:G4} -> {change.After:G4} {Measure.Find(change.Measure)?.Unit}\n");
        }
    }
}
