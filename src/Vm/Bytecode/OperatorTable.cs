using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Vm.Bytecode;

/// <summary>A library function that has an instruction of its own.</summary>
/// <param name="Arity">Arguments of the instruction.</param>
/// <param name="Chains">Whether `(op a b c …)` is `(op (op a b) c) …`.</param>
public readonly record struct OperatorRow(string Name, Opcode Op, int Arity, bool Chains = false);

/// <summary>
/// The functions whose calls compile to one instruction. A row must name its errors as the function does: `inc` is no `add`, because
/// its errors would speak of `+`.
/// </summary>
public static class OperatorTable
{
    private static readonly OperatorRow[] Rows =
    [
        new("+", Opcode.Add, 2, Chains: true), new("-", Opcode.Sub, 2, Chains: true), new("*", Opcode.Mul, 2, Chains: true),
        new("/", Opcode.Div, 2, Chains: true), new("quotient", Opcode.Quotient, 2, Chains: true),
        new("rem", Opcode.Rem, 2, Chains: true), new("mod", Opcode.Mod, 2, Chains: true), new("-", Opcode.Neg, 1),
        new("+%", Opcode.AddWrap, 2, Chains: true), new("-%", Opcode.SubWrap, 2, Chains: true), new("*%", Opcode.MulWrap, 2, Chains: true),
        new("bit-and", Opcode.BitAnd, 2, Chains: true), new("bit-or", Opcode.BitOr, 2, Chains: true), new("bit-xor", Opcode.BitXor, 2, Chains: true),
        new("bit-not", Opcode.BitNot, 1), new("shl", Opcode.Shl, 2, Chains: true), new("shr", Opcode.Shr, 2, Chains: true),
        new("ushr", Opcode.Ushr, 2, Chains: true), new("float", Opcode.ToFloat, 1), new("int", Opcode.ToInt, 1), new("sqrt", Opcode.Sqrt, 1),
        new("=", Opcode.Eq, 2), new("==", Opcode.Eq, 2), new("!=", Opcode.Ne, 2), new("<", Opcode.Lt, 2), new("<=", Opcode.Le, 2),
        new(">", Opcode.Gt, 2), new(">=", Opcode.Ge, 2), new("same?", Opcode.Same, 2), new("not", Opcode.Not, 1), new("nil?", Opcode.IsNil, 1),
        new("cons", Opcode.Cons, 2), new("head", Opcode.Head, 1), new("first", Opcode.Head, 1), new("car", Opcode.Head, 1),
        new("tail", Opcode.Tail, 1), new("rest", Opcode.Tail, 1), new("cdr", Opcode.Tail, 1), new("empty?", Opcode.IsEmpty, 1),
        new("vector-ref", Opcode.VectorRef, 2), new("vector-set!", Opcode.VectorSet, 3), new("vector-length", Opcode.VectorLength, 1),
    ];

    /// <summary>Functions that check an argument for the library, and the type that it mostly has. What else they let pass, they say themselves.</summary>
    private static readonly Dictionary<string, ObjectType> Checks = new()
    {
        ["%check-function"] = ObjectType.Closure,
        ["%check-list"] = ObjectType.Cons,
        ["%check-table"] = ObjectType.Table,
        ["%check-vector"] = ObjectType.Vector,
    };

    private const int ArityMax = 3;
    private static readonly Dictionary<string, OperatorRow>[] ByArity = Sort();

    private static Dictionary<string, OperatorRow>[] Sort()
    {
        var sorted = new Dictionary<string, OperatorRow>[ArityMax + 1];
        for (int arity = 0; arity <= ArityMax; arity++) sorted[arity] = [];
        foreach (OperatorRow row in Rows) sorted[row.Arity].Add(row.Name, row);
        return sorted;
    }

    public static bool TryFindCheck(string name, out ObjectType type) => Checks.TryGetValue(name, out type);

    /// <summary>The instruction for a call with so many arguments; an n-ary chain gives the row of two.</summary>
    public static bool TryFind(string name, int argumentCount, out OperatorRow row) =>
        ByArity[Math.Min(argumentCount, ArityMax)].TryGetValue(name, out row) && row.Arity == argumentCount || (argumentCount > 2 && ByArity[2].TryGetValue(name, out row) && row.Chains);
}
