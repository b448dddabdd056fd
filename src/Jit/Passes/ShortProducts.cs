using ClaudeLang.Jit.Ir;

namespace ClaudeLang.Jit.Passes;

/// <summary>
/// Asks in front of a loop whether the limit of a counter is small, and not in each round whether a product of counters is a fixnum.
/// Needs: entry snapshots whose values are still there. Guarantees: MulFixnum without a snapshot has Imm 1.
/// Before: `b3: v9 = MulFixnum v5 v7  @28`, both counters below v2 &#8212; After: `IndicesCheck v2 2^29` in the preheader, `v9 = MulFixnum v5 v7`, which never exits.
/// </summary>
internal sealed class ShortProducts
{
    /// <summary>The product of two that are not above it is a fixnum, and as a word it is an operand of an instruction.</summary>
    private const long ShortMax = 1L << 29;

    private readonly IrGraph _graph;
    private readonly Dominance _dominance;
    private readonly ValueRanges _ranges;
    private readonly HashSet<(int Loop, int Limit)> _asked = [];

    private ShortProducts(IrGraph graph)
    {
        (_graph, _dominance) = (graph, new Dominance(graph));
        _ranges = new ValueRanges(graph, _dominance);
    }

    public static void Run(IrGraph graph)
    {
        if (graph.Loops.Count == 0) return;
        ShortProducts? pass = null;
        int count = graph.ValueCount;
        for (int id = 0; id < count; id++)
            if (graph[id].Op == IrOp.MulFixnum && graph[id].Block >= 0 && graph[id].Snapshot >= 0 && graph.Blocks[graph[id].Block].Loop >= 0)
                (pass ??= new ShortProducts(graph)).Shorten(id);
    }

    private void Shorten(int product)
    {
        var limits = new List<(int Loop, int Limit)>();
        if (!IsShort(_graph.Input(product, 0), product, limits) || !IsShort(_graph.Input(product, 1), product, limits)) return;
        foreach ((int Loop, int Limit) limit in limits)
            if (_asked.Add(limit)) Counter.Ask(_graph, limit.Loop, IrOp.IndicesCheck, limit.Limit, _graph.FixnumLiteral(ShortMax), DeoptReason.FixnumOverflow);
        _graph[product].Imm = 1;
        _graph[product].Snapshot = -1;
    }

    /// <param name="limits">Gets the limit that has to be asked for it, and the loop to ask in front of.</param>
    private bool IsShort(int factor, int product, List<(int Loop, int Limit)> limits)
    {
        int number = _graph[factor].Op == IrOp.Untag ? _graph.Input(factor, 0) : factor;
        Range range = _ranges.Of(number, product);
        if (range.Least >= -ShortMax && range.Most <= ShortMax) return true;
        if (Counter.Find(_graph, _dominance, _ranges, number, product) is not { } counter) return false;
        if (_ranges.Of(counter.Limit, product).Least > ShortMax || !EndsAtHead(counter.Loop)) return false;
        int loop = _graph.OutermostLoop(counter.Loop, counter.Limit, around => Counter.CanAsk(_graph, around));
        limits.Add((loop, counter.Limit));
        return Counter.CanAsk(_graph, loop);
    }

    /// <summary>A loop that can be left elsewhere may have a large limit and never come near it.</summary>
    private bool EndsAtHead(int loop)
    {
        for (int block = 0; block < _graph.Blocks.Count; block++)
        {
            if (_graph.Blocks[block].Removed || block == _graph.Loops[loop].Head || !_graph.IsInLoop(block, loop)) continue;
            foreach (int next in _graph.Successors(block))
                if (!_graph.IsInLoop(next, loop)) return false;
        }
        return true;
    }
}
