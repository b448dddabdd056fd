using ClaudeLang.Jit.Ir;
using ClaudeLang.Jit.X64;

namespace ClaudeLang.Jit.Passes;

/// <summary>
/// A call leaves values in the frame alone. A loop without calls behind one gets copies of those that it reads, made in front of it,
/// which may stay in registers for all its rounds.
/// Needs: no dead code. Guarantees: nothing that a call took the register of is read in a loop that has a preheader and no call.
/// Before: `b3: v9 = CallGlobal … Jump b4`, `b4: loop head … v12 = CompareFixnum v10 v2 Less` &#8212; After: `v20 = Reload v2` at the end of b3, v20 in the loop.
/// </summary>
internal static class Reloading
{
    public static void Run(IrGraph graph)
    {
        bool[] calls = LoopsWithCalls(graph, out bool any);
        if (!any) return;
        Liveness? liveness = null;
        for (int loop = 0; loop < calls.Length; loop++)
        {
            IrLoop described = graph.Loops[loop];
            if (calls[loop] || described.Preheader < 0 || (described.Parent >= 0 && !calls[described.Parent])) continue;
            liveness ??= new Liveness(graph, Layout.Order(graph));
            Reload(graph, liveness, loop);
        }
    }

    /// <param name="any">There is a call anywhere, and a loop without one.</param>
    private static bool[] LoopsWithCalls(IrGraph graph, out bool any)
    {
        var calls = new bool[graph.Loops.Count];
        any = false;
        for (int id = 0; id < graph.ValueCount; id++)
        {
            if (graph[id].Block < 0 || !IrOps.Is(graph[id].Op, IrTraits.Call)) continue;
            any = true;
            for (int loop = graph.Blocks[graph[id].Block].Loop; loop >= 0; loop = graph.Loops[loop].Parent) calls[loop] = true;
        }
        any &= calls.Contains(false);
        return calls;
    }

    private static void Reload(IrGraph graph, Liveness liveness, int loop)
    {
        IrLoop described = graph.Loops[loop];
        // Guards give one word several names: the copy is made of the one of which most is known.
        var names = new List<int>();
        var best = new Dictionary<int, int>();
        ForEachUse(graph, loop, value =>
        {
            if (!IsGone(value)) return value;
            int name = liveness.Name[value];
            bool isFirst = !best.TryGetValue(name, out int known);
            if (isFirst) names.Add(name);
            if (isFirst || graph[known].Type == IrType.Any) best[name] = value;
            return value;
        });
        var copies = new Dictionary<int, int>();
        foreach (int name in names)
        {
            int value = best[name], copy = graph.Create(IrOp.Reload, graph[value].Type, [value], pc: graph[value].Pc);
            graph.InsertBeforeEnd(described.Preheader, copy);
            copies[name] = copy;
        }
        if (copies.Count > 0) ForEachUse(graph, loop, value => IsGone(value) ? copies[liveness.Name[value]] : value);

        bool IsGone(int value) =>
            value < liveness.Name.Length && liveness.NeedsPlace(value) && !graph.IsInLoop(graph[value].Block, loop) && liveness.IsClobberedAtBegin(described.Head, liveness.Name[value]);
    }

    /// <summary>Replaces what the loop's blocks read, but not what its head takes on entry. The same snapshot is replaced once.</summary>
    private static void ForEachUse(IrGraph graph, int loop, Func<int, int> replaced)
    {
        for (int id = 0; id < graph.ValueCount; id++)
        {
            int block = graph[id].Block;
            if (block < 0 || !graph.IsInLoop(block, loop)) continue;
            Span<int> inputs = graph.Inputs(id);
            for (int i = 0; i < inputs.Length; i++)
                if (graph[id].Op != IrOp.Phi || graph.Blocks[block].Predecessors[i] != graph.Loops[loop].Preheader) inputs[i] = replaced(inputs[i]);
            if (graph[id].Snapshot < 0) continue;
            foreach (ref int slot in graph.Slots(graph[id].Snapshot))
                if (slot >= 0 && !graph.IsByNumber(slot)) slot = replaced(slot);
        }
    }
}
