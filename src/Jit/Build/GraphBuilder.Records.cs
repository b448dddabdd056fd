using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Build;

/// <summary>Records, and the questions of patterns and annotations.</summary>
internal sealed partial class GraphBuilder
{
    /// <summary>Records with more fields are left to the interpreter.</summary>
    private const int InlineFieldsMax = 32;

    private static int FieldOffset(int field) => 8 * (Objects.FieldsFirst + field);

    private void RecordNew(int fields)
    {
        if (fields > InlineFieldsMax) Replace(fields + 1, RuntimeCall(fields + 1));
        else Replace(fields + 1, Add(IrOp.RecordNew, IrType.Any, Operands(fields + 1), snapshot: Snapshot()));
    }

    private void RecordSet(int field)
    {
        Add(IrOp.RecordSet, IrType.None, Operands(3), FieldOffset(field), Snapshot());
        Replace(3, Word(Value.NilBits));
    }

    private int TypeIs(int test)
    {
        int x = Peek();
        if (KnownAnswer(TypeOf(x), test) is { } answer) return _graph.BoolLiteral(answer);
        if (test <= TypeTests.ObjectTypeMax) return Add(IrOp.IsObject, IrType.Bool, [Tagged(x)], test);
        return (TypeTest)test switch
        {
            TypeTest.Nil => IsNil(),
            TypeTest.Int or TypeTest.Float or TypeTest.Number or TypeTest.List => Add(IrOp.IsKind, IrType.Bool, [Tagged(x)], test, Snapshot()),
            _ => Add(IrOp.SameWord, IrType.Bool, [RuntimeCall(1), Word(Value.TrueBits)]),
        };
    }

    private static bool? KnownAnswer(IrType type, int test) => type switch
    {
        IrType.Fixnum => test is (int)TypeTest.Int or (int)TypeTest.Number,
        IrType.Float => test is (int)TypeTest.Float or (int)TypeTest.Number,
        IrType.Bool => test == (int)TypeTest.Bool,
        IrType.Cons => test is (int)TypeTest.List or (int)ObjectType.Cons,
        IrType.Vector => test == (int)ObjectType.Vector,
        IrType.Closure => test is (int)TypeTest.Function or (int)ObjectType.Closure,
        _ => null,
    };
}
