using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Profile;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Build;

/// <summary>
/// Bytecode to IR by abstract interpretation: the state holds one value for each local and operand. Blocks are visited in
/// bytecode order, so all but back-edges come from what was visited before; loop heads get phis beforehand for what their
/// loop assigns.
/// Needs: a job whose operands were checked. Guarantees: SSA; no critical edges; every exit has a snapshot; a loop variable that
/// the feedback and the initial value allow is a Fixnum or a raw Float.
/// </summary>
internal sealed partial class GraphBuilder
{
    private readonly record struct Edge(int Block, int[] State);

    private sealed record OpenLoop(int Block, int[] Phis, List<int[]> BackInputs);

    private const int Nil = -1;

    private readonly Chunk _chunk;
    private readonly BytecodeScan _scan;
    private readonly IReadOnlyList<byte> _feedback;
    private readonly Assumptions _assumptions;
    private readonly IrGraph _graph;
    private readonly List<Edge>?[] _incoming;
    private readonly OpenLoop?[] _loops;
    /// <summary>Number of the first of them in the graph.</summary>
    private readonly int _loopBase;
    /// <summary>Loop phis by value: which variable they are.</summary>
    private readonly Dictionary<int, (int Loop, int Slot)> _loopPhis = [];
    private int[] _state;
    private int _depth, _block = -1, _pc, _snapshot;

    private GraphBuilder(BytecodeScan scan, IReadOnlyList<byte> feedback, Assumptions assumptions, IrGraph graph)
    {
        _chunk = scan.Chunk;
        _scan = scan;
        _feedback = feedback;
        _assumptions = assumptions;
        _graph = graph;
        _incoming = new List<Edge>?[_chunk.Code.Length];
        _loops = new OpenLoop?[scan.Loops.Count];
        _state = new int[_chunk.LocalCount + Plain.Max<int>(scan.Depth, depth => depth) + 2];
    }

    /// <exception cref="BailoutException">The job is malformed or beyond the limits.</exception>
    public static IrGraph Build(CompileJob job)
    {
        BytecodeScan.CheckOperands(job.Chunk);
        if (job.Feedback.Length != job.Chunk.Code.Length) throw new BailoutException(BailoutReason.MalformedJob, "feedback and code differ in length");
        if (ParamsOf(job.Chunk) > ExecContext.ArgsMax) throw new BailoutException(BailoutReason.TooManyArguments, $"{ParamsOf(job.Chunk)} parameters");
        var scan = new BytecodeScan(job.Chunk, job.EntryPc);
        var assumptions = new Assumptions();
        bool inlines = (job.Options.Off & PassSet.Inlining) == 0, inlinesSelf = inlines && CanInlineSelf(scan);
        for (int build = 1; ; build++)
        {
            assumptions.BeginBuild();
            if (build >= JitLimits.BuildsMax) assumptions.GiveUp();
            var builder = new GraphBuilder(scan, job.Feedback, assumptions, new IrGraph(job.Chunk, job.EntryPc) { Feedback = job.Feedback });
            if (inlines) (builder._callees, builder._inlinesSelf) = (job.Callees, inlinesSelf);
            builder.Run();
            if (!assumptions.Changed || build > JitLimits.BuildsMax) return builder._graph;
        }
    }

    private int LocalCount => _chunk.LocalCount;

    /// <summary>A list of the further arguments is one more.</summary>
    private static int ParamsOf(Chunk chunk) => chunk.ParamCount + (chunk.HasRest ? 1 : 0);

    private void Run()
    {
        DeclareLoops();
        BuildEntry();
        TranslateAll();
        CloseLoops();
        FixRecordGlobals(0, IrOp.Globals);
    }

    private void TranslateAll()
    {
        for (_pc = 0; _pc < _chunk.Code.Length; _pc++)
        {
            if (_scan.IsLeader[_pc]) StartBlock();
            if (_block < 0) continue;
            if (_graph.ValueCount > JitLimits.ValuesMax) throw new BailoutException(BailoutReason.TooManyValues, $"at instruction {_pc}");
            _snapshot = -1;
            Translate(_chunk.Code[_pc]);
        }
    }

    private void BuildEntry()
    {
        _block = _graph.AddBlock();
        _pc = _scan.EntryPc;
        Plain.Fill(_state, Nil);
        _depth = _scan.Depth[_pc];
        if (_pc == 0)
        {
            for (int i = 0; i < ParamsOf(_chunk); i++) _state[i] = Add(IrOp.Param, IrType.Any, [], i);
        }
        else
        {
            for (int i = 0; i < LocalCount + _depth; i++)
                if (i >= LocalCount || _scan.IsLive(_pc, i)) _state[i] = Add(IrOp.LoopArg, IrType.Any, [], i);
        }
        _snapshot = -1;
        Add(IrOp.Poll, IrType.None, [], snapshot: Snapshot());
        GoTo(_pc, _state);
        _block = -1;
    }

    // ---- blocks -----------------------------------------------------------------------------------------------------

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

    // ---- loops ------------------------------------------------------------------------------------------------------

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

    // ---- values -----------------------------------------------------------------------------------------------------

    private int Add(IrOp op, IrType type, ReadOnlySpan<int> inputs, long imm = 0, int snapshot = -1, DeoptReason reason = DeoptReason.None)
    {
        CheckInlined(op);
        int id = _graph.Create(op, type, inputs, imm, snapshot, SitePc, reason);
        if (IrOps.Is(op, IrTraits.Call)) _graph[id].Caller = Waiting?.Caller;
        _graph.Append(_block, id);
        return id;
    }

    private int Word(ulong bits) => _graph.WordLiteral(bits);

    /// <summary>The state before the current instruction. Valid as long as nothing of it was stored or pushed yet.</summary>
    private int Snapshot()
    {
        if (IsFrameless) return _call!.Snapshot;
        if (_snapshot >= 0) return _snapshot;
        int[] slots = _state[..(LocalCount + _scan.Depth[_pc])];
        for (int i = 0; i < LocalCount; i++)
            if (!_scan.IsLive(_pc, i)) slots[i] = Nil;
        return _snapshot = Waiting is { } waiting ? _graph.AddSnapshot(_pc, [.. slots, .. waiting.Slots], waiting.Caller) : _graph.AddSnapshot(_pc, slots);
    }

    /// <summary>
    /// For a call that an error may come out of and land in this function: the locals, and the operands that are left then. -1 if none can.
    /// </summary>
    private int UnwindSnapshot()
    {
        int depth = -1;
        foreach (UnwindRange range in _chunk.Unwinds)
            if (range.Contains(_pc)) depth = Math.Max(depth, range.Lands ? range.Depth : 0);
        if (depth < 0) return -1;
        int[] slots = _state[..(LocalCount + _scan.Depth[_pc])];
        for (int i = 0; i < slots.Length; i++)
            if (i < LocalCount ? !_scan.IsLive(_pc, i) : i >= LocalCount + depth) slots[i] = Nil;
        return _graph.AddSnapshot(_pc, slots);
    }

    private IrType TypeOf(int value) => _graph[value].Type;
    private Feedback FeedbackHere => (Feedback)_feedback[_pc];

    private int Push(int value) => _state[LocalCount + _depth++] = value;
    private int Peek(int fromTop = 0)
    {
        int value = _state[LocalCount + _depth - 1 - fromTop];
        return value == Nil ? Word(Value.NilBits) : value;
    }
    private void Pop(int count = 1) => _depth -= count;

    /// <summary>From here on the value is known as <paramref name="refined"/>.</summary>
    private int Refine(int value, int refined)
    {
        for (int i = 0; i < LocalCount + _depth; i++)
            if (_state[i] == value) _state[i] = refined;
        return refined;
    }

    private int GuardFixnum(int value, DeoptReason reason = DeoptReason.NotFixnum)
    {
        if (TypeOf(value) == IrType.Fixnum) return value;
        Ask(value, IrType.Fixnum);
        int word = Tagged(value);
        return Refine(word, Add(IrOp.GuardFixnum, IrType.Fixnum, [word], snapshot: Snapshot(), reason: reason));
    }

    private int GuardObject(int value, ObjectType type, IrType refined, DeoptReason reason)
    {
        if (TypeOf(value) == refined) return value;
        int word = Tagged(value);
        return Refine(word, Add(IrOp.GuardObject, refined, [word], (long)type, Snapshot(), reason));
    }

    /// <summary>A value that has to be a Float, as a raw double.</summary>
    private int Float(int value, DeoptReason reason = DeoptReason.NotFloat)
    {
        if (TypeOf(value) == IrType.Float) return value;
        Ask(value, IrType.Float);
        return Add(IrOp.UnboxFloat, IrType.Float, [Tagged(value)], snapshot: Snapshot(), reason: reason);
    }

    /// <summary>A number as a raw double; the caller knows that the operation is one on Floats.</summary>
    private int Number(int value, bool exact)
    {
        switch (TypeOf(value))
        {
            case IrType.Float: return value;
            case IrType.Fixnum: return Add(IrOp.FixnumToFloat, IrType.Float, [value], exact ? 1 : 0, exact ? Snapshot() : -1, DeoptReason.NotFloat);
            default:
                Ask(value, IrType.Float);
                return Add(IrOp.UnboxNumber, IrType.Float, [Tagged(value)], exact ? 1 : 0, Snapshot(), DeoptReason.NotNumber);
        }
    }

    private int Tagged(int value) => TypeOf(value) switch
    {
        IrType.Float => Add(IrOp.BoxFloat, IrType.Any, [value], snapshot: Snapshot(), reason: DeoptReason.FloatNeedsBox),
        IrType.Bool => Add(IrOp.BoxBool, IrType.Any, [value]),
        _ => value,
    };

    /// <summary>A value as a condition.</summary>
    private int Truth(int value) => TypeOf(value) switch
    {
        IrType.Bool => value,
        IrType.Any => Add(IrOp.IsTruthy, IrType.Bool, [value]),
        _ => _graph.BoolLiteral(true),
    };
}
