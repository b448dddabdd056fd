using ClaudeLang.Jit.X64;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Baseline;

/// <summary>Templates that look into objects, change them or make new ones.</summary>
internal static partial class Templates
{
    /// <summary>Leaves the object's address in r11.</summary>
    private static void CheckObject(Emitter e, Gpr word, ObjectType type, int other) => TypeTestCode.CheckObject(e, word, Gpr.R11, type, other);

    /// <summary>By test, if there is code for it: to the label unless rax is of that type.</summary>
    private static readonly Template?[] BranchUnlessTypes = Plain.Array((int)TypeTest.Nothing, test =>
        TypeTestCode.Has(test) ? New("", 1, (e, h) => TypeTestCode.BranchUnless(e, Gpr.Rax, Gpr.R11, test, h.Label(0))) : null);

    public static Template BranchUnlessType(int test) => BranchUnlessTypes[test]!;

    /// <summary>Of two values: to the second label unless they are the same; the slow path compares content.</summary>
    public static readonly Template BranchUnlessSame = New("", 2, (e, h) =>
    {
        int same = e.NewLabel();
        e.Do(Alu.Cmp, Gpr.Rax, Gpr.Rcx);
        e.Jump(Cc.E, same);
        e.LoadAddress(Gpr.R11, new Mem(Gpr.Rax, -Tag));
        e.TestByte(Gpr.R11, (byte)Value.TagMask);
        e.Jump(Cc.Ne, h.Label(1));
        e.CompareByte(new Mem(Gpr.R11, 0), (byte)LastByContent);
        e.Jump(Cc.A, h.Label(1));
        e.Jump(h.Label(0));
        e.Bind(same);
    });
    /// <summary>Types up to this one, and no other, are `same?` if their content is.</summary>
    private const ObjectType LastByContent = ObjectType.String;

    /// <summary>The word at an offset from a tagged word.</summary>
    public static readonly Template LoadField = New("w", 0, (e, h) => e.Load(Gpr.Rax, new Mem(Gpr.Rax, h.Word(0))));
    /// <summary>Of a box: the slow path says that it holds nothing.</summary>
    public static readonly Template BoxGet = New("", 1, (e, h) =>
    {
        e.Load(Gpr.R8, new Mem(Gpr.Rax, ObjectLayout.BoxValue - Tag));
        e.Do(Alu.Cmp, Gpr.R8, (int)Value.UnboundBits);
        e.Jump(Cc.E, h.Label(0));
        e.Move(Gpr.Rax, Gpr.R8);
    });

    private static Template ConsField(int offset) => New("", 1, (e, h) =>
    {
        CheckObject(e, Gpr.Rax, ObjectType.Cons, h.Label(0));
        e.Load(Gpr.Rax, new Mem(Gpr.R11, offset));
    });

    public static readonly Template Head = ConsField(ObjectLayout.ConsHead), Tail = ConsField(ObjectLayout.ConsTail);

    /// <summary>To the second label if a list is empty.</summary>
    public static readonly Template BranchIfEmpty = New("", 2, (e, h) =>
    {
        e.Do(Alu.Cmp, Gpr.Rax, (int)Value.EmptyBits);
        e.Jump(Cc.E, h.Label(1));
        CheckObject(e, Gpr.Rax, ObjectType.Cons, h.Label(0));
    });

    /// <summary>The index in rcx is a fixnum.</summary>
    private static void CheckElement(Emitter e, int slow, ObjectType type = ObjectType.Vector)
    {
        CheckObject(e, Gpr.Rax, type, slow);
        LoadLength(e, Gpr.Rax);
        e.Do(Alu.Cmp, Gpr.Rcx, Gpr.R8);
        e.Jump(Cc.Ae, slow);
    }

    /// <summary>The length of the vector, a fixnum, to r8: the bit below it in the header is 0.</summary>
    private static void LoadLength(Emitter e, Gpr vector)
    {
        e.Load(Gpr.R8, new Mem(vector, -Tag));
        e.Do(Shift.Shr, Gpr.R8, ObjectLayout.LengthShift - 1);
    }

    public static readonly Template VectorRef = New("", 1, (e, h) =>
    {
        CheckElement(e, h.Label(0));
        e.Load(Gpr.Rax, new Mem(Gpr.Rax, ObjectLayout.VectorElements - Tag, Gpr.Rcx, 2));
    });
    public static readonly Template VectorSet = New("", 1, (e, h) =>
    {
        CheckElement(e, h.Label(0));
        CheckBarrier(e, Gpr.Rax, Gpr.Rdx, h.Label(0));
        e.Store(new Mem(Gpr.Rax, ObjectLayout.VectorElements - Tag, Gpr.Rcx, 2), Gpr.Rdx);
    });
    public static readonly Template VectorSetWord = New("w", 1, (e, h) =>
    {
        CheckElement(e, h.Label(0));
        e.Store(new Mem(Gpr.Rax, ObjectLayout.VectorElements - Tag, Gpr.Rcx, 2), h.Word(0));
    });
    private static Template LengthOf(ObjectType type) => New("", 1, (e, h) =>
    {
        CheckObject(e, Gpr.Rax, type, h.Label(0));
        LoadLength(e, Gpr.Rax);
        e.Move(Gpr.Rax, Gpr.R8);
    });

    public static readonly Template VectorLength = LengthOf(ObjectType.Vector), FloatVectorLength = LengthOf(ObjectType.FloatVector), ByteVectorLength = LengthOf(ObjectType.ByteVector);

    private static readonly Mem RaxElement = new(Gpr.Rax, ObjectLayout.VectorElements - Tag, Gpr.Rcx, 2);

    /// <summary>The address of the byte, its vector's header left out, to r8.</summary>
    private static Mem ByteElement(Emitter e, int slow)
    {
        CheckElement(e, slow, ObjectType.ByteVector);
        e.Move(Gpr.R8, Gpr.Rcx);
        e.Do(Shift.Shr, Gpr.R8, 1);
        e.Do(Alu.Add, Gpr.R8, Gpr.Rax);
        return new Mem(Gpr.R8, ObjectLayout.VectorElements - Tag);
    }

    public static readonly Template ByteVectorRef = New("", 1, (e, h) =>
    {
        e.LoadByte(Gpr.Rax, ByteElement(e, h.Label(0)));
        e.Do(Alu.Add, Gpr.Rax, Gpr.Rax);
    });
    public static readonly Template ByteVectorSet = New("", 1, (e, h) =>
    {
        e.TestByte(Gpr.Rdx, 1);
        e.Jump(Cc.Ne, h.Label(0));
        e.Do(Alu.Cmp, Gpr.Rdx, (int)Value.FromFixnum(byte.MaxValue).Bits);
        e.Jump(Cc.A, h.Label(0));
        Mem element = ByteElement(e, h.Label(0));
        e.Move(Gpr.R9, Gpr.Rdx);
        e.Do(Shift.Shr, Gpr.R9, 1);
        e.StoreByte(element, Gpr.R9);
    });

    /// <summary>The slow path if a heap reference would go into an old object that is not remembered yet.</summary>
    private static void CheckBarrier(Emitter e, Gpr target, Gpr value, int slow)
    {
        int stores = e.NewLabel();
        e.LoadAddress(Gpr.R8, new Mem(value, -Tag));
        e.TestByte(Gpr.R8, (byte)Value.TagMask);
        e.Jump(Cc.Ne, stores);
        e.TestByte(new Mem(target, (ObjectLayout.FlagsShift / 8) - Tag), OldFlag);
        e.Jump(Cc.Ne, slow);
        e.Bind(stores);
    }

    /// <summary>In the flags' byte: Objects.OldFlag.</summary>
    private const byte OldFlag = 1;

    /// <summary>A value and the box.</summary>
    public static readonly Template BoxSet = New("", 1, (e, h) =>
    {
        CheckBarrier(e, Gpr.Rcx, Gpr.Rax, h.Label(0));
        e.Store(new Mem(Gpr.Rcx, ObjectLayout.BoxValue - Tag), Gpr.Rax);
    });

    /// <summary>Takes room from the nursery: the new object's word to r8, its header written.</summary>
    private static void Allocate(Emitter e, int bytes, int header, int slow)
    {
        e.Load(Gpr.R8, new Mem(Target.Context, AllocPointerAt));
        e.LoadAddress(Gpr.R9, new Mem(Gpr.R8, bytes));
        e.Do(Alu.Cmp, Gpr.R9, new Mem(Target.Context, AllocLimitAt));
        e.Jump(Cc.A, slow);
        e.Store(new Mem(Target.Context, AllocPointerAt), Gpr.R9);
        e.Do(Alu.Add, Gpr.R8, Tag);
        e.Store(new Mem(Gpr.R8, -Tag), header);
    }

    public static readonly Template BoxNew = New("", 1, (e, h) =>
    {
        Allocate(e, ObjectLayout.BoxBytes, (int)ObjectLayout.Header(ObjectType.Box, 0), h.Label(0));
        e.Store(new Mem(Gpr.R8, ObjectLayout.BoxValue - Tag), Gpr.Rax);
        e.Move(Gpr.Rax, Gpr.R8);
    });
    public static readonly Template Cons = New("", 1, (e, h) =>
    {
        int isList = e.NewLabel();
        e.Do(Alu.Cmp, Gpr.Rcx, (int)Value.EmptyBits);
        e.Jump(Cc.E, isList);
        CheckObject(e, Gpr.Rcx, ObjectType.Cons, h.Label(0));
        e.Bind(isList);
        Allocate(e, ObjectLayout.ConsBytes, (int)ObjectLayout.Header(ObjectType.Cons, 0), h.Label(0));
        e.Store(new Mem(Gpr.R8, ObjectLayout.ConsHead - Tag), Gpr.Rax);
        e.Store(new Mem(Gpr.R8, ObjectLayout.ConsTail - Tag), Gpr.Rcx);
        e.Move(Gpr.Rax, Gpr.R8);
    });

    /// <summary>Bytes, header, offset of the nested function's handle. The new closure's word comes to r8; its captures are to be stored.</summary>
    public static readonly Template ClosureNew = New("www", 1, (e, h) =>
    {
        Allocate(e, h.Word(0), h.Word(1), h.Label(0));
        e.Load(Gpr.R9, Handle);
        e.Load(Gpr.R9, new Mem(Gpr.R9, FunctionsAt));
        e.Load(Gpr.R9, new Mem(Gpr.R9, h.Word(2)));
        e.Store(new Mem(Gpr.R8, ObjectLayout.ClosureHandle - Tag), Gpr.R9);
    });
    /// <summary>Frame word, offset in the closure.</summary>
    public static readonly Template CaptureLocal = New("sw", 0, (e, h) =>
    {
        e.Load(Gpr.R9, h.Slot(0));
        e.Store(new Mem(Gpr.R8, h.Word(1)), Gpr.R9);
    });
    /// <summary>Offset in the running closure, offset in the new one.</summary>
    public static readonly Template CaptureCaptured = New("ww", 0, (e, h) =>
    {
        e.Load(Gpr.R9, new Mem(Gpr.Rsp, 0));
        e.Load(Gpr.R9, new Mem(Gpr.R9, h.Word(0)));
        e.Store(new Mem(Gpr.R8, h.Word(1)), Gpr.R9);
    });
    public static readonly Template MoveR8ToRax = New("", 0, (e, h) => e.Move(Gpr.Rax, Gpr.R8));

    // ---- records ----------------------------------------------------------------------------------------------------

    private const int RecordTypeAt = 8 * Objects.FieldsTag, FunctionTypeAt = 8 * Objects.RecordFunctionType;

    /// <summary>rax: a record's function, rcx: a record of its type. The record's address comes to r11.</summary>
    private static void CheckRecord(Emitter e, int slow)
    {
        CheckObject(e, Gpr.Rax, ObjectType.RecordFunction, slow);
        e.Load(Gpr.R8, new Mem(Gpr.R11, FunctionTypeAt));
        CheckObject(e, Gpr.Rcx, ObjectType.Record, slow);
        e.Do(Alu.Cmp, Gpr.R8, new Mem(Gpr.R11, RecordTypeAt));
        e.Jump(Cc.Ne, slow);
    }

    /// <summary>The frame word of a record's function, its role, bytes and header of the new record, whose word comes to rax; its fields are to be stored.</summary>
    public static readonly Template RecordNew = New("swww", 1, (e, h) =>
    {
        e.Load(Gpr.Rax, h.Slot(0));
        CheckObject(e, Gpr.Rax, ObjectType.RecordFunction, h.Label(0));
        e.Do(Alu.Cmp, new Mem(Gpr.R11, 8 * Objects.RecordFunctionRole), h.Word(1));
        e.Jump(Cc.Ne, h.Label(0));
        e.Load(Gpr.Rcx, new Mem(Gpr.R11, FunctionTypeAt));
        Allocate(e, h.Word(2), h.Word(3), h.Label(0));
        e.Move(Gpr.Rax, Gpr.R8);
        e.Store(new Mem(Gpr.Rax, RecordTypeAt - Tag), Gpr.Rcx);
    });
    /// <summary>The frame word of a value, the offset of its field.</summary>
    public static readonly Template RecordField = New("sw", 0, (e, h) =>
    {
        e.Load(Gpr.Rcx, h.Slot(0));
        e.Store(new Mem(Gpr.Rax, h.Word(1)), Gpr.Rcx);
    });

    /// <summary>A record's function in rax, any value in rcx: to the label unless it is a record of that type.</summary>
    public static readonly Template BranchUnlessRecord = New("", 1, (e, h) =>
    {
        CheckObject(e, Gpr.Rcx, ObjectType.Record, h.Label(0));
        e.Load(Gpr.R8, new Mem(Gpr.Rax, FunctionTypeAt - Tag));
        e.Do(Alu.Cmp, Gpr.R8, new Mem(Gpr.R11, RecordTypeAt));
        e.Jump(Cc.Ne, h.Label(0));
    });

    /// <summary>Offset of the field from the record's address.</summary>
    public static readonly Template RecordGet = New("w", 1, (e, h) =>
    {
        CheckRecord(e, h.Label(0));
        e.Load(Gpr.Rax, new Mem(Gpr.R11, h.Word(0)));
    });
    /// <summary>Offset of the field from the record's word.</summary>
    public static readonly Template RecordSet = New("w", 1, (e, h) =>
    {
        CheckRecord(e, h.Label(0));
        CheckBarrier(e, Gpr.Rcx, Gpr.Rdx, h.Label(0));
        e.Store(new Mem(Gpr.Rcx, h.Word(0)), Gpr.Rdx);
    });
}
