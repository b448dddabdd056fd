using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Ir;

/// <summary>Whether a graph is well formed. Throws with the first fault; for tests and checked builds.</summary>
public static class IrVerifier
{
    public static void Check(IrGraph graph, string after)
    {
        string? fault = Find(graph);
        if (fault is not null) throw new InvalidOperationException($"after {after}: {fault}\n{IrText.Print(graph)}");
    }

    /// <summary>The first fault; null if there is none.</summary>
    public static string? Find(IrGraph graph)
    {
        int[] order = ReversePostorder(graph);
        int[] dominator = Dominators(graph, order);
        for (int b = 0; b < graph.Blocks.Count; b++)
        {
            IrBlock block = graph.Blocks[b];
            if (block.Removed) continue;
            if (dominator[b] < 0) return $"b{b} is not reached";
            if (Edges(graph, b) is { } fault) return fault;
            bool phis = true;
            for (int id = block.First, previous = -1; id >= 0; previous = id, id = graph[id].Next)
            {
                if (graph[id].Block != b || graph[id].Prev != previous) return $"v{id} is not linked in b{b}";
                if (graph[id].Op == IrOp.Phi && !phis) return $"phi v{id} stands behind other values";
                phis &= graph[id].Op == IrOp.Phi;
                if (IrOps.Is(graph[id].Op, IrTraits.Terminator) != (graph[id].Next < 0)) return $"b{b} ends wrongly at v{id}";
                if (Value(graph, dominator, b, id) is { } wrong) return wrong;
            }
            if (block.First < 0) return $"b{b} is empty";
        }
        return null;
    }

    private static string? Edges(IrGraph graph, int b)
    {
        IrBlock block = graph.Blocks[b];
        int wanted = graph[block.Last].Op switch { IrOp.Jump => 1, IrOp.Branch => 2, _ => 0 };
        if (graph.Successors(b).Count() != wanted) return $"b{b} has the wrong number of successors";
        foreach (int next in graph.Successors(b))
        {
            if (graph.Blocks[next].Removed) return $"b{b} goes to removed b{next}";
            if (graph.Blocks[next].Predecessors.Count(p => p == b) != 1) return $"b{next} does not know b{b} once";
            if (wanted == 2 && graph.Blocks[next].Predecessors.Count > 1) return $"the edge from b{b} to b{next} is critical";
        }
        foreach (int previous in block.Predecessors)
            if (!graph.Successors(previous).Contains(b)) return $"b{previous} does not go to b{b}";
        return null;
    }

    private static string? Value(IrGraph graph, int[] dominator, int b, int id)
    {
        ref IrValue value = ref graph[id];
        IrOpInfo info = IrOps.Info(value.Op);
        if (info.Inputs >= 0 && value.InputCount != info.Inputs) return $"v{id} has {value.InputCount} inputs";
        if (value.Op == IrOp.Phi && value.InputCount != graph.Blocks[b].Predecessors.Count) return $"phi v{id} has {value.InputCount} inputs";
        bool neverExits = value.Op == IrOp.FixnumToFloat ? value.Imm == 0 : IrOps.MayBeSafe(value.Op) && value.Imm != 0;
        bool needsSnapshot = (info.Traits & IrTraits.Exits) != 0 && !neverExits;
        if (needsSnapshot && value.Snapshot < 0) return $"v{id} has no snapshot";
        for (int i = 0; i < value.InputCount; i++)
        {
            int input = graph.Input(id, i);
            int at = value.Op == IrOp.Phi ? graph.Blocks[b].Predecessors[i] : b;
            if (!Reaches(graph, dominator, input, at, value.Op == IrOp.Phi ? -1 : id)) return $"v{input} does not dominate v{id}";
            if (value.Op == IrOp.Phi && !Fits(graph[input].Type, value.Type)) return $"phi v{id} of {value.Type} takes v{input} of {graph[input].Type}";
        }
        if (graph.Speculated.TryGetValue(id, out (int Condition, bool) under) && (graph[under.Condition].Type != IrType.Bool || !Reaches(graph, dominator, under.Condition, b, id)))
            return $"v{id} leaves under v{under.Condition}, which is no condition there";
        if (value.Snapshot < 0) return null;
        foreach (int slot in graph.Slots(value.Snapshot))
        {
            if (slot >= 0 && !Reaches(graph, dominator, slot, b, id)) return $"v{slot} does not dominate the snapshot of v{id}";
            if (slot >= 0 && graph[slot].Type == IrType.Raw) return $"the snapshot of v{id} names v{slot}, which is no value of the language";
        }
        return null;
    }

    private static bool Fits(IrType input, IrType phi) => input == phi || (phi == IrType.Any && IrTypes.IsTagged(input));

    private static bool Reaches(IrGraph graph, int[] dominator, int value, int block, int before)
    {
        int home = graph[value].Block;
        if (home < 0) return false;
        if (home == block && before >= 0)
        {
            for (int id = graph[before].Prev; id >= 0; id = graph[id].Prev)
                if (id == value) return true;
            return false;
        }
        for (int b = block; ; b = dominator[b])
        {
            if (b == home) return true;
            if (b == 0) return false;
        }
    }

    public static int[] ReversePostorder(IrGraph graph)
    {
        var order = X64.Layout.Order(graph);
        return order;
    }

    /// <summary>Immediate dominators (Cooper, Harvey, Kennedy: A Simple, Fast Dominance Algorithm); -1 if not reached.</summary>
    public static int[] Dominators(IrGraph graph, int[] order)
    {
        var number = new int[graph.Blocks.Count];
        var dominator = new int[graph.Blocks.Count];
        Plain.Fill(dominator, -1);
        for (int i = 0; i < order.Length; i++) number[order[i]] = i;
        dominator[0] = 0;
        for (bool changed = true; changed;)
        {
            changed = false;
            foreach (int block in order.AsSpan(1))
            {
                int found = -1;
                foreach (int previous in graph.Blocks[block].Predecessors)
                {
                    if (dominator[previous] < 0) continue;
                    found = found < 0 ? previous : Meet(found, previous);
                }
                changed |= dominator[block] != found;
                dominator[block] = found;
            }
        }
        return dominator;

        int Meet(int a, int b)
        {
            while (a != b)
            {
                while (number[a] > number[b]) a = dominator[a];
                while (number[b] > number[a]) b = dominator[b];
            }
            return a;
        }
    }
}
