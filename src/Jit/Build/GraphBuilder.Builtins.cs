using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Profile;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Build;

/// <summary>Built-in functions that have code of their own.</summary>
internal sealed partial class GraphBuilder
{
    private bool GuardFailedHere => FeedbackHere.HasFlag(Feedback.GuardFailed);

    private void CallBuiltin(uint word)
    {
        int? result = GuardFailedHere ? null : Inlined((Builtin)Instruction.U16(word), Instruction.U8(word));
        if (result is { } known) Replace(Instruction.U8(word), known);
        else Runtime(word);
    }

    /// <summary>The result of a built-in that has code of its own for so many arguments; null if it has none.</summary>
    private int? Inlined(Builtin function, int arguments) => (function, arguments) switch
    {
        (Builtin.DotimesCount, 1) when MayBeNumber(TypeOf(Peek())) && TypeOf(Peek()) != IrType.Float => GuardFixnum(Peek()),
        (Builtin.FloatVectorLength, 1) => Add(IrOp.VectorLength, IrType.Fixnum, [TypedVector(0, IrType.FloatVector)]),
        (Builtin.ByteVectorLength, 1) => Add(IrOp.VectorLength, IrType.Fixnum, [TypedVector(0, IrType.ByteVector)]),
        (Builtin.FloatVectorRef, 2) => Element(IrOp.FloatVectorRef, IrType.FloatVector, IrType.Float),
        (Builtin.ByteVectorRef, 2) => Element(IrOp.ByteVectorRef, IrType.ByteVector, IrType.Fixnum),
        (Builtin.FloatVectorSet, 3) when MayBeNumber(TypeOf(Peek())) => SetElement(IrOp.FloatVectorSet, IrType.FloatVector),
        (Builtin.ByteVectorSet, 3) when MayBeNumber(TypeOf(Peek())) => SetElement(IrOp.ByteVectorSet, IrType.ByteVector),
        (Builtin.Abs, 1) when MayBeNumber(TypeOf(Peek())) && TypeOf(Peek()) != IrType.Float => Absolute(),
        (Builtin.Min, 2) when AreForFixnums() => Extreme(IrOp.MinFixnum),
        (Builtin.Max, 2) when AreForFixnums() => Extreme(IrOp.MaxFixnum),
        (Builtin.MakeVector, 2) when _graph[Peek(1)] is { Op: IrOp.Const, Type: IrType.Fixnum, Imm: >= 0 and <= 2 * InlineElementsMax } =>
            Add(IrOp.NewVector, IrType.Vector, Operands(2), snapshot: Snapshot()),
        (Builtin.Vector, <= InlineElementsMax) => Add(IrOp.VectorOf, IrType.Vector, Operands(arguments), snapshot: Snapshot()),
        (Builtin.BufferLength, 1) => Add(IrOp.FieldGet, IrType.Fixnum, [BufferAt(0)], 8 * Objects.BufferCount),
        (Builtin.BufferRef, 2) => BufferRef(),
        (Builtin.BufferSet, 3) => BufferSet(),
        (Builtin.BufferPush, 2) => BufferPush(),
        (Builtin.BufferPop, 1) => Add(IrOp.BufferPop, IrType.Any, [BufferAt(0)], snapshot: Snapshot()),
        (Builtin.StringLength, 1) => Add(IrOp.VectorLength, IrType.Fixnum, [StringAt(0)]),
        (Builtin.CodePoint, 2) => CodePoint(),
        (Builtin.CheckFunction, 3) => CheckArgument(ObjectType.Closure),
        (Builtin.CheckList, 3) => CheckArgument(ObjectType.Cons),
        (Builtin.CheckTable, 3) => CheckArgument(ObjectType.Table),
        (_, 1) when TypeTests.Of(function) is { } test => TypeIs(test),
        _ when Routines.Of(function, arguments) is { } routine =>
            Add(IrOp.Routine, ResultOf(routine), Operands(arguments), (long)routine, Snapshot()),
        _ => null,
    };

    private static IrType ResultOf(Routine routine) => routine switch
    {
        Routine.MakeVector => IrType.Vector,
        Routine.Buffer => IrType.Buffer,
        _ => IrType.Any,
    };

    /// <summary>Longer vectors are left to the interpreter.</summary>
    private const int InlineElementsMax = 16;

    private bool AreForFixnums() =>
        MayBeNumber(TypeOf(Peek())) && TypeOf(Peek()) != IrType.Float && MayBeNumber(TypeOf(Peek(1))) && TypeOf(Peek(1)) != IrType.Float;

    private int Absolute() => Add(IrOp.AbsFixnum, IrType.Fixnum, [GuardFixnum(Peek())], snapshot: Snapshot(), reason: DeoptReason.FixnumOverflow);

    private int Extreme(IrOp op)
    {
        int a = GuardFixnum(Peek(1));
        return Add(op, IrType.Fixnum, [a, GuardFixnum(Peek())]);
    }

    private int CheckArgument(ObjectType type)
    {
        Add(IrOp.CheckArgument, IrType.None, Operands(3), (long)type, Snapshot());
        return Word(Value.NilBits);
    }

    // ---- buffers and strings ----------------------------------------------------------------------------------------

    private int BufferAt(int fromTop) => GuardObject(Peek(fromTop), ObjectType.Buffer, IrType.Buffer, DeoptReason.NotBuffer);

    private int StringAt(int fromTop) => GuardObject(Peek(fromTop), ObjectType.String, IrType.String, DeoptReason.NotString);

    private int BufferRef()
    {
        int buffer = BufferAt(1), index = GuardFixnum(Peek());
        return Add(IrOp.BufferRef, IrType.Any, [buffer, index], snapshot: Snapshot(), reason: DeoptReason.IndexOutside);
    }

    private int BufferSet()
    {
        int buffer = BufferAt(2), index = GuardFixnum(Peek(1));
        Add(IrOp.BufferSet, IrType.None, [buffer, index, Tagged(Peek())], snapshot: Snapshot());
        return Word(Value.NilBits);
    }

    private int BufferPush()
    {
        int buffer = BufferAt(1);
        Add(IrOp.BufferPush, IrType.None, [buffer, Tagged(Peek())], snapshot: Snapshot());
        return Word(Value.NilBits);
    }

    private int CodePoint()
    {
        int text = StringAt(1), index = GuardFixnum(Peek());
        return !IsFrameless ? Add(IrOp.CodePoint, IrType.Fixnum, [text, index], snapshot: Snapshot())
            : Add(IrOp.NarrowCodePoint, IrType.Fixnum, [text, index], snapshot: Snapshot(), reason: DeoptReason.IndexOutside);
    }

    // ---- vectors of floats and of bytes -----------------------------------------------------------------------------

    private int TypedVector(int fromTop, IrType type) =>
        GuardObject(Peek(fromTop), type == IrType.FloatVector ? ObjectType.FloatVector : ObjectType.ByteVector, type, DeoptReason.NotVector);

    private int Element(IrOp op, IrType vectorType, IrType elementType)
    {
        int vector = TypedVector(1, vectorType), index = GuardFixnum(Peek());
        CheckIndex(vector, index);
        return Add(op, elementType, [vector, index]);
    }

    private int SetElement(IrOp op, IrType vectorType)
    {
        int vector = TypedVector(2, vectorType), index = GuardFixnum(Peek(1));
        bool isFloat = vectorType == IrType.FloatVector;
        int element = isFloat ? Number(Peek(), exact: false) : GuardFixnum(Peek());
        CheckIndex(vector, index);
        Add(op, IrType.None, [vector, index, element], snapshot: isFloat ? -1 : Snapshot(), reason: DeoptReason.IndexOutside);
        return Word(Value.NilBits);
    }
}
