using ClaudeLang.Jit.Ir;

namespace ClaudeLang.Jit.Passes;

/// <summary>
/// Computes both ways of a short branch in a loop and takes one result: a branch that depends on the data is guessed wrong again and again,
/// and each wrong guess costs more than the few operations.
/// Needs: no critical edges; what leaves has its final form. Guarantees: nothing that another pass needs.
/// Before: `b2: Branch v5`, `b3: v6 = AddFixnum v1 v2`, `b4: v7 = SubFixnum v1 v2`, `b5: v8 = Phi v6 v7` &#8212; After: `b2: v6 = … v7 = … v8 = Select v5 v6 v7`.
/// </summary>
internal static class IfConversion
{
    /// <summary>Values of one way and of both, and variables that differ behind them.</summary>
    private const int ArmMax = 3, ArmsMax = 4, SelectsMax = 2;

    public static void Run(IrGraph graph)
    {
        if (graph.Loops.Count == 0) return;
        var same = new List<(int Phi, int Value)>();
        foreach (int block in X64.Layout.Order(graph))
            if (!graph.Blocks[block].Removed && Diamond(graph, block) is { } diamond && IsWorthwhile(graph, diamond)) Convert(graph, diamond, same);
        if (same.Count == 0) return;
        int[] map = graph.IdentityMap();
        foreach ((int phi, int value) in same) map[phi] = value;
        graph.Replace(map);
    }

    /// <param name="Condition">Stands in the head, and is no Not.</param>
    private readonly record struct Parts(int Head, int Condition, int WhenTrue, int WhenFalse, int Join);

    private static Parts? Diamond(IrGraph graph, int head)
    {
        IrBlock b = graph.Blocks[head];
        if (b.Loop < 0 || graph[b.Last].Op != IrOp.Branch) return null;
        (int whenTrue, int whenFalse, int condition) = (b.Successor0, b.Successor1, graph.Input(b.Last, 0));
        for (; graph[condition].Op == IrOp.Not; condition = graph.Input(condition, 0)) (whenTrue, whenFalse) = (whenFalse, whenTrue);
        int join = graph.Blocks[whenTrue].Successor0;
        bool isDiamond = whenTrue != whenFalse && IsArm(whenTrue) && IsArm(whenFalse) && join == graph.Blocks[whenFalse].Successor0
            && graph.Blocks[join] is { Predecessors.Count: 2, LoopHead: < 0 } j && j.Loop == b.Loop;
        bool isInHead = graph[condition].Block == head && graph[condition].Op is IrOp.CompareFixnum or IrOp.SameWord;
        return isDiamond && isInHead ? new Parts(head, condition, whenTrue, whenFalse, join) : null;

        bool IsArm(int block) => graph.Blocks[block] is { Predecessors.Count: 1, LoopHead: < 0 } arm && arm.Loop == b.Loop && graph[arm.Last].Op == IrOp.Jump;
    }

    private static bool IsWorthwhile(IrGraph graph, Parts parts)
    {
        int first = Cost(graph, parts.WhenTrue), second = Cost(graph, parts.WhenFalse), selects = 0;
        if (first > ArmMax || second > ArmMax || first + second > ArmsMax) return false;
        foreach (int phi in Phis(graph, parts.Join))
        {
            if (!IrTypes.IsTagged(graph[phi].Type)) return false;
            if (graph.Input(phi, 0) != graph.Input(phi, 1)) selects++;
        }
        return selects is > 0 and <= SelectsMax;
    }

    private static int Cost(IrGraph graph, int arm)
    {
        int cost = 0;
        for (int id = graph.Blocks[arm].First; id != graph.Blocks[arm].Last; id = graph[id].Next)
            cost += IsCheap(graph, id) ? 1 : ArmMax + 1;
        return cost;
    }

    private static bool IsCheap(IrGraph graph, int id) => graph[id].Op switch
    {
        IrOp.AddFixnum or IrOp.SubFixnum or IrOp.AndFixnum or IrOp.OrFixnum or IrOp.XorFixnum or IrOp.NotFixnum => true,
        IrOp.MulFixnum => graph.IsConstant(graph.Input(id, 1)),
        IrOp.QuotientFixnum or IrOp.RemFixnum or IrOp.ModFixnum => graph.DividesByPower(id) && graph[id].Imm > 1,
        _ => false,
    };

    private static List<int> Phis(IrGraph graph, int block)
    {
        var phis = new List<int>();
        for (int id = graph.Blocks[block].First; graph[id].Op == IrOp.Phi; id = graph[id].Next) phis.Add(id);
        return phis;
    }

    private static void Convert(IrGraph graph, Parts parts, List<(int Phi, int Value)> same)
    {
        int end = graph.Blocks[parts.Head].Last;
        MoveUp(graph, parts, parts.WhenTrue, holds: true);
        MoveUp(graph, parts, parts.WhenFalse, holds: false);
        int ofTrue = graph.Blocks[parts.Join].Predecessors.IndexOf(parts.WhenTrue);
        foreach (int phi in Phis(graph, parts.Join))
        {
            int a = graph.Input(phi, ofTrue), b = graph.Input(phi, 1 - ofTrue), value = a;
            if (a != b)
            {
                value = graph.Create(IrOp.Select, graph[phi].Type, [parts.Condition, a, b], pc: graph[end].Pc);
                graph.InsertBeforeEnd(parts.Head, value);
            }
            same.Add((phi, value));
            graph.Unlink(phi);
        }
        graph.Unlink(end);
        graph.Append(parts.Head, graph.Create(IrOp.Jump, IrType.None, [], pc: graph[end].Pc));
        IrBlock head = graph.Blocks[parts.Head], join = graph.Blocks[parts.Join];
        (head.Successor0, head.Successor1) = (parts.Join, -1);
        join.Predecessors.Clear();
        join.Predecessors.Add(parts.Head);
    }

    /// <summary>Empties one way. What leaves there leaves from above only if this is the way.</summary>
    private static void MoveUp(IrGraph graph, Parts parts, int arm, bool holds)
    {
        IrBlock block = graph.Blocks[arm];
        while (block.First != block.Last)
        {
            int id = block.First;
            graph.Unlink(id);
            graph.InsertBeforeEnd(parts.Head, id);
            if (graph[id].Snapshot >= 0) graph.Speculated[id] = (parts.Condition, holds);
        }
        graph.Unlink(block.Last);
        block.Predecessors.Clear();
        (block.Successor0, block.Removed) = (-1, true);
    }
}
