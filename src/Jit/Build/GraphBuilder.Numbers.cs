using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Profile;

namespace ClaudeLang.Jit.Build;

/// <summary>
/// Arithmetic and comparisons, chosen by what is known of the operands and what the feedback says of them:
/// fixnums, raw doubles, or the instruction itself with an inline path for fixnums.
/// </summary>
internal sealed partial class GraphBuilder
{
    private enum Numbers { Generic, Fixnums, Floats, FloatsLenient }

    private static bool MayBeNumber(IrType type) => type is IrType.Any or IrType.Fixnum or IrType.Float;

    /// <summary>What to take the operands for.</summary>
    private Numbers Kind(int a, int b)
    {
        IrType left = TypeOf(a), right = TypeOf(b);
        if (!MayBeNumber(left) || !MayBeNumber(right)) return Numbers.Generic;
        Feedback seen = FeedbackHere & (Feedback.Float | Feedback.BigInt | Feedback.Other | Feedback.GuardFailed);
        bool known = left != IrType.Any && right != IrType.Any;
        if (left == IrType.Float || right == IrType.Float)
            return known || (seen & (Feedback.BigInt | Feedback.Other)) == 0 ? Numbers.FloatsLenient : Numbers.Generic;
        if (known || seen == Feedback.None) return (seen & ~Feedback.Float) == Feedback.None ? Numbers.Fixnums : Numbers.Generic;
        return seen == Feedback.Float ? Numbers.Floats : Numbers.Generic;
    }

    /// <summary>The operands as raw doubles: strictly Floats (unless known as fixnums), or any numbers.</summary>
    private (int A, int B) Doubles(int a, int b, Numbers kind, bool exact)
    {
        if (kind == Numbers.FloatsLenient) return (Number(a, exact), Number(b, exact));
        int left = TypeOf(a) == IrType.Fixnum ? Number(a, exact) : Float(a);
        return (left, TypeOf(b) == IrType.Fixnum ? Number(b, exact) : Float(b));
    }

    private int Arithmetic(Opcode op)
    {
        int a = Peek(1), b = Peek();
        Numbers kind = Kind(a, b);
        if (kind == Numbers.Fixnums) return FixnumArithmetic(op);
        IrOp floatOp = op switch
        {
            Opcode.Add => IrOp.AddFloat,
            Opcode.Sub => IrOp.SubFloat,
            Opcode.Mul => IrOp.MulFloat,
            Opcode.Div => IrOp.DivFloat,
            _ => IrOp.Arithmetic,
        };
        if (kind == Numbers.Generic || floatOp == IrOp.Arithmetic) return Generic(op);
        (a, b) = Doubles(a, b, kind, exact: false);
        return Add(floatOp, IrType.Float, [a, b]);
    }

    private int Generic(Opcode op)
    {
        if (op is not (Opcode.Add or Opcode.Sub or Opcode.Mul or Opcode.AddWrap or Opcode.SubWrap or Opcode.MulWrap)) return RuntimeCall(2);
        return Add(IrOp.Arithmetic, IrType.Any, Operands(2), (long)op, Snapshot());
    }

    private int FixnumArithmetic(Opcode op)
    {
        int a = GuardFixnum(Peek(1)), b = GuardFixnum(Peek());
        (IrOp fixnumOp, DeoptReason reason) = op switch
        {
            Opcode.Add or Opcode.AddWrap => (IrOp.AddFixnum, DeoptReason.FixnumOverflow),
            Opcode.Sub or Opcode.SubWrap => (IrOp.SubFixnum, DeoptReason.FixnumOverflow),
            Opcode.Mul or Opcode.MulWrap => (IrOp.MulFixnum, DeoptReason.FixnumOverflow),
            Opcode.Div or Opcode.Quotient => (IrOp.QuotientFixnum, DeoptReason.DivideByZero),
            Opcode.Rem => (IrOp.RemFixnum, DeoptReason.DivideByZero),
            _ => (IrOp.ModFixnum, DeoptReason.DivideByZero),
        };
        return Add(fixnumOp, IrType.Fixnum, [a, b], snapshot: Snapshot(), reason: reason);
    }

    private int Bits(Opcode op)
    {
        IrType left = TypeOf(Peek(1)), right = TypeOf(Peek());
        if (!Trusts || FeedbackHere.HasFlag(Feedback.Float) || left is not (IrType.Any or IrType.Fixnum) || right is not (IrType.Any or IrType.Fixnum)) return RuntimeCall(2);
        int a = GuardFixnum(Peek(1)), b = GuardFixnum(Peek());
        return op switch
        {
            Opcode.BitAnd => Add(IrOp.AndFixnum, IrType.Fixnum, [a, b]),
            Opcode.BitOr => Add(IrOp.OrFixnum, IrType.Fixnum, [a, b]),
            Opcode.BitXor => Add(IrOp.XorFixnum, IrType.Fixnum, [a, b]),
            Opcode.Shl => Add(IrOp.ShlFixnum, IrType.Fixnum, [a, b], snapshot: Snapshot(), reason: DeoptReason.ShiftCount),
            Opcode.Shr => Add(IrOp.ShrFixnum, IrType.Fixnum, [a, b], snapshot: Snapshot(), reason: DeoptReason.ShiftCount),
            _ => Add(IrOp.UshrFixnum, IrType.Fixnum, [a, b], snapshot: Snapshot(), reason: DeoptReason.ShiftCount),
        };
    }

    private int Unary(Opcode op)
    {
        int a = Peek();
        IrType type = TypeOf(a);
        if (!MayBeNumber(type) || (type == IrType.Any && (FeedbackHere & (Feedback.BigInt | Feedback.Other)) != 0)) return RuntimeCall(1);
        bool failed = FeedbackHere.HasFlag(Feedback.GuardFailed), isFloat = type == IrType.Float || (type == IrType.Any && FeedbackHere.HasFlag(Feedback.Float));
        switch (op)
        {
            case Opcode.ToFloat: return Number(a, exact: false);
            case Opcode.Sqrt: return Add(IrOp.SqrtFloat, IrType.Float, [Number(a, exact: false)]);
            case Opcode.Neg when type == IrType.Float: return Add(IrOp.NegFloat, IrType.Float, [a]);
            case Opcode.Neg when isFloat && !failed: return Add(IrOp.NegFloat, IrType.Float, [Float(a)]);
            case Opcode.Neg when !isFloat && Trusts: return Add(IrOp.NegFixnum, IrType.Fixnum, [GuardFixnum(a)], snapshot: Snapshot(), reason: DeoptReason.FixnumOverflow);
            case Opcode.BitNot when !isFloat && Trusts: return Add(IrOp.NotFixnum, IrType.Fixnum, [GuardFixnum(a)]);
            case Opcode.ToInt when type == IrType.Fixnum: return a;
            case Opcode.ToInt when isFloat && !failed: return Add(IrOp.FloatToFixnum, IrType.Fixnum, [Float(a)], snapshot: Snapshot(), reason: DeoptReason.IntNeedsBox);
            case Opcode.ToInt when !isFloat && !failed: return GuardFixnum(a);
            default: return RuntimeCall(1);
        }
    }

    private int Compare(Condition condition)
    {
        int a = Peek(1), b = Peek();
        Numbers kind = Kind(a, b);
        if (kind == Numbers.Generic) return Add(IrOp.Comparison, IrType.Bool, Operands(2), (long)condition, Snapshot());
        if (kind == Numbers.Fixnums)
        {
            a = GuardFixnum(a);
            return Add(IrOp.CompareFixnum, IrType.Bool, [a, GuardFixnum(Peek())], (long)condition);
        }
        (a, b) = Doubles(a, b, kind, exact: true);
        return Add(IrOp.CompareFloat, IrType.Bool, [a, b], (long)condition);
    }

    private int Equality(Condition condition)
    {
        int a = Peek(1), b = Peek();
        if (!IsIdentity(a) && !IsIdentity(b)) return Compare(condition);
        int same = Add(IrOp.SameWord, IrType.Bool, [Tagged(a), Tagged(b)]);
        return condition == Condition.Equal ? same : Add(IrOp.Not, IrType.Bool, [same]);
    }

    /// <summary>Equal to nothing but itself, so that equality is equality of the words.</summary>
    private bool IsIdentity(int value) =>
        TypeOf(value) is IrType.Bool or IrType.Vector or IrType.Closure or IrType.Buffer || (_graph[value].Op == IrOp.Const && TypeOf(value) == IrType.Any) || IsName(value);

    /// <summary>A quoted Symbol or Keyword.</summary>
    private bool IsName(int value) => _graph[value].Op == IrOp.ChunkConst && _graph.Chunk.Constants[(int)_graph[value].Imm] is Constant.Symbol or Constant.Keyword;
}
