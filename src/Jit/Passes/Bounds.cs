using ClaudeLang.Jit.Ir;

namespace ClaudeLang.Jit.Passes;

/// <summary>
/// Finds sums, differences and products that cannot leave the fixnums, and divisions by a power of two that need not look at the sign, because
/// of the comparisons and checks that led there and of what the operands were made by.
/// Needs: no critical edges. Guarantees: AddFixnum, SubFixnum and MulFixnum without a snapshot have Imm 1.
/// Before: behind `v8 = CompareFixnum v5 v7 Less`: `v9 = AddFixnum v5 1  @28` &#8212; After: `v9 = AddFixnum v5 1`, which never exits.
/// </summary>
internal static class Bounds
{
    public static void Run(IrGraph graph)
    {
        ValueRanges? ranges = null;
        foreach (int block in X64.Layout.Order(graph))
            for (int id = graph.Blocks[block].First; id >= 0; id = graph[id].Next)
            {
                bool mayOverflow = graph[id].Op is IrOp.AddFixnum or IrOp.SubFixnum or IrOp.MulFixnum;
                if (!mayOverflow && !graph.DividesByPower(id)) continue;
                ranges ??= new ValueRanges(graph, new Dominance(graph));
                if (!mayOverflow) Divide(graph, ranges, id);
                else if (ranges.IsFixnum(id))
                {
                    graph[id].Imm = 1;
                    graph[id].Snapshot = -1;
                }
            }
    }

    private static void Divide(IrGraph graph, ValueRanges ranges, int id)
    {
        int a = graph.Input(id, 0);
        if (ranges.IsMultiple(a, graph[graph.Input(id, 1)].Imm >> 1, graph[id].Block)) graph[id].Imm = 2;
        else if (ranges.Of(a, id).Least >= 0) graph[id].Imm = 3;
    }
}
