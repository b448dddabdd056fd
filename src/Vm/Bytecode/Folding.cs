using System.Collections.Immutable;
using ClaudeLang.Vm.Syntax;

namespace ClaudeLang.Vm.Bytecode;

/// <summary>Calls of library functions whose result is known from literals alone, and cannot be an error.</summary>
public static class Folding
{
    /// <summary>Whether a literal counts as true in a condition.</summary>
    public static bool IsTrue(Constant value) => value is not (Constant.Nil or Constant.Bool { Value: false });

    /// <summary>The value of the call, or null if it must be left to the run.</summary>
    public static Constant? Fold(string name, ImmutableArray<Node> arguments) => arguments switch
    {
        [LiteralNode { Value: var a }] => Unary(name, a),
        [LiteralNode { Value: Constant.Int a }, LiteralNode { Value: Constant.Int b }] => Ints(name, a.Value, b.Value),
        [LiteralNode { Value: Constant.Float a }, LiteralNode { Value: Constant.Float b }] => Floats(name, a.Value, b.Value),
        _ => null,
    };

    private static Constant? Unary(string name, Constant a) => (name, a) switch
    {
        ("not", _) => new Constant.Bool(!IsTrue(a)),
        ("-" or "neg", Constant.Int { Value: not long.MinValue and var n }) => new Constant.Int(-n),
        ("-" or "neg", Constant.Float { Value: var x }) when !double.IsNaN(x) => new Constant.Float(-x),
        ("float", Constant.Int { Value: var n }) => new Constant.Float(n),
        _ => null,
    };

    private static Constant? Ints(string name, long a, long b)
    {
        long result;
        switch (name)
        {
            case "+" when !Overflows(a, b, a + b): result = a + b; break;
            case "-" when ((a ^ b) & (a ^ (a - b))) >= 0: result = a - b; break;
            case "*" when Math.BigMul(a, b, out result) == result >> 63: break;
            case "+%": result = unchecked(a + b); break;
            case "-%": result = unchecked(a - b); break;
            case "*%": result = unchecked(a * b); break;
            case "bit-and": result = a & b; break;
            case "bit-or": result = a | b; break;
            case "bit-xor": result = a ^ b; break;
            case "shl" when b is >= 0 and < 64: result = a << (int)b; break;
            case "shr" when b is >= 0 and < 64: result = a >> (int)b; break;
            case "=" or "==": return new Constant.Bool(a == b);
            case "!=": return new Constant.Bool(a != b);
            case "<": return new Constant.Bool(a < b);
            case "<=": return new Constant.Bool(a <= b);
            case ">": return new Constant.Bool(a > b);
            case ">=": return new Constant.Bool(a >= b);
            default: return null;
        }
        return new Constant.Int(result);
    }

    private static bool Overflows(long a, long b, long sum) => ((a ^ sum) & (b ^ sum)) < 0;

    // nan is left to the run: which bits a computed one has is the run time's business
    private static Constant? Floats(string name, double a, double b)
    {
        double result = name switch { "+" => a + b, "-" => a - b, "*" => a * b, "/" => a / b, _ => double.NaN };
        return double.IsNaN(result) ? null : new Constant.Float(result);
    }
}
