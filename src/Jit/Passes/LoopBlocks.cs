using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Passes;

/// <summary>
/// Takes blocks, and loops, out of a loop that lie inside it in the bytecode but never lead back to its head: a result that is returned from there.
/// They are no longer laid out between the loop's blocks, and nothing of them is hoisted.
/// Needs: no unreachable blocks. Guarantees: from every block of a loop whose head dominates its back-edges, the head is reached inside the loop.
/// Before: `b6: from b2 b5 depth 1  Return v7` &#8212; After: `b6: from b2 b5  Return v7`.
/// </summary>
internal static class LoopBlocks
{
    public static void Run(IrGraph graph)
    {
        if (graph.Loops.Count == 0) return;
        var dominance = new Dominance(graph);
        HashSet<int>?[] bodies = Plain.Array(graph.Loops.Count, loop => Body(graph, dominance, loop));
        foreach (int block in dominance.Order)
        {
            int loop = graph.Blocks[block].Loop;
            while (loop >= 0 && bodies[loop] is { } body && !body.Contains(block)) loop = graph.Loops[loop].Parent;
            graph.Blocks[block].Loop = loop;
        }
        // Inner loops stand behind outer ones.
        for (int loop = 0; loop < graph.Loops.Count; loop++)
        {
            int around = graph.Loops[loop].Parent, head = graph.Loops[loop].Head;
            while (around >= 0 && bodies[around] is { } body && !body.Contains(head)) around = graph.Loops[around].Parent;
            graph.Loops[loop] = graph.Loops[loop] with { Parent = around, Depth = around < 0 ? 1 : graph.Loops[around].Depth + 1 };
        }
    }

    /// <summary>The blocks that lead back to the head; null if the loop is also entered elsewhere.</summary>
    private static HashSet<int>? Body(IrGraph graph, Dominance dominance, int loop)
    {
        int head = graph.Loops[loop].Head;
        if (head < 0) return null;
        var body = new HashSet<int> { head };
        var work = new Stack<int>();
        foreach (int before in graph.Blocks[head].Predecessors)
        {
            if (before == graph.Loops[loop].Preheader) continue;
            if (!dominance.Dominates(head, before)) return null;
            work.Push(before);
        }
        while (work.TryPop(out int block))
            if (body.Add(block))
                foreach (int before in graph.Blocks[block].Predecessors) work.Push(before);
        return body;
    }
}
