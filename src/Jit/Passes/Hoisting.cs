using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Profile;

namespace ClaudeLang.Jit.Passes;

/// <summary>
/// Moves what a loop computes alike in every round in front of it. A guard leaves from there with the state at the loop's entry;
/// only guards that every full round passes are moved, so that the loop does not fail for what it would not have asked.
/// Needs: no unreachable blocks; entry snapshots whose values are still there (so: before dead code is taken out).
/// Guarantees: inputs of a pure value in a loop with a preheader are not all from outside of the loop.
/// Before: `b2: loop head … v7 = GuardFixnum v1` &#8212; After: v7 at the end of the preheader.
/// </summary>
internal static class Hoisting
{
    public static void Run(IrGraph graph)
    {
        var dominance = new Dominance(graph);
        // Inner loops stand behind outer ones; what leaves an inner one may leave the outer one too.
        for (int loop = graph.Loops.Count - 1; loop >= 0; loop--)
            if (graph.Loops[loop].Preheader >= 0) Hoist(graph, dominance, loop);
    }

    private static void Hoist(IrGraph graph, Dominance dominance, int loop)
    {
        IrLoop described = graph.Loops[loop];
        List<int> latches = graph.Blocks[described.Head].Predecessors.FindAll(b => b != described.Preheader);
        if (!latches.TrueForAll(latch => dominance.Dominates(described.Head, latch))) return;
        foreach (int block in dominance.Order)
        {
            if (!graph.IsInLoop(block, loop)) continue;
            bool everyRound = latches.TrueForAll(latch => dominance.Dominates(block, latch));
            int next;
            for (int id = graph.Blocks[block].First; id >= 0; id = next)
            {
                next = graph[id].Next;
                IrTraits traits = IrOps.Traits(graph[id].Op);
                bool exits = (traits & IrTraits.Exits) != 0 && graph[id].Snapshot >= 0;
                // A loop that makes no round may well have no element to look at.
                if (graph[id].Op == IrOp.IndexCheck) continue;
                if ((traits & IrTraits.Pure) == 0 || graph.IsConstant(id) || (exits && (!everyRound || HasFailed(graph, graph[id].Pc))) || !IsInvariant(graph, id, loop)) continue;
                graph.Unlink(id);
                graph.InsertBeforeEnd(described.Preheader, id);
                if (exits) graph[id].Snapshot = described.EntrySnapshot;
            }
        }
    }

    /// <summary>It left too often, maybe in front of a loop that made no round and would not have come to it.</summary>
    private static bool HasFailed(IrGraph graph, int pc) => pc < graph.Feedback.Count && ((Feedback)graph.Feedback[pc]).HasFlag(Feedback.GuardFailed);

    private static bool IsInvariant(IrGraph graph, int id, int loop)
    {
        foreach (int input in graph.Inputs(id))
            if (graph.IsInLoop(graph[input].Block, loop)) return false;
        return true;
    }
}
