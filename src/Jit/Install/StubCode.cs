using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using ClaudeLang.Jit.X64;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;
using Iced.Intel;
using static Iced.Intel.Register;

namespace ClaudeLang.Jit.Install;

/// <summary>The stubs one behind the other, wherever they will lie.</summary>
/// <param name="Entries">Where each begins.</param>
internal sealed record StubBytes(byte[] Code, int[] Entries);

/// <summary>
/// The routines between C# and machine code, as docs/execution-model.md lists them. Three are C functions that leave the
/// thread's stack for the fiber's; the others are reached from machine code and go back. Between the two, r13 holds the context.
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
        StubBytes stubs = AssembledCode.OfProcess?.Stubs(HasAvx) ?? Assemble(HasAvx);
        nint start = memory.Place(stubs.Code);
        int[] at = stubs.Entries;
        return new NativeStubs(start + at[0], start + at[1], start + at[2], start + at[3], start + at[4], start + at[5], start + at[6], start + at[7], start + at[8], [.. at[9..].Select(entry => start + entry)]);
    }

    /// <summary>Alone in its method: .NET compiles what asks for it at every start.</summary>
    private static bool HasAvx
    {
        [MethodImpl(MethodImplOptions.NoInlining)]
        get => Avx.IsSupported;
    }

    /// <summary>The entries are in the order of <see cref="NativeStubs"/>; the routines come last.</summary>
    internal static StubBytes Assemble(bool hasAvx)
    {
        var emit = new Emit();
        int enterInside = 0, resumeReturnInside = 0, resumeSavedInside = 0;
        int enter = Begin(emit, e => enterInside = EmitEnter(e, hasAvx));
        int resumeReturn = Begin(emit, e => resumeReturnInside = EmitResumeReturn(e, hasAvx));
        int resumeSaved = Begin(emit, e => resumeSavedInside = EmitResumeSaved(e, hasAvx));
        int serve = Begin(emit, e => EmitServe(e, resumeSavedInside, resumeReturnInside, enterInside));
        int enterInterpreter = Begin(emit, e => EmitEnterInterpreter(e, serve));
        int returnToInterpreter = Begin(emit, EmitReturnToInterpreter);
        int saveAndExit = Begin(emit, e => EmitSaveAndExit(e, serve));
        int resumeWordsInside = 0;
        Begin(emit, e => resumeWordsInside = EmitResumeWords(e, hasAvx));
        int serveWords = Begin(emit, e => EmitServe(e, resumeWordsInside, resumeReturnInside, enterInside));
        int saveWordsAndExit = Begin(emit, e => EmitSaveWordsAndExit(e, serveWords));
        // In a return slot its address must look like no value: it ends in the tag of an immediate, and is too long for one.
        emit.Align(CodeMemory.Alignment);
        for (int i = 0; i < (int)Value.ImmediateTag; i++) emit.Add(Instruction.Create(Code.Nopd));
        int watermark = emit.Position;
        EmitWatermark(emit);
        int perform = Begin(emit, e => EmitPerform(e, serve));
        int exit = Begin(emit, e => EmitExit(e, perform));
        StubBytes routines = RoutineCode.Assemble();
        int first = emit.Align(CodeMemory.Alignment).Position;
        return new StubBytes(
            [.. emit.ToArray(), .. routines.Code],
            [enter, resumeReturn, resumeSaved, enterInterpreter, returnToInterpreter, saveAndExit, watermark, exit, saveWordsAndExit, .. routines.Entries.Select(entry => first + entry)]);
    }

    private static int Begin(Emit emit, Action<Emit> body)
    {
        int position = emit.Align(CodeMemory.Alignment).Position;
        body(emit);
        return position;
    }

    private static int EmitEnter(Emit emit, bool hasAvx)
    {
        int inside = ToFiber(emit, hasAvx);
        emit.Load(RDI, R13, Offset(nameof(ExecContext.Callee))).Load(EAX, R13, Offset(nameof(ExecContext.ArgCount)));
        for (int i = 0; i < Arguments.Length; i++) emit.Load(Arguments[i], R13, ExecContext.ArgsOffset + (8 * i));
        emit.JumpThrough(R13, Offset(nameof(ExecContext.Target)));
        return inside;
    }

    private static int EmitResumeReturn(Emit emit, bool hasAvx)
    {
        int inside = ToFiber(emit, hasAvx);
        emit.Load(RAX, R13, Offset(nameof(ExecContext.Result))).Return();
        return inside;
    }

    private static int EmitResumeSaved(Emit emit, bool hasAvx)
    {
        int inside = ToFiber(emit, hasAvx);
        for (int i = 0; i < 16; i++) emit.LoadDouble(XMM0 + i, RSP, FloatOffset + (8 * i));
        RestoreWords(emit);
        return inside;
    }

    /// <summary>After an exit that saved no doubles.</summary>
    private static int EmitResumeWords(Emit emit, bool hasAvx)
    {
        int inside = ToFiber(emit, hasAvx);
        RestoreWords(emit);
        return inside;
    }

    private static void RestoreWords(Emit emit)
    {
        foreach (Register register in Saved()) emit.Load(register, RSP, 8 * (register - RAX));
        emit.Lea(RSP, RSP, SavedBytes).Return();
    }

    /// <summary>
    /// Calls C# on the thread's stack, where the registers that its caller wants back stay pushed, and goes on inside one of the routines that
    /// would push them; or returns to C#. Six registers and the return address are seven words: one more, and the stack is aligned for a call.
    /// </summary>
    private static void EmitServe(Emit emit, int resumeSaved, int resumeReturn, int enter)
    {
        emit.Store(R13, Offset(nameof(ExecContext.FiberSp)), RSP).Load(RSP, R13, Offset(nameof(ExecContext.ThreadSp)));
        emit.StoreInt(R13, Offset(nameof(ExecContext.InNative)), 0);
        emit.Lea(RSP, RSP, -8).Move(RDI, R13).CallThrough(R13, Offset(nameof(ExecContext.ServeFunction))).Lea(RSP, RSP, 8);
        emit.JumpBackIf(EAX, (int)ServeEnd.ResumeSaved, resumeSaved).JumpBackIf(EAX, (int)ServeEnd.ResumeReturn, resumeReturn).JumpBackIf(EAX, (int)ServeEnd.Enter, enter);
        ReturnToThread(emit.MoveInt(EAX, (int)NativeExit.Served));
    }

    /// <summary>A rest list is mostly made, and a continuation resumed, right here; all else is served.</summary>
    private static void EmitEnterInterpreter(Emit emit, int serve)
    {
        emit.Append(RestLists.Collect).Append(EffectRoutines.Resume);
        emit.Store(R13, Offset(nameof(ExecContext.Callee)), RDI).Store(R13, Offset(nameof(ExecContext.ArgCount)), EAX);
        for (int i = 0; i < Arguments.Length; i++) emit.Store(R13, ExecContext.ArgsOffset + (8 * i), Arguments[i]);
        emit.StoreInt(R13, Offset(nameof(ExecContext.ExitDetail)), (int)NativeExit.CallInterpreted).JumpBack(serve);
    }

    private static void EmitReturnToInterpreter(Emit emit) =>
        ToThread(emit.Store(R13, Offset(nameof(ExecContext.Result)), RAX).MoveInt(EAX, (int)NativeExit.Returned));

    private static void EmitWatermark(Emit emit) =>
        ToThread(emit.Store(R13, Offset(nameof(ExecContext.Result)), RAX).MoveInt(EAX, (int)NativeExit.Watermark));

    private static void SaveWords(Emit emit)
    {
        emit.Lea(RSP, RSP, -SavedBytes);
        foreach (Register register in Saved()) emit.Store(RSP, 8 * (register - RAX), register);
    }

    /// <summary>For a runtime call where no double is in a register. If the dispatcher resumes it, there will be some, and nobody asks which.</summary>
    private static void EmitSaveWordsAndExit(Emit emit, int serve)
    {
        SaveWords(emit);
        emit.JumpBack(serve);
    }

    private static void EmitSaveAndExit(Emit emit, int serve)
    {
        SaveWords(emit);
        for (int i = 0; i < 16; i++) emit.StoreDouble(RSP, FloatOffset + (8 * i), XMM0 + i);
        LoadExit(emit).JumpBackIf(EAX, (int)NativeExit.RuntimeCall, serve);
        ToThread(emit);
    }

    /// <summary>Behind which an effect, `send!` and `recv!` mostly go on in machine code; all else is served.</summary>
    private static void EmitPerform(Emit emit, int serve) => emit.Append(Perform).JumpBack(serve);

    private static void Perform(Emitter e, int other)
    {
        int noEffect = e.NewLabel();
        EffectRoutines.Perform(e, noEffect, other);
        e.Bind(noEffect);
        ChannelRoutines.SendOrReceive(e, other);
    }

    /// <summary>For code that leaves nothing in registers: the return address stays at FiberSp.</summary>
    private static void EmitExit(Emit emit, int perform) =>
        ToThread(LoadExit(emit).JumpBackIf(EAX, (int)NativeExit.Step, perform).JumpBackIf(EAX, (int)NativeExit.Control, perform));

    private static Emit LoadExit(Emit emit) =>
        emit.Add(Instruction.Create(Code.Movzx_r32_rm8, EAX, new MemoryOperand(R13, Offset(nameof(ExecContext.ExitDetail)))));

    private static IEnumerable<Register> Saved()
    {
        for (Register register = RAX; register <= R15; register++)
            if (register is not (RSP or R13)) yield return register;
    }

    /// <returns>Where it begins for who has pushed them and has the context in r13.</returns>
    private static int ToFiber(Emit emit, bool hasAvx)
    {
        foreach (Register register in CalleeSaved) emit.Push(register);
        emit.Move(R13, RDI).Store(R13, Offset(nameof(ExecContext.ThreadSp)), RSP);
        int inside = emit.Position;
        // Code compiled by .NET leaves the upper halves of vector registers in use; SSE instructions would then wait for the old value
        // of each register that they write (measured: a float loop at half speed).
        if (hasAvx) emit.Add(Instruction.Create(Code.VEX_Vzeroupper));
        emit.StoreInt(R13, Offset(nameof(ExecContext.InNative)), 1).Load(RSP, R13, Offset(nameof(ExecContext.FiberSp)));
        return inside;
    }

    /// <summary>Back to C#, with the exit in eax.</summary>
    private static void ToThread(Emit emit)
    {
        emit.Store(R13, Offset(nameof(ExecContext.FiberSp)), RSP).Load(RSP, R13, Offset(nameof(ExecContext.ThreadSp)));
        emit.StoreInt(R13, Offset(nameof(ExecContext.InNative)), 0);
        ReturnToThread(emit);
    }

    private static void ReturnToThread(Emit emit)
    {
        foreach (Register register in CalleeSaved.Reverse()) emit.Pop(register);
        emit.Return();
    }

    private static int Offset(string field) => (int)Marshal.OffsetOf<ExecContext>(field);
}
