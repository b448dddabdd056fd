using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Passes;

/// <summary>
/// Computes what is known at compile time, undoes conversions there and back, and puts constants on the right.
/// Needs: nothing. Guarantees: no branch on a constant, no unreachable blocks; the constant of a commutative operation is its second input.
/// Before: `v5 = UnboxFloat (BoxFloat v3)`, `v6 = AddFixnum 1 v2` &#8212; After: v3, `v6 = AddFixnum v2 1`.
/// Whether a power of two divides is asked of bits. Before: `CompareFixnum (RemFixnum v1 4) 0 Equal` &#8212; After: `CompareFixnum (AndFixnum v1 3) 0 Equal`.
/// </summary>
internal static class Folding
{
    public static void Run(IrGraph graph)
    {
        int count = graph.ValueCount;
        var map = new List<int>(Plain.Array(count, id => id));
        bool any = false;
        foreach (int block in X64.Layout.Order(graph))
        {
            int next;
            for (int id = graph.Blocks[block].First; id >= 0; id = next)
            {
                next = graph[id].Next;
                if (graph[id].Op != IrOp.Phi)
                    foreach (ref int input in graph.Inputs(id)) input = Resolve(map, input);
                Canonicalize(graph, id);
                int same = Simplify(graph, id);
                while (map.Count < graph.ValueCount) map.Add(map.Count);
                if (same < 0) continue;
                map[id] = same;
                graph.Unlink(id);
                any = true;
            }
            FoldBranch(graph, block);
        }
        if (any) graph.Replace([.. map]);
        Unreachable.Run(graph);
    }

    private static int Resolve(List<int> map, int id)
    {
        while (map[id] != id) id = map[id];
        return id;
    }

    private static void Canonicalize(IrGraph graph, int id)
    {
        ref IrValue value = ref graph[id];
        if (value.Op is IrOp.QuotientFixnum or IrOp.RemFixnum or IrOp.ModFixnum && graph[graph.Input(id, 1)] is { Op: IrOp.Const, Imm: not (0 or -2) })
            (value.Imm, value.Snapshot) = (1, -1);
        bool commutes = value.Op is IrOp.AddFixnum or IrOp.MulFixnum or IrOp.AndFixnum or IrOp.OrFixnum or IrOp.XorFixnum
            or IrOp.AddFloat or IrOp.MulFloat or IrOp.SameWord or IrOp.CompareFixnum or IrOp.CompareFloat;
        if (!commutes) return;
        Span<int> inputs = graph.Inputs(id);
        if (graph.IsConstant(inputs[0]) && !graph.IsConstant(inputs[1]))
        {
            (inputs[0], inputs[1]) = (inputs[1], inputs[0]);
            if (value.Op is IrOp.CompareFixnum or IrOp.CompareFloat) value.Imm = (long)Mirrored((Condition)value.Imm);
        }
        if (value.Op == IrOp.CompareFixnum) AskBits(graph, id);
        // Doubling by an addition is exact too, and sooner done.
        if (value.Op == IrOp.MulFloat && graph[inputs[1]].Op == IrOp.Float && BitConverter.Int64BitsToDouble(graph[inputs[1]].Imm) == 2.0)
        {
            value.Op = IrOp.AddFloat;
            inputs[1] = inputs[0];
        }
    }

    /// <summary>A remainder of a power of two is 0 if the bits below it are; a single bit that is set is one that is not 0.</summary>
    private static void AskBits(IrGraph graph, int id)
    {
        int bits = graph.Input(id, 0), other = graph.Input(id, 1);
        if ((Condition)graph[id].Imm is not (Condition.Equal or Condition.NotEqual) || graph[other].Op != IrOp.Const || graph[bits].InputCount != 2) return;
        int mask = graph.Input(bits, 1);
        if (graph[mask] is not { Op: IrOp.Const, Imm: > 1 and var word } || !long.IsPow2(word)) return;
        if (graph[bits].Op is IrOp.RemFixnum or IrOp.ModFixnum && graph[other].Imm == 0)
        {
            int low = graph.Create(IrOp.AndFixnum, IrType.Fixnum, [graph.Input(bits, 0), graph.FixnumLiteral((word >> 1) - 1)], pc: graph[id].Pc);
            graph.InsertAfter(graph[id].Block, graph[id].Prev, low);
            graph.SetInputs(id, [low, other]);
        }
        else if (graph[bits].Op == IrOp.AndFixnum && graph[other].Imm == word)
        {
            graph.SetInputs(id, [bits, graph.FixnumLiteral(0)]);
            graph[id].Imm ^= (long)Condition.Equal ^ (long)Condition.NotEqual;
        }
    }

    internal static Condition Mirrored(Condition condition) => condition switch
    {
        Condition.Less => Condition.Greater,
        Condition.LessEqual => Condition.GreaterEqual,
        Condition.Greater => Condition.Less,
        Condition.GreaterEqual => Condition.LessEqual,
        _ => condition,
    };

    /// <summary>The value that it is the same as; -1 if none is known.</summary>
    private static int Simplify(IrGraph graph, int id)
    {
        IrValue value = graph[id];
        int a = value.InputCount > 0 ? graph.Input(id, 0) : -1, b = value.InputCount > 1 ? graph.Input(id, 1) : -1;
        switch (value.Op)
        {
            case IrOp.GuardFixnum or IrOp.GuardObject: return graph[a].Type == value.Type ? a : -1;
            case IrOp.BoxFloat when graph[a].Op == IrOp.Float: return Word(graph, graph[a].Imm);
            case IrOp.BoxFloat when graph[a].Op == IrOp.UnboxFloat: return graph.Input(a, 0);
            case IrOp.UnboxFloat or IrOp.UnboxNumber when graph[a].Op == IrOp.BoxFloat: return graph.Input(a, 0);
            case IrOp.FixnumToFloat when graph[a].Op == IrOp.Const: return FromFixnum(graph, graph[a].Imm >> 1, value.Imm != 0);
            case IrOp.BoxBool when graph[a].Op == IrOp.Bool: return graph.WordLiteral(graph[a].Imm != 0 ? Value.TrueBits : Value.FalseBits);
            case IrOp.IsTruthy when graph[a].Op == IrOp.BoxBool: return graph.Input(a, 0);
            case IrOp.IsTruthy when graph[a].Op == IrOp.Const: return graph.BoolLiteral(new Value((ulong)graph[a].Imm).IsTruthy);
            case IrOp.Not when graph[a].Op == IrOp.Bool: return graph.BoolLiteral(graph[a].Imm == 0);
            case IrOp.Not when graph[a].Op == IrOp.Not: return graph.Input(a, 0);
            case IrOp.SameWord when graph[a].Op == IrOp.BoxBool && graph[b].Op == IrOp.Const && (ulong)graph[b].Imm == Value.TrueBits: return graph.Input(a, 0);
            case IrOp.SameWord when graph[a].Op == IrOp.Const && graph[b].Op == IrOp.Const: return graph.BoolLiteral(graph[a].Imm == graph[b].Imm);
            case IrOp.CompareFixnum when graph[a].Op == IrOp.Const && graph[b].Op == IrOp.Const:
                return graph.BoolLiteral(Holds((Condition)value.Imm, graph[a].Imm.CompareTo(graph[b].Imm)));
            case IrOp.AddFixnum or IrOp.SubFixnum or IrOp.MulFixnum when graph[a].Op == IrOp.Const && graph[b].Op == IrOp.Const:
                return Fixnum(graph, value.Op, graph[a].Imm >> 1, graph[b].Imm >> 1);
            default: return -1;
        }
    }

    private static bool Holds(Condition condition, int order) => condition switch
    {
        Condition.Equal => order == 0,
        Condition.NotEqual => order != 0,
        Condition.Less => order < 0,
        Condition.LessEqual => order <= 0,
        Condition.Greater => order > 0,
        _ => order >= 0,
    };

    private static int Fixnum(IrGraph graph, IrOp op, long a, long b)
    {
        // The sum of two fixnums has 64 bits; so has their product if its upper half only repeats the sign.
        long result = op switch { IrOp.AddFixnum => a + b, IrOp.SubFixnum => a - b, _ => a * b };
        if (op == IrOp.MulFixnum && Math.BigMul(a, b, out _) != result >> 63) return -1;
        return Value.FitsFixnum(result) ? graph.FixnumLiteral(result) : -1;
    }

    private static int FromFixnum(IrGraph graph, long n, bool exact) =>
        !exact || (long)(double)n == n ? graph.Literal(IrOp.Float, IrType.Float, BitConverter.DoubleToInt64Bits(n)) : -1;

    private static int Word(IrGraph graph, long bits)
    {
        double d = BitConverter.Int64BitsToDouble(bits);
        return Value.TryFlonum(d, out Value word) || Value.TryImmediateFloat(d, out word) ? graph.WordLiteral(word.Bits) : -1;
    }

    private static void FoldBranch(IrGraph graph, int block)
    {
        int end = graph.Blocks[block].Last;
        if (end < 0 || graph[end].Op != IrOp.Branch || graph[graph.Input(end, 0)].Op != IrOp.Bool) return;
        IrBlock b = graph.Blocks[block];
        bool isTrue = graph[graph.Input(end, 0)].Imm != 0;
        (int kept, int dropped) = isTrue ? (b.Successor0, b.Successor1) : (b.Successor1, b.Successor0);
        graph.RemoveEdge(block, dropped);
        (b.Successor0, b.Successor1) = (kept, -1);
        int jump = graph.Create(IrOp.Jump, IrType.None, [], pc: graph[end].Pc);
        graph.Unlink(end);
        graph.Append(block, jump);
    }
}
