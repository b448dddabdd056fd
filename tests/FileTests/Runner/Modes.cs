using System.Collections.Concurrent;
using System.Globalization;
using ClaudeLang.Jit;
using ClaudeLang.Jit.Image;
using ClaudeLang.Jit.Install;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.FileTests.Runner;

/// <summary>The ways a file is run. Each has to give the same lines.</summary>
internal static class Modes
{
    /// <summary>The interpreter alone: what the others are compared with.</summary>
    public const string Interpreted = "interpreted";
    /// <summary>The interpreter, with a collection at every allocation. Slow: for files that allocate little.</summary>
    public const string Collecting = "collecting";
    /// <summary>Functions become baseline code almost at once.</summary>
    public const string Baseline = "baseline";
    /// <summary>Functions become machine code, soon that of the optimizing compiler, almost at once, on the executor's own thread, so that each run does the same.</summary>
    public const string Native = "native";
    /// <summary>Optimized code from the second call and turn on, when nearly nothing is known: nearly every guess is wrong, and made again.</summary>
    public const string Hasty = "hasty";
    /// <summary>Machine code that leaves to the interpreter at polls, at guards that hold and at runtime calls, one in three (see <see cref="StressKinds.Deopt"/>).</summary>
    public const string Leaving = "leaving";

    /// <summary>Native, each function compiled without these passes and its image read back from its bytes.</summary>
    public static string Without(PassSet passes) => WithoutPrefix + (int)passes;

    private const string WithoutPrefix = "without-";

    /// <summary>What a file is run in that names no modes.</summary>
    public static readonly string[] Default = [Interpreted, Baseline, Native, Leaving];

    private static readonly TierLimits Eager = new(ProfileAfter: 2, BaselineAfter: 3, CompileAfter: 10, RecheckAfter: 10);
    private static readonly TierLimits EagerBaseline = Eager with { Tiers = CodeTiers.Baseline };
    private static readonly TierLimits Least = new(ProfileAfter: 1, CompileAfter: 1, RecheckAfter: 1, DeoptsMax: 1, WithdrawalsMax: 2, Tiers: CodeTiers.Optimized);
    private static readonly NativeRuntime Runtime = MakeRuntime();
    private static readonly CompileAtOnce Compiler = new();

    /// <summary>Little memory, so that a long series of programs makes code give place to other code.</summary>
    private static NativeRuntime MakeRuntime()
    {
        NativeRuntime.Limit(16 << 20);
        return NativeRuntime.Shared ?? throw new InvalidOperationException($"No machine code can be made here: {NativeRuntime.WhyOff}");
    }

    public static Execution Begin(string mode, ProgramCode program, IHost host, Limits limits) => mode switch
    {
        Interpreted => new Execution(program, host, new ExecutionOptions(limits), ProgramRunner.Library.Prelude),
        Collecting => new Execution(program, host, new ExecutionOptions(limits, Heap: new HeapOptions(Stress: true)), ProgramRunner.Library.Prelude),
        Baseline => new Execution(program, host, new ExecutionOptions(limits, Tiers: EagerBaseline), ProgramRunner.Library.Prelude, Runtime, Compiler),
        Native => new Execution(program, host, new ExecutionOptions(limits, Tiers: Eager), ProgramRunner.Library.Prelude, Runtime, Compiler),
        Hasty => new Execution(program, host, new ExecutionOptions(limits, Tiers: Least), ProgramRunner.Library.Prelude, Runtime, Compiler),
        Leaving => new Execution(program, host, new ExecutionOptions(limits, Tiers: Eager, Stress: StressKinds.Deopt), ProgramRunner.Library.Prelude, Runtime, Compiler),
        _ when mode.StartsWith(WithoutPrefix, StringComparison.Ordinal) => new Execution(
            program, host, new ExecutionOptions(limits, Tiers: Eager), ProgramRunner.Library.Prelude, Runtime,
            new CompileAtOnce((PassSet)int.Parse(mode[WithoutPrefix.Length..], CultureInfo.InvariantCulture))),
        _ => throw new ArgumentException($"There is no mode '{mode}'."),
    };

    /// <summary>A bailout leaves the function interpreted; a bug or a refused image is an exception, and so a failed test.</summary>
    /// <param name="off">Null: the image that was compiled is the one that is installed.</param>
    private sealed class CompileAtOnce(PassSet? off = null) : ICompileSink
    {
        private const int DoneMax = 20_000;
        private readonly ConcurrentDictionary<CodeKey, InstalledCode?> _done = new();

        public void Request(Execution execution, CompileCandidate candidate)
        {
            var job = CompileJob.For(candidate, off ?? PassSet.None);
            if (_done.Count > DoneMax) _done.Clear();
            if (!_done.TryGetValue(job.Key, out InstalledCode? code) || (code is not null && Runtime.Find(code.ImageKey) != code)) _done[job.Key] = code = Compile(job);
            if (code is not null) execution.Publish(candidate.FunctionIndex, code);
        }

        private InstalledCode? Compile(CompileJob job) =>
            Pipeline.Compile(job) is CompileResult.Compiled compiled ? Runtime.Install(Sent(compiled.Image), job.Chunk, "test") : null;

        private CodeImage Sent(CodeImage image) => off is null ? image : ImageCodec.Decode(ImageCodec.Encode(image));
    }
}
