using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.X64;

/// <summary>What both compilers emit to ask for a value's type. Nothing of it leaves or calls.</summary>
internal static class TypeTestCode
{
    private const int Tag = (int)Value.HeapTag;

    /// <summary>Whether there is code for the test: for all but <see cref="TypeTest.Nil"/>, which is one compare, and the test of a type without values.</summary>
    public static bool Has(int test) => test <= TypeTests.ObjectTypeMax || (TypeTest)test is >= TypeTest.Int and <= TypeTest.Function and not TypeTest.Nil;

    /// <summary>To the label unless x is a heap object of the type; then <paramref name="address"/> holds where it is.</summary>
    public static void CheckObject(Emitter e, Gpr x, Gpr address, ObjectType type, int no)
    {
        e.LoadAddress(address, new Mem(x, -Tag));
        e.TestByte(address, (byte)Value.TagMask);
        e.Jump(Cc.Ne, no);
        e.CompareByte(new Mem(address, 0), (byte)type);
        e.Jump(Cc.Ne, no);
    }

    /// <summary>To the label unless x is of the type.</summary>
    /// <param name="test">One that <see cref="Has"/> code.</param>
    /// <param name="scratch">Another register than x, which is overwritten.</param>
    public static void BranchUnless(Emitter e, Gpr x, Gpr scratch, int test, int no)
    {
        int yes = e.NewLabel();
        if (test > TypeTests.ObjectTypeMax) BranchOnWord(e, x, scratch, (TypeTest)test, yes, no);
        if (LastObject(test) is { } type) CheckObject(e, x, scratch, type, no);
        e.Bind(yes);
    }

    /// <summary>The objects that are of the type, if any are, when all else has been asked.</summary>
    private static ObjectType? LastObject(int test) => (TypeTest)test switch
    {
        <= (TypeTest)TypeTests.ObjectTypeMax => (ObjectType)test,
        TypeTest.Int => ObjectType.BoxedInt,
        TypeTest.Float or TypeTest.Number => ObjectType.BoxedFloat,
        TypeTest.List => ObjectType.Cons,
        TypeTest.Function => ObjectType.RecordFunction,
        _ => null,
    };

    private static void BranchOnWord(Emitter e, Gpr x, Gpr scratch, TypeTest test, int yes, int no)
    {
        switch (test)
        {
            case TypeTest.Int: JumpIfBitIsClear(e, x, 1, yes); break;
            case TypeTest.Float: JumpIfFloat(e, x, yes, no); break;
            case TypeTest.Number:
                JumpIfBitIsClear(e, x, 1, yes);
                JumpIfFloat(e, x, yes, no);
                JumpIfObject(e, x, scratch, ObjectType.BoxedInt, yes);
                break;
            case TypeTest.Bool:
                JumpIfWord(e, x, Value.TrueBits, yes);
                e.Do(Alu.Cmp, x, (int)Value.FalseBits);
                e.Jump(Cc.Ne, no);
                break;
            case TypeTest.Symbol: CheckKind(e, x, scratch, ImmediateKind.Symbol, no); break;
            case TypeTest.Keyword: CheckKind(e, x, scratch, ImmediateKind.Keyword, no); break;
            case TypeTest.List: JumpIfWord(e, x, Value.EmptyBits, yes); break;
            case TypeTest.Function:
                int noBuiltin = e.NewLabel();
                CheckKind(e, x, scratch, ImmediateKind.Builtin, noBuiltin);
                e.Jump(yes);
                e.Bind(noBuiltin);
                JumpIfObject(e, x, scratch, ObjectType.Closure, yes);
                break;
            default: throw new InvalidOperationException($"no code for the test {test}");
        }
    }

    private static void JumpIfBitIsClear(Emitter e, Gpr x, byte bit, int label)
    {
        e.TestByte(x, bit);
        e.Jump(Cc.E, label);
    }

    private static void JumpIfWord(Emitter e, Gpr x, ulong word, int label)
    {
        e.Do(Alu.Cmp, x, (int)word);
        e.Jump(Cc.E, label);
    }

    private static void JumpIfObject(Emitter e, Gpr x, Gpr scratch, ObjectType type, int yes)
    {
        int other = e.NewLabel();
        CheckObject(e, x, scratch, type, other);
        e.Jump(yes);
        e.Bind(other);
    }

    private static void CheckKind(Emitter e, Gpr x, Gpr scratch, ImmediateKind kind, int no)
    {
        e.ZeroExtendByte(scratch, x);
        e.Do(Alu.Cmp, scratch, (int)(byte)Value.FromImmediate(kind, 0).Bits);
        e.Jump(Cc.Ne, no);
    }

    /// <summary>A fixnum has bit 0 clear; a flonum has it set and bit 1 clear. The immediate Floats are the words from <see cref="Value.ZeroBits"/> to <see cref="Value.NanBits"/> in steps of 256.</summary>
    private static void JumpIfFloat(Emitter e, Gpr x, int yes, int no)
    {
        e.TestByte(x, 1);
        e.Jump(Cc.E, no);
        JumpIfBitIsClear(e, x, 2, yes);
        for (ulong word = Value.ZeroBits; word <= Value.NanBits; word += Value.NegativeZeroBits - Value.ZeroBits) JumpIfWord(e, x, word, yes);
    }
}
