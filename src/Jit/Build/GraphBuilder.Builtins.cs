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
        _ => null,
    };

    private int TypedVector(int fromTop, IrType type) =>
        GuardObject(Peek(fromTop), type == IrType.FloatVector ? ObjectType.FloatVector : ObjectType.ByteVector, type, DeoptReason.NotVector);

    private int Element(IrOp op, IrType vectorType, IrType elementType)
    {
        int vector = TypedVector(1, vectorType), index = GuardFixnum(Peek());
        return Add(op, elementType, [vector, index], snapshot: Snapshot(), reason: DeoptReason.IndexOutside);
    }

    private int SetElement(IrOp op, IrType vectorType)
    {
        int vector = TypedVector(2, vectorType), index = GuardFixnum(Peek(1));
        int element = vectorType == IrType.FloatVector ? Number(Peek(), exact: false) : GuardFixnum(Peek());
        Add(op, IrType.None, [vector, index, element], snapshot: Snapshot(), reason: DeoptReason.IndexOutside);
        return Word(Value.NilBits);
    }
}
