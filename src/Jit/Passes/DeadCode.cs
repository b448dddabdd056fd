using ClaudeLang.Jit.Ir;

namespace ClaudeLang.Jit.Passes;

/// <summary>
/// Takes out values that nothing needs. Guards and overflow checks are needed: they stand for an error of the program.
/// Needs: nothing. Guarantees: each value is Keep, or used by one that is needed, or by its snapshot.
/// Before: `v7 = BoxBool v6`, unused &#8212; After: gone.
/// </summary>
internal static class DeadCode
{
    public static void Run(IrGraph graph)
    {
        var needed = new bool[graph.ValueCount];
        var work = new Stack<int>();
        for (int id = 0; id < graph.ValueCount; id++)
            if (graph[id].Block >= 0 && IrOps.Is(graph[id].Op, IrTraits.Keep) && !NeverExits(graph[id])) Need(id);
        while (work.TryPop(out int id))
        {
            foreach (int input in graph.Inputs(id)) Need(input);
            if (graph.Speculated.TryGetValue(id, out (int Condition, bool) under)) Need(under.Condition);
            if (graph[id].Snapshot < 0) continue;
            foreach (int slot in graph.Slots(graph[id].Snapshot))
                if (slot >= 0) Need(slot);
        }
        for (int id = 0; id < graph.ValueCount; id++)
            if (graph[id].Block >= 0 && !needed[id]) graph.Unlink(id);

        static bool NeverExits(in IrValue value) => IrOps.MayBeSafe(value.Op) && value.Snapshot < 0;

        void Need(int id)
        {
            if (needed[id]) return;
            needed[id] = true;
            work.Push(id);
        }
    }
}
