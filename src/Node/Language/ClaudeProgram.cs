using System.Diagnostics;
using ClaudeLang.Jit.Install;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Node.Language;

/// <summary>One run of a ClaudeLang program.</summary>
internal sealed class ClaudeProgram : IProgram, ICompileSink
{
    /// <summary>Of the whole process.</summary>
    private static readonly LocalCompiler BaselineCompiler = new(NativeRuntime.Shared!);
    /// <summary>Baseline code is there sooner if its compiler need not wait for the optimizing one, and a program waits for it most.</summary>
    private static readonly LocalCompileSink Baseline = new(BaselineCompiler, givesWay: false), BaselineAtOnce = new(BaselineCompiler, synchronous: true);

    private readonly Execution _execution;
    private readonly Action<CompileCandidate>? _reportHot;
    private readonly bool _waits;

    /// <param name="waits">For baseline code, until it is there.</param>
    public ClaudeProgram(
        ProgramCode code, Chunk library, IHost host, INativeRuntime? native, Action<CompileCandidate>? reportHot, bool waits, ExecutionOptions options)
    {
        (_reportHot, _waits) = (reportHot, waits);
        _execution = new Execution(code, host, options, library: library, native: native, sink: native is null ? null : this);
    }

    public string Hash => _execution.Code.Hash.ToString();
    public IReadOnlyList<string> Warnings => _execution.Code.Warnings;
    public IReadOnlyList<ProgramFunction> Functions =>
        [.. _execution.Functions.Select(function => new ProgramFunction(function.Index, function.Name, function.Hash.ToString(), function.Mode, function.Deopts))];
    public bool InNative => _execution.InNative;
    public string? Failure
    {
        get
        {
            string text = string.Concat(new[] { _execution.Fault }.OfType<FaultReport>().Concat(_execution.TaskFaults));
            return text.Length == 0 ? null : text.TrimEnd('\n');
        }
    }

    public int SleepMs => (int)Math.Clamp(Math.Ceiling(Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), _execution.WakesAt).TotalMilliseconds), 0, int.MaxValue);
    public string? ResultText => _execution.ResultText;

    public SliceEnd Run() => _execution.Run() switch
    {
        RunStatus.Finished => SliceEnd.Finished,
        RunStatus.Failed => SliceEnd.Failed,
        RunStatus.Sleeping => SliceEnd.Sleeping,
        _ => SliceEnd.Yielded,
    };

    public void Preempt() => _execution.Preempt();
    public Chunk ChunkOf(int functionIndex) => _execution.ChunkOf(functionIndex);
    public void Publish(int functionIndex, InstalledCode code) => _execution.Publish(functionIndex, code);
    /// <summary>Baseline code costs less to make than to ask for.</summary>
    public void Request(Execution execution, CompileCandidate candidate)
    {
        if (candidate.Tier == CodeTier.Baseline) (_waits ? BaselineAtOnce : Baseline).Request(execution, candidate);
        else _reportHot!(candidate);
    }

    public void Dispose() => _execution.Dispose();
}
