namespace ClaudeLang.Bench;

/// <summary>Something that is measured of a run.</summary>
/// <param name="IsTime">Whether less is better and a change is worth a line in a comparison.</param>
public sealed record Measure(string Name, string Unit, string Title, bool IsTime)
{
    public const string Steady = "steady", First = "first", Settled = "settled", Peak = "peak", Wall = "wall";
    public const string CompileMs = "compile", Functions = "functions", CodeBytes = "code", Deopts = "deopts";

    /// <summary>Of every contestant.</summary>
    public static readonly IReadOnlyList<Measure> Common =
    [
        new(Steady, "ms", "Steady state: median of the last half of the iterations", true),
        new(First, "ms", "First iteration", true),
        new(Settled, "ms", "Time until an iteration is within 10 % of the steady state", true),
        new(Peak, "MiB", "Peak memory of the process", true),
        new(Wall, "ms", "Whole process, from its start to its end", true),
    ];

    /// <summary>Of this project's compiling tiers.</summary>
    public static readonly IReadOnlyList<Measure> Compiling =
    [
        new(CompileMs, "ms", "Time spent compiling", true),
        new(Functions, "", "Functions and loops compiled", false),
        new(CodeBytes, "B", "Machine code per function or loop", false),
        new(Deopts, "", "Deopts", false),
    ];

    public static Measure? Find(string name) => Common.Concat(Compiling).FirstOrDefault(measure => measure.Name == name);

    public static IEnumerable<(string Measure, double Value)> Of(Trace trace, double wallMs)
    {
        yield return (Steady, trace.SteadyMs);
        yield return (First, trace.Ms[0]);
        yield return (Settled, trace.SettledMs);
        if (trace.PeakKib is { } kib) yield return (Peak, kib / 1024);
        yield return (Wall, wallMs);
    }
}
