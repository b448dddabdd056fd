using ClaudeLang.Jit.X64;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Baseline;

/// <summary>
/// The templates that the baseline compiler copies. Operands come in rax, rcx and rdx, in this order; a result goes to rax; r8 to r11 are free.
/// Of two labels the first is the slow path, which must find the operands as they were (or, from <see cref="Undo"/>, as it can make them).
/// </summary>
internal static partial class Templates
{
    private const int Tag = (int)Value.HeapTag;
    private const int EntryAt = 0, ConstantsAt = 16, GlobalsAt = 24, FunctionsAt = 40, CountdownAt = 56;
    private const int ArgsAt = ExecContext.ArgsOffset, ArgCountAt = 52, ExitDetailAt = 48, FlonumBiasAt = 72, EnterInterpreterAt = 80, HandlersAt = 112, ExitAt = 128;
    private const int AllocPointerAt = 8, AllocLimitAt = 16;
    /// <summary>In a baseline frame the handle stands where an interpreter frame has its resume word.</summary>
    private static readonly Mem Handle = new(Gpr.Rsp, 8 * InterpreterFrame.Resume);

    /// <summary>Made by the first template: which of the two files' fields begin is the compiler's affair.</summary>
    private static List<Template>? _all;

    /// <summary>By number.</summary>
    internal static IReadOnlyList<Template> All => _all!;

    private static Template New(string shape, int labels, Action<Emitter, Holes> emit)
    {
        var template = new Template((_all ??= []).Count, shape, labels, emit);
        _all.Add(template);
        return template;
    }

    private static Template[] ForEachRegister(string shape, Func<Gpr, Action<Emitter, Holes>> emit) =>
        Plain.Array(16, register => New(shape, 0, emit((Gpr)register)));

    // ---- moves ------------------------------------------------------------------------------------------------------

    public static readonly Template[] Load = ForEachRegister("s", r => (e, h) => e.Load(r, h.Slot(0)));
    public static readonly Template[] Store = ForEachRegister("s", r => (e, h) => e.Store(h.Slot(0), r));
    public static readonly Template[] Set = ForEachRegister("w", r => (e, h) => e.SetLong(r, h.Word(0)));
    public static readonly Template[] MoveFromRax = ForEachRegister("", r => (e, h) => e.Move(r, Gpr.Rax));
    public static readonly Template StoreWord = New("sw", 0, (e, h) => e.Store(h.Slot(0), h.Word(1)));
    public static readonly Template[] LoadConstant = ForEachRegister("w", r => (e, h) =>
    {
        e.Load(r, Handle);
        e.Load(r, new Mem(r, ConstantsAt));
        e.Load(r, new Mem(r, h.Word(0)));
    });
    /// <summary>Argument 6 and later ones: the word of the context.</summary>
    public static readonly Template StoreArgument = New("w", 0, (e, h) => e.Store(new Mem(Target.Context, h.Word(0)), Gpr.R11));
    public static readonly Template LoadArgument = New("w", 0, (e, h) => e.Load(Gpr.R11, new Mem(Target.Context, h.Word(0))));
    public static readonly Template LoadCapture = New("w", 0, (e, h) =>
    {
        e.Load(Gpr.Rax, new Mem(Gpr.Rsp, 0));
        e.Load(Gpr.Rax, new Mem(Gpr.Rax, h.Word(0)));
    });
    public static readonly Template LoadHandlers = New("", 0, (e, h) => e.Load(Gpr.Rax, new Mem(Target.Context, HandlersAt)));

    private static void LoadGlobal(Emitter e, Gpr to, int offset)
    {
        e.Load(to, Handle);
        e.Load(to, new Mem(to, GlobalsAt));
        e.Load(to, new Mem(to, offset));
        e.Load(to, new Mem(to, 0));
    }

    public static readonly Template GlobalGet = New("w", 1, (e, h) =>
    {
        LoadGlobal(e, Gpr.Rax, h.Word(0));
        e.Do(Alu.Cmp, Gpr.Rax, (int)Value.UnboundBits);
        e.Jump(Cc.E, h.Label(0));
    });

    public static readonly Template GlobalCheck = New("w", 1, (e, h) =>
    {
        LoadGlobal(e, Gpr.R8, h.Word(0));
        e.Do(Alu.Cmp, Gpr.R8, (int)Value.UnboundBits);
        e.Jump(Cc.E, h.Label(0));
    });

    // ---- frames, calls, exits ---------------------------------------------------------------------------------------

    /// <summary>Count of parameters, bytes of the frame; the way out if the number of arguments is another.</summary>
    public static readonly Template Enter = New("ww", 1, (e, h) =>
    {
        e.Compare32Long(Target.ArgumentCount, h.Word(0));
        e.Jump(Cc.Ne, h.Label(0));
        BeginFrame(e, h.Word(1));
    });

    /// <summary>As <see cref="Enter"/> for a function with a rest list, which comes behind the parameters: here the border has to make it.</summary>
    public static readonly Template EnterWithRest = New("w", 1, (e, h) =>
    {
        e.Compare32(Target.ArgumentCount, FunctionHandle.RestIsCollected);
        e.Jump(Cc.Ne, h.Label(0));
        BeginFrame(e, h.Word(0));
    });

    private static void BeginFrame(Emitter e, int bytes)
    {
        e.Do(Alu.Sub, Gpr.Rsp, bytes);
        e.Store(new Mem(Gpr.Rsp, 0), Target.Function);
        e.Load(Gpr.Rax, new Mem(Target.Function, ObjectLayout.ClosureHandle - Tag));
        e.Store(Handle, Gpr.Rax);
    }

    public static readonly Template ToInterpreter = New("", 0, (e, h) => e.Jump(new Mem(Target.Context, EnterInterpreterAt)));

    /// <summary>Leaves the flags of the count, which is due unless it is greater than 0.</summary>
    private static void PollAndCount(Emitter e, int slow)
    {
        e.Do(Alu.Cmp, Gpr.Rsp, new Mem(Target.Context, 0));
        e.Jump(Cc.B, slow);
        e.Load(Gpr.R8, Handle);
        e.Subtract32(new Mem(Gpr.R8, CountdownAt), 1);
    }

    public static readonly Template Tick = New("", 1, (e, h) => { PollAndCount(e, h.Label(0)); e.Jump(Cc.Le, h.Label(0)); });
    /// <summary>The same at a loop's end: to the second label, its head, if there is nothing to do.</summary>
    public static readonly Template LoopTick = New("", 2, (e, h) => { PollAndCount(e, h.Label(0)); e.Jump(Cc.G, h.Label(1)); });

    /// <summary>Detail of the exit, live words of the frame. Ends in the call.</summary>
    public static readonly Template Exit = New("ww", 0, (e, h) =>
    {
        e.Store32(new Mem(Target.Context, ArgCountAt), h.Word(1));
        e.Store32(new Mem(Target.Context, ExitDetailAt), h.Word(0));
        e.Call(new Mem(Target.Context, ExitAt));
    });

    /// <summary>Detail of an exit that is not returned from.</summary>
    public static readonly Template Deopt = New("w", 0, (e, h) =>
    {
        e.Store32(new Mem(Target.Context, ExitDetailAt), h.Word(0));
        e.Call(new Mem(Target.Context, ExitAt));
    });

    public static readonly Template Jump = New("", 1, (e, h) => e.Jump(h.Label(0)));
    public static readonly Template Return = New("w", 0, (e, h) =>
    {
        e.Do(Alu.Add, Gpr.Rsp, h.Word(0));
        e.Return();
    });

    /// <summary>The running function as the callee.</summary>
    public static readonly Template SelfCallee = New("", 0, (e, h) => e.Load(Target.Function, new Mem(Gpr.Rsp, 0)));
    public static readonly Template GlobalCallee = New("w", 0, (e, h) => LoadGlobal(e, Target.Function, h.Word(0)));

    /// <summary>The function word, in rdi, is a closure's.</summary>
    public static readonly Template CheckClosure = New("", 1, (e, h) => CheckObject(e, Target.Function, ObjectType.Closure, h.Label(0)));

    /// <summary>Number of arguments. Ends in the call.</summary>
    public static readonly Template Call = New("w", 0, (e, h) =>
    {
        e.Load(Gpr.R11, new Mem(Target.Function, ObjectLayout.ClosureHandle - Tag));
        e.SetLong(Target.ArgumentCount, h.Word(0));
        e.Call(new Mem(Gpr.R11, EntryAt));
    });

    /// <summary>As <see cref="Call"/>, of the running function.</summary>
    public static readonly Template CallSelf = New("w", 0, (e, h) =>
    {
        e.Load(Target.Function, new Mem(Gpr.Rsp, 0));
        e.Load(Gpr.R11, Handle);
        e.SetLong(Target.ArgumentCount, h.Word(0));
        e.Call(new Mem(Gpr.R11, EntryAt));
    });

    /// <summary>The same for what is no closure; the second number is CallOther with the index of the call.</summary>
    public static readonly Template CallOther = New("ww", 0, (e, h) =>
    {
        e.Store32(new Mem(Target.Context, ExitDetailAt), h.Word(1));
        e.SetLong(Target.ArgumentCount, h.Word(0));
        e.Call(new Mem(Target.Context, EnterInterpreterAt));
    });

    /// <summary>Bytes of the frame, which the function word in rdi replaces if it is a continuation that was not used: it takes the argument in rsi.</summary>
    public static readonly Template TailResume = New("w", 1, (e, h) =>
    {
        CheckObject(e, Target.Function, ObjectType.Continuation, h.Label(0));
        e.Do(Alu.Cmp, new Mem(Target.Function, (8 * Objects.ContinuationTop) - Tag), 0);
        e.Jump(Cc.L, h.Label(0));
        e.SetLong(Target.ArgumentCount, 1 | ExecContext.FrameIsGone);
        e.Do(Alu.Add, Gpr.Rsp, h.Word(0));
        e.Jump(new Mem(Target.Context, EnterInterpreterAt));
    });

    /// <summary>Number of arguments, bytes of the frame.</summary>
    public static readonly Template TailCall = New("ww", 0, (e, h) =>
    {
        e.Load(Gpr.R11, new Mem(Target.Function, ObjectLayout.ClosureHandle - Tag));
        e.SetLong(Target.ArgumentCount, h.Word(0));
        e.Do(Alu.Add, Gpr.Rsp, h.Word(1));
        e.Jump(new Mem(Gpr.R11, EntryAt));
    });

    // ---- fixnums ----------------------------------------------------------------------------------------------------

    private static void CheckFixnums(Emitter e, int slow)
    {
        e.Move(Gpr.R8, Gpr.Rax);
        e.Do(Alu.Or, Gpr.R8, Gpr.Rcx);
        e.TestByte(Gpr.R8, 1);
        e.Jump(Cc.Ne, slow);
    }

    /// <summary>To the label unless these words are fixnums. What computes with words believes that they are.</summary>
    public static readonly Template CheckFixnum = New("", 1, (e, h) => { e.TestByte(Gpr.Rax, 1); e.Jump(Cc.Ne, h.Label(0)); });
    public static readonly Template CheckSecond = New("", 1, (e, h) => { e.TestByte(Gpr.Rcx, 1); e.Jump(Cc.Ne, h.Label(0)); });
    public static readonly Template CheckSlot = New("s", 1, (e, h) => { e.TestByte(h.Slot(0), 1); e.Jump(Cc.Ne, h.Label(0)); });
    public static readonly Template CheckBoth = New("", 1, (e, h) => CheckFixnums(e, h.Label(0)));
    private static Template WithSecond(Alu op) => New("", 0, (e, h) => e.Do(op, Gpr.Rax, Gpr.Rcx));
    /// <summary>The second label: the result is there already, and the template that undoes it brings the operand back.</summary>
    private static Template WithSecondChecked(Alu op) => New("", 2, (e, h) => { e.Do(op, Gpr.Rax, Gpr.Rcx); e.Jump(Cc.O, h.Label(1)); });

    public static readonly Template Add = WithSecondChecked(Alu.Add), Sub = WithSecondChecked(Alu.Sub), UndoAdd = WithSecond(Alu.Sub), UndoSub = WithSecond(Alu.Add);

    public static readonly Template Multiply = New("", 1, (e, h) => MultiplyChecked(e, h.Label(0)));
    private static void MultiplyChecked(Emitter e, int slow)
    {
        e.Move(Gpr.R8, Gpr.Rax);
        e.Do(Shift.Sar, Gpr.R8, 1);
        e.Multiply(Gpr.R8, Gpr.Rcx);
        e.Jump(Cc.O, slow);
        e.Move(Gpr.Rax, Gpr.R8);
    }

    private static Template Divide(Action<Emitter> finish) => New("", 1, (e, h) => DivideChecked(e, h.Label(0), finish));

    /// <summary>By 0 and by -1 are left to the slow path.</summary>
    private static void DivideChecked(Emitter e, int slow, Action<Emitter> finish)
    {
        e.Test(Gpr.Rcx, Gpr.Rcx);
        e.Jump(Cc.E, slow);
        e.Do(Alu.Cmp, Gpr.Rcx, -2);
        e.Jump(Cc.E, slow);
        e.Divide(Gpr.Rcx);
        finish(e);
    }

    public static readonly Template Quotient = Divide(FinishQuotient);
    public static readonly Template Remainder = Divide(FinishRemainder);
    public static readonly Template Modulo = Divide(FinishModulo);

    private static void FinishQuotient(Emitter e) => e.Do(Alu.Add, Gpr.Rax, Gpr.Rax);
    private static void FinishRemainder(Emitter e) => e.Move(Gpr.Rax, Gpr.Rdx);
    private static void FinishModulo(Emitter e)
    {
        int done = e.NewLabel();
        e.Move(Gpr.Rax, Gpr.Rdx);
        e.Test(Gpr.Rdx, Gpr.Rdx);
        e.Jump(Cc.E, done);
        e.Do(Alu.Xor, Gpr.Rdx, Gpr.Rcx);
        e.Jump(Cc.Ns, done);
        e.Do(Alu.Add, Gpr.Rax, Gpr.Rcx);
        e.Bind(done);
    }

    public static readonly Template And = WithSecond(Alu.And), Or = WithSecond(Alu.Or), Xor = WithSecond(Alu.Xor);
    public static readonly Template Not = New("", 0, (e, h) => e.Do(Alu.Xor, Gpr.Rax, -2));
    public static readonly Template Negate = New("", 1, (e, h) =>
    {
        e.Move(Gpr.R8, Gpr.Rax);
        e.Negate(Gpr.R8);
        e.Jump(Cc.O, h.Label(0));
        e.Move(Gpr.Rax, Gpr.R8);
    });

    /// <summary>The second label: rcx has lost its tag, see <see cref="UndoShift"/>.</summary>
    private static Template ShiftBy(Action<Emitter, int> emit) => New("", 2, (e, h) =>
    {
        e.Do(Shift.Sar, Gpr.Rcx, 1);
        e.Do(Alu.Cmp, Gpr.Rcx, 63);
        e.Jump(Cc.A, h.Label(1));
        emit(e, h.Label(1));
    });

    public static readonly Template UndoShift = New("", 0, (e, h) => e.Do(Alu.Add, Gpr.Rcx, Gpr.Rcx));
    public static readonly Template ShiftLeft = ShiftBy((e, undo) =>
    {
        e.Move(Gpr.R8, Gpr.Rax);
        e.DoByCl(Shift.Shl, Gpr.R8);
        e.Move(Gpr.R9, Gpr.R8);
        e.DoByCl(Shift.Sar, Gpr.R9);
        e.Do(Alu.Cmp, Gpr.R9, Gpr.Rax);
        e.Jump(Cc.Ne, undo);
        e.Move(Gpr.Rax, Gpr.R8);
    });
    public static readonly Template ShiftRight = ShiftBy((e, undo) =>
    {
        e.DoByCl(Shift.Sar, Gpr.Rax);
        e.Do(Alu.And, Gpr.Rax, -2);
    });
    public static readonly Template ShiftRightUnsigned = ShiftBy((e, undo) =>
    {
        e.Move(Gpr.R8, Gpr.Rax);
        e.Do(Shift.Sar, Gpr.R8, 1);
        e.DoByCl(Shift.Shr, Gpr.R8);
        e.Do(Alu.Add, Gpr.R8, Gpr.R8);
        e.Jump(Cc.O, undo);
        e.Move(Gpr.Rax, Gpr.R8);
    });

    // ---- comparisons ------------------------------------------------------------------------------------------------

    private static Template[] ForEachCondition(Func<Cc, Template> make) => Plain.Array(16, cc => make((Cc)cc));

    /// <summary>To the second label if the condition holds; to the first unless both are fixnums.</summary>
    public static readonly Template[] BranchFixnums = ForEachCondition(cc => New("", 2, (e, h) =>
    {
        CheckFixnums(e, h.Label(0));
        e.Do(Alu.Cmp, Gpr.Rax, Gpr.Rcx);
        e.Jump(cc, h.Label(1));
    }));
    /// <summary>Of a value: on nil and false (E), or on all others (Ne).</summary>
    public static readonly Template[] BranchTruth = ForEachCondition(cc => New("", 1, (e, h) =>
    {
        e.Move(Gpr.R8, Gpr.Rax);
        e.Do(Alu.And, Gpr.R8, ~(int)Value.TruthMask);
        e.Do(Alu.Cmp, Gpr.R8, (int)Value.NilBits);
        e.Jump(cc, h.Label(0));
    }));
    public static readonly Template[] BranchWord = ForEachCondition(cc => New("w", 1, (e, h) =>
    {
        e.Do(Alu.Cmp, Gpr.Rax, h.Word(0));
        e.Jump(cc, h.Label(0));
    }));
    public static readonly Template[] BranchCompare = ForEachCondition(cc => New("", 1, (e, h) =>
    {
        e.Do(Alu.Cmp, Gpr.Rax, Gpr.Rcx);
        e.Jump(cc, h.Label(0));
    }));
    public static readonly Template SetTrue = New("", 0, (e, h) => e.SetLong(Gpr.Rax, (int)Value.TrueBits));
    public static readonly Template SetFalse = New("", 0, (e, h) => e.SetLong(Gpr.Rax, (int)Value.FalseBits));
}
