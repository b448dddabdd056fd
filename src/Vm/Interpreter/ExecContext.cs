using System.Runtime.InteropServices;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>
/// What the interpreter and machine code of one running program share; machine code holds its address in r13.
/// Offsets are part of the machine-code contract (docs/execution-model.md).
/// </summary>
[StructLayout(LayoutKind.Explicit)]
public unsafe struct ExecContext
{
    /// <summary>Words that <see cref="Args"/> holds: the most arguments of a call, and the most frame words that a running loop can take into machine code.</summary>
    public const int ArgsMax = 1024;
    /// <summary>In ArgCount of a call for which its caller took its own frame down, so that the return address is another one's.</summary>
    public const int FrameIsGone = 1 << 16;
    public const int ArgsOffset = 264;

    /// <summary>The fused check: a frame whose low end is below this leaves to the dispatcher (stack overflow, pre-emption, collection, cancellation).</summary>
    [FieldOffset(0)] public nint StackLimit;
    [FieldOffset(8)] public nint AllocPointer;
    [FieldOffset(16)] public nint AllocLimit;
    /// <summary>Low end of the fiber's stack while C# runs.</summary>
    [FieldOffset(24)] public nint FiberSp;
    /// <summary>The thread's own stack pointer while machine code runs.</summary>
    [FieldOffset(32)] public nint ThreadSp;
    /// <summary>What machine code returned, or what it is resumed with (a tagged word).</summary>
    [FieldOffset(40)] public ulong Result;
    /// <summary><see cref="NativeExit"/> in bits 0..7, the bytecode index in bits 8..31.</summary>
    [FieldOffset(48)] public uint ExitDetail;
    /// <summary>Number of arguments in <see cref="Args"/> on a call from or to machine code.</summary>
    [FieldOffset(52)] public int ArgCount;
    /// <summary>The function word of that call.</summary>
    [FieldOffset(56)] public ulong Callee;
    /// <summary>Where <see cref="NativeStubs.Enter"/> jumps to.</summary>
    [FieldOffset(64)] public nint Target;
    /// <summary>1 &lt;&lt; 60, see Value.FlonumBias.</summary>
    [FieldOffset(72)] public ulong FlonumBias;
    [FieldOffset(80)] public nint EnterInterpreterStub;
    [FieldOffset(88)] public nint ReturnToInterpreterStub;
    [FieldOffset(96)] public nint SaveAndExitStub;
    /// <summary>1 while machine code of this program runs; read by the sampler.</summary>
    [FieldOffset(104)] public int InNative;
    /// <summary>The effect handlers in force: a HandlerSet, or nil.</summary>
    [FieldOffset(112)] public ulong Handlers;
    [FieldOffset(128)] public nint ExitStub;
    [FieldOffset(120)] public nint SaveWordsAndExitStub;
    /// <summary>The C function that serves machine code on the thread's stack, and what it finds the execution by.</summary>
    [FieldOffset(136)] public nint ServeFunction;
    [FieldOffset(144)] public nint Owner;

    // Routines that machine code calls for library functions, in the order of the compiler's list of them.
    [FieldOffset(152)] public nint TableGetRoutine;
    [FieldOffset(160)] public nint TableGetOrRoutine;
    [FieldOffset(168)] public nint TableHasRoutine;
    [FieldOffset(176)] public nint TableSetRoutine;
    [FieldOffset(184)] public nint MakeVectorRoutine;
    [FieldOffset(192)] public nint CodePointToStringRoutine;
    [FieldOffset(200)] public nint CharAtRoutine;
    [FieldOffset(208)] public nint SubstringRoutine;
    [FieldOffset(216)] public nint BuilderAddRoutine;
    [FieldOffset(224)] public nint BufferRoutine;

    /// <summary>A fixnum that grows when frames are put back elsewhere than they were taken from. Nothing else moves the frame of a `handle`.</summary>
    [FieldOffset(232)] public ulong Moves;
    /// <summary>High end of the running fiber's stack.</summary>
    [FieldOffset(240)] public nint StackTop;
    /// <summary>The return slot that the watermark stands in, or once stood in; 0: there is none.</summary>
    [FieldOffset(248)] public nint Watermark;
    /// <summary>From the low end of the frame of a `handle` to its return slot.</summary>
    [FieldOffset(256)] public long HandleFrameBytes;

    /// <summary>First of <see cref="ArgsMax"/> words: arguments of a call, operands of a runtime call, or the slots of a frame that enters a loop.</summary>
    [FieldOffset(ArgsOffset)] public ulong Args;
    /// <summary>For the routines of the border; compiled code looks at nothing behind Args.</summary>
    [FieldOffset(ArgsOffset + (8 * ArgsMax))] public Scheduler Scheduler;
}

/// <summary>Why machine code came back to the dispatcher.</summary>
public enum NativeExit : byte
{
    /// <summary>Returned into an interpreter frame; Result holds the value.</summary>
    Returned = 1,
    /// <summary>Calls a function that has no machine code, or something that is no closure: Callee, ArgCount and Args hold the call, [FiberSp] the return address.</summary>
    CallInterpreted = 2,
    /// <summary>The fused check failed. Resumed with all registers as they were, unless the frame is turned into an interpreter frame.</summary>
    Poll = 3,
    /// <summary>A guard failed, or a runtime call did: the frame becomes an interpreter frame at the site's snapshot.</summary>
    Deopt = 4,
    /// <summary>Execute the bytecode at ExitDetail's index with the operands in Args; resumed with the result in rax.</summary>
    RuntimeCall = 5,
    /// <summary>Returned through the stack's watermark; Result holds the value, FiberSp is one word above the return slot.</summary>
    Watermark = 6,
    /// <summary>
    /// Baseline code: execute the bytecode at ExitDetail's index on the frame as it stands, ArgCount words of which are live. The return address
    /// is at FiberSp; it is returned to with the result.
    /// </summary>
    Step = 8,
    /// <summary>Baseline code at its entry or at a loop's head, as above: the fused check failed, or the function's count ran out.</summary>
    Tick = 9,
    /// <summary>What machine code asked for was served, and something else than machine code goes on.</summary>
    Served = 10,
    /// <summary>
    /// Execute the bytecode at ExitDetail's index, which may call, switch or take frames away, with the operands in Args. The return address is at
    /// FiberSp; it is returned to with the result.
    /// </summary>
    Control = 11,
    /// <summary>Baseline code calls something that is no closure, at ExitDetail's index; what it leaves for is CallInterpreted.</summary>
    CallOther = 12,
    /// <summary>Baseline code: a guard failed. The frame is the interpreter's as it stands, and the return address is at FiberSp.</summary>
    DeoptInPlace = 13,
}

/// <summary>What goes on when machine code was served; the numbers are what the stub compares.</summary>
public enum ServeEnd
{
    ResumeSaved = 0,
    ResumeReturn = 1,
    Enter = 2,
    /// <summary>The dispatcher decides.</summary>
    Leave = 3,
}
