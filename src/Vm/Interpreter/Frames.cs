using System.Runtime.InteropServices;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>
/// The interpreter frame on the fiber's stack, which grows down. `fp` is its low end:
/// <code>
///   fp[FrameWords]            return address: where the caller goes on (ReturnToInterpreter stub if the caller is interpreted)
///   fp[2 + LocalCount + d]    operand d, the last pushed at the highest d
///   fp[2 + i]                 local i, parameters first
///   fp[1]                     the resume word, while the frame does not run: where to go on, how many words are live
///   fp[0]                     the function word: a closure
/// </code>
/// The caller's frame begins (its low end) one word above the return address. No word is a pointer into the stack.
/// </summary>
public static unsafe class InterpreterFrame
{
    public const int Function = 0, Resume = 1, Locals = 2;

    /// <summary>The resume word: address of the next instruction in bits 0..47, live words of the frame (from fp up) above.</summary>
    public static ulong PackResume(uint* pc, long liveWords) => (ulong)pc | ((ulong)liveWords << 48);
    public static uint* ResumePc(ulong resume) => (uint*)(resume & 0xFFFF_FFFF_FFFF);
    public static int LiveWords(ulong resume) => (int)(resume >> 48);
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
