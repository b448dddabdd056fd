using ClaudeLang.Jit.X64;

namespace ClaudeLang.Jit.Baseline;

/// <summary>Templates for a fixnum in rax and another that is filled in, as its word unless it says otherwise. The slow path finds rax as it was.</summary>
internal static partial class Templates
{
    /// <summary>The second label: the sum is there already, see <see cref="UndoAddWord"/>.</summary>
    public static readonly Template AddWord = New("w", 2, (e, h) => { e.Do(Alu.Add, Gpr.Rax, h.Word(0)); e.Jump(Cc.O, h.Label(1)); });
    public static readonly Template SubWord = New("w", 2, (e, h) => { e.Do(Alu.Sub, Gpr.Rax, h.Word(0)); e.Jump(Cc.O, h.Label(1)); });
    public static readonly Template UndoAddWord = New("w", 0, (e, h) => e.Do(Alu.Sub, Gpr.Rax, h.Word(0)));
    public static readonly Template UndoSubWord = New("w", 0, (e, h) => e.Do(Alu.Add, Gpr.Rax, h.Word(0)));

    /// <summary>By a number.</summary>
    public static readonly Template MultiplyWord = New("w", 1, (e, h) =>
    {
        e.Multiply(Gpr.R8, Gpr.Rax, h.Word(0));
        e.Jump(Cc.O, h.Label(0));
        e.Move(Gpr.Rax, Gpr.R8);
    });

    public static readonly Template AndWord = New("w", 0, (e, h) => e.Do(Alu.And, Gpr.Rax, h.Word(0)));
    public static readonly Template OrWord = New("w", 0, (e, h) => e.Do(Alu.Or, Gpr.Rax, h.Word(0)));
    public static readonly Template XorWord = New("w", 0, (e, h) => e.Do(Alu.Xor, Gpr.Rax, h.Word(0)));

    // ---- division by what is neither 0 nor -1 -----------------------------------------------------------------------

    private static Template DivideByWord(Action<Emitter> finish) => New("w", 0, (e, h) =>
    {
        e.SetLong(Gpr.Rcx, h.Word(0));
        e.Divide(Gpr.Rcx);
        finish(e);
    });

    public static readonly Template QuotientByWord = DivideByWord(FinishQuotient);
    public static readonly Template RemainderByWord = DivideByWord(FinishRemainder);
    public static readonly Template ModuloByWord = DivideByWord(FinishModulo);

    /// <summary>By 2^k. Of a negative number the word of 2^k - 1 is added first, because a quotient is truncated and a shift rounds down: it is in r8, else 0.</summary>
    private static void RoundUp(Emitter e, Holes h)
    {
        e.Move(Gpr.R8, Gpr.Rax);
        e.Do(Shift.Sar, Gpr.R8, 63);
        e.Do(Alu.And, Gpr.R8, h.Word(0));
        e.Do(Alu.Add, Gpr.Rax, Gpr.R8);
    }

    /// <summary>The word of 2^k - 1, and k.</summary>
    public static readonly Template QuotientByPower = New("wb", 0, (e, h) =>
    {
        RoundUp(e, h);
        e.Do(Shift.Sar, Gpr.Rax, h.Byte(1));
        e.Do(Alu.And, Gpr.Rax, -2);
    });
    /// <summary>The word of 2^k - 1. A modulo is <see cref="AndWord"/>.</summary>
    public static readonly Template RemainderByPower = New("w", 0, (e, h) =>
    {
        RoundUp(e, h);
        e.Do(Alu.And, Gpr.Rax, h.Word(0));
        e.Do(Alu.Sub, Gpr.Rax, Gpr.R8);
    });

    // ---- shifts by 1 to 62 ------------------------------------------------------------------------------------------

    public static readonly Template ShiftLeftBy = New("b", 1, (e, h) =>
    {
        e.Move(Gpr.R8, Gpr.Rax);
        e.Do(Shift.Shl, Gpr.R8, h.Byte(0));
        e.Move(Gpr.R9, Gpr.R8);
        e.Do(Shift.Sar, Gpr.R9, h.Byte(0));
        e.Do(Alu.Cmp, Gpr.R9, Gpr.Rax);
        e.Jump(Cc.Ne, h.Label(0));
        e.Move(Gpr.Rax, Gpr.R8);
    });
    public static readonly Template ShiftRightBy = New("b", 0, (e, h) =>
    {
        e.Do(Shift.Sar, Gpr.Rax, h.Byte(0));
        e.Do(Alu.And, Gpr.Rax, -2);
    });
    public static readonly Template ShiftRightUnsignedBy = New("b", 1, (e, h) =>
    {
        e.Move(Gpr.R8, Gpr.Rax);
        e.Do(Shift.Sar, Gpr.R8, 1);
        e.Do(Shift.Shr, Gpr.R8, h.Byte(0));
        e.Do(Alu.Add, Gpr.R8, Gpr.R8);
        e.Jump(Cc.O, h.Label(0));
        e.Move(Gpr.Rax, Gpr.R8);
    });
}
