using ClaudeLang.Jit.X64;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Baseline;

/// <summary>Templates of library functions: buffers, Strings, small Ints, and the routines that they share with optimized code.</summary>
internal static partial class Templates
{
    // ---- numbers ----------------------------------------------------------------------------------------------------

    public static readonly Template Absolute = New("", 1, (e, h) =>
    {
        int end = e.NewLabel();
        e.TestByte(Gpr.Rax, 1);
        e.Jump(Cc.Ne, h.Label(0));
        e.Move(Gpr.R8, Gpr.Rax);
        e.Negate(Gpr.R8);
        e.Jump(Cc.O, h.Label(0));
        e.Jump(Cc.S, end);
        e.Move(Gpr.Rax, Gpr.R8);
        e.Bind(end);
    });

    /// <param name="stays">When it is the first operand.</param>
    private static Template OneOf(Cc stays) => New("", 1, (e, h) =>
    {
        int end = e.NewLabel();
        CheckFixnums(e, h.Label(0));
        e.Do(Alu.Cmp, Gpr.Rax, Gpr.Rcx);
        e.Jump(stays, end);
        e.Move(Gpr.Rax, Gpr.Rcx);
        e.Bind(end);
    });

    public static readonly Template Smaller = OneOf(Cc.Le), Larger = OneOf(Cc.Ge);

    // ---- buffers, whose elements are in a Vector of their own -------------------------------------------------------

    private const int BufferCountAt = 8 * Objects.BufferCount, BufferStorageAt = 8 * Objects.BufferStorage;

    public static readonly Template BufferLength = New("", 1, (e, h) =>
    {
        CheckObject(e, Gpr.Rax, ObjectType.Buffer, h.Label(0));
        e.Load(Gpr.Rax, new Mem(Gpr.R11, BufferCountAt));
    });

    /// <summary>With the storage in r9.</summary>
    private static Mem BufferElement(Gpr index) => new(Gpr.R9, ObjectLayout.VectorElements - Tag, index, 2);

    private static void CheckBufferElement(Emitter e, int slow)
    {
        CheckObject(e, Gpr.Rax, ObjectType.Buffer, slow);
        e.TestByte(Gpr.Rcx, 1);
        e.Jump(Cc.Ne, slow);
        e.Do(Alu.Cmp, Gpr.Rcx, new Mem(Gpr.R11, BufferCountAt));
        e.Jump(Cc.Ae, slow);
        e.Load(Gpr.R9, new Mem(Gpr.R11, BufferStorageAt));
    }

    public static readonly Template BufferRef = New("", 1, (e, h) =>
    {
        CheckBufferElement(e, h.Label(0));
        e.Load(Gpr.Rax, BufferElement(Gpr.Rcx));
    });
    public static readonly Template BufferSet = New("", 1, (e, h) =>
    {
        CheckBufferElement(e, h.Label(0));
        CheckBarrier(e, Gpr.R9, Gpr.Rdx, h.Label(0));
        e.Store(BufferElement(Gpr.Rcx), Gpr.Rdx);
    });
    public static readonly Template BufferPush = New("", 1, (e, h) =>
    {
        CheckObject(e, Gpr.Rax, ObjectType.Buffer, h.Label(0));
        e.Load(Gpr.R9, new Mem(Gpr.R11, BufferStorageAt));
        LoadLength(e, Gpr.R9);
        e.Do(Alu.Cmp, Gpr.R8, new Mem(Gpr.R11, BufferCountAt));
        e.Jump(Cc.E, h.Label(0));
        CheckBarrier(e, Gpr.R9, Gpr.Rcx, h.Label(0));
        e.Load(Gpr.R8, new Mem(Gpr.R11, BufferCountAt));
        e.Store(BufferElement(Gpr.R8), Gpr.Rcx);
        e.Do(Alu.Add, Gpr.R8, (int)Value.FromFixnum(1).Bits);
        e.Store(new Mem(Gpr.Rax, BufferCountAt - Tag), Gpr.R8);
    });
    /// <summary>The place that the element leaves holds nil from then on.</summary>
    public static readonly Template BufferPop = New("", 1, (e, h) =>
    {
        CheckObject(e, Gpr.Rax, ObjectType.Buffer, h.Label(0));
        e.Load(Gpr.R8, new Mem(Gpr.R11, BufferCountAt));
        e.Test(Gpr.R8, Gpr.R8);
        e.Jump(Cc.E, h.Label(0));
        e.Do(Alu.Sub, Gpr.R8, (int)Value.FromFixnum(1).Bits);
        e.Store(new Mem(Gpr.Rax, BufferCountAt - Tag), Gpr.R8);
        e.Load(Gpr.R9, new Mem(Gpr.R11, BufferStorageAt));
        e.Load(Gpr.Rax, BufferElement(Gpr.R8));
        e.Store(BufferElement(Gpr.R8), (int)Value.NilBits);
    });

    // ---- Strings ----------------------------------------------------------------------------------------------------

    public static readonly Template StringLength = LengthOf(ObjectType.String);

    /// <summary>Of a String whose code points take a byte each.</summary>
    public static readonly Template CodePoint = New("", 1, (e, h) =>
    {
        CheckElement(e, h.Label(0), ObjectType.String);
        e.CompareByte(new Mem(Gpr.R11, Objects.StringInfo), 1);
        e.Jump(Cc.Ne, h.Label(0));
        e.Move(Gpr.R8, Gpr.Rcx);
        e.Do(Shift.Shr, Gpr.R8, 1);
        e.LoadByte(Gpr.Rax, new Mem(Gpr.R11, Objects.StringData, Gpr.R8, 0));
        e.Do(Alu.Add, Gpr.Rax, Gpr.Rax);
    });

    // ---- vectors ----------------------------------------------------------------------------------------------------

    /// <summary>Bytes and header. The new vector's word comes to rax; its elements are to be stored.</summary>
    public static readonly Template VectorNew = New("ww", 1, (e, h) =>
    {
        Allocate(e, h.Word(0), h.Word(1), h.Label(0));
        e.Move(Gpr.Rax, Gpr.R8);
    });

    // ---- routines ---------------------------------------------------------------------------------------------------

    /// <summary>By number of operands less one: the routine whose address the context holds there. On the slow path they are where they were.</summary>
    public static readonly Template[] Routine =
    Plain.Array(Routines.OperandsMax, more => New("w", 1, (e, h) =>
    {
        if (more > 0) e.Move(Gpr.R11, Gpr.Rcx);
        if (more > 1) e.MoveBits(Xmm.X15, Gpr.Rdx);
        e.Move(Gpr.R8, Gpr.Rax);
        e.Call(new Mem(Target.Context, h.Word(0)));
        e.Move(Gpr.R9, Gpr.Rax);
        e.Move(Gpr.Rax, Gpr.R8);
        e.Jump(Cc.B, h.Label(0));
        e.Move(Gpr.Rax, Gpr.R9);
    }));

    /// <summary>The number of operands, which are in Args, and where the context holds the routine's address.</summary>
    public static readonly Template RoutineOnArgs = New("ww", 1, (e, h) =>
    {
        e.SetLong(Gpr.Rax, h.Word(0));
        e.Call(new Mem(Target.Context, h.Word(1)));
        e.Jump(Cc.B, h.Label(0));
    });
}
