using System.Collections.Immutable;
using ClaudeLang.Jit;
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
    /// <summary>The interpreter, with a collection at every allocation.</summary>
    public const string Collecting = "collecting";
    /// <summary>Functions become machine code almost at once, on the executor's own thread, so that each run does the same.</summary>
    public const string Native = "native";
    /// <summary>Machine code that leaves to the interpreter over and over.</summary>
    public const string Leaving = "leaving";

    /// <summary>What a file is run in that names no modes.</summary>
    public static readonly string[] Default = [Interpreted];

    private static readonly TierLimits Eager = new(ProfileAfter: 2, CompileAfter: 10, RecheckAfter: 10);

    public static Execution Begin(string mode, ProgramCode program, IHost host) => mode switch
    {
        Interpreted => new Execution(program, host, library: ProgramRunner.Library.Prelude),
        Collecting => new Execution(program, host, new ExecutionOptions(Heap: new HeapOptions(Stress: true)), ProgramRunner.Library.Prelude),
        _ => throw new ArgumentException($"There is no mode '{mode}'."),
    };
}
