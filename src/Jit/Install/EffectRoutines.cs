using System.Runtime.InteropServices;
using ClaudeLang.Jit.X64;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Profile;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Jit.Install;

/// <summary>
/// What the border does by itself of an effect that a `handle` handles: it takes the frames away, calls the clause, and puts them back when the
/// continuation is called. Both do what <c>Execution.Capture</c> and <c>Execution.Resume</c> do, in the common case alone; for whatever is
/// out of the ordinary they change nothing and branch to the way to C#, which does it all.
/// </summary>
internal static class EffectRoutines
{
    /// <summary>Frames of more bytes are copied by C#.</summary>
    private const int FramesBytesMax = 4096;
    private const int Tag = (int)Value.HeapTag, AtCall = (int)TopFrame.AtCall << 1, Used = -1 << 1;
    private const byte OldFlag = 1;

    private static readonly int Handlers = OfContext(nameof(ExecContext.Handlers)), Moves = OfContext(nameof(ExecContext.Moves)), StackTop = OfContext(nameof(ExecContext.StackTop));
    private static readonly int HandleFrameBytes = OfContext(nameof(ExecContext.HandleFrameBytes)), ExitDetail = OfContext(nameof(ExecContext.ExitDetail));
    private static readonly int AllocPointer = OfContext(nameof(ExecContext.AllocPointer)), AllocLimit = OfContext(nameof(ExecContext.AllocLimit));
    private static readonly int StackLimit = OfContext(nameof(ExecContext.StackLimit)), Watermark = OfContext(nameof(ExecContext.Watermark)), ArgCount = OfContext(nameof(ExecContext.ArgCount));
    private static readonly int Entry = OfHandle(nameof(FunctionHandle.Entry)), HandleCode = OfHandle(nameof(FunctionHandle.Code)), Constants = OfHandle(nameof(FunctionHandle.Constants));
    private static readonly int ParamCount = OfHandle(nameof(FunctionHandle.ParamCount)), Flags = OfHandle(nameof(FunctionHandle.Flags));
    private static readonly int Mode = OfHandle(nameof(FunctionHandle.Mode)), FeedbackAt = OfHandle(nameof(FunctionHandle.Feedback));

    private static int OfContext(string field) => (int)Marshal.OffsetOf<ExecContext>(field);
    private static int OfHandle(string field) => (int)Marshal.OffsetOf<FunctionHandle>(field);
    private static Mem Context(int offset) => new(Target.Context, offset);
    /// <summary>A word, counted from the header, of the object that a tagged word leads to.</summary>
    private static Mem Word(Gpr tagged, int word) => new(tagged, (8 * word) - Tag);

    /// <summary>
    /// For who left by the Exit stub, with a step or control in eax and nothing in registers. The frame waits at its return address, [rsp]; operands are in Args, or
    /// for a step the last of the frame's live words.
    /// </summary>
    /// <param name="noEffect">Where it goes if the instruction, in ecx, is no effect, with its operands at rsi.</param>
    /// <param name="other">Where it goes with nothing changed if it is not for it.</param>
    public static void Perform(Emitter e, int noEffect, int other)
    {
        FindInstruction(e);
        e.ZeroExtendByte(Gpr.Rdx, Gpr.Rcx);
        e.Compare32(Gpr.Rdx, (int)Opcode.Effect);
        e.Jump(Cc.Ne, noEffect);
        FindClause(e, other);
        FindFrames(e, other);
        TakeFrames(e, other);
        e.Load(Gpr.Rcx, new Mem(Gpr.R11, 8 * InterpreterFrame.Locals));
        e.Store(Context(Handlers), Gpr.Rcx);
        e.Do(Alu.Add, Gpr.Rbp, Tag);
        // The continuation is the last argument. Behind the operands of a frame stands a word of a frame that has been copied.
        e.Store(new Mem(Gpr.Rsi, 0, Gpr.R8, 3), Gpr.Rbp);
        for (int i = Target.ArgumentRegisters.Length - 1; i >= 0; i--) e.Load(Target.ArgumentRegisters[i], new Mem(Gpr.Rsi, 8 * i));
        e.Move(Gpr.Rsp, Gpr.R12);
        e.Jump(new Mem(Gpr.Rbx, Entry));
    }

    /// <summary>Leaves ecx: the instruction, rsi: its operands, r8: how many, rbx: the handle of the function.</summary>
    private static void FindInstruction(Emitter e)
    {
        int inArgs = e.NewLabel();
        e.Load(Gpr.Rdi, new Mem(Gpr.Rsp, 8));
        e.Load(Gpr.Rbx, new Mem(Gpr.Rdi, ObjectLayout.ClosureHandle - Tag));
        e.Load32(Gpr.Rdx, Context(ExitDetail));
        e.Do(Shift.Shr, Gpr.Rdx, 8);
        e.Load(Gpr.Rcx, new Mem(Gpr.Rbx, HandleCode));
        e.Load32(Gpr.Rcx, new Mem(Gpr.Rcx, 0, Gpr.Rdx, 2));
        // The instruction: opcode, constant or number, number of operands.
        e.Move(Gpr.R8, Gpr.Rcx);
        e.Do(Shift.Shr, Gpr.R8, 24);
        e.LoadAddress(Gpr.Rsi, Context(ExecContext.ArgsOffset));
        e.Compare32(Gpr.Rax, (int)NativeExit.Step);
        e.Jump(Cc.Ne, inArgs);
        e.Load32(Gpr.Rdx, Context(ArgCount));
        e.Do(Alu.Sub, Gpr.Rdx, Gpr.R8);
        e.LoadAddress(Gpr.Rsi, new Mem(Gpr.Rsp, 8, Gpr.Rdx, 3));
        e.Bind(inArgs);
    }

    /// <summary>Leaves r10: the HandlerSet, rdi: the clause, rbx: its handle, eax: how many arguments it takes.</summary>
    private static void FindClause(Emitter e, int other)
    {
        int nextSet = e.NewLabel(), outer = e.NewLabel(), nextName = e.NewLabel(), found = e.NewLabel();
        e.Do(Shift.Shr, Gpr.Rcx, 8);
        e.Do(Alu.And, Gpr.Rcx, 0xFFFF);
        e.Load(Gpr.R9, new Mem(Gpr.Rbx, Constants));
        e.Load(Gpr.R9, new Mem(Gpr.R9, 0, Gpr.Rcx, 3));
        e.Load(Gpr.R10, Context(Handlers));
        e.Bind(nextSet);
        e.Do(Alu.Cmp, Gpr.R10, (int)Value.NilBits);
        e.Jump(Cc.E, other);
        // A `handler`, which takes no frames away.
        e.Do(Alu.Cmp, Word(Gpr.R10, Objects.HandlersReturn), (int)Value.UnboundBits);
        e.Jump(Cc.E, other);
        e.Load(Gpr.R11, Word(Gpr.R10, Objects.HandlersNames));
        e.Set(Gpr.Rdx, 0);
        e.Bind(nextName);
        e.Do(Alu.Cmp, Gpr.R11, (int)Value.EmptyBits);
        e.Jump(Cc.E, outer);
        e.Compare(new Mem(Gpr.R11, ObjectLayout.ConsHead - Tag), Gpr.R9);
        e.Jump(Cc.E, found);
        e.Load(Gpr.R11, new Mem(Gpr.R11, ObjectLayout.ConsTail - Tag));
        e.Do(Alu.Add, Gpr.Rdx, 1);
        e.Jump(nextName);
        e.Bind(outer);
        e.Load(Gpr.R10, Word(Gpr.R10, Objects.HandlersOuter));
        e.Jump(nextSet);
        e.Bind(found);
        e.Load(Gpr.Rdi, new Mem(Gpr.R10, (8 * Objects.HandlersFirst) - Tag, Gpr.Rdx, 3));
        e.Load(Gpr.Rbx, new Mem(Gpr.Rdi, ObjectLayout.ClosureHandle - Tag));
        e.LoadAddress(Gpr.Rax, new Mem(Gpr.R8, 1));
        e.Load32(Gpr.Rcx, new Mem(Gpr.Rbx, ParamCount));
        e.Do(Alu.Cmp, Gpr.Rcx, Gpr.Rax);
        e.Jump(Cc.Ne, other);
        e.Compare32(Gpr.Rax, Target.ArgumentRegisters.Length);
        e.Jump(Cc.A, other);
        e.TestByte(new Mem(Gpr.Rbx, Flags), FunctionHandle.HasRestFlag);
        e.Jump(Cc.Ne, other);
    }

    /// <summary>Leaves r11: the frame of the `handle`, r12: its return slot. Not if frames moved since it was there, or if the stack's watermark is among those to be copied.</summary>
    private static void FindFrames(Emitter e, int other)
    {
        int unmarked = e.NewLabel();
        e.Load(Gpr.Rcx, Word(Gpr.R10, Objects.HandlersMoves));
        e.Do(Alu.Cmp, Gpr.Rcx, Context(Moves));
        e.Jump(Cc.Ne, other);
        // Words of a stack as a fixnum are a quarter of its bytes.
        e.Load(Gpr.Rcx, Word(Gpr.R10, Objects.HandlersPlace));
        e.Do(Shift.Shl, Gpr.Rcx, 2);
        e.Load(Gpr.R11, Context(StackTop));
        e.Do(Alu.Sub, Gpr.R11, Gpr.Rcx);
        e.Compare(new Mem(Gpr.R11, 8 * (InterpreterFrame.Locals + 1)), Gpr.R10);
        e.Jump(Cc.Ne, other);
        e.Move(Gpr.R12, Gpr.R11);
        e.Do(Alu.Add, Gpr.R12, Context(HandleFrameBytes));
        e.Load(Gpr.Rcx, Context(Watermark));
        e.Do(Alu.Cmp, Gpr.Rcx, Gpr.Rsp);
        e.Jump(Cc.B, unmarked);
        e.Do(Alu.Cmp, Gpr.Rcx, Gpr.R12);
        e.Jump(Cc.B, other);
        e.Bind(unmarked);
    }

    /// <summary>Copies the words from rsp to the return slot in r12 into a new continuation, whose address goes to rbp.</summary>
    private static void TakeFrames(Emitter e, int other)
    {
        const int First = 8 * Objects.ContinuationFrames;
        e.Move(Gpr.R14, Gpr.R12);
        e.Do(Alu.Sub, Gpr.R14, Gpr.Rsp);
        e.Do(Alu.Cmp, Gpr.R14, FramesBytesMax);
        e.Jump(Cc.A, other);
        e.Load(Gpr.Rbp, Context(AllocPointer));
        e.LoadAddress(Gpr.R15, new Mem(Gpr.Rbp, First + 8, Gpr.R14, 0));
        e.Do(Alu.Cmp, Gpr.R15, Context(AllocLimit));
        e.Jump(Cc.A, other);
        e.Store(Context(AllocPointer), Gpr.R15);
        // Its length is the words and one more, a 0.
        e.LoadAddress(Gpr.Rcx, new Mem(Gpr.R14, 8));
        e.Do(Shift.Shl, Gpr.Rcx, ObjectLayout.LengthShift - 3);
        e.Do(Alu.Add, Gpr.Rcx, (int)ObjectType.Continuation);
        e.Store(new Mem(Gpr.Rbp, 0), Gpr.Rcx);
        e.Store(new Mem(Gpr.Rbp, 8 * Objects.ContinuationTop), AtCall);
        e.Store(new Mem(Gpr.Rbp, 8 * Objects.ContinuationSet), Gpr.R10);
        e.Load(Gpr.Rcx, Context(Handlers));
        e.Store(new Mem(Gpr.Rbp, 8 * Objects.ContinuationHandlers), Gpr.Rcx);
        e.Store(new Mem(Gpr.Rbp, First - 8), (int)Value.NilBits);
        CopyPairs(e, new Mem(Gpr.Rbp, First, Gpr.Rdx), new Mem(Gpr.Rsp, 0), Gpr.Rdx, Gpr.R14);
        e.Store(new Mem(Gpr.Rbp, First, Gpr.R14), 0);
    }

    /// <summary>Copies two words at a time, so that one more than wanted may be read and written.</summary>
    private static void CopyPairs(Emitter e, Mem to, Mem from, Gpr index, Gpr bytes)
    {
        int next = e.NewLabel();
        e.Set(index, 0);
        e.Bind(next);
        e.LoadPair(Target.FloatScratch, new Mem(from.Base, from.Displacement, index));
        e.StorePair(new Mem(to.Base, to.Displacement, index), Target.FloatScratch);
        e.Do(Alu.Add, index, 16);
        e.Do(Alu.Cmp, index, bytes);
        e.Jump(Cc.B, next);
    }

    /// <summary>
    /// For who calls what has no machine code: rdi, eax and the arguments as for any call. A continuation that was not used takes its one argument
    /// below the return address at [rsp].
    /// </summary>
    /// <param name="other">Where it goes, with rdi, eax and the argument as they were, if the callee is something else, or not for it.</param>
    public static void Resume(Emitter e, int other)
    {
        int noted = e.NewLabel(), kept = e.NewLabel(), same = e.NewLabel();
        e.Move(Gpr.Rbx, Gpr.Rax);
        e.Do(Alu.And, Gpr.Rbx, ~ExecContext.FrameIsGone);
        e.Compare32(Gpr.Rbx, 1);
        e.Jump(Cc.Ne, other);
        e.LoadAddress(Gpr.R11, new Mem(Gpr.Rdi, -Tag));
        e.TestByte(Gpr.R11, (byte)Value.TagMask);
        e.Jump(Cc.Ne, other);
        e.CompareByte(new Mem(Gpr.R11, 0), (byte)ObjectType.Continuation);
        e.Jump(Cc.Ne, other);
        e.Do(Alu.Cmp, new Mem(Gpr.R11, 8 * Objects.ContinuationTop), AtCall);
        e.Jump(Cc.Ne, other);
        LeaveToBeNoted(e, noted, other);
        e.Bind(noted);
        e.Load(Gpr.R10, new Mem(Gpr.R11, 8 * Objects.ContinuationSet));
        e.Load(Gpr.R14, Context(Handlers));
        // The set may be old and the handlers young.
        e.LoadAddress(Gpr.Rcx, new Mem(Gpr.R14, -Tag));
        e.TestByte(Gpr.Rcx, (byte)Value.TagMask);
        e.Jump(Cc.Ne, kept);
        e.TestByte(new Mem(Gpr.R10, (ObjectLayout.FlagsShift / 8) - Tag), OldFlag);
        e.Jump(Cc.Ne, other);
        e.Bind(kept);
        e.Load(Gpr.Rbx, new Mem(Gpr.R11, 0));
        e.Do(Shift.Shr, Gpr.Rbx, ObjectLayout.LengthShift);
        e.Do(Shift.Shl, Gpr.Rbx, 3);
        e.Move(Gpr.Rdx, Gpr.Rsp);
        e.Do(Alu.Sub, Gpr.Rdx, Gpr.Rbx);
        e.Do(Alu.Cmp, Gpr.Rdx, Context(StackLimit));
        e.Jump(Cc.B, other);
        PutFrames(e);
        e.Store(new Mem(Gpr.R11, 8 * Objects.ContinuationTop), Used);
        e.Do(Alu.Sub, Gpr.R8, Context(HandleFrameBytes));
        e.Store(new Mem(Gpr.R8, 8 * InterpreterFrame.Locals), Gpr.R14);
        e.Store(new Mem(Gpr.R8, 8 * (InterpreterFrame.Locals + 3)), (int)Value.TrueBits);
        e.Load(Gpr.R9, Context(StackTop));
        e.Do(Alu.Sub, Gpr.R9, Gpr.R8);
        e.Do(Shift.Shr, Gpr.R9, 2);
        e.Compare(Word(Gpr.R10, Objects.HandlersPlace), Gpr.R9);
        e.Jump(Cc.E, same);
        e.Do(Alu.Add, Context(Moves), 1 << 1);
        e.Bind(same);
        e.Store(Word(Gpr.R10, Objects.HandlersPlace), Gpr.R9);
        e.Load(Gpr.Rcx, Context(Moves));
        e.Store(Word(Gpr.R10, Objects.HandlersMoves), Gpr.Rcx);
        e.Store(Word(Gpr.R10, Objects.HandlersOuter), Gpr.R14);
        e.Load(Gpr.Rcx, new Mem(Gpr.R11, 8 * Objects.ContinuationHandlers));
        e.Store(Context(Handlers), Gpr.Rcx);
        e.Move(Gpr.Rax, Gpr.Rsi);
        e.Do(Alu.Add, Gpr.Rsp, 8);
        e.Jump(new Mem(Gpr.Rsp, -8));
    }

    /// <summary>A baseline frame has said which of its calls met no closure; while its function is profiled, C# writes that down once.</summary>
    private static void LeaveToBeNoted(Emitter e, int noted, int other)
    {
        e.Compare32(Gpr.Rax, 1);
        e.Jump(Cc.Ne, noted);
        e.Load32(Gpr.Rcx, Context(ExitDetail));
        e.ZeroExtendByte(Gpr.Rdx, Gpr.Rcx);
        e.Compare32(Gpr.Rdx, (int)NativeExit.CallOther);
        e.Jump(Cc.Ne, noted);
        e.Store32(Context(ExitDetail), (int)NativeExit.CallInterpreted);
        e.Do(Shift.Shr, Gpr.Rcx, 8);
        e.Load(Gpr.Rdx, new Mem(Gpr.Rsp, 8));
        e.Load(Gpr.Rdx, new Mem(Gpr.Rdx, ObjectLayout.ClosureHandle - Tag));
        e.CompareByte(new Mem(Gpr.Rdx, Mode), (byte)ExecutionMode.Profiling);
        e.Jump(Cc.Ne, noted);
        e.Do(Alu.Add, Gpr.Rcx, new Mem(Gpr.Rdx, FeedbackAt));
        e.TestByte(new Mem(Gpr.Rcx, 0), (byte)Feedback.Other);
        e.Jump(Cc.E, other);
    }

    /// <summary>
    /// The frames of the continuation at r11 to below the return slot at rsp, which r8 becomes; rsp, their place. rdx is one word below that; rbx, the
    /// bytes of its length, which is one word more than there are.
    /// </summary>
    private static void PutFrames(Emitter e)
    {
        e.Move(Gpr.R8, Gpr.Rsp);
        // A signal handler may use whatever lies below rsp.
        e.LoadAddress(Gpr.Rsp, new Mem(Gpr.Rdx, 8));
        e.Do(Alu.Sub, Gpr.Rbx, 8);
        // The word above them may be copied over.
        e.Load(Gpr.Rbp, new Mem(Gpr.R8, 0));
        CopyPairs(e, new Mem(Gpr.Rsp, 0), new Mem(Gpr.R11, 8 * Objects.ContinuationFrames), Gpr.Rcx, Gpr.Rbx);
        e.Store(new Mem(Gpr.R8, 0), Gpr.Rbp);
    }
}
