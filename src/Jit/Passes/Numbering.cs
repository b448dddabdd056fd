using ClaudeLang.Jit.Ir;

namespace ClaudeLang.Jit.Passes;

/// <summary>
/// Global value numbering: a pure value equal to one that dominates it is that one; a guard that has passed need not be asked again.
/// Needs: no unreachable blocks. Guarantees: of two equal pure values none dominates the other.
/// Before: `v5 = GuardFixnum v1` … `v9 = GuardFixnum v1` &#8212; After: v5 wherever v9 was.
/// A record that was found to be of the type t is of the type u exactly if t and u are one, which is asked once for all records:
/// Before: `GuardRecord v1 t` … `GuardRecord v1 u` &#8212; After: `GuardRecord v1 t` … `GuardSame u t`.
/// </summary>
internal static class Numbering
{
    private readonly record struct Key(IrOp Op, IrType Type, long Imm, int A, int B);

    public static void Run(IrGraph graph)
    {
        var dominance = new Dominance(graph);
        int[] map = graph.IdentityMap();
        var known = new Dictionary<Key, List<int>>();
        var records = new Dictionary<int, List<int>>();
        bool any = false;
        foreach (int block in dominance.Order)
        {
            int next;
            for (int id = graph.Blocks[block].First; id >= 0; id = next)
            {
                next = graph[id].Next;
                ref IrValue value = ref graph[id];
                if (value.Op == IrOp.Phi) continue;
                foreach (ref int input in graph.Inputs(id)) input = map[input];
                if (!IrOps.Is(value.Op, IrTraits.Pure) || value.InputCount > 2) continue;
                if (value.Op == IrOp.GuardRecord) UseKnownType(graph, dominance, records, id);
                int a = value.InputCount > 0 ? graph.Input(id, 0) : -1, b = value.InputCount > 1 ? graph.Input(id, 1) : -1;
                var key = new Key(value.Op, value.Type, value.Imm, a, b);
                if (!known.TryGetValue(key, out List<int>? equals)) known[key] = equals = [];
                int same = equals.FindIndex(other => dominance.Dominates(graph[other].Block, block));
                if (same < 0)
                {
                    equals.Add(id);
                    continue;
                }
                map[id] = equals[same];
                graph.Unlink(id);
                any = true;
            }
        }
        if (any) graph.Replace(map);
    }

    /// <param name="records">The guards of each record so far.</param>
    private static void UseKnownType(IrGraph graph, Dominance dominance, Dictionary<int, List<int>> records, int guard)
    {
        int record = graph.Input(guard, 0), type = graph.Input(guard, 1);
        if (!records.TryGetValue(record, out List<int>? guards)) records[record] = guards = [];
        int other = guards.FindIndex(earlier => dominance.Dominates(graph[earlier].Block, graph[guard].Block));
        if (other < 0)
        {
            guards.Add(guard);
            return;
        }
        int knownType = graph.Input(guards[other], 1);
        if (knownType == type) return;
        graph[guard].Op = IrOp.GuardSame;
        graph.SetInputs(guard, [type, knownType]);
    }
}
