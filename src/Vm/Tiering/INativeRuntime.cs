using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;

namespace ClaudeLang.Vm.Tiering;

/// <summary>Addresses of the hand-written routines between C# and machine code (docs/execution-model.md says what each does).</summary>
/// <param name="Enter">C function (ExecContext*) -> NativeExit: jumps to Target with Callee, ArgCount and Args in their registers.</param>
/// <param name="ResumeReturn">C function (ExecContext*) -> NativeExit: returns Result to the return address at [FiberSp].</param>
/// <param name="ResumeSaved">C function (ExecContext*) -> NativeExit: restores the SavedRegisters at FiberSp and goes on after the exit.</param>
/// <param name="Routines">What machine code calls for library functions, in the order of the fields of <see cref="ExecContext"/> that hold them.</param>
public readonly record struct NativeStubs(
    nint Enter, nint ResumeReturn, nint ResumeSaved, nint EnterInterpreter, nint ReturnToInterpreter, nint SaveAndExit, nint Watermark, nint Exit, nint SaveWordsAndExit,
    nint[] Routines)
{
    public unsafe void GiveRoutines(ExecContext* context) => Routines.CopyTo(new Span<nint>(&context->TableGetRoutine, Routines.Length));
}

/// <summary>What the virtual machine asks of this machine's code memory. Implemented by the install wing; one a process.</summary>
public interface INativeRuntime
{
    NativeStubs Stubs { get; }

    /// <summary>The site that a return address in machine code stands for; null if the address is in no installed image.</summary>
    NativeSite? FindSite(nint returnAddress);

    /// <summary>Before a run publishes code: from here on it stays where it is until the run gives it back, as often as it was held. From any thread.</summary>
    /// <returns>False: it is not installed any more.</returns>
    bool TryHold(InstalledCode code);

    /// <summary>The run is over, or none of its frames will go on in this code. From any thread.</summary>
    void Release(IEnumerable<InstalledCode> held);

    /// <summary>Where a function is written, for profilers. From any thread.</summary>
    void NameFile(Chunk chunk, string file);
}

/// <summary>An image that is linked and mapped on this machine; its addresses are good for who holds it (<see cref="INativeRuntime.TryHold"/>).</summary>
/// <param name="Entry">Address to publish.</param>
/// <param name="EntryPc">0: the function's entry; else the loop head (target of a `loop`) that it enters at.</param>
/// <param name="Origin">Who compiled it, for people: a node's address, `local` or `cache`.</param>
/// <param name="LoopEntries">Of baseline code: where an interpreter frame that stands at a loop's head goes on as it is, by the head's bytecode index.</param>
public sealed record InstalledCode(
    nint Entry, int EntryPc, int CodeBytes, string ImageKey, string Origin, CodeTier Tier = CodeTier.Optimized, IReadOnlyDictionary<int, nint>? LoopEntries = null);
