namespace ClaudeLang.Bench;

/// <summary>One measured number: a row of the CSV.</summary>
/// <param name="Part">`programs`, `compilers` or `cluster`.</param>
/// <param name="Program">The program, or what else was measured.</param>
public sealed record Row(string Part, string Program, string Contestant, string Measure, int Round, double Value);

/// <param name="Contestant">Who has no numbers.</param>
public sealed record Gap(string Program, string Contestant, string Reason);

/// <summary>Everything that a run of the benchmark found out.</summary>
public sealed class Results
{
    public const string Programs = "programs", Compilers = "compilers", Cluster = "cluster";

    public List<Row> Rows { get; } = [];
    public List<Gap> Gaps { get; } = [];
    public List<string> Disagreements { get; } = [];
    public Dictionary<string, string> Agreed { get; } = [];
    /// <summary>Times of the iterations of each run, for the curves.</summary>
    public List<(string Program, string Contestant, int Round, IReadOnlyList<double> Ms)> Curves { get; } = [];

    public IReadOnlyList<double> Values(string part, string program, string contestant, string measure) =>
        [.. Rows.Where(row => row.Part == part && row.Program == program && row.Contestant == contestant && row.Measure == measure).Select(row => row.Value)];

    /// <summary>Null if there is none.</summary>
    public double? Median(string program, string contestant, string measure, string part = Programs)
    {
        IReadOnlyList<double> values = Values(part, program, contestant, measure);
        return values.Count == 0 ? null : Statistics.Median(values);
    }

    /// <summary>The geometric mean of a contestant's times divided by another's, over the programs that both have.</summary>
    public double MeanRatio(IEnumerable<string> programs, string contestant, string by, string measure) =>
        Statistics.GeometricMean(programs.Select(program => (Median(program, contestant, measure) / Median(program, by, measure)) ?? double.NaN));
}
