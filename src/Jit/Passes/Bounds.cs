using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Passes;

/// <summary>
/// Finds sums and differences with a constant that cannot leave the fixnums, because of the comparisons that led there.
/// Needs: no critical edges. Guarantees: AddFixnum and SubFixnum without a snapshot have Imm 1.
/// Before: behind `v8 = CompareFixnum v5 v7 Less`: `v9 = AddFixnum v5 1  @28` &#8212; After: `v9 = AddFixnum v5 1`, which never exits.
/// </summary>
internal static class Bounds
{
    /// <summary>How many blocks above are asked.</summary>
    private const int BlocksMax = 32;

    public static void Run(IrGraph graph)
    {
        int[]? dominator = null;
        foreach (int block in X64.Layout.Order(graph))
            for (int id = graph.Blocks[block].First; id >= 0; id = graph[id].Next)
            {
                if (graph[id].Op is not (IrOp.AddFixnum or IrOp.SubFixnum) || graph[graph.Input(id, 1)].Op != IrOp.Const) continue;
                dominator ??= IrVerifier.Dominators(graph, X64.Layout.Order(graph));
                (long least, long most) = Of(graph, dominator, graph.Input(id, 0), block);
                long b = graph[graph.Input(id, 1)].Imm >> 1;
                if (graph[id].Op == IrOp.SubFixnum) b = -b; // of a fixnum, so it fits a word
                if ((Int128)least + b < Value.FixnumMin || (Int128)most + b > Value.FixnumMax) continue;
                graph[id].Imm = 1;
                graph[id].Snapshot = -1;
            }
    }

    /// <summary>What a fixnum is at least and at most in a block.</summary>
    private static (long Least, long Most) Of(IrGraph graph, int[] dominator, int value, int block)
    {
        long least = Value.FixnumMin, most = Value.FixnumMax;
        for (int steps = 0; block != 0 && steps < BlocksMax; steps++, block = dominator[block])
        {
            if (graph.Blocks[block].Predecessors is not [int before] || graph[graph.Blocks[before].Last].Op != IrOp.Branch) continue;
            bool holds = graph.Blocks[before].Successor0 == block;
            int condition = graph.Input(graph.Blocks[before].Last, 0);
            for (; graph[condition].Op == IrOp.Not; condition = graph.Input(condition, 0)) holds = !holds;
            if (graph[condition].Op == IrOp.CompareFixnum) Narrow(graph, condition, holds, value, ref least, ref most);
        }
        return (least, most);
    }

    private static void Narrow(IrGraph graph, int compare, bool holds, int value, ref long least, ref long most)
    {
        bool isLeft = graph.Input(compare, 0) == value;
        if (!isLeft && graph.Input(compare, 1) != value) return;
        int other = graph.Input(compare, isLeft ? 1 : 0);
        bool isKnown = graph[other].Op == IrOp.Const;
        (long low, long high) = isKnown ? (graph[other].Imm >> 1, graph[other].Imm >> 1) : (Value.FixnumMin, Value.FixnumMax);
        var condition = (Condition)graph[compare].Imm;
        if (!holds) condition = Inverted(condition);
        if (!isLeft) condition = Folding.Mirrored(condition);
        switch (condition)
        {
            case Condition.Less: most = Math.Min(most, high - 1); break;
            case Condition.LessEqual: most = Math.Min(most, high); break;
            case Condition.Greater: least = Math.Max(least, low + 1); break;
            case Condition.GreaterEqual: least = Math.Max(least, low); break;
            case Condition.Equal: (least, most) = (Math.Max(least, low), Math.Min(most, high)); break;
        }
    }

    private static Condition Inverted(Condition condition) => condition switch
    {
        Condition.Equal => Condition.NotEqual,
        Condition.NotEqual => Condition.Equal,
        Condition.Less => Condition.GreaterEqual,
        Condition.LessEqual => Condition.Greater,
        Condition.Greater => Condition.LessEqual,
        _ => Condition.Less,
    };
}
