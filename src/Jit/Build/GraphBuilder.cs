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
