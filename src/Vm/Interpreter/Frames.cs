using System.Runtime.InteropServices;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>
/// The interpreter frame on the fiber's stack, which grows down. `fp` is its low end:
/// <code>
///   fp[FrameWords]            return address: where the caller goes on (ReturnToInterpreter stub if the caller is interpreted)
///   fp[2 + LocalCount + d]    operand d, the last pushed at the highest d
///   fp[2 + i]                 local i, parameters first
///   fp[1]                     index of the instruction to go on with, while the frame does not run
///   fp[0]                     the function word: a closure
/// </code>
/// The caller's frame begins (its low end) one word above the return address. No word is a pointer into the stack.
/// </summary>
public static class InterpreterFrame
{
    public const int Function = 0, ResumePc = 1, Locals = 2;
}

/// <summary>
/// What the SaveAndExit stub leaves on the fiber's stack, from FiberSp up. Above it stands the return address that names the site.
/// General registers by their x64 number; rsp's and r13's places are unused.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct SavedRegisters
{
    public const int Words = 32;
    public fixed ulong General[16];
    public fixed double Float[16];
}
