using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ClaudeLang.Jit;
using ClaudeLang.Protocol;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Node.Executors;

/// <summary>What `--jit-log` says: one line for each compile, install, deopt, withdrawal and bailout, as it happens.</summary>
/// <param name="write">Gets each line with its end; called by one thread at a time.</param>
public sealed class TierLog(bool asJson, Action<string> write)
{
    private static readonly JsonSerializerOptions JsonOptions =
        new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly Lock _gate = new();
    private readonly long _started = Stopwatch.GetTimestamp();

    /// <summary>Null if the settings ask for none.</summary>
    public static TierLog? For(TierSettings settings, Action<string> write) => settings.Log == TierLogForm.None ? null : new TierLog(settings.Log == TierLogForm.Json, write);

    /// <summary>Any thread.</summary>
    public void Tell(TierEvent happened)
    {
        lock (_gate)
        {
            var line = Line(happened) with { Ms = Math.Round(Stopwatch.GetElapsedTime(_started).TotalMilliseconds, 3) };
            write((asJson ? JsonSerializer.Serialize(line, JsonOptions) : Text(line)) + "\n");
        }
    }

    private static LogLine Line(TierEvent happened) => happened switch
    {
        TierEvent.Compiled e => new("compile", e.Function.Name)
        {
            LoopLine = LoopLine(e.Function, e.EntryPc),
            Tier = NameOf(e.Tier),
            Bytecodes = e.Function.Code.Length,
            CodeBytes = e.CodeBytes,
            TookMs = Math.Round(e.Ms, 3),
            By = e.By,
            Reason = string.Create(CultureInfo.InvariantCulture, $"{e.Turns} calls and turns"),
        },
        TierEvent.BailedOut e => new("bailout", e.Function.Name) { LoopLine = LoopLine(e.Function, e.EntryPc), Tier = NameOf(e.Tier), Bytecodes = e.Function.Code.Length, Reason = e.Why },
        TierEvent.Installed e => new("install", e.Function.Name)
        {
            LoopLine = LoopLine(e.Function, e.Code.EntryPc),
            Tier = NameOf(e.Code.Tier),
            CodeBytes = e.Code.CodeBytes,
            By = e.Code.Origin,
            Reason = e.Instead switch
            {
                null => "instead of the interpreter",
                // It came late, and waits until that has to go.
                CodeTier.Optimized when e.Code.Tier == CodeTier.Baseline => "beside optimized code",
                { } tier => $"instead of {NameOf(tier)} code",
            },
        },
        TierEvent.Deoptimized e => new("deopt", e.Function.Name)
        {
            Tier = NameOf(e.Tier),
            File = e.File,
            Line = LineOf(e.Function, e.Pc),
            Count = e.Count,
            CountMax = e.CountMax,
            CountHere = e.CountHere,
            Reason = Reasons.Info(e.Reason)?.Text ?? $"reason {e.Reason}",
        },
        TierEvent.Withdrawn e => new("withdraw", e.Function.Name)
        {
            Tier = NameOf(e.Tier),
            Count = e.Count,
            Reason = string.Create(CultureInfo.InvariantCulture,
                $"{e.Deopts} guards failed; {(e.FallsTo == ExecutionMode.Baseline ? "baseline code" : "the interpreter")} goes on{(e.IsLast ? " for good" : "")}"),
        },
        _ => throw new UnreachableException(),
    };

    private static string Text(LogLine line)
    {
        var parts = new List<string>();
        if (line.Line is { } at) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{line.File}:{at}"));
        if (line.Bytecodes is { } bytecodes) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{bytecodes} bytecodes"));
        if (line.CodeBytes is { } bytes) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"));
        if (line.TookMs is { } took) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{took:0.000} ms"));
        if (line.By is { } by) parts.Add($"by {by}");
        if (line.Count is { } count) parts.Add(string.Create(CultureInfo.InvariantCulture, $"number {count}{(line.CountMax is { } max ? $" of {max}" : "")}"));
        if (line.CountHere is { } here) parts.Add(string.Create(CultureInfo.InvariantCulture, $"{here} here"));
        var details = parts.Count == 0 ? "" : $" {string.Join(", ", parts)}";
        return string.Create(CultureInfo.InvariantCulture, $"{line.Ms,10:0.000} ms  {line.Event,-8}  {line.Function}{(line.LoopLine is { } loop ? $", loop of line {loop}" : "")} [{line.Tier}]{details} ({line.Reason})");
    }

    /// <summary>Of code that is entered in the middle of a loop.</summary>
    private static int? LoopLine(Chunk function, int entryPc) => entryPc == 0 ? null : LineOf(function, entryPc);

    private static string NameOf(CodeTier tier) => tier == CodeTier.Baseline ? "baseline" : "optimized";

    private static int LineOf(Chunk function, int pc) => pc < function.Positions.Length ? function.Positions[pc].Line : 0;

    /// <summary>What is null does not belong to this kind of event, and is left out.</summary>
    private sealed record LogLine(string Event, string Function)
    {
        public double Ms { get; init; }
        public int? LoopLine { get; init; }
        public required string Tier { get; init; }
        public string? File { get; init; }
        public int? Line { get; init; }
        public int? Bytecodes { get; init; }
        public int? CodeBytes { get; init; }
        public double? TookMs { get; init; }
        public string? By { get; init; }
        public int? Count { get; init; }
        public int? CountMax { get; init; }
        public int? CountHere { get; init; }
        public required string Reason { get; init; }
    }
}
