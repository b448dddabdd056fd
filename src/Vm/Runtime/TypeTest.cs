namespace ClaudeLang.Vm.Runtime;

/// <summary>What the instruction `type.is` asks of a value. Below 64: an <see cref="ObjectType"/>. The numbers stand in bytecode.</summary>
public enum TypeTest
{
    Int = 64, Float = 65, Number = 66, Bool = 67, Nil = 68, Symbol = 69, Keyword = 70, List = 71, Function = 72,
    /// <summary>A type of which there are no values yet.</summary>
    Nothing = 73,
}

/// <summary>The answers.</summary>
public static class TypeTests
{
    public const int ObjectTypeMax = 63;

    /// <summary>The test for a type's name in an annotation.</summary>
    public static int CodeOf(string name) => Enum.TryParse(name, out TypeTest test) ? (int)test : Enum.TryParse(name, out ObjectType type) ? (int)type : (int)TypeTest.Nothing;

    /// <summary>The test that a library function of one argument is; null if it is none.</summary>
    public static int? Of(Builtin function) => function switch
    {
        Builtin.IsNumber => (int)TypeTest.Number,
        Builtin.IsInt => (int)TypeTest.Int,
        Builtin.IsFloat => (int)TypeTest.Float,
        Builtin.IsBool => (int)TypeTest.Bool,
        Builtin.IsNil => (int)TypeTest.Nil,
        Builtin.IsList => (int)TypeTest.List,
        Builtin.IsSymbol => (int)TypeTest.Symbol,
        Builtin.IsKeyword => (int)TypeTest.Keyword,
        Builtin.IsFunction => (int)TypeTest.Function,
        Builtin.IsString => (int)ObjectType.String,
        Builtin.IsVector => (int)ObjectType.Vector,
        Builtin.IsFloatVector => (int)ObjectType.FloatVector,
        Builtin.IsByteVector => (int)ObjectType.ByteVector,
        Builtin.IsBuffer => (int)ObjectType.Buffer,
        Builtin.IsCell => (int)ObjectType.Cell,
        Builtin.IsTuple => (int)ObjectType.Tuple,
        Builtin.IsDict => (int)ObjectType.Dict,
        Builtin.IsTable => (int)ObjectType.Table,
        Builtin.IsSet => (int)ObjectType.Set,
        _ => null,
    };

    public static bool IsKnown(int test) => test <= ObjectTypeMax || Enum.IsDefined((TypeTest)test);

    public static bool Holds(int test, Value x) => test <= ObjectTypeMax ? Objects.Is(x, (ObjectType)test) : (TypeTest)test switch
    {
        TypeTest.Int => Objects.IsInt(x),
        TypeTest.Float => Objects.IsFloat(x),
        TypeTest.Number => Objects.IsInt(x) || Objects.IsFloat(x),
        TypeTest.Bool => x.IsBool,
        TypeTest.Nil => x.IsNil,
        TypeTest.Symbol => x.IsKind(ImmediateKind.Symbol),
        TypeTest.Keyword => x.IsKind(ImmediateKind.Keyword),
        TypeTest.List => Objects.IsList(x),
        TypeTest.Function => IsFunction(x),
        TypeTest.Nothing => false,
        _ => throw new BugException($"no type test has the number {test}"),
    };

    private static bool IsFunction(Value x) => x.IsKind(ImmediateKind.Builtin) || Objects.Is(x, ObjectType.Closure) || Objects.Is(x, ObjectType.RecordFunction);
}
