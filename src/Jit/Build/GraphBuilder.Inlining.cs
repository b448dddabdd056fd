using System.Collections.Immutable;
using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Build;

/// <summary>
/// Calls of small functions that only compute (<see cref="LeafFunctions"/>): the callee is built where the call stands, by a builder of its own that adds to
/// the caller's graph. Whatever leaves from there leaves before the call, with the caller's frame alone: nothing has happened yet, so the interpreter makes the whole call.
/// That is why the callee may have no instruction that the interpreter would do for it: where one turns out to be needed, the graph is built anew with the call as a call.
/// </summary>
internal sealed partial class GraphBuilder
{
    /// <summary>Instructions of callees that one job takes in.</summary>
    private const int InlinedMax = 600;

    /// <summary>The call that this builder's function stands for, if any.</summary>
    /// <param name="Callee">The closure; -1 if it is the caller's own.</param>
    /// <param name="Snapshot">Before the call, for everything that leaves; -1 if the callee has a frame of its own.</param>
    /// <param name="Waiting">If it has: the frames that wait for it.</param>
    private sealed record InlinedCall(GraphBuilder Caller, int Callee, int Snapshot, WaitingFrames? Waiting = null)
    {
        public int Pc => Caller._pc;
        public int Loop { get; } = Caller._graph.Blocks[Caller._block].Loop;
        public List<(int Block, int Value)> Results { get; } = [];
    }

    private readonly InlinedCall? _call;
    private ImmutableArray<InlinedCallee> _callees = [];
    private bool _inlinesSelf;
    private int _inlined, _copied;

    private GraphBuilder(InlinedCallee callee, InlinedCall call)
        : this(new BytecodeScan(callee.Chunk, 0), callee.Feedback, call.Caller._assumptions, call.Caller._graph) => _call = call;

    /// <summary>The instruction of the graph's own function that is being translated.</summary>
    private int SitePc => IsFrameless ? _call!.Pc : _pc;

    /// <summary>The result of a call of a global, in the place of it; null if it has to be a call.</summary>
    private int? Inlined(int global, int arguments)
    {
        InlinedCallee? callee = _callees.FirstOrDefault(callee => callee.Global == global);
        if (callee is null || callee.Chunk.ParamCount != arguments || GuardFailedHere || _assumptions.IsCall(_pc) || Root._inlined + callee.Chunk.Code.Length > InlinedMax) return null;
        Root._inlined += callee.Chunk.Code.Length;
        var call = new InlinedCall(this, Add(IrOp.GlobalConstant, IrType.Closure, [Globals()], global, Snapshot(), DeoptReason.Unbound), Snapshot());
        new GraphBuilder(callee, call).RunInlined(_block, Plain.Array(arguments, i => Peek(arguments - 1 - i)));
        return ResultOf(call);
    }

    /// <summary>Goes on behind the callee, outside of its loops.</summary>
    private int ResultOf(InlinedCall call)
    {
        _block = call.Results[0].Block;
        return call.Results.Count == 1 && _graph.Blocks[_block].Loop == call.Loop ? call.Results[0].Value : MeetOfOneType(call.Results, call.Loop);
    }

    private void RunInlined(int block, int[] arguments)
    {
        int first = _graph.ValueCount;
        TranslateInPlace(block, arguments);
        FixRecordGlobals(first, IrOp.GlobalsOf);
    }

    /// <summary>The function begins at the end of a block of its caller's.</summary>
    private void TranslateInPlace(int block, int[] arguments)
    {
        _block = block;
        Plain.Fill(_state, Nil);
        arguments.CopyTo(_state, 0);
        GoTo(0, _state);
        _block = -1;
        TranslateAll();
    }

    private int MeetOfOneType(List<(int Block, int Value)> results, int loop)
    {
        bool isOneType = results.TrueForAll(result => TypeOf(result.Value) == TypeOf(results[0].Value));
        for (int i = 0; i < results.Count && !isOneType; i++)
        {
            _block = results[i].Block;
            results[i] = (_block, Tagged(results[i].Value));
        }
        return Meet(results, loop);
    }

    /// <summary>What the interpreter would have to do half-way is not for inlining.</summary>
    private void CheckInlined(IrOp op)
    {
        if (IsFrameless && (IrOps.Traits(op) & (IrTraits.Runtime | IrTraits.Call)) != 0) _assumptions.MakeCall(_call!.Pc);
    }
}
