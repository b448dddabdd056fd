using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Build;

/// <summary>Loops: a phi for each variable that a round may change, of the type that is met at the entry as long as all rounds keep to it.</summary>
internal sealed partial class GraphBuilder
{
    /// <summary>The current block becomes the preheader (if there is one), and a new block with phis the head.</summary>
    private void StartLoop(int index)
    {
        BytecodeLoop loop = _scan.Loops[index];
        int preheader = _block, head = _graph.AddBlock();
        // Machine code enters this loop in the middle, at an inner one: nothing is the same in all rounds, and nothing comes from outside alone.
        bool isEnteredInside = _scan.EntryPc != 0 && loop.Head != _scan.EntryPc && loop.Contains(_scan.EntryPc);
        if (preheader < 0) SetState([]);
        _snapshot = -1;
        int entry = preheader < 0 ? -1 : Snapshot();
        var phis = new int[LocalCount + _depth];
        Plain.Fill(phis, Nil);
        int[] state = _state[..phis.Length];
        for (int slot = 0; slot < phis.Length; slot++)
        {
            bool isLocal = slot < LocalCount;
            if (isLocal && !_scan.IsLive(_pc, slot)) continue;
            if (!isEnteredInside && !(isLocal ? loop.Assigned[slot] : loop.ChangesOperands)) continue;
            phis[slot] = state[slot] = preheader < 0 ? OpenPhi(index, slot, head) : OpenPhi(index, slot, head, state[slot], entry);
        }
        if (preheader >= 0) EndWithJump(preheader, head);
        int described = LoopOf(index);
        _graph.Blocks[head].LoopHead = _graph.Blocks[head].Loop = described;
        _graph.Loops[described] = _graph.Loops[described] with { Head = head, Preheader = isEnteredInside ? -1 : preheader, EntrySnapshot = entry };
        _loops[index] = new OpenLoop(head, phis, []);
        _block = head;
        SetState(state);
    }

    private void DeclareLoops()
    {
        foreach (BytecodeLoop loop in _scan.Loops)
        {
            int around = LoopOf(loop.Parent);
            _graph.Loops.Add(new IrLoop(-1, -1, around, around < 0 ? 1 : _graph.Loops[around].Depth + 1, -1));
        }
    }

    private int OpenPhi(int loop, int slot, int head)
    {
        IrType type = _assumptions.Of(Variable(_pc, slot)).Type;
        return AddLoopPhi(loop, slot, head, type == IrType.None ? IrType.Any : type, []);
    }

    private int OpenPhi(int loop, int slot, int head, int initial, int entry)
    {
        if (initial == Nil) initial = Word(Value.NilBits);
        (IrType type, int pc) = _assumptions.Of(Variable(_pc, slot));
        if (IsCertainlyNo(initial, type)) type = IrType.Any;
        if (type == IrType.None) type = TypeOf(initial) is IrType.Fixnum or IrType.Float or IrType.Bool ? TypeOf(initial) : IrType.Any;
        int pcBefore = _pc;
        _pc = pc;
        _snapshot = entry;
        initial = type switch
        {
            IrType.Fixnum => GuardFixnum(initial, DeoptReason.LoopEntryType),
            IrType.Float => Float(initial, DeoptReason.LoopEntryType),
            IrType.Bool when _graph[initial].Type == IrType.Bool => initial,
            _ => Tagged(initial),
        };
        _pc = pcBefore;
        return AddLoopPhi(loop, slot, head, type, [initial]);
    }

    private LoopVariable Variable(int head, int slot) => new(Waiting?.Caller, head, slot);

    /// <summary>A guard for the type would fail each time.</summary>
    private bool IsCertainlyNo(int value, IrType type) => type is IrType.Fixnum or IrType.Float && TypeOf(value) != type
        && (TypeOf(value) != IrType.Any || _graph[value].Op == IrOp.Const);

    private int AddLoopPhi(int loop, int slot, int head, IrType type, int[] inputs)
    {
        int phi = _graph.Create(IrOp.Phi, type, inputs, pc: _pc);
        _graph.Append(head, phi);
        _loopPhis[phi] = (loop, slot);
        return phi;
    }

    /// <summary>Ends the current block with the back-edge to a loop's head; the state is what the next round begins with.</summary>
    private void GoBack(int index)
    {
        OpenLoop loop = _loops[index]!;
        int head = _scan.Loops[index].Head;
        var inputs = new int[loop.Phis.Length];
        for (int slot = 0; slot < inputs.Length; slot++)
        {
            int phi = loop.Phis[slot];
            if (phi < 0) continue;
            int value = _state[slot] == Nil ? Word(Value.NilBits) : _state[slot];
            IrType wanted = _graph[phi].Type;
            if (wanted == IrType.Any) value = Tagged(value);
            else if (_graph[value].Type != wanted)
            {
                _assumptions.Refute(Variable(head, slot));
                value = phi;
            }
            inputs[slot] = value;
        }
        loop.BackInputs.Add(inputs);
        EndWithJump(_block, loop.Block);
        _block = -1;
    }

    private void CloseLoops()
    {
        foreach (OpenLoop? loop in _loops)
            if (loop is not null) CloseLoop(loop);
    }

    private void CloseLoop(OpenLoop loop)
    {
        for (int slot = 0; slot < loop.Phis.Length; slot++)
        {
            int phi = loop.Phis[slot];
            if (phi < 0) continue;
            _graph.SetInputs(phi, [.. _graph.Inputs(phi), .. loop.BackInputs.Select(inputs => inputs[slot])]);
        }
    }

    /// <summary>A value that may be a loop variable is guarded: next time its loop may carry it in that form.</summary>
    private void Ask(int value, IrType type, int depth = 0)
    {
        if (_graph[value].Op != IrOp.Phi || _graph[value].Type != IrType.Any || depth > 4 || GuardFailedHere) return;
        for (GraphBuilder? owner = this; owner is not null; owner = owner._call?.Caller)
        {
            if (!owner._loopPhis.TryGetValue(value, out (int Loop, int Slot) variable)) continue;
            BytecodeLoop loop = owner._scan.Loops[variable.Loop];
            // Whoever asks is told if it fails, wherever the loop is.
            if (loop.Contains(owner._pc)) _assumptions.Ask(owner.Variable(loop.Head, variable.Slot), type, SitePc);
            return;
        }
        foreach (int input in _graph.Inputs(value)) Ask(input, type, depth + 1);
    }
}
