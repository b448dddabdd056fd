using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.X64;

/// <summary>
/// Where each value that needs a place is live, in positions: instruction k of the layout reads at 4k, clobbers at 4k+1 and
/// defines at 4k+2. Values that are one word under several names (guards) are one <see cref="Place"/> under the first name.
/// </summary>
internal sealed partial class Liveness
{
    public readonly IrGraph Graph;
    public readonly int[] Order;
    /// <summary>The name under which a value has its place.</summary>
    public readonly int[] Name;
    /// <summary>What is computed where it alone is used: compares at a branch, bits that are compared with 0, lengths at a check.</summary>
    public readonly bool[] IsFused;
    /// <summary>Position of each value, and of each block's begin and end.</summary>
    public readonly int[] Position, Begin, End;
    public readonly Ranges[] Live;
    /// <summary>For sites: the names of values that are live across it, its snapshot included.</summary>
    public readonly Dictionary<int, int[]> AtSite = [];
    /// <summary>By block: values (by dense number) that a call may have clobbered since their definition.</summary>
    private readonly ulong[][] _liveIn, _clobberedIn;
    private readonly int[] _dense, _byDense;
    private readonly int _words;
    private readonly List<(int From, int To)>[] _backward;

    public Liveness(IrGraph graph, int[] order)
    {
        Graph = graph;
        Order = order;
        int count = graph.ValueCount;
        Name = new int[count];
        IsFused = new bool[count];
        Position = new int[count];
        Begin = new int[graph.Blocks.Count];
        End = new int[graph.Blocks.Count];
        _dense = new int[count];
        Live = new Ranges[count];
        FindNames();
        FindFused();
        var dense = new List<int>();
        Plain.Fill(_dense, -1);
        foreach (int block in order)
            for (int id = graph.Blocks[block].First; id >= 0; id = graph[id].Next)
                if (NeedsPlace(id) && Name[id] == id) { _dense[id] = dense.Count; dense.Add(id); }
        _byDense = [.. dense];
        _words = (dense.Count + 63) / 64;
        _backward = new List<(int, int)>[dense.Count];
        for (int i = 0; i < _backward.Length; i++) _backward[i] = [];
        Number();
        _liveIn = FindLiveIn();
        FindRanges();
        _clobberedIn = FindClobbered();
    }

    /// <summary>Whether a value, by name, may be gone from its register at the block's begin.</summary>
    public bool IsClobberedAtBegin(int block, int name) => _dense[name] >= 0 && Has(_clobberedIn[block], _dense[name]);
    public bool IsLiveAtBegin(int block, int name) => _dense[name] >= 0 && Has(_liveIn[block], _dense[name]);

    public bool NeedsPlace(int id) => Graph[id].Type != IrType.None && !Graph.IsConstant(id) && !IsFused[id];

    /// <summary>Whether an operand is still read after the result has begun to be written.</summary>
    public static bool ReadsLate(IrOp op, int index) => op switch
    {
        IrOp.MulFixnum => true,
        IrOp.Select => index != SelectLast,
        _ => index == LateIndex && IsTwoOperand(op),
    };

    /// <summary>The operand that is read behind the first one, and that of a Select which is copied first.</summary>
    private const int LateIndex = 1, SelectLast = 2;

    /// <summary>The result is made where a copy of the first operand stands.</summary>
    public static bool IsTwoOperand(IrOp op) => op is IrOp.AddFixnum or IrOp.SubFixnum or IrOp.AndFixnum or IrOp.OrFixnum or IrOp.XorFixnum
        or IrOp.AddFloat or IrOp.SubFloat or IrOp.MulFloat or IrOp.DivFloat;

    /// <summary>A sum that an address gives at once: of 3, 5 or 9 times a number of the same block, and a constant.</summary>
    public (int Number, int Factor)? Scaled(int id)
    {
        if (Graph[id].Op != IrOp.AddFixnum || Graph[Graph.Input(id, 1)] is not { Op: IrOp.Const, Imm: >= int.MinValue and <= int.MaxValue }) return null;
        int product = Graph.Input(id, 0);
        if (Graph[product].Op != IrOp.MulFixnum || Graph[product].Block != Graph[id].Block || Graph.IsConstant(Graph.Input(product, 0))) return null;
        return Graph[Graph.Input(product, 1)] is { Op: IrOp.Const, Imm: var factor } && factor is 6 or 10 or 18 ? (Graph.Input(product, 0), (int)(factor >> 1)) : null;
    }

    private void FindNames()
    {
        for (int id = 0; id < Name.Length; id++) Name[id] = id;
        foreach (int block in Order)
            for (int id = Graph.Blocks[block].First; id >= 0; id = Graph[id].Next)
                if (Graph[id].Op is IrOp.GuardFixnum or IrOp.GuardObject && !Graph.IsConstant(Graph.Input(id, 0))) Name[id] = Graph.Input(id, 0);
        for (int id = 0; id < Name.Length; id++)
            while (Name[Name[id]] != Name[id]) Name[id] = Name[Name[id]];
    }

    /// <summary>Values that a value's exit needs a place of.</summary>
    private List<int> SnapshotOf(int id)
    {
        var values = new List<int>();
        if (Graph[id].Snapshot < 0) return values;
        foreach (int slot in Graph.Slots(Graph[id].Snapshot))
            if (slot >= 0 && !Graph.IsByNumber(slot)) values.Add(slot);
        return values;
    }

    private void Number()
    {
        int k = 0;
        foreach (int block in Order)
        {
            Begin[block] = 4 * k;
            for (int id = Graph.Blocks[block].First; id >= 0; id = Graph[id].Next)
            {
                bool isPhi = Graph[id].Op == IrOp.Phi;
                Position[id] = isPhi ? Begin[block] : 4 * k;
                if (!isPhi) k++;
            }
            End[block] = 4 * k;
        }
    }

    private static bool Has(ulong[] set, int dense) => (set[dense >> 6] >> (dense & 63) & 1) != 0;
    private static void Put(ulong[] set, int dense) => set[dense >> 6] |= 1UL << (dense & 63);
    private static void Drop(ulong[] set, int dense) => set[dense >> 6] &= ~(1UL << (dense & 63));

    /// <summary>The values that a value reads in its own place: through fused compares, by name.</summary>
    private IEnumerable<(int Name, int Index)> Reads(int id)
    {
        for (int i = 0; i < Graph[id].InputCount; i++)
        {
            int input = Graph.Input(id, i);
            if (IsFused[input])
                foreach ((int name, int _) in Reads(input)) yield return (name, 0);
            else if (NeedsPlace(input)) yield return (Name[input], i);
        }
        if (Scaled(id) is { } scaled) yield return (Name[scaled.Number], LateIndex);
        if (!Graph.Speculated.TryGetValue(id, out (int Condition, bool) under)) yield break;
        if (!IsFused[under.Condition]) yield return (Name[under.Condition], LateIndex);
        else foreach ((int name, int _) in Reads(under.Condition)) yield return (name, LateIndex);
    }

    private ulong[][] FindLiveIn()
    {
        int blocks = Graph.Blocks.Count;
        var liveIn = new ulong[blocks][];
        for (int b = 0; b < blocks; b++) liveIn[b] = new ulong[_words];
        var live = new ulong[_words];
        for (bool changed = true; changed;)
        {
            changed = false;
            for (int i = Order.Length - 1; i >= 0; i--)
            {
                int block = Order[i];
                LiveOut(block, liveIn, live);
                for (int id = Graph.Blocks[block].Last; id >= 0; id = Graph[id].Prev) Step(id, live);
                changed |= !live.AsSpan().SequenceEqual(liveIn[block]);
                live.CopyTo(liveIn[block], 0);
            }
        }
        return liveIn;
    }

    private void LiveOut(int block, ulong[][] liveIn, ulong[] live)
    {
        Array.Clear(live);
        foreach (int next in Graph.Successors(block))
        {
            for (int w = 0; w < _words; w++) live[w] |= liveIn[next][w];
            int index = Graph.Blocks[next].Predecessors.IndexOf(block);
            for (int id = Graph.Blocks[next].First; id >= 0 && Graph[id].Op == IrOp.Phi; id = Graph[id].Next)
            {
                int input = Graph.Input(id, index);
                if (NeedsPlace(input)) Put(live, _dense[Name[input]]);
            }
        }
    }

    private void Step(int id, ulong[] live)
    {
        if (IsFused[id]) return;
        if (NeedsPlace(id) && Name[id] == id) Drop(live, _dense[id]);
        if (Graph[id].Op == IrOp.Phi) return;
        foreach ((int name, int _) in Reads(id)) Put(live, _dense[name]);
        foreach (int slot in SnapshotOf(id))
            if (NeedsPlace(slot)) Put(live, _dense[Name[slot]]);
    }

    private void FindRanges()
    {
        var live = new ulong[_words];
        var until = new int[_byDense.Length];
        for (int i = Order.Length - 1; i >= 0; i--)
        {
            int block = Order[i];
            LiveOut(block, _liveIn, live);
            for (int d = 0; d < until.Length; d++)
                if (Has(live, d)) until[d] = End[block];
            for (int id = Graph.Blocks[block].Last; id >= 0; id = Graph[id].Prev) StepRanges(id, live, until);
            for (int d = 0; d < until.Length; d++)
                if (Has(live, d)) _backward[d].Add((Begin[block], until[d]));
        }
        for (int d = 0; d < _backward.Length; d++)
        {
            var ranges = Live[_byDense[d]] = new Ranges();
            for (int i = _backward[d].Count - 1; i >= 0; i--) ranges.Append(_backward[d][i].From, _backward[d][i].To);
        }
    }

    private void StepRanges(int id, ulong[] live, int[] until)
    {
        if (IsFused[id]) return;
        int position = Position[id];
        IrOp op = Graph[id].Op;
        if (IrOps.Is(op, IrTraits.Call))
        {
            // An error that comes out of the call may land in this function: what it finds there outlives the call.
            foreach (int slot in SnapshotOf(id))
                if (NeedsPlace(slot)) Read(Name[slot], position + 3);
            AtSite[id] = Names(live, id);
        }
        if (NeedsPlace(id) && Name[id] == id)
        {
            int from = op == IrOp.Phi ? position : position + 2, d = _dense[id];
            if (Has(live, d)) _backward[d].Add((from, until[d]));
            else _backward[d].Add((from, from + 1)); // nobody reads it, but it is written
            Drop(live, d);
        }
        if (op == IrOp.Phi) return;
        // An addition that overflowed is undone, so its first operand may share the result's register.
        bool undone = op is IrOp.AddFixnum or IrOp.SubFixnum;
        bool keepsOperands = undone || op == IrOp.MulFixnum;
        int first = undone && Reads(id).FirstOrDefault((-1, 0)) is ( >= 0, 0) read ? read.Item1 : -1;
        foreach ((int name, int index) in Reads(id)) Read(name, position + (ReadsLate(op, index) ? 3 : 1));
        foreach (int slot in SnapshotOf(id))
            if (NeedsPlace(slot)) Read(Name[slot], position + (keepsOperands && Name[slot] != first ? 3 : 1));
        if (IrOps.Is(op, IrTraits.Runtime) || op == IrOp.Poll) AtSite[id] = Names(live, id);

        void Read(int name, int to)
        {
            int d = _dense[name];
            if (Has(live, d)) until[d] = Math.Max(until[d], to);
            else until[d] = to;
            Put(live, d);
        }
    }

    private int[] Names(ulong[] live, int except)
    {
        var names = new List<int>();
        for (int d = 0; d < _byDense.Length; d++)
            if (Has(live, d) && _byDense[d] != except) names.Add(_byDense[d]);
        return [.. names];
    }

    private ulong[][] FindClobbered()
    {
        int blocks = Graph.Blocks.Count;
        var into = new ulong[blocks][];
        for (int b = 0; b < blocks; b++) into[b] = new ulong[_words];
        var set = new ulong[_words];
        for (bool changed = true; changed;)
        {
            changed = false;
            foreach (int block in Order)
            {
                into[block].CopyTo(set, 0);
                for (int id = Graph.Blocks[block].First; id >= 0; id = Graph[id].Next)
                {
                    if (NeedsPlace(id) && Name[id] == id) Drop(set, _dense[id]);
                    if (IrOps.Is(Graph[id].Op, IrTraits.Call))
                        foreach (int name in AtSite[id]) Put(set, _dense[name]);
                }
                foreach (int next in Graph.Successors(block))
                    for (int w = 0; w < _words; w++)
                    {
                        ulong joined = into[next][w] | (set[w] & _liveIn[next][w]);
                        changed |= joined != into[next][w];
                        into[next][w] = joined;
                    }
            }
        }
        return into;
    }
}
