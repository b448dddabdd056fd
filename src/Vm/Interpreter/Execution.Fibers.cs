using System.Diagnostics;
using System.Runtime.InteropServices;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Vm.Interpreter;

internal enum TaskState
{
    Running = 0,
    Finished = 1,
    Failed = 2,
}

/// <summary>
/// Fibers of one program: a queue of those that can run, first in, first out. The running one is on the stack; a switch copies its frames away
/// and the next one's back. All of it belongs to the thread that runs the program.
/// </summary>
public sealed unsafe partial class Execution
{
    /// <summary>Frames of more bytes than this keep their stack while the fiber waits.</summary>
    private const int CopiedBytesMax = 64 * 1024;
    /// <summary>What a waiting fiber takes outside of the heap, beside its frames.</summary>
    private const int FiberBytes = 512;
    /// <summary>So many errors and traces of failed tasks are kept.</summary>
    private const int FailuresMax = 10_000;
    /// <summary>Processor time that a fiber may compute while others want to.</summary>
    private const long SliceUs = 10_000;

    private readonly Scheduler* _scheduler;
    private readonly FiberTable _fibers = new();
    /// <summary>Made when a fiber sleeps: .NET compiles a queue of such pairs anew in every process.</summary>
    private PriorityQueue<(Fiber Fiber, long Number), (long At, long Number)>? _sleeping;
    private readonly OrderedDictionary<int, FaultReport> _unawaited = [];
    private readonly Stack<FiberStack> _freeStacks = new();
    private readonly Fiber _main = new(1);
    private int _fiberCount = 1;
    private long _sleepCount, _moreFailures;

    private Fiber Current => _fibers[_scheduler->Current->Number];
    private bool IsMain => _scheduler->Current == _main.State;

    /// <summary>Errors of tasks that nobody awaited, in the order in which they failed.</summary>
    public IReadOnlyList<FaultReport> TaskFaults => _unawaited.Count == 0 ? [] : _moreFailures == 0 ? [.. _unawaited.Values]
        : [.. _unawaited.Values, new FaultReport("", $"{_moreFailures} more tasks failed", $"{_moreFailures} more tasks failed", [])];

    /// <summary>When the first sleeping fiber wants to go on, as a <see cref="Stopwatch"/> time; only meaningful after Run gave Sleeping.</summary>
    public long WakesAt => _call?.Inline is { Child: { } child } ? Math.Min(child.WakesAt, _deadlineAt) : _sleeping is not null && _sleeping.TryPeek(out _, out (long At, long Number) first) ? Math.Min(first.At, _deadlineAt) : 0;

    private Value Spawn(Value function)
    {
        Heap.TakeOutside(FiberBytes);
        Value task = Heap.AllocateTagged(ObjectType.Task, 0);
        var fiber = new Fiber(++_fiberCount);
        FiberState* state = fiber.State;
        (state->Task, state->Arrival, state->Value) = (task.Bits, Arrival.Start, (&_context->Args)[0]);
        task.Address[Objects.TaskNumber] = Value.FromFixnum(fiber.Number).Bits;
        task.Address[Objects.TaskState] = Value.FromFixnum((int)TaskState.Running).Bits;
        _fibers.Add(fiber);
        _scheduler->AddDirty(state);
        _scheduler->Ready.Add(state);
        return task;
    }

    // ---- switching --------------------------------------------------------------------------------------------------

    /// <summary>The running fiber waits for a channel, a task or an answer: another one goes on, or the dispatcher looks for one.</summary>
    private void Block()
    {
        _scheduler->Current->BlockedNumber = ++_scheduler->BlockCount;
        Suspend();
        GoOnWithNext();
    }

    /// <summary>Mostly the next fiber is there and gets a value, or was pre-empted: for that nobody need go back to the dispatcher. All else may raise errors.</summary>
    private void GoOnWithNext()
    {
        if (_scheduler->HasTimers != 0) WakeSleepers();
        FiberState* next = _scheduler->Ready.First;
        if (next is not null && next->Arrival is Arrival.Value or Arrival.None && next->Clause == ServedClause.None) SwitchToFirst();
    }

    private void Suspend()
    {
        RemoveWatermark();
        FiberState* fiber = _scheduler->Current;
        (fiber->Top, fiber->Next, fiber->Handlers) = ((byte)_top, _next, _context->Handlers);
        nint sp = _context->FiberSp;
        long bytes = _stack.Top - sp;
        if (bytes <= CopiedBytesMax) Heap.CountOutside(fiber->Copy((ulong*)sp, bytes));
        else KeepStack(fiber, bytes);
        _scheduler->AddDirty(fiber);
        _scheduler->Current = null;
        _top = TopFrame.None;
        _next = Next.Switch;
    }

    /// <summary>Puts a fiber onto the stack, where the last one left nothing.</summary>
    private void SwitchTo(FiberState* fiber)
    {
        _scheduler->Current = fiber;
        _scheduler->HasSwitched = 1;
        _scheduler->IsAfterOverflow = 0;
        if (fiber->KeepsStack != 0) UseKeptStack(fiber);
        else
        {
            _context->FiberSp = (nint)(_stack.Top - fiber->HeldBytes);
            Buffer.MemoryCopy(fiber->Words, (void*)_context->FiberSp, fiber->HeldBytes, fiber->HeldBytes);
            fiber->HeldBytes = 0;
        }
        (_top, _next, _context->Handlers) = ((TopFrame)fiber->Top, fiber->Next, fiber->Handlers);
        SetLimit();
    }

    private void KeepStack(FiberState* fiber, long bytes)
    {
        Heap.CountOutside(bytes);
        _fibers[fiber->Number].Stack = _stack;
        (fiber->Sp, fiber->KeepsStack) = (_context->FiberSp, 1);
        UseStack(_freeStacks.TryPop(out FiberStack? free) ? free : new FiberStack(Meter.Limits.StackBytes));
    }

    private void UseKeptStack(FiberState* state)
    {
        Fiber fiber = _fibers[state->Number];
        ReleaseStack(_stack);
        UseStack(fiber.Stack!);
        fiber.Stack = null;
        _context->FiberSp = state->Sp;
        state->KeepsStack = 0;
        Heap.CountOutside(state->Sp - _stack.Top);
    }

    private void UseStack(FiberStack stack)
    {
        _stack = stack;
        _context->StackTop = stack.Top;
    }

    private void ReleaseStack(FiberStack stack)
    {
        const int KeptMax = 4;
        if (_freeStacks.Count < KeptMax) _freeStacks.Push(stack);
        else stack.Dispose();
    }

    /// <summary>Takes the next fiber that can run and lets it find what it waited for. False: none can.</summary>
    private bool SwitchToNext()
    {
        WakeSleepers();
        if (_scheduler->Ready.First is null) return false;
        SwitchToFirst();
        return true;
    }

    private void SwitchToFirst()
    {
        FiberState* fiber = _scheduler->Ready.RemoveFirst();
        SwitchTo(fiber);
        Arrival arrival = fiber->Arrival;
        fiber->Arrival = Arrival.None;
        switch (arrival)
        {
            case Arrival.None: break;
            case Arrival.Value: Deliver(TakeValue(fiber)); break;
            case Arrival.Start: Start(fiber); break;
            default: ArriveAt(_fibers[fiber->Number], arrival); break;
        }
    }

    private void ArriveAt(Fiber fiber, Arrival arrival)
    {
        switch (arrival)
        {
            case Arrival.Thrown:
                StepBackTop();
                Unwind(TakeValue(fiber.State), NoTrace, fiber.Trace);
                break;
            case Arrival.Fault:
                FaultException fault = fiber.Fault!;
                fiber.Fault = null;
                StepBackTop();
                Raise(fault);
                break;
            case Arrival.Answer: DeliverAnswer(fiber); break;
        }
    }

    private void Start(FiberState* fiber)
    {
        var returnSlot = (ulong*)_stack.Top - 1;
        *returnSlot = 0;
        _context->FiberSp = (nint)returnSlot;
        _top = TopFrame.AtCall;
        _context->Handlers = Value.NilBits;
        CallInPlace(new Value(fiber->Value), 0);
        fiber->Value = Value.NilBits;
    }

    /// <summary>Of a clause of `select`: its function and arguments as a list. What was taken is not kept alive by the fiber.</summary>
    private Value TakeValue(FiberState* fiber)
    {
        var value = new Value(fiber->Value);
        fiber->Value = Value.NilBits;
        if (fiber->Clause == ServedClause.None) return value;
        Value list = fiber->Clause == ServedClause.Sent ? Value.Empty : Heap.AllocateCons(value, Value.Empty);
        list = Heap.AllocateCons(new Value(fiber->Function), list);
        (fiber->Function, fiber->Clause) = (Value.NilBits, ServedClause.None);
        return list;
    }

    /// <summary>The waiting frame at the top is behind its instruction; an error is raised at it.</summary>
    private void StepBackTop()
    {
        if (_top == TopFrame.Interpreter) StepBack((ulong*)_context->FiberSp);
    }

    // ---- waking -----------------------------------------------------------------------------------------------------

    private void Wake(Fiber fiber, Value value)
    {
        (fiber.State->Arrival, fiber.State->Value) = (Arrival.Value, value.Bits);
        Wake(fiber);
    }

    private void Wake(Fiber fiber, FaultException fault)
    {
        (fiber.State->Arrival, fiber.Fault) = (Arrival.Fault, fault);
        Wake(fiber);
    }

    /// <summary>Whatever it waits for, it waits no more.</summary>
    private void Wake(Fiber fiber)
    {
        fiber.AwaitedFiber?.Awaiting!.Remove(fiber);
        fiber.AwaitedFiber = null;
        fiber.SleepNumber = 0;
        EndFetch(fiber);
        MakeReady(fiber.State);
    }

    /// <summary>For a fiber that waits for channels, or nothing.</summary>
    private void MakeReady(FiberState* fiber)
    {
        fiber->BlockedNumber = 0;
        LeaveQueues(fiber);
        _scheduler->AddDirty(fiber);
        _scheduler->Ready.Add(fiber);
    }

    private void Sleep(Value* args, int count)
    {
        if (count != 1) throw Faults.Arity("time:sleep", 1, 1, count);
        if (!Objects.TryNumber(args[0], out double seconds)) throw Faults.Type("time:sleep", 1, "a number", args[0]);
        CheckCancelled();
        const double SecondsMax = 1e9;
        double bounded = double.IsNaN(seconds) ? 0 : Math.Clamp(seconds, 0, SecondsMax);
        Fiber fiber = Current;
        fiber.SleepNumber = ++_sleepCount;
        _sleeping ??= new();
        _scheduler->HasTimers = 1;
        _sleeping.Enqueue((fiber, _sleepCount), (Stopwatch.GetTimestamp() + (long)(bounded * Stopwatch.Frequency), _sleepCount));
        Suspend();
    }

    private void WakeSleepers()
    {
        if (_scheduler->HasTimers == 0) return;
        WakeFetchers();
        while (_sleeping is not null && _sleeping.TryPeek(out (Fiber Fiber, long Number) first, out (long At, long Number) due))
        {
            bool isAwake = first.Fiber.SleepNumber != first.Number;
            if (!isAwake && due.At > Stopwatch.GetTimestamp()) return;
            _sleeping.Dequeue();
            if (!isAwake) Wake(first.Fiber, Value.Nil);
        }
        _scheduler->HasTimers = (byte)(_fetching.Count > 0 ? 1 : 0);
    }

    /// <summary>Every operation that may switch comes by here first: a cancelled fiber goes no further.</summary>
    private void CheckCancelled()
    {
        if (_scheduler->Current->IsCancelled == 0) return;
        _scheduler->Current->IsCancelled = 0;
        throw Cancelled();
    }

    private static FaultException Cancelled() => Faults.Of("cancelled", "the task was cancelled");

    // ---- tasks ------------------------------------------------------------------------------------------------------

    private void Await(Value task)
    {
        if (!Objects.Is(task, ObjectType.Task)) throw Faults.Type("await", 1, "Task", task);
        CheckCancelled();
        var number = (int)Objects.Word(task, Objects.TaskNumber).Fixnum;
        _unawaited.Remove(number);
        switch ((TaskState)Objects.Word(task, Objects.TaskState).Fixnum)
        {
            case TaskState.Finished: Deliver(Objects.Word(task, Objects.TaskValue)); return;
            case TaskState.Failed:
                StepBackTop();
                Unwind(Objects.Word(task, Objects.TaskValue), NoTrace, _traceOfTask.GetValueOrDefault(number, NoTrace));
                return;
        }
        Fiber awaited = _fibers[number];
        Fiber fiber = Current;
        (awaited.Awaiting ??= []).Add(fiber);
        fiber.AwaitedFiber = awaited;
        Block();
    }

    private readonly HashSet<int> _cancelledTasks = [];
    private readonly Dictionary<int, int> _traceOfTask = [];

    private void CancelTask(Value task)
    {
        if (!Objects.Is(task, ObjectType.Task)) throw Faults.Type("cancel!", 1, "Task", task);
        var number = (int)Objects.Word(task, Objects.TaskNumber).Fixnum;
        if ((TaskState)Objects.Word(task, Objects.TaskState).Fixnum == TaskState.Running)
        {
            _cancelledTasks.Add(number);
            Fiber fiber = _fibers[number];
            if (fiber.State->BlockedNumber != 0 || fiber.SleepNumber != 0) Wake(fiber, Cancelled());
            else fiber.State->IsCancelled = 1;
        }
        Deliver(Value.Nil);
    }

    /// <summary>The running fiber's first frame is gone: it returned Result, or failed with what was thrown.</summary>
    private void EndFiber(bool failed)
    {
        Fiber fiber = Current;
        _scheduler->Current = null;
        _fibers.Remove(fiber.Number);
        Heap.CountOutside(-FiberBytes - fiber.State->CapacityBytes);
        var value = new Value(failed ? _thrown : _context->Result);
        var task = new Value(fiber.State->Task);
        Heap.Store(task, Objects.TaskState, Value.FromFixnum((int)(failed ? TaskState.Failed : TaskState.Finished)));
        Heap.Store(task, Objects.TaskValue, value);
        bool wasCancelled = _cancelledTasks.Remove(fiber.Number);
        if (failed)
        {
            if (_traceOfTask.Count < FailuresMax) _traceOfTask[fiber.Number] = _thrownTrace;
            if (fiber.Awaiting is null or { Count: 0 } && !wasCancelled) NoteFailure(fiber.Number, value);
        }
        foreach (Fiber awaiting in fiber.Awaiting ?? [])
        {
            awaiting.AwaitedFiber = null;
            (awaiting.State->Arrival, awaiting.State->Value, awaiting.Trace) = (failed ? Arrival.Thrown : Arrival.Value, value.Bits, _thrownTrace);
            Wake(awaiting);
        }
        _thrown = Value.NilBits;
        fiber.Free();
    }

    private void NoteFailure(int number, Value value)
    {
        if (_unawaited.Count < FailuresMax) _unawaited.Add(number, Report(value, _thrownTrace));
        else _moreFailures++;
    }

    /// <summary>Nothing can run and nothing sleeps: the main fiber gets an error where it waits.</summary>
    private void ReportDeadlock()
    {
        const int ShownMax = 100;
        string[] lines = [.. _fibers.Values.Where(fiber => fiber.State->BlockedNumber != 0).OrderBy(fiber => fiber.State->BlockedNumber).Select(Wait)];
        string message = "all fibers are blocked: " + string.Join("; ", lines.Take(ShownMax)) + (lines.Length > ShownMax ? $"; and {lines.Length - ShownMax} more" : "");
        using var list = new ListBuilder(Heap);
        foreach (string line in lines) list.Add(Heap.AllocateString(line));
        Value error = Heap.ErrorRecord(Faults.Of("deadlock", message, list.End()));
        // It has to be in the list of those that a minor collection visits from here on.
        Wake(_main);
        (_main.State->Arrival, _main.State->Value, _main.Trace) = (Arrival.Thrown, error.Bits, NoTrace);

        static string Wait(Fiber fiber) => $"fiber {fiber.Number} waits for {(fiber.AwaitedFiber is { } awaited ? $"fiber {awaited.Number} to finish" : WaitsFor(fiber.State))}";
    }

    // ---- roots ------------------------------------------------------------------------------------------------------

    private void VisitFibers(RootVisitor visitor)
    {
        // What has not run since the last collection holds old objects alone.
        if (visitor.IsMinor)
        {
            for (FiberState* fiber = null; (fiber = _scheduler->NextDirty(fiber)) is not null;)
            {
                if (fiber->IsGone == 0) VisitFiber(visitor, fiber);
            }
        }
        else
        {
            foreach (Fiber fiber in _fibers.Values) VisitFiber(visitor, fiber.State);
        }
        _scheduler->ForgetDirty();
    }

    private void VisitFiber(RootVisitor visitor, FiberState* fiber)
    {
        visitor.Visit(&fiber->Task);
        visitor.Visit(&fiber->Value);
        visitor.Visit(&fiber->Function);
        visitor.Visit(&fiber->Handlers);
        for (Waiter* waiter = fiber->Waiters; waiter is not null; waiter = waiter->Next)
        {
            visitor.Visit(&waiter->Value);
            visitor.Visit(&waiter->Function);
        }
        if (fiber == _scheduler->Current) return;
        if (fiber->KeepsStack != 0) VisitFrames(visitor, (TopFrame)fiber->Top, (ulong*)fiber->Sp);
        else if (fiber->HeldBytes > 0) VisitFrames(visitor, (TopFrame)fiber->Top, fiber->Words);
    }

    /// <summary>The program is over, whatever its fibers do.</summary>
    private void FreeFibers()
    {
        foreach (Fiber fiber in _fibers.Values)
        {
            LeaveQueues(fiber.State);
            fiber.Free();
        }
        _scheduler->ForgetDirty();
        _scheduler->Queues.Dispose();
    }

    void ISavedFrames.VisitSavedFrames(ulong* words, int top, RootVisitor visitor) => VisitFrames(visitor, (TopFrame)top, words);
}
