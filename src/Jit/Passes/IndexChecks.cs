using ClaudeLang.Jit.Ir;

namespace ClaudeLang.Jit.Passes;

/// <summary>
/// Asks in front of a loop that counts up to a limit whether the vector is that long, and not in each round whether it has the element.
/// Needs: lengths were hoisted, entry snapshots whose values are still there. Guarantees: nothing that another pass needs.
/// Before: `b2: … Branch (CompareFixnum i n Less)`, `b3: IndexCheck i v14` &#8212; After: `IndicesCheck n v14` in the preheader, none in b3.
/// A loop that has a round for the limit as well asks there whether that is an index.
/// </summary>
internal static class IndexChecks
{
    public static void Run(IrGraph graph)
    {
        if (graph.Loops.Count == 0) return;
        var checks = new List<int>();
        for (int id = 0; id < graph.ValueCount; id++)
            if (graph[id].Op == IrOp.IndexCheck && graph[id].Block >= 0) checks.Add(id);
        if (checks.Count == 0) return;
        var dominance = new Dominance(graph);
        var ranges = new ValueRanges(graph, dominance);
        var asked = new HashSet<(Counter Counter, int Length)>();
        var needless = new List<int>();
        foreach (int check in checks)
        {
            int index = graph.Input(check, 0), length = graph.Input(check, 1);
            if (Counter.Find(graph, dominance, ranges, index, check) is not { } counter || graph.IsInLoop(graph[length].Block, counter.Loop)) continue;
            if (!Counter.CanAsk(graph, counter.Loop)) continue;
            if (asked.Add((counter, length))) Ask(graph, counter, length);
            needless.Add(check);
        }
        foreach (int check in needless) graph.Unlink(check);
    }

    private static void Ask(IrGraph graph, Counter counter, int length) =>
        Counter.Ask(graph, counter.Loop, counter.GoesOn == Condition.LessEqual ? IrOp.IndexCheck : IrOp.IndicesCheck, counter.Limit, length, DeoptReason.IndexOutside);
}
