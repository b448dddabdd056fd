using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Build;

/// <summary>Where ways meet: blocks, and the states that come in.</summary>
internal sealed partial class GraphBuilder
{
    /// <summary>The current block, still without an end, will go on at <paramref name="target"/>.</summary>
    private void GoTo(int target, int[] state)
    {
        int[] copy = state[..(LocalCount + _scan.Depth[target])];
        for (int i = 0; i < LocalCount; i++)
            if (!_scan.IsLive(target, i)) copy[i] = Nil;
        (_incoming[target] ??= []).Add(new Edge(_block, copy));
    }

    private void StartBlock()
    {
        if (_block >= 0) GoTo(_pc, _state);
        _block = -1;
        int loop = _scan.LoopAt(_pc);
        List<Edge> edges = _incoming[_pc] ?? [];
        // The head of a loop around the entry's loop is reached by its back-edges alone.
        if (edges.Count == 0 && (loop < 0 || _scan.EntryPc == 0 || !_scan.Loops[loop].Contains(_scan.EntryPc) || !_scan.IsReached[_pc])) return;
        if (edges.Count > 0) Join(edges, loop);
        if (loop >= 0) StartLoop(loop);
    }

    private void SetState(int[] state)
    {
        Plain.Fill(_state, Nil);
        state.CopyTo(_state, 0);
        _depth = _scan.Depth[_pc];
    }

    /// <summary>Makes one block of the edges; afterwards it is the current one.</summary>
    private void Join(List<Edge> edges, int loop)
    {
        int around = LoopOf(loop >= 0 ? _scan.Loops[loop].Parent : InnermostLoop(_pc));
        if (edges.Count == 1 && _graph.Blocks[edges[0].Block].Loop == around)
        {
            _block = edges[0].Block;
            SetState(edges[0].State);
            return;
        }
        int block = _graph.AddBlock();
        _graph.Blocks[block].Loop = around;
        var state = new int[edges[0].State.Length];
        var inputs = new int[edges.Count];
        for (int slot = 0; slot < state.Length; slot++)
        {
            for (int e = 0; e < inputs.Length; e++) inputs[e] = edges[e].State[slot];
            state[slot] = inputs.All(v => v == inputs[0]) ? inputs[0] : JoinSlot(edges, inputs, block);
        }
        foreach (Edge edge in edges) EndWithJump(edge.Block, block);
        _block = block;
        SetState(state);
    }

    private int JoinSlot(List<Edge> edges, int[] inputs, int block)
    {
        for (int e = 0; e < inputs.Length; e++)
            if (inputs[e] == Nil) inputs[e] = Word(Value.NilBits);
        IrType type = _graph[inputs[0]].Type;
        for (int e = 1; e < inputs.Length; e++)
            if (_graph[inputs[e]].Type != type) type = IrType.Any;
        if (type == IrType.Any)
        {
            for (int e = 0; e < inputs.Length; e++)
            {
                if (IrTypes.IsTagged(_graph[inputs[e]].Type)) continue;
                _block = edges[e].Block;
                SetState(edges[e].State);
                _snapshot = -1;
                inputs[e] = Tagged(inputs[e]);
            }
        }
        int phi = _graph.Create(IrOp.Phi, type, inputs, pc: SitePc);
        _graph.Append(block, phi);
        return phi;
    }

    private void EndWithJump(int from, int to)
    {
        _graph.Append(from, _graph.Create(IrOp.Jump, IrType.None, [], pc: SitePc));
        _graph.Blocks[from].Successor0 = to;
        _graph.AddEdge(from, to);
    }

    /// <summary>By its number in the bytecode; -1 if it is in none.</summary>
    private int InnermostLoop(int pc) => _scan.Loops.FindLastIndex(loop => loop.Contains(pc));

    /// <summary>The graph's loop for one of the bytecode, or for none.</summary>
    private int LoopOf(int index) => index >= 0 ? _loopBase + index : _call?.Loop ?? -1;

    /// <summary>The innermost loop of the graph that holds both.</summary>
    private int CommonLoop(int from, int to)
    {
        int loop = InnermostLoop(from);
        while (loop >= 0 && !_scan.Loops[loop].Contains(to)) loop = _scan.Loops[loop].Parent;
        return LoopOf(loop);
    }
}
