using System.Text;
using ClaudeLang.Jit.Install;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Syntax;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Jit.Tests.Differential;

/// <summary>What a run showed.</summary>
public sealed record Outcome(string Output, RunStatus Status, string Fault);

/// <summary>Compiles at once, on the spot, and remembers what became of it.</summary>
internal sealed class CompileAtOnce(Func<CompileCandidate, byte[]>? feedback = null, PassSet off = PassSet.None) : ICompileSink
{
    private static readonly NativeRuntime Runtime = NativeRuntime.Shared ?? throw new InvalidOperationException(NativeRuntime.WhyOff);
    public readonly List<string> Bailouts = [];
    public readonly List<string> Compiled = [];
    public readonly List<CompileJob> Jobs = [];
    public Exception? Failure;

    public void Request(Execution execution, CompileCandidate candidate)
    {
        try
        {
            CompileJob job = CompileJob.For(candidate with { Feedback = feedback?.Invoke(candidate) ?? candidate.Feedback }, off);
            Jobs.Add(job);
            switch (Pipeline.Compile(job))
            {
                case CompileResult.Compiled compiled:
                    Compiled.Add($"{candidate.Chunk.Name}@{candidate.EntryPc}");
                    execution.Publish(candidate.FunctionIndex, Runtime.Install(compiled.Image, candidate.Chunk, "test"));
                    break;
                case CompileResult.Bailed bailed:
                    Bailouts.Add($"{candidate.Chunk.Name}@{candidate.EntryPc}: {bailed.Reason} {bailed.Detail}");
                    break;
            }
        }
        catch (Exception e)
        {
            Failure ??= new InvalidOperationException($"{e.Message}\nin {candidate.Chunk.Name}@{candidate.EntryPc}\n{ChunkText.Print(candidate.Chunk)}\n{e}");
        }
    }
}

internal static class Tiers
{
    private sealed class Host : IHost
    {
        public readonly StringBuilder Out = new();
        public void WriteOut(string text) => Out.Append(text);
        public void WriteError(string text) => Out.Append(text);
        public string? ReadLine() => null;
        public IReadOnlyList<string> Args => [];
        public Permissions Permissions => Permissions.Denied;
    }

    public static readonly TierLimits Eager = new(ProfileAfter: 1, CompileAfter: 6, RecheckAfter: 3, DeoptsMax: 3, WithdrawalsMax: 20, Tiers: CodeTiers.Optimized);
    public static readonly TierLimits EagerBaseline = Eager with { BaselineAfter = 2, Tiers = CodeTiers.Baseline };
    public static readonly TierLimits EagerBoth = Eager with { BaselineAfter = 2, Tiers = CodeTiers.Both };
    private static readonly StandardLibrary Library = new(new SourceText("prelude", ""));

    public static ProgramCode Compile(string source)
    {
        CompileOutcome outcome = SourceCompiler.Compile(new SourceText("test.cl", source), Library);
        return outcome.Program ?? throw new InvalidOperationException(outcome.RenderErrors() + "\n" + source);
    }

    public static Outcome Interpret(string source) => Run(Compile(source), new ExecutionOptions(), null, null);

    public static Outcome RunCompiled(string source, CompileAtOnce sink, StressKinds stress = StressKinds.None, HeapOptions? heap = null, TierLimits? tiers = null)
    {
        Pipeline.Verifies = true;
        Outcome outcome = Run(Compile(source), new ExecutionOptions(Heap: heap, Tiers: tiers ?? Eager, Stress: stress), NativeRuntime.Shared, sink);
        if (sink.Failure is not null) throw sink.Failure;
        return outcome;
    }

    public static Outcome Run(ProgramCode code, ExecutionOptions options, INativeRuntime? native, ICompileSink? sink)
    {
        var host = new Host();
        using var execution = new Execution(code, host, options, null, native, sink);
        RunStatus status;
        do status = execution.Run(); while (status == RunStatus.Yielded);
        return new Outcome(host.Out.ToString(), status, execution.Fault?.ToString() ?? "");
    }
}
