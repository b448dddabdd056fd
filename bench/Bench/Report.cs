using System.Globalization;
using System.Text;

namespace ClaudeLang.Bench;

/// <summary>What was run, for the head of a report.</summary>
public sealed record Occasion(IReadOnlyList<Contestant> Contestants, IReadOnlyList<(string Name, string Reason)> Missing, IReadOnlyList<Case> Cases, int Rounds, bool Quick);

/// <summary>The results for people: `report.md` with its charts beside it, ratios first.</summary>
public sealed class Report(Results results, Occasion occasion)
{
    private IReadOnlyList<string> ContestantNames => [.. occasion.Contestants.Select(contestant => contestant.Name)];
    private IReadOnlyList<string> Programs => [.. occasion.Cases.Select(test => test.Name)];

    public string Markdown()
    {
        var text = new StringBuilder("# Benchmark\n\n");
        text.Append(Head());
        text.Append(Summary());
        foreach (Measure measure in Measure.Common) text.Append(CultureInfo.InvariantCulture, $"![{measure.Title}]({measure.Name}.svg)\n\n");
        text.Append("![Warm-up](warmup.svg)\n\n");
        foreach (Measure measure in Measure.Common) text.Append(Table(measure, ContestantNames));
        IReadOnlyList<string> compiling = [.. ContestantNames.Where(name => name is Names.Native or Names.Baseline)];
        foreach (Measure measure in Measure.Compiling) text.Append(Table(measure, compiling));
        text.Append(PartTable(Results.Compilers, "Compilers"));
        text.Append(PartTable(Results.Cluster, "Cluster"));
        text.Append(Faults());
        return text.ToString();
    }

    /// <summary>Name and text of each chart.</summary>
    public IEnumerable<(string File, string Svg)> Charts()
    {
        foreach (Measure measure in Measure.Common)
        {
            Series[] series = [.. ContestantNames.Select(name => new Series(name, [.. Programs.Select(program => results.Median(program, name, measure.Name) ?? double.NaN)]))];
            yield return (measure.Name + ".svg", Chart.Dots(measure.Title, measure.Unit, Programs, series));
        }
        yield return ("warmup.svg", Chart.Lines("Warm-up: time of an iteration, in steady states (geometric mean of all programs)", "iteration", [.. ContestantNames.Select(WarmUp)]));
    }

    /// <summary>The short table of the README: three programs that show one thing each.</summary>
    public string ReadmeTable()
    {
        string[] columns = [.. ContestantNames];
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Steady state in ms, medians of {occasion.Rounds} rounds in turn, {DateTime.UtcNow:yyyy-MM-dd}, commit {Repository.Commit()}, .NET {Environment.Version}.\nMachine: {Repository.Machine()}.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"| program | {string.Join(" | ", columns)} | cold | interpreter / native | native / c |\n|---|{string.Concat(Enumerable.Repeat("---:|", columns.Length + 3))}\n");
        foreach (Case test in occasion.Cases.Where(test => test.Name is "fib" or "loops" or "mandelbrot"))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {test.Name} {test.Size} ({test.Group}) | {string.Join(" | ", columns.Select(name => Cell(results.Median(test.Name, name, Measure.Steady))))} ");
            text.Append(CultureInfo.InvariantCulture, $"| {Cell(results.Median(test.Name, Names.Native, Measure.First))} | {Ratio(test.Name, Names.Interpreter, Names.Native)} | {Ratio(test.Name, Names.Native, Names.C)} |\n");
        }
        return text.ToString();
    }

    private string Head()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, commit {Repository.Commit()}, {Repository.Machine()}.\n");
        text.Append(CultureInfo.InvariantCulture, $"{occasion.Rounds} rounds, {(occasion.Quick ? $"{Case.QuickIterations} iterations" : $"at least {Case.Iterations} iterations and {Case.LeastMs} ms of them")} a process, medians; the spread is largest minus smallest round, as a part of the median.\n");
        if (occasion.Quick) text.Append("**A quick run: it shows that everything works and agrees. Its times mean nothing.**\n");
        if (Environment.GetEnvironmentVariable("CLAUDE_SLOW") is { Length: > 0 } slow) text.Append(CultureInfo.InvariantCulture, $"**Deliberately slowed: CLAUDE_SLOW={slow}.**\n");
        text.Append('\n');
        foreach (Contestant contestant in occasion.Contestants) text.Append(CultureInfo.InvariantCulture, $"- {contestant.Name}: {contestant.Version}\n");
        foreach ((string name, string reason) in occasion.Missing) text.Append(CultureInfo.InvariantCulture, $"- **{name} is missing**: {reason}\n");
        return text.Append('\n').ToString();
    }

    /// <summary>Geometric means over the programs that both run.</summary>
    private string Summary()
    {
        string[] own = [.. ContestantNames.Where(name => name is Names.Native or Names.Baseline or Names.Interpreter)];
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"Steady state of this project divided by that of the others (geometric mean; above 1 the other is faster):\n\n| | {string.Join(" | ", own)} |\n|---|{string.Concat(Enumerable.Repeat("---:|", own.Length))}\n");
        foreach (string peer in ContestantNames.Except(own))
            text.Append(CultureInfo.InvariantCulture, $"| {peer} | {string.Join(" | ", own.Select(name => Cell(results.MeanRatio(Programs, name, peer, Measure.Steady))))} |\n");
        return text.Append('\n').ToString();
    }

    private string Table(Measure measure, IReadOnlyList<string> columns)
    {
        if (columns.Count == 0) return "";
        string unit = measure.Unit == "" ? "" : $", {measure.Unit}";
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"## {measure.Title}{unit}\n\n| program | {string.Join(" | ", columns)} | spread |\n|---|{string.Concat(Enumerable.Repeat("---:|", columns.Count + 1))}\n");
        foreach (Case test in occasion.Cases)
        {
            double spread = columns.Select(name => Statistics.Spread(results.Values(Results.Programs, test.Name, name, measure.Name))).Max();
            text.Append(CultureInfo.InvariantCulture, $"| {test.Name} ({test.Group}) | {string.Join(" | ", columns.Select(name => Cell(results.Median(test.Name, name, measure.Name))))} | {spread:P0} |\n");
        }
        return text.Append('\n').ToString();
    }

    /// <summary>What else was measured: one line a row of names, one column a measure.</summary>
    private string PartTable(string part, string title)
    {
        List<Row> rows = [.. results.Rows.Where(row => row.Part == part)];
        var text = new StringBuilder();
        foreach (IGrouping<string, Row> group in rows.GroupBy(row => row.Program))
        {
            string[] measures = [.. group.Select(row => row.Measure).Distinct()];
            text.Append(CultureInfo.InvariantCulture, $"## {title}: {group.Key}\n\n| | {string.Join(" | ", measures)} |\n|---|{string.Concat(Enumerable.Repeat("---:|", measures.Length))}\n");
            foreach (string name in group.Select(row => row.Contestant).Distinct())
                text.Append(CultureInfo.InvariantCulture, $"| {name} | {string.Join(" | ", measures.Select(measure => Cell(results.Median(group.Key, name, measure, part))))} |\n");
            text.Append('\n');
        }
        return text.ToString();
    }

    private string Faults()
    {
        var text = new StringBuilder("## What is not there, and what agrees\n\n");
        foreach (IGrouping<(string, string), Gap> group in results.Gaps.GroupBy(gap => (gap.Contestant, gap.Reason)))
        {
            string reason = group.Key.Item2 == "" ? "no version in this language" : group.Key.Item2;
            text.Append(CultureInfo.InvariantCulture, $"- {group.Key.Item1}: {string.Join(", ", group.Select(gap => gap.Program))}: {reason}\n");
        }
        foreach (string disagreement in results.Disagreements) text.Append(CultureInfo.InvariantCulture, $"- **DISAGREEMENT** {disagreement}\n");
        foreach ((string program, string value) in results.Agreed) text.Append(CultureInfo.InvariantCulture, $"- {program}: all that ran say {value}\n");
        return text.ToString();
    }

    private Series WarmUp(string contestant)
    {
        var curves = results.Curves.Where(curve => curve.Contestant == contestant).Select(curve => (curve.Ms, Steady: Statistics.Median([.. curve.Ms.Skip(curve.Ms.Count / 2)]))).ToList();
        int count = curves.Select(curve => curve.Ms.Count).DefaultIfEmpty(0).Max();
        return new Series(contestant, [.. Enumerable.Range(0, count).Select(i => Statistics.GeometricMean(curves.Where(curve => i < curve.Ms.Count).Select(curve => curve.Ms[i] / curve.Steady)))]);
    }

    private string Ratio(string program, string a, string b) => Cell(results.Median(program, a, Measure.Steady) / results.Median(program, b, Measure.Steady));

    private static string Cell(double? value) => value is { } number && double.IsFinite(number)
        ? number.ToString(Math.Abs(number) >= 100 ? "F0" : Math.Abs(number) >= 10 ? "F1" : "F2", CultureInfo.InvariantCulture) : "";
}
