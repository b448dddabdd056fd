using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Passes;

/// <summary>
/// Finds sums, differences, products and shifts that cannot leave the fixnums, and divisions by a power of two that need not look at the sign, because
/// of the comparisons and checks that led there and of what the operands were made by. A shift whose upper bits are masked away may leave them.
/// Needs: no critical edges. Guarantees: AddFixnum, SubFixnum, MulFixnum and shifts without a snapshot have Imm 1.
/// Before: behind `v8 = CompareFixnum v5 v7 Less`: `v9 = AddFixnum v5 1  @28` &#8212; After: `v9 = AddFixnum v5 1`, which never exits.
/// </summary>
internal sealed class Bounds
{
    public const int ShiftMax = 63;

    private readonly IrGraph _graph;
    private readonly ValueRanges _ranges;
    private bool[]? _masked;

    private Bounds(IrGraph graph) => (_graph, _ranges) = (graph, new ValueRanges(graph, new Dominance(graph)));

    public static void Run(IrGraph graph)
    {
        Bounds? pass = null;
        foreach (int block in X64.Layout.Order(graph))
            for (int id = graph.Blocks[block].First; id >= 0; id = graph[id].Next)
            {
                if (graph.DividesByPower(id)) (pass ??= new Bounds(graph)).Divide(id);
                else if (MayLeave(graph, id) && (pass ??= new Bounds(graph)).IsFixnum(id)) (graph[id].Imm, graph[id].Snapshot) = (1, -1);
            }
    }

    /// <summary>How far a shift shifts, if that is known and no error.</summary>
    public static int? ShiftCount(IrGraph graph, int id) => graph[graph.Input(id, 1)] is { Op: IrOp.Const, Imm: >= 0 and <= 2 * ShiftMax and var word } ? (int)(word >> 1) : null;

    private static bool MayLeave(IrGraph graph, int id) => graph[id].Op is IrOp.AddFixnum or IrOp.SubFixnum or IrOp.MulFixnum
        || (graph[id].Op is IrOp.ShlFixnum or IrOp.ShrFixnum or IrOp.UshrFixnum && ShiftCount(graph, id) is not null);

    private bool IsFixnum(int id) => _graph[id].Op switch
    {
        IrOp.ShrFixnum => true,
        IrOp.UshrFixnum => _ranges.Of(_graph.Input(id, 0), id).Least >= 0,
        IrOp.ShlFixnum => IsFixnumShifted(_ranges.Of(_graph.Input(id, 0), id), (int)ShiftCount(_graph, id)!) || (_masked ??= FindMasked())[id],
        _ => _ranges.IsFixnum(id),
    };

    private static bool IsFixnumShifted(Range range, int count) => (Int128)range.Least << count >= Value.FixnumMin && (Int128)range.Most << count <= Value.FixnumMax;

    /// <summary>Values of which nothing but AndFixnum with a mask that is not negative takes more: no snapshot does.</summary>
    private bool[] FindMasked()
    {
        var masked = new bool[_graph.ValueCount];
        Plain.Fill(masked, true);
        for (int id = 0; id < masked.Length; id++)
        {
            if (_graph[id].Block < 0) continue;
            bool isMask = _graph[id].Op == IrOp.AndFixnum && _graph[_graph.Input(id, 1)] is { Op: IrOp.Const, Imm: >= 0 };
            foreach (int input in _graph.Inputs(id)) masked[input] &= isMask;
        }
        // Those of no value too: later passes put checks in front of loops.
        for (int snapshot = 0; snapshot < _graph.Snapshots.Count; snapshot++)
            foreach (int slot in _graph.Slots(snapshot))
                if (slot >= 0) masked[slot] = false;
        return masked;
    }

    private void Divide(int id)
    {
        int a = _graph.Input(id, 0);
        if (_ranges.IsMultiple(a, _graph[_graph.Input(id, 1)].Imm >> 1, _graph[id].Block)) _graph[id].Imm = 2;
        else if (_ranges.Of(a, id).Least >= 0) _graph[id].Imm = 3;
    }
}
