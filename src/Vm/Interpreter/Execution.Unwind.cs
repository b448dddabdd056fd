using System.Collections.Immutable;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>
/// Errors on their way through frames. The tables of the chunks say where they land; where they do, the frame goes on as an interpreter
/// frame, whatever it was. Whether anybody catches an error is found out before the first frame goes, so that a trace is made only of those
/// that nobody does.
/// </summary>
public sealed unsafe partial class Execution
{
    /// <summary>Instead of a trace's number: not known yet whether anybody catches the error, and somebody does.</summary>
    private const int NoTrace = -1, Caught = -2;

    /// <summary>Traces of errors that nobody will catch, while `finally` blocks run, and of failed tasks.</summary>
    private readonly List<ImmutableArray<TraceLine>> _traces = [];

    private nint StackFloor => _scheduler->IsAfterOverflow != 0 ? _stack.LimitAfterOverflow : _stack.Limit;

    /// <summary>throw. False: the interpreter stops, the fiber has failed.</summary>
    internal bool Throw(Value value) => Unwind(value, NoTrace, NoTrace);

    /// <summary>end.finally with something that was interrupted.</summary>
    internal bool GoOnUnwinding(Value unwinding) =>
        Unwind(Objects.Word(unwinding, Objects.UnwindingValue), (int)Objects.Word(unwinding, Objects.UnwindingTrace).Fixnum, NoTrace);

    /// <summary>A fault of the run time, at the frame on top.</summary>
    private bool Raise(FaultException fault)
    {
        if (fault.Kind == "stack-overflow") GiveRoomAfterOverflow();
        if (fault.IsFinal)
        {
            EndProgram(fault);
            return false;
        }
        return Unwind(Heap.ErrorRecord(fault), NoTrace, NoTrace);
    }

    /// <summary>Nobody may catch it, and no fiber goes on.</summary>
    private void EndProgram(FaultException fault)
    {
        FinalFault = fault;
        Fault = new FaultReport(fault.Kind, fault.Message, $":{fault.Kind} {fault.Message}", TraceOfStack(NoTrace));
        _top = TopFrame.None;
        _next = Next.Over;
    }

    private void GiveRoomAfterOverflow()
    {
        _scheduler->IsAfterOverflow = 1;
        SetLimit();
    }

    /// <param name="thrown">Unbound: a computation is abandoned, and only `finally` blocks run.</param>
    /// <param name="trace">Of an unwinding that goes on: what was found out when it began.</param>
    /// <param name="before">The trace of the task that failed with it, if it comes from one.</param>
    /// <returns>False if it left the fiber's first frame: <see cref="_thrown"/> holds it.</returns>
    private bool Unwind(Value thrown, int trace, int before)
    {
        using RootScope scope = Heap.Roots();
        Root held = scope.Add(thrown);
        bool isError = thrown != Value.Unbound;
        if (isError && trace == NoTrace) trace = IsCaught() ? Caught : AddTrace(TraceOfStack(before));
        bool isTop = _top == TopFrame.Interpreter;
        while (TryTopFrame(out Frame frame))
        {
            FunctionHandle* h = Interpreter.HandleOf(frame.Low[0]);
            int pc = PcOf(frame, h, isTop);
            foreach (UnwindRange range in _chunks[h->Index].Unwinds)
            {
                if (!range.Contains(pc)) continue;
                if (range.Kind == UnwindKind.Handlers) _context->Handlers = LocalOf(frame, h, range.Depth);
                else if (range.Kind == UnwindKind.Catch ? isError : range.Kind == UnwindKind.Finally || !isError)
                {
                    Value landed = range.Kind == UnwindKind.Finally ? NewUnwinding(held.Value, trace) : held.Value;
                    Land(frame, h, range, range.Kind == UnwindKind.Abandoned ? Value.Nil : scope.Add(landed).Value, scope);
                    return true;
                }
            }
            isTop = false;
            _context->FiberSp = (nint)frame.ReturnSlot;
            _top = TopFrame.AtCall;
            if (*frame.ReturnSlot == 0) break;
        }
        (_thrown, _thrownTrace) = (held.Value.Bits, trace);
        _top = TopFrame.None;
        _next = Next.Failed;
        return false;
    }

    private Value NewUnwinding(Value thrown, int trace)
    {
        using RootScope scope = Heap.Roots();
        Root held = scope.Add(thrown);
        Value unwinding = Heap.AllocateTagged(ObjectType.Unwinding, 0);
        unwinding.Address[Objects.UnwindingValue] = held.Value.Bits;
        unwinding.Address[Objects.UnwindingTrace] = Value.FromFixnum(trace).Bits;
        return unwinding;
    }

    private bool IsCaught()
    {
        bool isTop = _top == TopFrame.Interpreter;
        for (bool more = TryTopFrame(out Frame frame); more; more = TryCaller(frame.ReturnSlot, out frame))
        {
            FunctionHandle* h = Interpreter.HandleOf(frame.Low[0]);
            ImmutableArray<UnwindRange> unwinds = _chunks[h->Index].Unwinds;
            if (unwinds.Length > 0)
            {
                int pc = PcOf(frame, h, isTop);
                foreach (UnwindRange range in unwinds)
                    if (range.Kind == UnwindKind.Catch && range.Contains(pc)) return true;
            }
            isTop = false;
        }
        return false;
    }

    /// <summary>The instruction that a frame executes. All but the top one are behind their call.</summary>
    private static int PcOf(Frame frame, FunctionHandle* h, bool isTop) =>
        frame.Site?.BytecodePc ?? (int)(InterpreterFrame.ResumePc(frame.Low[InterpreterFrame.Resume]) - h->Code) - (isTop ? 0 : 1);

    private ulong LocalOf(Frame frame, FunctionHandle* h, int local) =>
        frame.Site is null ? frame.Low[InterpreterFrame.Locals + local] : ReadWord(SnapshotOf(frame.Site).Slots[local], h, frame.Saved, frame.Low);

    private static Snapshot SnapshotOf(NativeSite site)
    {
        Check.That(site.Snapshot is not null, "a machine-code frame that an error may land in has no snapshot");
        return site.Snapshot;
    }

    private void Land(Frame frame, FunctionHandle* h, UnwindRange range, Value value, RootScope scope)
    {
        Root held = scope.Add(value);
        ulong* fp = frame.Site is null ? frame.Low : ToInterpreterFrame(frame, h);
        fp[InterpreterFrame.Locals + h->LocalCount + range.Depth] = held.Value.Bits;
        fp[InterpreterFrame.Resume] = InterpreterFrame.PackResume(h->Code + range.Target, InterpreterFrame.Locals + h->LocalCount + range.Depth + 1);
        _context->FiberSp = (nint)fp;
        _top = TopFrame.Interpreter;
        _next = Next.Interpret;
        if (_scheduler->IsAfterOverflow == 0 || (nint)fp < _stack.Limit + (4 * FiberStack.AfterOverflowBytes)) return;
        _scheduler->IsAfterOverflow = 0;
        SetLimit();
    }

    private int AddTrace(ImmutableArray<TraceLine> trace)
    {
        // A program may fail again and again; what ends it keeps its trace.
        if (_traces.Count >= FailuresMax && !IsMain) trace = [];
        _traces.Add(trace);
        return _traces.Count - 1;
    }
}
