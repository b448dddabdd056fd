using ClaudeLang.Jit.Ir;

namespace ClaudeLang.Jit.X64;

/// <summary>
/// Groups of values that would be copied from one to the other: a phi and what comes into it, a result and the operand it is made of.
/// Where none of a group is live while another is, all can be in one register, and the copies are none. Groups are found before any
/// register is given away: a value that is served by itself often takes the one that a relative, served later, cannot have.
/// </summary>
internal sealed partial class Allocator
{
    /// <summary>By name: the members of its group, one list for all of them; null if it is alone.</summary>
    private readonly List<int>?[] _groups;
    private readonly Ranges?[] _rangesOfGroup;

    /// <summary>Phis of inner loops come first, since a group may keep another from being joined.</summary>
    private void FindGroups()
    {
        int[] blocks = [.. Liveness.Order.OrderByDescending(block => Layout.Depth(_graph, block))];
        foreach (int block in blocks)
            for (int id = _graph.Blocks[block].First; id >= 0 && _graph[id].Op == IrOp.Phi; id = _graph[id].Next)
                for (int i = 0; i < _graph[id].InputCount; i++) Join(id, _graph.Input(id, i));
        foreach (int block in blocks)
            for (int id = _graph.Blocks[block].First; id >= 0; id = _graph[id].Next)
                if (Liveness.IsTwoOperand(_graph[id].Op) && !Liveness.IsFused[id]) Join(id, _graph.Input(id, 0));
    }

    private void Join(int a, int b)
    {
        if (!IsForGroups(a) || !IsForGroups(b)) return;
        (a, b) = (Liveness.Name[a], Liveness.Name[b]);
        if (IsFloat(a) != IsFloat(b) || (_groups[a] is { } group && group == _groups[b]) || a == b) return;
        if (RangesOfGroup(a).Overlaps(RangesOfGroup(b))) return;
        var ranges = new Ranges();
        ranges.AddAll(RangesOfGroup(a));
        ranges.AddAll(RangesOfGroup(b));
        List<int> members = [.. _groups[a] ?? [a], .. _groups[b] ?? [b]];
        foreach (int member in members) (_groups[member], _rangesOfGroup[member]) = (members, ranges);
    }

    /// <summary>What is live across a call has a slot as well, and its register for parts of its life only.</summary>
    private bool IsForGroups(int id) => Liveness.NeedsPlace(id) && !_crossesCall[Liveness.Name[id]];

    private Ranges RangesOfGroup(int name) => _rangesOfGroup[name] ?? _inRegister[name]!;

    /// <summary>One register for all that are in a value's group, if one is free for them; else the value is served by itself.</summary>
    private void AssignGroup(int name)
    {
        if (Register[name] >= 0) return;
        if (_groups[name] is not { } members || !members.TrueForAll(member => Register[member] < 0 && Slot[member] < 0))
        {
            Assign(name);
            return;
        }
        int register = ChooseRegister(members, RangesOfGroup(name));
        if (register < 0)
        {
            Assign(name);
            return;
        }
        foreach (int member in members) Register[member] = register;
        (IsFloat(name) ? _xmms : _gprs)[register].AddAll(RangesOfGroup(name));
    }
}
