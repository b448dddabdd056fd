using ClaudeLang.Jit.Ir;

namespace ClaudeLang.Jit.Passes;

/// <summary>
/// Takes the tag off that factor of a product which stays the same while a loop goes round, in front of the loop.
/// Needs: what stays the same was hoisted. Guarantees: a product in a loop with a preheader has no factor of type Fixnum from outside of it, constants excepted.
/// Before: `v7 = MulFixnum v5 v2`, v2 from outside of the loop &#8212; After: `v8:Raw = Untag v2` in the preheader, `v7 = MulFixnum v8 v5`.
/// </summary>
internal static class Untagging
{
    public static void Run(IrGraph graph)
    {
        int count = graph.ValueCount;
        for (int id = 0; id < count; id++)
        {
            if (graph[id].Op != IrOp.MulFixnum || graph[id].Block < 0) continue;
            int loop = graph.Blocks[graph[id].Block].Loop, a = graph.Input(id, 0), b = graph.Input(id, 1);
            if (loop < 0 || graph.IsConstant(a) || graph.IsConstant(b)) continue;
            bool aStays = !graph.IsInLoop(graph[a].Block, loop), bStays = !graph.IsInLoop(graph[b].Block, loop);
            if (aStays == bStays) continue;
            if (bStays) (a, b) = (b, a);
            int before = graph.Loops[graph.OutermostLoop(loop, a, around => graph.Loops[around].Preheader >= 0)].Preheader;
            if (before < 0) continue;
            int plain = graph.Create(IrOp.Untag, IrType.Raw, [a], pc: graph[id].Pc);
            graph.InsertBeforeEnd(before, plain);
            graph.SetInputs(id, [plain, b]);
        }
    }
}
