using ClaudeLang.Jit.Ir;

namespace ClaudeLang.Jit.Passes;

/// <summary>
/// Adds in each round of a loop, where a counter was multiplied by what stays the same (Cocke, Kennedy: An Algorithm for Reduction of Operator Strength, 1977).
/// Needs: such factors were untagged, and products that cannot overflow have no snapshot. Guarantees: nothing that another pass needs.
/// Before: `b2: v4 = Phi v2 v9`, `b3: v7 = MulFixnum v6 v4`, `v9 = AddFixnum v4 1`, v6 = Untag v0 &#8212; After: `b2: v10 = Phi v2 v11`, `v11 = AddFixnum v10 v0` at the end of b3, and v10 for v7.
/// The last sum may be no fixnum; nobody reads it.
/// </summary>
internal static class StrengthReduction
{
    /// <summary>Each takes a register throughout the loop.</summary>
    private const int ProductsMax = 2;

    public static void Run(IrGraph graph)
    {
        if (graph.Loops.Count == 0) return;
        Dominance? dominance = null;
        var sums = new List<(int Product, int Sum)>();
        int[] reduced = new int[graph.Loops.Count];
        int count = graph.ValueCount;
        for (int id = 0; id < count; id++)
        {
            if (graph[id].Op != IrOp.MulFixnum || graph[id].Block < 0 || graph[id].Snapshot >= 0 || graph.Blocks[graph[id].Block].Loop is not (>= 0 and int loop)) continue;
            (int number, int counter) = (graph.Input(id, 0), graph.Input(id, 1));
            if (graph[number].Op != IrOp.Untag || graph.IsInLoop(graph[number].Block, loop) || LatchOf(graph, loop, counter) is not (>= 0 and int latch)) continue;
            if (!(dominance ??= new Dominance(graph)).Dominates(graph[id].Block, latch) || ++reduced[loop] > ProductsMax) continue;
            sums.Add((id, Reduce(graph, id, loop, latch)));
        }
        if (sums.Count == 0) return;
        int[] map = graph.IdentityMap();
        foreach ((int product, int sum) in sums)
        {
            map[product] = sum;
            graph.Unlink(product);
        }
        graph.Replace(map);
    }

    /// <summary>The end of a round of an innermost loop, if a variable of its head counts its rounds by one; else -1.</summary>
    private static int LatchOf(IrGraph graph, int loop, int counter)
    {
        (int head, int before) = (graph.Loops[loop].Head, graph.Loops[loop].Preheader);
        if (before < 0 || graph.Loops.Exists(inner => inner.Parent == loop)) return -1;
        if (graph[counter].Op != IrOp.Phi || graph[counter].Block != head || graph.Blocks[head].Predecessors is not [int first, int second]) return -1;
        int latch = first == before ? second : first, next = graph.Input(counter, first == before ? 1 : 0);
        bool counts = graph[next].Op == IrOp.AddFixnum && graph.Input(next, 0) == counter && graph.Input(next, 1) == graph.FixnumLiteral(1);
        return counts ? latch : -1;
    }

    /// <summary>The variable that takes the place of the product.</summary>
    private static int Reduce(IrGraph graph, int id, int loop, int latch)
    {
        (int number, int counter) = (graph.Input(id, 0), graph.Input(id, 1));
        (int head, int before, int pc) = (graph.Loops[loop].Head, graph.Loops[loop].Preheader, graph[id].Pc);
        bool entersFirst = graph.Blocks[head].Predecessors[0] == before;
        int begin = graph.Input(counter, entersFirst ? 0 : 1);
        if (begin != graph.FixnumLiteral(0))
        {
            int first = graph.Create(IrOp.MulFixnum, IrType.Fixnum, [graph.IsConstant(begin) ? graph.Input(number, 0) : number, begin], imm: 1, pc: pc);
            graph.InsertBeforeEnd(before, first);
            begin = first;
        }
        int product = graph.Create(IrOp.Phi, IrType.Fixnum, [begin, begin], pc: pc);
        int sum = graph.Create(IrOp.AddFixnum, IrType.Fixnum, [product, graph.Input(number, 0)], imm: 1, pc: pc);
        graph.SetInputs(product, entersFirst ? [begin, sum] : [sum, begin]);
        graph.InsertAfter(head, -1, product);
        graph.InsertBeforeEnd(latch, sum);
        return product;
    }
}
