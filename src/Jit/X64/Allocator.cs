using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.X64;

/// <summary>
/// Register allocation. Each value has one register, one frame slot, or both: a value that is live across a call is stored
/// to its slot where it is defined, and its register holds only until the first call on any way. Values are served in the
/// order of how often they are used for their length; a register is free for a value if none of its ranges is taken in it.
/// </summary>
internal sealed partial class Allocator
{
    public readonly Liveness Liveness;
    /// <summary>By name: Gpr or Xmm number; -1 if it lives in memory only.</summary>
    public readonly int[] Register;
    /// <summary>By name: frame word; -1 if it has none.</summary>
    public readonly int[] Slot;
    /// <summary>Words of the frame, the function word included.</summary>
    public int FrameWords { get; private set; } = 1;

    private readonly IrGraph _graph;
    private readonly Ranges?[] _inRegister;
    private readonly bool[] _crossesCall, _readInRegister;
    private readonly long[] _weight;
    private readonly List<int>[] _kin;
    private readonly int[] _wish;
    private readonly Ranges[] _gprs = Plain.Array(16, _ => new Ranges());
    private readonly Ranges[] _xmms = Plain.Array(16, _ => new Ranges());
    private readonly List<Ranges> _slots = [];

    public Allocator(Liveness liveness)
    {
        Liveness = liveness;
        _graph = liveness.Graph;
        int count = _graph.ValueCount;
        Register = new int[count];
        Slot = new int[count];
        Plain.Fill(Register, -1);
        Plain.Fill(Slot, -1);
        _inRegister = new Ranges?[count];
        _crossesCall = new bool[count];
        _readInRegister = new bool[count];
        _weight = new long[count];
        _wish = new int[count];
        Plain.Fill(_wish, -1);
        _kin = new List<int>[count];
        _groups = new List<int>?[count];
        _rangesOfGroup = new Ranges?[count];
        foreach (int[] names in liveness.AtSite.Where(site => IrOps.Is(_graph[site.Key].Op, IrTraits.Call)).Select(site => site.Value))
            foreach (int name in names) _crossesCall[name] = true;
        FindRegisterRanges();
        FindWeights();
        FindGroups();
        foreach (int name in Served()) AssignGroup(name);
    }

    public bool IsFloat(int name) => _graph[name].Type == IrType.Float;

    /// <summary>Whether the register holds the value at a position where it is live.</summary>
    public bool IsInRegister(int name, int position) => Register[name] >= 0 && _inRegister[name]!.Contains(position);

    private IEnumerable<int> Named()
    {
        for (int id = 0; id < _graph.ValueCount; id++)
            if (Liveness.Live[id] is not null) yield return id;
    }

    private void FindRegisterRanges()
    {
        var calls = new List<int>[_graph.Blocks.Count];
        foreach (int block in Liveness.Order)
        {
            calls[block] = [];
            for (int id = _graph.Blocks[block].First; id >= 0; id = _graph[id].Next)
                if (IrOps.Is(_graph[id].Op, IrTraits.Call)) calls[block].Add(Liveness.Position[id]);
        }
        foreach (int name in Named())
        {
            Ranges live = Liveness.Live[name];
            if (!_crossesCall[name])
            {
                _inRegister[name] = live;
                continue;
            }
            var ranges = _inRegister[name] = new Ranges();
            for (int i = 0; i < live.Count; i++)
                for (int b = BlockAt(live[i].From); b < Liveness.Order.Length && Liveness.Begin[Liveness.Order[b]] < live[i].To; b++)
                {
                    int block = Liveness.Order[b];
                    int from = Math.Max(live[i].From, Liveness.Begin[block]), to = Math.Min(live[i].To, Liveness.End[block]);
                    if (Liveness.IsLiveAtBegin(block, name) && Liveness.IsClobberedAtBegin(block, name)) continue;
                    foreach (int call in calls[block])
                        if (call >= from && to > call + 1) { to = call + 1; break; }
                    ranges.Append(from, to);
                }
        }
    }

    /// <summary>The block, by place in the layout, that a position is in.</summary>
    private int BlockAt(int position)
    {
        int low = 0, high = Liveness.Order.Length - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (Liveness.Begin[Liveness.Order[middle]] <= position) low = middle; else high = middle - 1;
        }
        // Empty blocks share a position with the next; the first of them may be what is meant.
        while (low > 0 && Liveness.Begin[Liveness.Order[low - 1]] == Liveness.Begin[Liveness.Order[low]]) low--;
        return low;
    }

    private void FindWeights()
    {
        foreach (int block in Liveness.Order)
        {
            long frequency = 1;
            for (int depth = Math.Min(Layout.Depth(_graph, block), 6); depth > 0; depth--) frequency *= 10;
            for (int id = _graph.Blocks[block].First; id >= 0; id = _graph[id].Next)
            {
                IrOp op = _graph[id].Op;
                if (op == IrOp.Phi)
                {
                    foreach (int input in _graph.Inputs(id)) MakeKin(id, input);
                    _weight[id] += frequency;
                    continue;
                }
                if (Liveness.IsFused[id]) continue;
                if (Liveness.NeedsPlace(id)) _weight[Liveness.Name[id]] += frequency;
                int position = Liveness.Position[id];
                CountReads(id, position, frequency);
                if (Liveness.IsTwoOperand(op)) MakeKin(id, _graph.Input(id, 0));
                if (op == IrOp.Param && _graph[id].Imm < Target.ArgumentRegisters.Length) _wish[id] = (int)Target.ArgumentRegisters[_graph[id].Imm];
                if (op is IrOp.CallSelf or IrOp.CallGlobal or IrOp.TailCallGlobal) WishArguments(id, 0);
                if (op is IrOp.CallClosure or IrOp.CallValue or IrOp.TailCallClosure or IrOp.TailResume) WishArguments(id, 1);
            }
            PhiReads(block, frequency);
        }
    }

    private void CountReads(int id, int position, long frequency)
    {
        foreach (int input in _graph.Inputs(id))
        {
            if (Liveness.IsFused[input]) CountReads(input, position, frequency);
            else if (Liveness.NeedsPlace(input)) CountRead(Liveness.Name[input], position, frequency);
        }
    }

    private void CountRead(int name, int position, long frequency)
    {
        if (!_inRegister[name]!.Contains(position)) return;
        _weight[name] += frequency;
        _readInRegister[name] = true;
    }

    private void PhiReads(int block, long frequency)
    {
        foreach (int next in _graph.Successors(block))
        {
            int index = _graph.Blocks[next].Predecessors.IndexOf(block);
            for (int id = _graph.Blocks[next].First; id >= 0 && _graph[id].Op == IrOp.Phi; id = _graph[id].Next)
                if (Liveness.NeedsPlace(_graph.Input(id, index))) CountRead(Liveness.Name[_graph.Input(id, index)], Liveness.End[block] - 1, frequency);
        }
    }

    private void MakeKin(int a, int b)
    {
        if (!Liveness.NeedsPlace(a) || !Liveness.NeedsPlace(b)) return;
        a = Liveness.Name[a];
        b = Liveness.Name[b];
        if (a == b || IsFloat(a) != IsFloat(b)) return;
        (_kin[a] ??= []).Add(b);
        (_kin[b] ??= []).Add(a);
    }

    private void WishArguments(int call, int first)
    {
        for (int i = first; i < _graph[call].InputCount && i - first < Target.ArgumentRegisters.Length; i++)
        {
            int input = _graph.Input(call, i);
            if (Liveness.NeedsPlace(input) && _wish[Liveness.Name[input]] < 0 && !IsFloat(Liveness.Name[input]))
                _wish[Liveness.Name[input]] = (int)Target.ArgumentRegisters[i - first];
        }
    }

    private List<int> Served()
    {
        foreach (int block in Liveness.Order)
            for (int id = _graph.Blocks[block].First; id >= 0; id = _graph[id].Next)
                ReserveClobbered(id);
        List<int> names = [.. Named()];
        var density = new double[_graph.ValueCount];
        foreach (int name in names) density[name] = (double)_weight[name] / (4 + _inRegister[name]!.Length);
        names.Sort((a, b) => density[a] != density[b] ? density[b].CompareTo(density[a]) : a.CompareTo(b));
        return names;
    }

    /// <summary>Registers that one instruction needs for itself while it reads.</summary>
    private void ReserveClobbered(int id)
    {
        Gpr? clobbered = _graph[id].Op switch
        {
            IrOp.QuotientFixnum or IrOp.RemFixnum or IrOp.ModFixnum when !_graph.DividesByPower(id) => Gpr.Rdx,
            IrOp.ShlFixnum or IrOp.ShrFixnum or IrOp.UshrFixnum when !_graph.IsConstant(_graph.Input(id, 1)) => Gpr.Rcx,
            _ => null,
        };
        if (clobbered is null) return;
        var range = new Ranges();
        range.Append(Liveness.Position[id], Liveness.Position[id] + 2);
        _gprs[(int)clobbered].AddAll(range);
    }

    private void Assign(int name)
    {
        Ranges ranges = _inRegister[name]!;
        // A value that is read only behind a call needs no register before it.
        bool worth = !_crossesCall[name] || _readInRegister[name];
        if (worth && !ranges.IsEmpty) Register[name] = ChooseRegister([name], ranges);
        if (Register[name] >= 0) (IsFloat(name) ? _xmms : _gprs)[Register[name]].AddAll(ranges);
        if (Register[name] < 0 || _crossesCall[name]) Slot[name] = ChooseSlot(name);
    }

    /// <param name="names">A value, or a group that is to have one register.</param>
    private int ChooseRegister(List<int> names, Ranges ranges)
    {
        bool isFloat = IsFloat(names[0]);
        Ranges[] taken = isFloat ? _xmms : _gprs;
        IEnumerable<int> kin = names.SelectMany(name => _kin[name] ?? []);
        foreach (int hint in kin.Select(other => Register[other]).Concat(names.Select(name => _wish[name])).Concat(kin.Select(other => _wish[other])))
            if (hint >= 0 && !taken[hint].Overlaps(ranges)) return hint;
        int best = -1;
        long most = -1;
        foreach (int register in isFloat ? FloatRegisters : Registers)
        {
            if (taken[register].Overlaps(ranges)) continue;
            long weight = WeightOfKin(kin, taken[register]);
            if (weight > most) (best, most) = (register, weight);
        }
        return best;
    }

    private static readonly int[] Registers = [.. Target.Allocatable.Select(register => (int)register)], FloatRegisters = Plain.Array(Target.FloatAllocatable, i => i);

    /// <summary>How much the kin without a register would gain by one that is taken so far.</summary>
    private long WeightOfKin(IEnumerable<int> kin, Ranges taken)
    {
        long weight = 0;
        foreach (int other in kin)
            if (Register[other] < 0 && _inRegister[other] is { IsEmpty: false } ranges && !taken.Overlaps(ranges)) weight += _weight[other];
        return weight;
    }

    private int ChooseSlot(int name)
    {
        Ranges live = Liveness.Live[name];
        int slot = -1;
        if (_kin[name] is { } kin)
            foreach (int other in kin)
                if (slot < 0 && Slot[other] > 0 && !_slots[Slot[other] - 1].Overlaps(live)) slot = Slot[other] - 1;
        if (slot < 0) slot = _slots.FindIndex(taken => !taken.Overlaps(live));
        if (slot < 0)
        {
            slot = _slots.Count;
            _slots.Add(new Ranges());
        }
        _slots[slot].AddAll(live);
        FrameWords = Math.Max(FrameWords, slot + 2);
        return slot + 1;
    }
}
