namespace ClaudeLang.Jit.Ir;

/// <summary>What a value is. Inputs are named a, b, c… in order; each op has one row in <see cref="IrOps"/>.</summary>
public enum IrOp : byte
{
    // sources
    Param, LoopArg, Const, Float, Bool, ChunkConst, Self, Phi, Reload,
    // guards: the same value with more known of it
    GuardFixnum, GuardObject,
    // conversions between representations
    UnboxFloat, UnboxNumber, FixnumToFloat, BoxFloat, BoxBool, FloatToFixnum, Untag,
    // fixnums
    AddFixnum, SubFixnum, MulFixnum, QuotientFixnum, RemFixnum, ModFixnum, NegFixnum,
    AbsFixnum, MinFixnum, MaxFixnum, AndFixnum, OrFixnum, XorFixnum, NotFixnum, ShlFixnum, ShrFixnum, UshrFixnum,
    // floats
    AddFloat, SubFloat, MulFloat, DivFloat, NegFloat, SqrtFloat,
    // conditions
    CompareFixnum, CompareFloat, SameWord, IsTruthy, Not, Select,
    // memory
    CaptureGet, BoxGet, Globals, GlobalsOf, GlobalGet, GlobalConstant, GlobalCheck, VectorLength, IndexCheck, IndicesCheck, VectorRef, ConsField,
    RecordGlobal, RecordType, GuardRecord, GuardSame, FloatVectorRef, FloatVectorSet, ByteVectorRef, ByteVectorSet, BufferRef,
    // the interpreter's own definition of an instruction, with or without an inline fast path before it
    Arithmetic, Comparison, Same, IsEmpty, ListField, BoxSet, VectorSet, BufferSet, BufferPush, BufferPop, CodePoint, NarrowCodePoint,
    NewBox, NewCons, NewVector, VectorOf, NewClosure, CheckArgument, Routine, RuntimeCall,
    // records and types
    IsOfType, FieldGet, FieldSet, FieldSetFixnum, RecordGet, RecordSet, RecordIs, RecordNew,
    Poll,
    // calls
    CallSelf, CallGlobal, CallClosure, CallValue, Control,
    // ends of a block
    Jump, Branch, Return, TailCallGlobal, TailCallClosure, TailResume,
}

/// <summary>What is known of a value. All but Float, Bool and Raw are held as a tagged word.</summary>
public enum IrType : byte
{
    None,
    Any,
    Fixnum,
    /// <summary>A raw double.</summary>
    Float,
    /// <summary>0 or 1.</summary>
    Bool,
    Vector, Cons, Closure, Box, FloatVector, ByteVector, Buffer, String,
    /// <summary>A plain 64-bit number in a general register; never in a snapshot.</summary>
    Raw,
}

[Flags]
public enum IrTraits : byte
{
    None = 0,
    /// <summary>The result depends on the inputs alone, and nothing else happens: may be merged with an equal one.</summary>
    Pure = 1,
    /// <summary>May leave to the interpreter; has a snapshot. If also Pure, an equal one that dominates it makes it redundant.</summary>
    Exits = 2,
    /// <summary>Ends a block.</summary>
    Terminator = 4,
    /// <summary>Clobbers every register.</summary>
    Call = 8,
    /// <summary>Must stay although nobody uses the result.</summary>
    Keep = 16,
    /// <summary>The exit is a runtime call: comes back with a result, and the heap may have changed.</summary>
    Runtime = 32,
}

/// <summary>Signed for fixnums; of floats none but NotEqual holds of a nan.</summary>
public enum Condition : byte
{
    Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual,
}

/// <param name="Inputs">How many; -1 if it varies.</param>
public sealed record IrOpInfo(IrOp Op, int Inputs, IrTraits Traits, string Meaning);

public static class IrOps
{
    public static IReadOnlyList<IrOpInfo> Table { get; } = Rows();

    public static IrOpInfo Info(IrOp op) => Table[(int)op];
    public static IrTraits Traits(IrOp op) => Table[(int)op].Traits;
    public static bool Is(IrOp op, IrTraits traits) => (Table[(int)op].Traits & traits) != 0;

    /// <summary>Whether some values of the op never exit; their Imm is not 0, and they have no snapshot.</summary>
    public static bool MayBeSafe(IrOp op) => op is IrOp.AddFixnum or IrOp.SubFixnum or IrOp.MulFixnum or IrOp.QuotientFixnum or IrOp.RemFixnum or IrOp.ModFixnum
        or IrOp.ShlFixnum or IrOp.ShrFixnum or IrOp.UshrFixnum;

    private static IrOpInfo[] Rows()
    {
        const IrTraits none = IrTraits.None, pure = IrTraits.Pure, exits = IrTraits.Exits, keep = IrTraits.Keep, end = IrTraits.Terminator | IrTraits.Keep;
        const IrTraits runtime = exits | IrTraits.Runtime | keep, call = IrTraits.Call | keep;
#pragma warning disable IDE0055 // one aligned row an op
        IrOpInfo[] rows =
        [
            new(IrOp.Param,           0, none,                "parameter Imm, in its register at the entry"),
            new(IrOp.LoopArg,         0, none,                "Args[Imm], at the entry of a running loop"),
            new(IrOp.Const,           0, pure,                "the tagged word Imm, never a heap reference"),
            new(IrOp.Float,           0, pure,                "the double with bits Imm"),
            new(IrOp.Bool,            0, pure,                "Imm: 0 or 1"),
            new(IrOp.ChunkConst,      0, pure,                "constants[Imm] of the chunk"),
            new(IrOp.Self,            0, pure,                "the function word"),
            new(IrOp.Phi,            -1, none,                "one input for each predecessor, in order"),
            new(IrOp.Reload,          1, pure,                "a once more, so that it may be in a register again"),
            new(IrOp.GuardFixnum,     1, pure | exits | keep, "a, a fixnum"),
            new(IrOp.GuardObject,     1, pure | exits | keep, "a, a heap object of ObjectType Imm"),
            new(IrOp.UnboxFloat,      1, pure | exits | keep, "the double of a Float"),
            new(IrOp.UnboxNumber,     1, pure | exits | keep, "the double of a Float or a fixnum; Imm 1: only if it is exact"),
            new(IrOp.FixnumToFloat,   1, pure | exits,        "the double of a fixnum; Imm 1: only if it is exact"),
            new(IrOp.BoxFloat,        1, pure | exits,        "the tagged word of a double"),
            new(IrOp.BoxBool,         1, pure,                "the tagged word of a Bool"),
            new(IrOp.FloatToFixnum,   1, pure | exits | keep, "a double truncated"),
            new(IrOp.Untag,           1, pure,                "the plain number of a fixnum"),
            new(IrOp.AddFixnum,       2, pure | exits | keep, "a + b; Imm 1: is known to be a fixnum"),
            new(IrOp.SubFixnum,       2, pure | exits | keep, "a - b; Imm 1: is known to be a fixnum"),
            new(IrOp.MulFixnum,       2, pure | exits | keep, "a * b; a may be Raw; Imm 1: is known to be a fixnum"),
            new(IrOp.QuotientFixnum,  2, pure | exits | keep, "a / b truncated; Imm 1: b is a constant that it cannot fail for; 2: and a is a multiple of it; 3: and a is not negative"),
            new(IrOp.RemFixnum,       2, pure | exits | keep, "remainder with the sign of a; Imm as above"),
            new(IrOp.ModFixnum,       2, pure | exits | keep, "remainder with the sign of b; Imm as above"),
            new(IrOp.NegFixnum,       1, pure | exits | keep, "-a"),
            new(IrOp.AbsFixnum,       1, pure | exits | keep, "a without its sign"),
            new(IrOp.MinFixnum,       2, pure,                "the smaller of a and b"),
            new(IrOp.MaxFixnum,       2, pure,                "the larger of a and b"),
            new(IrOp.AndFixnum,       2, pure,                "a & b"),
            new(IrOp.OrFixnum,        2, pure,                "a | b"),
            new(IrOp.XorFixnum,       2, pure,                "a ^ b"),
            new(IrOp.NotFixnum,       1, pure,                "~a"),
            new(IrOp.ShlFixnum,       2, pure | exits | keep, "a << b; Imm 1: it is a fixnum, or only bits that a fixnum has are looked at"),
            new(IrOp.ShrFixnum,       2, pure | exits | keep, "a >> b; Imm 1: b is a constant from 0 to 63"),
            new(IrOp.UshrFixnum,      2, pure | exits | keep, "a >>> b as 64-bit Ints; Imm 1: as above, and a is not negative"),
            new(IrOp.AddFloat,        2, pure,                "a + b"),
            new(IrOp.SubFloat,        2, pure,                "a - b"),
            new(IrOp.MulFloat,        2, pure,                "a * b"),
            new(IrOp.DivFloat,        2, pure,                "a / b"),
            new(IrOp.NegFloat,        1, pure,                "-a"),
            new(IrOp.SqrtFloat,       1, pure,                "square root"),
            new(IrOp.CompareFixnum,   2, pure,                "a Condition(Imm) b"),
            new(IrOp.CompareFloat,    2, pure,                "a Condition(Imm) b"),
            new(IrOp.SameWord,        2, pure,                "the words a and b are equal"),
            new(IrOp.IsTruthy,        1, pure,                "a is neither nil nor false"),
            new(IrOp.Not,             1, pure,                "a Bool turned round"),
            new(IrOp.Select,          3, pure,                "b if the Bool a is 1, else c"),
            new(IrOp.CaptureGet,      0, pure,                "captured value Imm of the function word"),
            new(IrOp.BoxGet,          1, exits | keep,        "the value of a Box, unless unbound"),
            new(IrOp.Globals,         0, pure,                "where the function's table of globals begins, Raw"),
            new(IrOp.GlobalsOf,       1, pure,                "where the table of globals of the closure a's function begins, Raw"),
            new(IrOp.GlobalGet,       1, exits | keep,        "globals[Imm] of the table a, unless unbound"),
            new(IrOp.GlobalConstant,  1, pure | exits | keep, "globals[Imm] of the table a, which changes once, from unbound to its value; unless unbound"),
            new(IrOp.GlobalCheck,     1, pure | exits | keep, "leaves if globals[Imm] of the table a is unbound"),
            new(IrOp.VectorLength,    1, pure,                "number of elements of a vector of any kind, or of code points of a String"),
            new(IrOp.IndexCheck,      2, pure | exits | keep, "leaves unless the fixnum a is an index below b"),
            new(IrOp.IndicesCheck,    2, pure | exits | keep, "leaves unless the fixnum a is 0 up to b: all from 0 on that are below a are indices below b"),
            new(IrOp.VectorRef,       2, none,                "element b of the Vector a, which has it"),
            new(IrOp.ConsField,       1, pure,                "word at Imm of a Cons"),
            new(IrOp.RecordGlobal,    1, pure | exits | keep, "the record type of the function in a global of the table a, which is a record's; Imm: a RecordGlobal. In a snapshot or Args: the function"),
            new(IrOp.RecordType,      1, pure | exits | keep, "the record type of a, which is a record's function of RecordRole code Imm"),
            new(IrOp.GuardRecord,     2, pure | exits | keep, "leaves unless a is a record of type b"),
            new(IrOp.GuardSame,       2, pure | exits | keep, "leaves unless a and b are the same word"),
            new(IrOp.FloatVectorRef,  2, none,                "element b of the FloatVector a, which has it, a raw double"),
            new(IrOp.FloatVectorSet,  3, keep,                "element b of the FloatVector a, which has it, = the raw double c"),
            new(IrOp.ByteVectorRef,   2, none,                "element b of the ByteVector a, which has it, a fixnum"),
            new(IrOp.ByteVectorSet,   3, exits | keep,        "element b of the ByteVector a, which has it, = the fixnum c, if that fits a byte"),
            new(IrOp.BufferRef,       2, exits | keep,        "element b of the Buffer a"),
            new(IrOp.Arithmetic,      2, runtime,             "the instruction at Pc; inline for two fixnums (Imm: an Opcode)"),
            new(IrOp.Comparison,      2, runtime,             "the instruction at Pc, as a Bool; inline for two fixnums (Imm: a Condition)"),
            new(IrOp.Same,            2, runtime,             "the instruction at Pc, as a Bool; inline unless both are Strings or boxed numbers"),
            new(IrOp.IsEmpty,         1, runtime,             "the instruction at Pc, as a Bool; inline for a list"),
            new(IrOp.ListField,       1, runtime,             "the instruction at Pc; inline for a Cons (Imm: the field's offset)"),
            new(IrOp.BoxSet,          2, runtime,             "the instruction at Pc: Box b holds a; inline unless the collector must hear of it"),
            new(IrOp.VectorSet,       3, runtime,             "the instruction at Pc: element b of the Vector a, which has it, = c; inline unless the collector must hear of it"),
            new(IrOp.BufferSet,       3, runtime,             "the instruction at Pc: element b of the Buffer a = c; inline unless the collector must hear of it"),
            new(IrOp.BufferPush,      2, runtime,             "the instruction at Pc: b behind the elements of the Buffer a; inline if there is room and the collector need not hear of it"),
            new(IrOp.BufferPop,       1, runtime,             "the instruction at Pc: the last element of the Buffer a; inline if there is one"),
            new(IrOp.CodePoint,       2, runtime,             "the instruction at Pc: code point b of the String a, a fixnum; inline if it has a byte for each"),
            new(IrOp.NarrowCodePoint, 2, exits | keep,        "code point b of the String a, a fixnum; leaves unless it has that, and a byte for each"),
            new(IrOp.NewBox,          1, runtime,             "the instruction at Pc; inline if the nursery has room"),
            new(IrOp.NewCons,         2, runtime,             "the instruction at Pc; inline if b is a list and the nursery has room"),
            new(IrOp.NewVector,       2, runtime,             "the instruction at Pc: a Vector of a elements that are all b; a is a constant; inline if the nursery has room"),
            new(IrOp.VectorOf,       -1, runtime,             "the instruction at Pc: a Vector of the inputs; inline if the nursery has room"),
            new(IrOp.NewClosure,     -1, runtime,             "the instruction at Pc: a closure of functions[Imm] with the inputs; inline if the nursery has room"),
            new(IrOp.CheckArgument,   3, runtime,             "the instruction at Pc, an error unless c is of ObjectType Imm, of which Cons means a list; inline for the usual values"),
            new(IrOp.Routine,        -1, runtime,             "the instruction at Pc with the inputs; by the routine Imm, if it is the usual case"),
            new(IrOp.RuntimeCall,    -1, runtime,             "the instruction at Pc with the inputs in Args"),
            new(IrOp.IsOfType,        1, pure,                "a is of a type (Imm: a TypeTest, or an ObjectType)"),
            new(IrOp.FieldGet,        1, none,                "word at Imm of a heap object; not pure, because what it is may be known by the branch before it alone"),
            new(IrOp.FieldSet,        3, runtime,             "the instruction at Pc: word at Imm of the record b = c; inline unless the collector must hear of it"),
            new(IrOp.FieldSetFixnum,  3, keep,                "word at Imm of the record b = the fixnum c"),
            new(IrOp.RecordGet,       2, runtime,             "the instruction at Pc; inline if the record b is of the type that a knows (Imm: the field's offset)"),
            new(IrOp.RecordSet,       3, runtime,             "the instruction at Pc; inline likewise, unless the collector must hear of it"),
            new(IrOp.RecordIs,        2, runtime,             "the instruction at Pc, as a Bool; inline (Imm 1: record.test)"),
            new(IrOp.RecordNew,      -1, runtime,             "the instruction at Pc: a record of the type that a makes; inline if the nursery has room"),
            new(IrOp.Poll,            0, exits | keep,        "the fused check"),
            new(IrOp.CallSelf,       -1, call,                "calls this image's own entry"),
            new(IrOp.CallGlobal,     -1, call,                "calls the function in globals[Imm]"),
            new(IrOp.CallClosure,    -1, call,                "calls a, certainly a closure, with the other inputs"),
            new(IrOp.CallValue,      -1, call,                "calls a, whatever it is, with the other inputs"),
            new(IrOp.Control,        -1, call,                "the instruction at Pc, which may call, switch or take frames away, with the inputs in Args"),
            new(IrOp.Jump,            0, end,                 "to successor 0"),
            new(IrOp.Branch,          1, end,                 "to successor 0 if the Bool a is 1, else to 1"),
            new(IrOp.Return,          1, end,                 "leaves with a"),
            new(IrOp.TailCallGlobal, -1, end,                 "globals[Imm] replaces the frame"),
            new(IrOp.TailCallClosure,-1, end,                 "a, certainly a closure, replaces the frame, with the other inputs"),
            new(IrOp.TailResume,      2, end,                 "a, a continuation that was not used, replaces the frame and goes on with b"),
        ];
#pragma warning restore IDE0055
        for (int i = 0; i < rows.Length; i++)
            if ((int)rows[i].Op != i) throw new InvalidOperationException($"Row {i} of the IR table is {rows[i].Op}.");
        return rows;
    }
}

public static class IrTypes
{
    /// <summary>Held in a general register as a word that the collector may look at.</summary>
    public static bool IsTagged(IrType type) => type is not (IrType.None or IrType.Float or IrType.Bool or IrType.Raw);
    /// <summary>May be a reference that the collector changes.</summary>
    public static bool MayBeHeap(IrType type) => IsTagged(type) && type != IrType.Fixnum;
}
