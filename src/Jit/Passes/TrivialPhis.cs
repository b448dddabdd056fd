using ClaudeLang.Jit.Ir;

namespace ClaudeLang.Jit.Passes;

/// <summary>
/// Replaces phis whose inputs are all one value (or themselves).
/// Needs: no unreachable blocks. Guarantees: no such phi is left.
/// Before: `v9 = Phi v3 v9` &#8212; After: v3 wherever v9 was.
/// </summary>
internal static class TrivialPhis
{
    public static void Run(IrGraph graph)
    {
        int[] map = graph.IdentityMap();
        bool any = false, changed = true;
        while (changed)
        {
            changed = false;
            foreach (IrBlock block in graph.Blocks)
            {
                int next;
                for (int id = block.First; id >= 0 && graph[id].Op == IrOp.Phi; id = next)
                {
                    next = graph[id].Next;
                    int same = Only(graph, map, id);
                    if (same < 0) continue;
                    map[id] = same;
                    graph.Unlink(id);
                    any = changed = true;
                }
            }
        }
        if (any) graph.Replace(map);
    }

    private static int Only(IrGraph graph, int[] map, int phi)
    {
        int same = -1;
        foreach (int input in graph.Inputs(phi))
        {
            int value = input;
            while (map[value] != value) value = map[value];
            if (value == phi || value == same) continue;
            if (same >= 0) return -1;
            same = value;
        }
        // A phi of a narrower type than its input says more than the input does.
        return same >= 0 && graph[same].Type == graph[phi].Type ? same : -1;
    }
}
