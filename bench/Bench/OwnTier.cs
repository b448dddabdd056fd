using System.Text.Json;

namespace ClaudeLang.Bench;

/// <summary>This project as a user meets it: `claudelang run` of a published build, up to one tier.</summary>
public sealed class OwnTier : Contestant
{
    /// <summary>What bench/run has published, as users have it; without it, as for a test, what the build left.</summary>
    public static readonly string Binary = Environment.GetEnvironmentVariable("BENCH_CLAUDELANG") ?? Path.Combine(Repository.Root, "src/Node/bin/Release/net10.0/claudelang");
    private const string Status = "/proc/self/status";
    private readonly string _jit;

    private OwnTier(string name, string jit) : base(name, $"this project, claudelang run --jit={jit}", isOwn: true) => _jit = jit;

    /// <summary>Null if this build has no such tier.</summary>
    public static OwnTier? Find(string name, string jit) =>
        ChildProcess.Run(new Command(Binary, ["eval", "1", $"--jit={jit}"])) is { ExitCode: 0 } ? new OwnTier(name, jit) : null;

    public override Command? Prepare(Case test, string folder) =>
        WriteProgram(test, folder) is { } file ? new Command(Binary, ["run", $"--jit={_jit}", "--json", $"--allow-read={Status}", file]) : null;

    protected override IEnumerable<string> LastArguments => ["peak"];

    /// <summary>The program with the harness behind it.</summary>
    public static string? WriteProgram(Case test, string folder)
    {
        if (FindProgram(test, ".cl") is not { } source) return null;
        string file = Path.Combine(folder, test.Name + ".cl");
        File.WriteAllText(file, File.ReadAllText(source) + File.ReadAllText(Path.Combine(Repository.Harness, "harness.cl")));
        return file;
    }

    public override IEnumerable<(string Measure, double Value)> Extras(ChildResult result)
    {
        if (_jit == "off" || ReportLine(result.Error) is not { } line) yield break;
        using JsonDocument report = JsonDocument.Parse(line);
        List<JsonElement> functions = [.. report.RootElement.GetProperty("functions").EnumerateArray()];
        List<JsonElement> codes = [.. functions.SelectMany(function => function.GetProperty("codes").EnumerateArray()).Where(code => code.GetProperty("codeBytes").GetInt32() > 0)];
        yield return (Measure.CompileMs, codes.Sum(code => code.GetProperty("compileMs").GetDouble()));
        yield return (Measure.Functions, codes.Count);
        if (codes.Count > 0) yield return (Measure.CodeBytes, codes.Average(code => code.GetProperty("codeBytes").GetInt32()));
        yield return (Measure.Deopts, functions.Sum(function => function.GetProperty("deopts").GetInt32()));
    }

    public static string? ReportLine(string error) => error.Split('\n').LastOrDefault(line => line.StartsWith('{'));
}
