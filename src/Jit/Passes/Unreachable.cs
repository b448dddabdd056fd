using ClaudeLang.Jit.Ir;

namespace ClaudeLang.Jit.Passes;

/// <summary>
/// Takes out blocks that nothing leads to, and loops without a back-edge.
/// Needs: nothing. Guarantees: every block that is not Removed is reached from block 0.
/// Before: `b3:` without predecessors, jumping to b5 &#8212; After: b5 has one predecessor, and one phi input, less.
/// </summary>
internal static class Unreachable
{
    public static void Run(IrGraph graph)
    {
        var reached = new bool[graph.Blocks.Count];
        var work = new Stack<int>([0]);
        reached[0] = true;
        while (work.TryPop(out int block))
            foreach (int next in graph.Successors(block))
                if (!reached[next]) { reached[next] = true; work.Push(next); }
        for (int b = 0; b < reached.Length; b++)
        {
            IrBlock block = graph.Blocks[b];
            if (reached[b] || block.Removed) continue;
            foreach (int next in graph.Successors(b).ToArray()) graph.RemoveEdge(b, next);
            block.Successor0 = block.Successor1 = -1;
            while (block.First >= 0) graph.Unlink(block.First);
            block.Removed = true;
        }
        for (int i = 0; i < graph.Loops.Count; i++)
            if (graph.Loops[i].Head is >= 0 and int head && graph.Blocks[head].Removed) graph.Loops[i] = graph.Loops[i] with { Head = -1, Preheader = -1 };
    }
}
