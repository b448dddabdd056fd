using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Build;

/// <summary>
/// Calls of the function by itself, the body of which is built where the call stands, once deep. It has an interpreter frame of its own: the snapshots in it
/// name the frames that wait for it as well, and its calls say behind which instructions those wait. Both frames are of one function, so neither a snapshot
/// nor a walk has to say which. What would take a frame away that is not there, is not for inlining.
/// </summary>
internal sealed partial class GraphBuilder
{
    /// <summary>Instructions of the copies of one function, and of one copy.</summary>
    private const int CopiesMax = 120, CopyMax = 80;
    /// <summary>Locals and operands of a function that stands in its own frame.</summary>
    private const int CopyFrameWordsMax = 64;
    private const int RecursionDepthMax = 1;

    /// <summary>The frames that wait for this builder's function, the nearest first, and their values.</summary>
    private sealed record WaitingFrames(IrCaller Caller, int[] Slots, int Depth);

    /// <summary>Builds the caller's function once more, in the place of a call.</summary>
    private GraphBuilder(InlinedCall call)
        : this(call.Caller._scan, call.Caller._feedback, call.Caller._assumptions, call.Caller._graph)
    {
        _call = call;
        _callees = call.Caller._callees;
        _loopBase = _graph.Loops.Count;
    }

    private bool IsCopy => _call?.Waiting is not null;
    /// <summary>Stands for a call without a frame of its own: see <see cref="InlinedCall"/>.</summary>
    private bool IsFrameless => _call is { Waiting: null };
    private WaitingFrames? Waiting => _call is null ? null : _call.Waiting ?? _call.Caller.Waiting;
    private GraphBuilder Root => _call?.Caller.Root ?? this;

    /// <summary>The result of a call of the function by itself, in the place of it; null if it has to be a call.</summary>
    private int? InlinedSelf(int arguments)
    {
        if (!_inlinesSelf || IsFrameless || (Waiting?.Depth ?? 0) >= RecursionDepthMax || _assumptions.IsCall(_pc) || Root._copied + _chunk.Code.Length > CopiesMax) return null;
        Root._copied += _chunk.Code.Length;
        int[] operands = Operands(arguments);
        var call = new InlinedCall(this, -1, -1, FramesThatWait(arguments));
        new GraphBuilder(call) { _inlinesSelf = true }.RunCopy(_block, operands);
        if (call.Results.Count == 0)
        {
            // It never returns. The graph is built anew with a call, so it does not matter what this one goes on with.
            _assumptions.MakeCall(_pc);
            call.Results.Add((_graph.AddBlock(), Word(Value.NilBits)));
        }
        return ResultOf(call);
    }

    private WaitingFrames FramesThatWait(int arguments)
    {
        int[] slots = _state[..(LocalCount + _depth - arguments)];
        for (int i = 0; i < LocalCount; i++)
            if (!_scan.IsLive(_pc + 1, i)) slots[i] = Nil;
        return new WaitingFrames(new IrCaller(_pc, slots.Length, Waiting?.Caller), [.. slots, .. Waiting?.Slots ?? []], (Waiting?.Depth ?? 0) + 1);
    }

    private void RunCopy(int block, int[] arguments)
    {
        DeclareLoops();
        TranslateInPlace(block, arguments);
        CloseLoops();
    }

    /// <summary>A call in the place of one that would take the frame of a copy away: only those that wait for it are left.</summary>
    private int AddCallForTheCaller(int call)
    {
        (_graph[call].Pc, _graph[call].Caller) = (Waiting!.Caller.Pc, Waiting.Caller.Caller);
        return call;
    }

    /// <summary>Whether a frame of the function can be there in the snapshots alone.</summary>
    private static bool CanInlineSelf(BytecodeScan scan)
    {
        Chunk chunk = scan.Chunk;
        if (chunk.Code.Length > CopyMax || chunk.HasRest || !chunk.Captures.IsEmpty || !chunk.Unwinds.IsEmpty) return false;
        if (chunk.LocalCount + Plain.Max<int>(scan.Depth, depth => depth) > CopyFrameWordsMax) return false;
        return chunk.Code.All(word => Instruction.Op(word) switch
        {
            Opcode.Effect or Opcode.Handle or Opcode.HandlersGet or Opcode.HandlersSet or Opcode.HandlersPush or Opcode.EndFinally => false,
            Opcode.TypeFail or Opcode.ResultFail or Opcode.ResultDefer or Opcode.ResultCheck or Opcode.CaptureGet => false,
            Opcode.CallBuiltin => !ControlNumbers.Contains(Instruction.U16(word)) && Instruction.U16(word) != BuiltinTable.ApplyNumber,
            _ => true,
        });
    }
}
