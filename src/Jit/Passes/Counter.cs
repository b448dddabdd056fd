using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Profile;

namespace ClaudeLang.Jit.Passes;

/// <summary>A variable that begins at 0 or above, only grows, and is compared with a limit at the head of its loop.</summary>
/// <param name="Limit">From outside of the loop.</param>
/// <param name="GoesOn">How the variable compares with the limit in a round: Less, LessEqual or NotEqual.</param>
internal readonly record struct Counter(int Loop, int Limit, Condition GoesOn)
{
    /// <param name="at">A value in the rounds that are asked about.</param>
    public static Counter? Find(IrGraph graph, Dominance dominance, ValueRanges ranges, int variable, int at)
    {
        if (graph[variable].Op != IrOp.Phi || graph.Blocks[graph[variable].Block].LoopHead is not (>= 0 and int loop)) return null;
        if (graph.Loops[loop].Preheader < 0 || !graph.IsInLoop(graph[at].Block, loop)) return null;
        return LimitOf(graph, dominance, loop, variable, at) is { } counter && CountsUp(graph, ranges, loop, variable, counter.GoesOn == Condition.NotEqual) ? counter : null;
    }

    private static Counter? LimitOf(IrGraph graph, Dominance dominance, int loop, int variable, int at)
    {
        IrBlock head = graph.Blocks[graph.Loops[loop].Head];
        if (graph[head.Last].Op != IrOp.Branch) return null;
        int compare = graph.Input(head.Last, 0);
        bool holds = dominance.Dominates(head.Successor0, graph[at].Block);
        if (!holds && !dominance.Dominates(head.Successor1, graph[at].Block)) return null;
        for (; graph[compare].Op == IrOp.Not; compare = graph.Input(compare, 0)) holds = !holds;
        if (graph[compare].Op != IrOp.CompareFixnum) return null;
        var condition = (Condition)graph[compare].Imm;
        if (!holds) condition = ValueRanges.Inverted(condition);
        bool isLeft = graph.Input(compare, 0) == variable;
        if (!isLeft) condition = Folding.Mirrored(condition);
        int limit = graph.Input(compare, isLeft ? 1 : 0);
        bool isOther = graph.Input(compare, isLeft ? 0 : 1) != variable || graph.IsInLoop(graph[limit].Block, loop);
        return isOther || condition is not (Condition.Less or Condition.LessEqual or Condition.NotEqual) ? null : new Counter(loop, limit, condition);
    }

    /// <param name="meets">It has to be each number from 0 on, so that none is beyond the limit.</param>
    private static bool CountsUp(IrGraph graph, ValueRanges ranges, int loop, int variable, bool meets)
    {
        List<int> before = graph.Blocks[graph.Loops[loop].Head].Predecessors;
        for (int i = 0; i < before.Count; i++)
        {
            int input = graph.Input(variable, i), end = graph.Blocks[before[i]].Last;
            Range range;
            if (before[i] == graph.Loops[loop].Preheader)
            {
                range = ranges.Of(input, end);
                if (range.Least < 0 || (meets && range.Most != 0)) return false;
                continue;
            }
            if (graph[input].Op != IrOp.AddFixnum || graph.Input(input, 0) != variable) return false;
            range = ranges.Of(graph.Input(input, 1), end);
            if (range.Least < 0 || (meets && range != new Range(1, 1))) return false;
        }
        return true;
    }

    /// <summary>The loop can be left in front of it, and was not left so too often.</summary>
    public static bool CanAsk(IrGraph graph, int loop)
    {
        if (graph.Loops[loop].Preheader < 0) return false;
        int pc = graph.Snapshots[graph.Loops[loop].EntrySnapshot].Pc;
        return pc >= graph.Feedback.Count || !((Feedback)graph.Feedback[pc]).HasFlag(Feedback.GuardFailed);
    }

    /// <summary>A check in front of a loop. Who leaves there too often is told at the loop's head, whose instruction has no guard of its own.</summary>
    public static void Ask(IrGraph graph, int loop, IrOp check, int a, int b, DeoptReason reason)
    {
        int snapshot = graph.Loops[loop].EntrySnapshot;
        graph.InsertBeforeEnd(graph.Loops[loop].Preheader, graph.Create(check, IrType.None, [a, b], 0, snapshot, graph.Snapshots[snapshot].Pc, reason));
    }
}
