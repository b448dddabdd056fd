using System.Diagnostics;
using ClaudeLang.Node.Language;
using ClaudeLang.Protocol;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Node.Executors;

/// <summary>Writes down what a run does, and makes the report of it. Any thread may write.</summary>
public sealed class RunLog
{
    private readonly Lock _gate = new();
    private long _started = Stopwatch.GetTimestamp();
    private readonly List<Code> _codes = [];
    private readonly List<string> _notes = [];
    private int _slices;

    /// <summary>The program is about to run its first instruction: the clock starts.</summary>
    public void Start()
    {
        lock (_gate) _started = Stopwatch.GetTimestamp();
    }

    /// <summary>A function was reported hot. The number names the request from here on.</summary>
    public long Reported(CompileCandidate candidate)
    {
        lock (_gate)
        {
            _codes.Add(new Code(candidate.FunctionIndex, candidate.EntryPc) { Asked = candidate, ReportedMs = NowMs, ReportedSlice = _slices });
            return _codes.Count - 1;
        }
    }

    /// <summary>Code was there before the program's first call.</summary>
    public void Prepared(int functionIndex, InstalledCode code)
    {
        lock (_gate) _codes.Add(new Code(functionIndex, code.EntryPc) { SwappedMs = 0, Source = "store", Installed = code });
    }

    public void Swapped(long number, InstalledCode code, bool fromStore, long compileUs, IReadOnlyList<string> notes)
    {
        lock (_gate)
        {
            var entry = _codes[(int)number];
            (entry.SwappedMs, entry.SwappedSlice, entry.Source, entry.Installed) = (NowMs, _slices, fromStore ? "store" : "compiled", code);
            (entry.CompileMs, entry.Notes) = (compileUs / 1000.0, [.. notes]);
        }
    }

    public void Refused(long number, RefusalReason reason, string detail, IReadOnlyList<string> notes)
    {
        lock (_gate) _codes[(int)number].Notes = [.. notes, $"no code ({reason}): {detail}"];
    }

    public void Sliced()
    {
        lock (_gate) _slices++;
    }

    public void Note(string text)
    {
        lock (_gate) _notes.Add(text);
    }

    /// <summary>What a request was about.</summary>
    public CompileCandidate Request(long number)
    {
        lock (_gate) return _codes[(int)number].Asked!;
    }

    public RunReport Report(string node, IProgram program, TickedRun ticked)
    {
        lock (_gate)
        {
            return new RunReport(
                node, program.Hash, NowMs, ticked.NativeShare, ticked.Samples, _slices,
                _codes.Count(code => code.Source == "compiled"), _codes.Count(code => code.Source == "store"),
                [.. program.Functions.Where(IsWorthTelling).Select(Report).Take(Limits.ItemsMax)], [.. _notes.Take(Limits.ItemsMax)]);
        }
    }

    private bool IsWorthTelling(ProgramFunction function) =>
        function.Mode != ExecutionMode.Interpreted || _codes.Any(code => code.FunctionIndex == function.Index);

    private FunctionReport Report(ProgramFunction function) => new(
        function.Name, function.Hash, ModeName(function.Mode), [.. _codes.Where(code => code.FunctionIndex == function.Index).Select(code => code.Report())],
        function.Deopts);

    private static string ModeName(ExecutionMode mode) => mode switch
    {
        ExecutionMode.JitCompiled => "jit-compiled",
        ExecutionMode.Baseline => "baseline",
        ExecutionMode.Profiling => "profiling",
        _ => "interpreted",
    };

    private double NowMs => Math.Round(Stopwatch.GetElapsedTime(_started).TotalMilliseconds, 3);

    private sealed class Code(int functionIndex, int entryPc)
    {
        public int FunctionIndex { get; } = functionIndex;
        public int EntryPc { get; } = entryPc;
        /// <summary>Null: the code was there before the first call.</summary>
        public CompileCandidate? Asked { get; init; }
        public double ReportedMs { get; init; } = -1;
        public int ReportedSlice { get; init; }
        public double SwappedMs { get; set; } = -1;
        public int SwappedSlice { get; set; }
        public string Source { get; set; } = "none";
        public InstalledCode? Installed { get; set; }
        public double CompileMs { get; set; }
        public string[] Notes { get; set; } = [];

        public CodeReport Report() => new(
            EntryPc, ReportedMs, SwappedMs, SwappedMs >= 0 && ReportedMs >= 0 ? SwappedSlice - ReportedSlice : 0, Source,
            Installed?.Origin ?? "", Installed?.CodeBytes ?? 0, CompileMs, Notes);
    }
}
