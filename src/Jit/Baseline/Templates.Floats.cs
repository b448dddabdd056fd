using System.Numerics;
using ClaudeLang.Jit.X64;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Baseline;

/// <summary>
/// Templates for Floats. Besides its word a Float may have its double in a register: then that holds the double, or a nan if the word is no Float or
/// another one than a flonum, 0.0 and -0.0. A nan makes a nan, which has no flonum: so whoever checks the result has checked the operands.
/// Results come as a word in rax and as a double in xmm0; xmm1 is free.
/// </summary>
internal static partial class Templates
{
    /// <summary>rax and rcx, both flonums, to xmm0 and xmm1. They stay what they are.</summary>
    private static void Unbox(Emitter e, int slow)
    {
        e.LoadAddress(Gpr.R8, new Mem(Gpr.Rax, -(int)Value.FlonumTag));
        e.LoadAddress(Gpr.R9, new Mem(Gpr.Rcx, -(int)Value.FlonumTag));
        e.Do(Alu.Or, Gpr.R8, Gpr.R9);
        e.TestByte(Gpr.R8, (byte)Value.FlonumMask);
        e.Jump(Cc.Ne, slow);
        Unbox(e, Gpr.Rax, Xmm.X0);
        Unbox(e, Gpr.Rcx, Xmm.X1);
    }

    private static void Unbox(Emitter e, Gpr from, Xmm to)
    {
        e.Move(Gpr.R8, from);
        e.Do(Shift.Ror, Gpr.R8, Value.FlonumRotate);
        e.Do(Alu.Add, Gpr.R8, new Mem(Target.Context, FlonumBiasAt));
        e.MoveBits(to, Gpr.R8);
    }

    /// <summary>The double whose bits are in r8 to its word in rax, if it has a flonum's.</summary>
    private static void Box(Emitter e, int slow)
    {
        e.Do(Alu.Sub, Gpr.R8, new Mem(Target.Context, FlonumBiasAt));
        e.Do(Shift.Rol, Gpr.R8, Value.FlonumRotate);
        e.LoadAddress(Gpr.R9, new Mem(Gpr.R8, -(int)Value.FlonumTag));
        e.TestByte(Gpr.R9, (byte)Value.FlonumMask);
        e.Jump(Cc.Ne, slow);
        e.Move(Gpr.Rax, Gpr.R8);
    }

    private static void BoxResult(Emitter e, int slow)
    {
        e.MoveBits(Gpr.R8, Xmm.X0);
        Box(e, slow);
    }

    private static void CheckFlonum(Emitter e, Gpr word, int slow)
    {
        e.LoadAddress(Gpr.R8, new Mem(word, -(int)Value.FlonumTag));
        e.TestByte(Gpr.R8, (byte)Value.FlonumMask);
        e.Jump(Cc.Ne, slow);
    }

    private static Template[] ForEachXmm(string shape, int labels, Func<Xmm, Action<Emitter, Holes>> emit) =>
        Plain.Array(16, register => New(shape, labels, emit((Xmm)register)));

    // ---- words to doubles -------------------------------------------------------------------------------------------

    /// <summary>The word in r8 to a double, or to a nan. A small Int is a nan, or its double if <paramref name="fixnums"/>.</summary>
    private static void ToDouble(Emitter e, Xmm to, bool fixnums)
    {
        int flonum = e.NewLabel(), bits = e.NewLabel(), end = e.NewLabel(), noFixnum = e.NewLabel();
        e.LoadAddress(Gpr.R9, new Mem(Gpr.R8, -(int)Value.FlonumTag));
        e.TestByte(Gpr.R9, (byte)Value.FlonumMask);
        e.Jump(Cc.E, flonum);
        if (fixnums)
        {
            e.TestByte(Gpr.R8, 1);
            e.Jump(Cc.Ne, noFixnum);
            e.Do(Shift.Sar, Gpr.R8, 1);
            e.FromInt(to, Gpr.R8);
            e.Jump(end);
            e.Bind(noFixnum);
        }
        // The word of -0.0 less that of 0.0 is one bit: the sign's.
        e.LoadAddress(Gpr.R8, new Mem(Gpr.R8, -(int)Value.ZeroBits));
        e.Move(Gpr.R9, Gpr.R8);
        e.Do(Shift.Shl, Gpr.R8, ZeroSignShift);
        e.Do(Alu.And, Gpr.R9, ~(int)ZeroSign);
        e.Jump(Cc.E, bits);
        e.SetLong(Gpr.R8, -1);
        e.Jump(bits);
        e.Bind(flonum);
        e.Do(Shift.Ror, Gpr.R8, Value.FlonumRotate);
        e.Do(Alu.Add, Gpr.R8, new Mem(Target.Context, FlonumBiasAt));
        e.Bind(bits);
        e.MoveBits(to, Gpr.R8);
        e.Bind(end);
    }

    private const ulong ZeroSign = Value.NegativeZeroBits - Value.ZeroBits;
    private static readonly int ZeroSignShift = 63 - BitOperations.Log2(ZeroSign);

    /// <summary>The bits in r8 of 0.0 or -0.0 to their word in rax; of any other double to the label.</summary>
    private static void BoxZero(Emitter e, int other)
    {
        e.LoadAddress(Gpr.R9, new Mem(Gpr.R8, 0, Gpr.R8, 0));
        e.Test(Gpr.R9, Gpr.R9);
        e.Jump(Cc.Ne, other);
        e.Do(Shift.Shr, Gpr.R8, ZeroSignShift);
        e.LoadAddress(Gpr.Rax, new Mem(Gpr.R8, (int)Value.ZeroBits));
    }

    public static readonly Template[] LoadDouble = ForEachXmm("s", 0, to => (e, h) => { e.Load(Gpr.R8, h.Slot(0)); ToDouble(e, to, fixnums: false); });
    public static readonly Template[] LoadNumber = ForEachXmm("s", 0, to => (e, h) => { e.Load(Gpr.R8, h.Slot(0)); ToDouble(e, to, fixnums: true); });
    public static readonly Template[] DoubleOfRax = ForEachXmm("", 0, to => (e, h) => { e.Move(Gpr.R8, Gpr.Rax); ToDouble(e, to, fixnums: false); });
    public static readonly Template[] NumberOfRax = ForEachXmm("", 0, to => (e, h) => { e.Move(Gpr.R8, Gpr.Rax); ToDouble(e, to, fixnums: true); });
    /// <summary>The bits of a double: lower half, upper half. Without these, a nan: all bits are 1.</summary>
    public static readonly Template[] SetDouble = ForEachXmm("ww", 0, to => (e, h) => { e.Set(Gpr.R8, Halves(h)); e.MoveBits(to, Gpr.R8); });
    public static readonly Template SetR8ToNan = New("", 0, (e, h) => e.SetLong(Gpr.R8, -1));
    public static readonly Template[] FromR8 = ForEachXmm("", 0, to => (e, h) => e.MoveBits(to, Gpr.R8));
    /// <summary>A word of 64 bits: lower half, upper half.</summary>
    public static readonly Template[] SetHalves = ForEachRegister("ww", r => (e, h) => e.Set(r, Halves(h)));

    private static long Halves(Holes h) => (uint)h.Word(0) | ((long)h.Word(1) << 32);

    public static readonly Template[] MoveTo0 = ForEachXmm("", 0, from => (e, h) => e.Move(Xmm.X0, from));
    public static readonly Template[] MoveTo1 = ForEachXmm("", 0, from => (e, h) => e.Move(Xmm.X1, from));
    public static readonly Template[] MoveFrom0 = ForEachXmm("", 0, to => (e, h) => e.Move(to, Xmm.X0));
    public static readonly Template[] MoveFrom1 = ForEachXmm("", 0, to => (e, h) => e.Move(to, Xmm.X1));

    // ---- arithmetic -------------------------------------------------------------------------------------------------

    /// <summary>xmm0 and another register.</summary>
    private static Template[] Doubles(Sse op) => ForEachXmm("", 1, b => (e, h) =>
    {
        e.Do(op, Xmm.X0, b);
        BoxResult(e, h.Label(0));
    });

    public static readonly Template[] AddDoubles = Doubles(Sse.Add), SubDoubles = Doubles(Sse.Sub), MultiplyDoubles = Doubles(Sse.Mul), DivideDoubles = Doubles(Sse.Div);
    public static readonly Template[] SqrtDouble = Doubles(Sse.Sqrt);

    /// <summary>rax and rcx, both flonums.</summary>
    private static Template Floats(Sse op) => New("", 1, (e, h) =>
    {
        Unbox(e, h.Label(0));
        e.Do(op, Xmm.X0, Xmm.X1);
        BoxResult(e, h.Label(0));
    });

    public static readonly Template AddFloats = Floats(Sse.Add), SubFloats = Floats(Sse.Sub), MultiplyFloats = Floats(Sse.Mul), DivideFloats = Floats(Sse.Div);

    /// <summary>rax and rcx, fixnums or Floats of any mixture. Comes behind the others, for what they do not do.</summary>
    private static Template Numbers(Sse op, Action<Emitter, int> fixnums) => New("", 1, (e, h) =>
    {
        int floats = e.NewLabel(), notZero = e.NewLabel(), end = e.NewLabel();
        e.Move(Gpr.R8, Gpr.Rax);
        e.Do(Alu.Or, Gpr.R8, Gpr.Rcx);
        e.TestByte(Gpr.R8, 1);
        e.Jump(Cc.Ne, floats);
        fixnums(e, h.Label(0));
        e.SetLong(Gpr.R8, -1);
        e.MoveBits(Xmm.X0, Gpr.R8);
        e.Jump(end);
        e.Bind(floats);
        e.Move(Gpr.R8, Gpr.Rax);
        ToDouble(e, Xmm.X0, fixnums: true);
        e.Move(Gpr.R8, Gpr.Rcx);
        ToDouble(e, Xmm.X1, fixnums: true);
        e.Do(op, Xmm.X0, Xmm.X1);
        e.MoveBits(Gpr.R8, Xmm.X0);
        BoxZero(e, notZero);
        e.Jump(end);
        e.Bind(notZero);
        Box(e, h.Label(0));
        e.Bind(end);
    });

    private static Action<Emitter, int> Checked(Alu op) => (e, slow) =>
    {
        e.Move(Gpr.R8, Gpr.Rax);
        e.Do(op, Gpr.R8, Gpr.Rcx);
        e.Jump(Cc.O, slow);
        e.Move(Gpr.Rax, Gpr.R8);
    };

    public static readonly Template AddNumbers = Numbers(Sse.Add, Checked(Alu.Add)), SubNumbers = Numbers(Sse.Sub, Checked(Alu.Sub));
    public static readonly Template MultiplyNumbers = Numbers(Sse.Mul, MultiplyChecked), DivideNumbers = Numbers(Sse.Div, (e, slow) => DivideChecked(e, slow, FinishQuotient));

    public static readonly Template NegateFloat = New("", 1, (e, h) =>
    {
        CheckFlonum(e, Gpr.Rax, h.Label(0));
        e.Do(Alu.Xor, Gpr.Rax, 1 << (Value.FlonumRotate - 1));
    });

    // ---- conversions ------------------------------------------------------------------------------------------------

    public static readonly Template ToFloat = New("", 1, (e, h) =>
    {
        int zero = e.NewLabel(), end = e.NewLabel(), isInt = e.NewLabel();
        e.TestByte(Gpr.Rax, 1);
        e.Jump(Cc.E, isInt);
        CheckFlonum(e, Gpr.Rax, h.Label(0));
        Unbox(e, Gpr.Rax, Xmm.X0);
        e.Jump(end);
        e.Bind(isInt);
        e.Move(Gpr.R8, Gpr.Rax);
        e.Do(Shift.Sar, Gpr.R8, 1);
        e.FromInt(Xmm.X0, Gpr.R8);
        e.Test(Gpr.R8, Gpr.R8);
        e.Jump(Cc.E, zero);
        BoxResult(e, h.Label(0));
        e.Jump(end);
        e.Bind(zero);
        e.SetLong(Gpr.Rax, (int)Value.ZeroBits);
        e.Bind(end);
    });
    /// <summary>What does not fit shows by its doubling.</summary>
    public static readonly Template ToInt = New("", 1, (e, h) =>
    {
        CheckFlonum(e, Gpr.Rax, h.Label(0));
        Unbox(e, Gpr.Rax, Xmm.X0);
        e.ToInt(Gpr.R8, Xmm.X0);
        e.Do(Alu.Add, Gpr.R8, Gpr.R8);
        e.Jump(Cc.O, h.Label(0));
        e.Move(Gpr.Rax, Gpr.R8);
    });

    // ---- comparisons ------------------------------------------------------------------------------------------------

    /// <summary>xmm0 with another register; to the label if one is a nan. The flags are those of unsigned numbers.</summary>
    public static readonly Template[] CompareDoubles = ForEachXmm("", 1, b => (e, h) =>
    {
        e.Do(Sse.Ucomi, Xmm.X0, b);
        e.Jump(Cc.P, h.Label(0));
    });
    /// <summary>rax and rcx, both flonums, in the same way.</summary>
    public static readonly Template CompareFloats = New("", 1, (e, h) =>
    {
        Unbox(e, h.Label(0));
        e.Do(Sse.Ucomi, Xmm.X0, Xmm.X1);
    });
    public static readonly Template[] BranchFlags = ForEachCondition(cc => New("", 1, (e, h) => e.Jump(cc, h.Label(0))));

    // ---- vectors of Floats ------------------------------------------------------------------------------------------

    public static readonly Template FloatVectorRef = New("", 1, (e, h) =>
    {
        CheckElement(e, h.Label(0), ObjectType.FloatVector);
        e.Load(Gpr.R8, RaxElement);
        e.MoveBits(Xmm.X0, Gpr.R8);
        Box(e, h.Label(0));
    });
    /// <summary>Comes behind the other, if the element is 0.0 or -0.0, or the index no fixnum.</summary>
    public static readonly Template FloatVectorRefZero = New("", 1, (e, h) =>
    {
        e.TestByte(Gpr.Rcx, 1);
        e.Jump(Cc.Ne, h.Label(0));
        CheckElement(e, h.Label(0), ObjectType.FloatVector);
        e.Load(Gpr.R8, RaxElement);
        e.MoveBits(Xmm.X0, Gpr.R8);
        BoxZero(e, h.Label(0));
    });
    /// <summary>With the double of rdx.</summary>
    public static readonly Template[] FloatVectorSetDouble = ForEachXmm("", 1, from => (e, h) =>
    {
        CheckElement(e, h.Label(0), ObjectType.FloatVector);
        e.Do(Sse.Ucomi, from, from);
        e.Jump(Cc.P, h.Label(0));
        e.Store(RaxElement, from);
    });
}
