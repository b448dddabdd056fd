using ClaudeLang.Jit.Ir;

namespace ClaudeLang.Jit.Passes;

/// <summary>
/// Asks in front of a loop whether the limit of a counter is small, and not in each round whether a product of counters is a fixnum.
/// Needs: entry snapshots whose values are still there. Guarantees: MulFixnum without a snapshot has Imm 1.
/// Before: `b3: v9 = MulFixnum v5 v7  @28`, both counters below v2 &#8212; After: `IndicesCheck v2 2^29` in the preheader, `v9 = MulFixnum v5 v7`, which never exits.
/// </summary>
internal static class ShortProducts
{
    /// <summary>The product of two that are not above it is a fixnum, and as a word it is an operand of an instruction.</summary>
    private const long ShortMax = 1L << 29;

    public static void Run(IrGraph graph)
    {
        if (graph.Loops.Count == 0) return;
        var products = new List<int>();
        for (int id = 0; id < graph.ValueCount; id++)
            if (graph[id].Op == IrOp.MulFixnum && graph[id].Block >= 0 && graph[id].Snapshot >= 0 && graph.Blocks[graph[id].Block].Loop >= 0) products.Add(id);
        if (products.Count == 0) return;
        var dominance = new Dominance(graph);
        var ranges = new ValueRanges(graph, dominance);
        var asked = new HashSet<(int Loop, int Limit)>();
        foreach (int id in products)
        {
            var limits = new List<(int Loop, int Limit)>();
            if (!IsShort(graph.Input(id, 0), id) || !IsShort(graph.Input(id, 1), id)) continue;
            foreach ((int Loop, int Limit) limit in limits)
                if (asked.Add(limit)) Counter.Ask(graph, limit.Loop, IrOp.IndicesCheck, limit.Limit, graph.FixnumLiteral(ShortMax), DeoptReason.FixnumOverflow);
            graph[id].Imm = 1;
            graph[id].Snapshot = -1;

            bool IsShort(int factor, int at)
            {
                int number = graph[factor].Op == IrOp.Untag ? graph.Input(factor, 0) : factor;
                Range range = ranges.Of(number, at);
                if (range.Least >= -ShortMax && range.Most <= ShortMax) return true;
                if (Counter.Find(graph, dominance, ranges, number, at) is not { } counter || ranges.Of(counter.Limit, at).Least > ShortMax) return false;
                int loop = graph.OutermostLoop(counter.Loop, counter.Limit, around => Counter.CanAsk(graph, around));
                limits.Add((loop, counter.Limit));
                return Counter.CanAsk(graph, loop);
            }
        }
    }
}
