using ClaudeLang.Jit.Ir;

namespace ClaudeLang.Jit.X64;

/// <summary>The order in which blocks are laid out: reverse postorder with loops in one piece, their exits behind them.</summary>
internal static class Layout
{
    public static int[] Order(IrGraph graph)
    {
        var seen = new bool[graph.Blocks.Count];
        var postorder = new List<int>();
        var stack = new Stack<(int Block, int Next)>();
        seen[0] = true;
        stack.Push((0, 0));
        while (stack.TryPop(out (int Block, int Next) top))
        {
            int[] successors = Visited(graph, top.Block);
            if (top.Next == successors.Length)
            {
                postorder.Add(top.Block);
                continue;
            }
            stack.Push((top.Block, top.Next + 1));
            int next = successors[top.Next];
            if (seen[next]) continue;
            seen[next] = true;
            stack.Push((next, 0));
        }
        postorder.Reverse();
        return [.. postorder];
    }

    /// <summary>What is visited last is laid out next: the deeper successor; of equals the first.</summary>
    private static int[] Visited(IrGraph graph, int block)
    {
        int first = graph.Blocks[block].Successor0, second = graph.Blocks[block].Successor1;
        if (second < 0) return first < 0 ? [] : [first];
        return Depth(graph, second) > Depth(graph, first) ? [first, second] : [second, first];
    }

    public static int Depth(IrGraph graph, int block) => graph.Blocks[block].Loop is >= 0 and int loop ? graph.Loops[loop].Depth : 0;
}
