using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;
using Iced.Intel;
using static Iced.Intel.Register;

namespace ClaudeLang.Jit.Install;

/// <summary>
/// The nine routines between C# and machine code, as docs/execution-model.md lists them. Three are C functions that leave the
/// thread's stack for the fiber's; six are reached from machine code and go back. Between the two, r13 holds the context.
/// </summary>
internal static class StubCode
{
    /// <summary>What the C calling convention wants back unchanged; pushed on the thread's stack in this order.</summary>
    private static readonly Register[] CalleeSaved = [RBX, RBP, R12, R13, R14, R15];
    private static readonly Register[] Arguments = [RSI, RDX, RCX, R8, R9, R10];
    private static readonly int SavedBytes = Marshal.SizeOf<SavedRegisters>();
    private const int FloatOffset = 16 * 8;

    public static NativeStubs Place(CodeMemory memory)
    {
        var emit = new Emit();
        int enter = Begin(emit, EmitEnter);
        int resumeReturn = Begin(emit, EmitResumeReturn);
        int resumeSaved = Begin(emit, EmitResumeSaved);
        int enterInterpreter = Begin(emit, EmitEnterInterpreter);
        int returnToInterpreter = Begin(emit, EmitReturnToInterpreter);
        int saveAndExit = Begin(emit, EmitSaveAndExit);
        // In a return slot its address must look like no value: it ends in the tag of an immediate, and is too long for one.
        emit.Align(CodeMemory.Alignment);
        for (int i = 0; i < (int)Value.ImmediateTag; i++) emit.Add(Instruction.Create(Code.Nopd));
        int watermark = emit.Position;
        EmitWatermark(emit);
        int returnToSaved = Begin(emit, EmitReturnToSaved);
        int exit = Begin(emit, EmitExit);
        nint start = memory.Place(emit.ToArray());
        return new NativeStubs(start + enter, start + resumeReturn, start + resumeSaved, start + enterInterpreter, start + returnToInterpreter, start + saveAndExit, start + watermark, start + returnToSaved, start + exit);
    }

    private static int Begin(Emit emit, Action<Emit> body)
    {
        int position = emit.Align(CodeMemory.Alignment).Position;
        body(emit);
        return position;
    }

    private static void EmitEnter(Emit emit)
    {
        ToFiber(emit);
        emit.Load(RDI, R13, Offset(nameof(ExecContext.Callee))).Load(EAX, R13, Offset(nameof(ExecContext.ArgCount)));
        for (int i = 0; i < Arguments.Length; i++) emit.Load(Arguments[i], R13, ExecContext.ArgsOffset + (8 * i));
        emit.JumpThrough(R13, Offset(nameof(ExecContext.Target)));
    }

    private static void EmitResumeReturn(Emit emit)
    {
        ToFiber(emit);
        emit.Load(RAX, R13, Offset(nameof(ExecContext.Result))).Return();
    }

    private static void EmitResumeSaved(Emit emit)
    {
        ToFiber(emit);
        for (int i = 0; i < 16; i++) emit.LoadDouble(XMM0 + i, RSP, FloatOffset + (8 * i));
        foreach (Register register in Saved()) emit.Load(register, RSP, 8 * (register - RAX));
        emit.Lea(RSP, RSP, SavedBytes).Return();
    }

    private static void EmitEnterInterpreter(Emit emit)
    {
        emit.Store(R13, Offset(nameof(ExecContext.Callee)), RDI).Store(R13, Offset(nameof(ExecContext.ArgCount)), EAX);
        for (int i = 0; i < Arguments.Length; i++) emit.Store(R13, ExecContext.ArgsOffset + (8 * i), Arguments[i]);
        ToThread(emit.MoveInt(EAX, (int)NativeExit.CallInterpreted));
    }

    private static void EmitReturnToInterpreter(Emit emit) =>
        ToThread(emit.Store(R13, Offset(nameof(ExecContext.Result)), RAX).MoveInt(EAX, (int)NativeExit.Returned));

    private static void EmitWatermark(Emit emit) =>
        ToThread(emit.Store(R13, Offset(nameof(ExecContext.Result)), RAX).MoveInt(EAX, (int)NativeExit.Watermark));

    private static void EmitReturnToSaved(Emit emit) =>
        ToThread(emit.Store(R13, Offset(nameof(ExecContext.Result)), RAX).MoveInt(EAX, (int)NativeExit.ReturnedToSaved));

    private static void EmitSaveAndExit(Emit emit)
    {
        emit.Lea(RSP, RSP, -SavedBytes);
        foreach (Register register in Saved()) emit.Store(RSP, 8 * (register - RAX), register);
        for (int i = 0; i < 16; i++) emit.StoreDouble(RSP, FloatOffset + (8 * i), XMM0 + i);
        emit.Add(Instruction.Create(Code.Movzx_r32_rm8, EAX, new MemoryOperand(R13, Offset(nameof(ExecContext.ExitDetail)))));
        ToThread(emit);
    }

    /// <summary>For code that leaves nothing in registers: the return address stays at FiberSp.</summary>
    private static void EmitExit(Emit emit) =>
        ToThread(emit.Add(Instruction.Create(Code.Movzx_r32_rm8, EAX, new MemoryOperand(R13, Offset(nameof(ExecContext.ExitDetail))))));

    private static IEnumerable<Register> Saved()
    {
        for (Register register = RAX; register <= R15; register++)
            if (register is not (RSP or R13)) yield return register;
    }

    private static void ToFiber(Emit emit)
    {
        // Code compiled by .NET leaves the upper halves of vector registers in use; SSE instructions would then wait for the old value
        // of each register that they write (measured: a float loop at half speed).
        if (Avx.IsSupported) emit.Add(Instruction.Create(Code.VEX_Vzeroupper));
        foreach (Register register in CalleeSaved) emit.Push(register);
        emit.Move(R13, RDI).Store(R13, Offset(nameof(ExecContext.ThreadSp)), RSP);
        emit.StoreInt(R13, Offset(nameof(ExecContext.InNative)), 1).Load(RSP, R13, Offset(nameof(ExecContext.FiberSp)));
    }

    /// <summary>Back to C#, with the exit in eax.</summary>
    private static void ToThread(Emit emit)
    {
        emit.Store(R13, Offset(nameof(ExecContext.FiberSp)), RSP).Load(RSP, R13, Offset(nameof(ExecContext.ThreadSp)));
        emit.StoreInt(R13, Offset(nameof(ExecContext.InNative)), 0);
        foreach (Register register in CalleeSaved.Reverse()) emit.Pop(register);
        emit.Return();
    }

    private static int Offset(string field) => (int)Marshal.OffsetOf<ExecContext>(field);
}
