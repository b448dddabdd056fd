using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Profile;

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
        var asked = new HashSet<(int Loop, Limit Limit, int Length)>();
        var needless = new List<int>();
        foreach (int check in checks)
        {
            int index = graph.Input(check, 0), length = graph.Input(check, 1);
            if (graph[index].Op != IrOp.Phi || graph.Blocks[graph[index].Block].LoopHead is not (>= 0 and int loop) || !IsForAll(graph, loop, check)) continue;
            if (LimitOf(graph, dominance, loop, check) is not { } limit || !CountsUp(graph, ranges, loop, index, limit.GoesOn == Condition.NotEqual)) continue;
            if (asked.Add((loop, limit, length))) Ask(graph, graph.Loops[loop], limit, length);
            needless.Add(check);
        }
        foreach (int check in needless) graph.Unlink(check);
    }

    /// <summary>The loop can be left in front of it, never left so too often, and its rounds look into one vector.</summary>
    private static bool IsForAll(IrGraph graph, int loop, int check)
    {
        IrLoop described = graph.Loops[loop];
        if (described.Preheader < 0 || !graph.IsInLoop(graph[check].Block, loop) || graph.IsInLoop(graph[graph.Input(check, 1)].Block, loop)) return false;
        int pc = graph.Snapshots[described.EntrySnapshot].Pc;
        return pc >= graph.Feedback.Count || !((Feedback)graph.Feedback[pc]).HasFlag(Feedback.GuardFailed);
    }

    /// <summary>What the head compares the index with, and how it compares in a round with the check.</summary>
    private readonly record struct Limit(int Value, Condition GoesOn);

    private static Limit? LimitOf(IrGraph graph, Dominance dominance, int loop, int check)
    {
        IrBlock head = graph.Blocks[graph.Loops[loop].Head];
        if (graph[head.Last].Op != IrOp.Branch) return null;
        int compare = graph.Input(head.Last, 0), index = graph.Input(check, 0);
        bool holds = dominance.Dominates(head.Successor0, graph[check].Block);
        if (!holds && !dominance.Dominates(head.Successor1, graph[check].Block)) return null;
        for (; graph[compare].Op == IrOp.Not; compare = graph.Input(compare, 0)) holds = !holds;
        if (graph[compare].Op != IrOp.CompareFixnum) return null;
        var condition = (Condition)graph[compare].Imm;
        if (!holds) condition = ValueRanges.Inverted(condition);
        bool isLeft = graph.Input(compare, 0) == index;
        if (!isLeft) condition = Folding.Mirrored(condition);
        int limit = graph.Input(compare, isLeft ? 1 : 0);
        bool isOther = graph.Input(compare, isLeft ? 0 : 1) != index || graph.IsInLoop(graph[limit].Block, loop);
        return isOther || condition is not (Condition.Less or Condition.LessEqual or Condition.NotEqual) ? null : new Limit(limit, condition);
    }

    /// <param name="meets">It has to be each number from 0 on, so that none is beyond the limit.</param>
    private static bool CountsUp(IrGraph graph, ValueRanges ranges, int loop, int index, bool meets)
    {
        List<int> before = graph.Blocks[graph.Loops[loop].Head].Predecessors;
        for (int i = 0; i < before.Count; i++)
        {
            int input = graph.Input(index, i), end = graph.Blocks[before[i]].Last;
            Range range;
            if (before[i] == graph.Loops[loop].Preheader)
            {
                range = ranges.Of(input, end);
                if (range.Least < 0 || (meets && range.Most != 0)) return false;
                continue;
            }
            if (graph[input].Op != IrOp.AddFixnum || graph.Input(input, 0) != index) return false;
            range = ranges.Of(graph.Input(input, 1), end);
            if (range.Least < 0 || (meets && range != new Range(1, 1))) return false;
        }
        return true;
    }

    /// <summary>Who leaves here too often is told at the loop's head, whose instruction has no guard of its own.</summary>
    private static void Ask(IrGraph graph, IrLoop loop, Limit limit, int length)
    {
        IrOp op = limit.GoesOn == Condition.LessEqual ? IrOp.IndexCheck : IrOp.IndicesCheck;
        int pc = graph.Snapshots[loop.EntrySnapshot].Pc;
        graph.InsertBeforeEnd(loop.Preheader, graph.Create(op, IrType.None, [limit.Value, length], 0, loop.EntrySnapshot, pc, DeoptReason.IndexOutside));
    }
}
