using ClaudeLang.Jit.Ir;
using ClaudeLang.Jit.X64;

namespace ClaudeLang.Jit.Tests.X64;

/// <summary>
/// Runs a graph symbolically over its places: each place holds the name of a value or nothing known. Every read must find its
/// value, on every way. Independent of how the allocator reasons: only its answers are looked at.
/// </summary>
internal sealed class AllocationChecker
{
    private readonly IrGraph _graph;
    private readonly Liveness _liveness;
    private readonly Allocator _allocator;

    private AllocationChecker(Allocator allocator)
    {
        _allocator = allocator;
        _liveness = allocator.Liveness;
        _graph = _liveness.Graph;
    }

    /// <summary>The first wrong read; null if there is none.</summary>
    public static string? Find(Allocator allocator) => new AllocationChecker(allocator).Find();

    private string? Find()
    {
        var atBegin = new Dictionary<Place, int>?[_graph.Blocks.Count];
        atBegin[0] = [];
        var work = new Queue<int>([0]);
        while (work.TryDequeue(out int block))
        {
            var held = new Dictionary<Place, int>(atBegin[block]!);
            for (int id = _graph.Blocks[block].First; id >= 0; id = _graph[id].Next) Step(id, held);
            foreach (int next in _graph.Successors(block))
            {
                Dictionary<Place, int> coming = Cross(block, next, held);
                if (atBegin[next] is not { } known) atBegin[next] = coming;
                else
                {
                    int before = known.Count;
                    foreach (Place place in known.Keys.ToArray())
                        if (!coming.TryGetValue(place, out int name) || name != known[place]) known.Remove(place);
                    if (known.Count == before) continue;
                }
                work.Enqueue(next);
            }
        }
        foreach (int block in _liveness.Order)
        {
            var held = new Dictionary<Place, int>(atBegin[block]!);
            for (int id = _graph.Blocks[block].First; id >= 0; id = _graph[id].Next)
            {
                if (Wrong(id, held) is { } wrong) return wrong;
                Step(id, held);
            }
            foreach (int next in _graph.Successors(block))
                if (WrongPhi(block, next, held) is { } wrong) return wrong;
        }
        return null;
    }

    private IEnumerable<Place> Homes(int id)
    {
        if (_allocator.Register[id] >= 0) yield return RegisterOf(id);
        if (_allocator.Slot[id] >= 0) yield return Place.Slot(_allocator.Slot[id]);
    }

    private Place RegisterOf(int name) => new(_allocator.IsFloat(name) ? PlaceKind.Xmm : PlaceKind.Gpr, _allocator.Register[name]);
    private Place ReadFrom(int name, int position) => _allocator.IsInRegister(name, position) ? RegisterOf(name) : Place.Slot(_allocator.Slot[name]);

    private void Step(int id, Dictionary<Place, int> held)
    {
        if (_liveness.IsFused[id] || _graph[id].Op == IrOp.Phi) return;
        if (IrOps.Is(_graph[id].Op, IrTraits.Call))
            foreach (Place place in held.Keys.Where(place => place.Kind != PlaceKind.Slot).ToArray()) held.Remove(place);
        if (_liveness.NeedsPlace(id) && _liveness.Name[id] == id)
            foreach (Place home in Homes(id)) held[home] = id;
    }

    private Dictionary<Place, int> Cross(int block, int next, Dictionary<Place, int> held)
    {
        var after = new Dictionary<Place, int>(held);
        for (int id = _graph.Blocks[next].First; id >= 0 && _graph[id].Op == IrOp.Phi; id = _graph[id].Next)
            foreach (Place home in Homes(id)) after[home] = id;
        return after;
    }

    private string? Wrong(int id, Dictionary<Place, int> held)
    {
        if (_liveness.IsFused[id] || _graph[id].Op == IrOp.Phi) return null;
        foreach (int input in _graph.Inputs(id))
        {
            if (_liveness.IsFused[input])
                foreach (int inner in Operands(input)) { if (WrongRead(inner, id, held) is { } wrong) return wrong; }
            else if (WrongRead(input, id, held) is { } wrong) return wrong;
        }
        if (_graph[id].Snapshot < 0) return null;
        foreach (int slot in _graph.Slots(_graph[id].Snapshot))
            if (slot >= 0 && _graph[slot].Op != IrOp.ChunkConst && WrongRead(slot, id, held) is { } wrong) return wrong;
        return null;
    }

    private IEnumerable<int> Operands(int fused)
    {
        foreach (int input in _graph.Inputs(fused).ToArray())
        {
            if (!_liveness.IsFused[input]) yield return input;
            else foreach (int inner in Operands(input)) yield return inner;
        }
    }

    private string? WrongRead(int value, int reader, Dictionary<Place, int> held) => WrongAt(value, _liveness.Position[reader], held, IrText.Line(_graph, reader));

    private string? WrongAt(int value, int position, Dictionary<Place, int> held, string reader)
    {
        if (!_liveness.NeedsPlace(value)) return null;
        int name = _liveness.Name[value];
        Place place = ReadFrom(name, position);
        return held.TryGetValue(place, out int there) && there == name ? null : $"v{value} is not in {place} at `{reader}`";
    }

    private string? WrongPhi(int block, int next, Dictionary<Place, int> held)
    {
        int index = _graph.Blocks[next].Predecessors.IndexOf(block);
        for (int id = _graph.Blocks[next].First; id >= 0 && _graph[id].Op == IrOp.Phi; id = _graph[id].Next)
            if (WrongAt(_graph.Input(id, index), _liveness.End[block] - 1, held, IrText.Line(_graph, id)) is { } wrong) return wrong;
        return null;
    }
}
