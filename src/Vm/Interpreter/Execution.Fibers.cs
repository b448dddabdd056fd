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

    private readonly FiberQueue _ready = new();
    private readonly Dictionary<int, Fiber> _fibers = [];
    /// <summary>Made when a fiber sleeps: .NET compiles a queue of such pairs anew in every process.</summary>
    private PriorityQueue<(Fiber Fiber, long Number), (long At, long Number)>? _sleeping;
    private readonly OrderedDictionary<int, FaultReport> _unawaited = [];
    private readonly Stack<FiberStack> _freeStacks = new();
    private readonly List<Fiber> _dirty = [];
    private readonly Fiber _main = new(1);
    private Fiber? _current;
    private int _fiberCount = 1;
    private long _sleepCount, _blockCount, _moreFailures;

    /// <summary>Errors of tasks that nobody awaited, in the order in which they failed.</summary>
    public IReadOnlyList<FaultReport> TaskFaults => _unawaited.Count == 0 ? [] : _moreFailures == 0 ? [.. _unawaited.Values]
        : [.. _unawaited.Values, new FaultReport("", $"{_moreFailures} more tasks failed", $"{_moreFailures} more tasks failed", [])];

    /// <summary>When the first sleeping fiber wants to go on, as a <see cref="Stopwatch"/> time; only meaningful after Run gave Sleeping.</summary>
    public long WakesAt => _call?.Inline is { Child: { } child } ? Math.Min(child.WakesAt, _deadlineAt) : _sleeping is not null && _sleeping.TryPeek(out _, out (long At, long Number) first) ? Math.Min(first.At, _deadlineAt) : 0;

    private Value Spawn(Value function)
    {
        Heap.TakeOutside(FiberBytes);
        Value task = Heap.AllocateTagged(ObjectType.Task, 0);
        var fiber = new Fiber(++_fiberCount) { Task = task.Bits, Arrival = Arrival.Start, Value = (&_context->Args)[0], IsDirty = true };
        task.Address[Objects.TaskNumber] = Value.FromFixnum(fiber.Number).Bits;
        task.Address[Objects.TaskState] = Value.FromFixnum((int)TaskState.Running).Bits;
        _fibers.Add(fiber.Number, fiber);
        _dirty.Add(fiber);
        _ready.Add(fiber);
        return task;
    }

    // ---- switching --------------------------------------------------------------------------------------------------

    /// <summary>The running fiber waits, for <paramref name="what"/> or the fiber that it awaits: another one goes on, or the dispatcher looks for one.</summary>
    private void Block(string? what)
    {
        Fiber fiber = _current!;
        (fiber.WaitsFor, fiber.BlockedNumber) = (what, ++_blockCount);
        Suspend();
        GoOnWithNext();
    }

    /// <summary>Mostly the next fiber is there and gets a value, or was pre-empted: for that nobody need go back to the dispatcher. All else may raise errors.</summary>
    private void GoOnWithNext()
    {
        if (_sleeping is not null || _fetching.Count > 0) WakeSleepers();
        if (_ready.First is { Arrival: Arrival.Value or Arrival.None, Served: null }) SwitchToFirst();
    }

    private void Suspend()
    {
        RemoveWatermark();
        Fiber fiber = _current!;
        (fiber.Top, fiber.Next, fiber.Handlers) = (_top, _next, _context->Handlers);
        var top = (ulong*)_stack.Top;
        long words = top - (ulong*)_context->FiberSp;
        Heap.CountOutside(words * 8);
        if (words * 8 <= CopiedBytesMax) fiber.Copy((ulong*)_context->FiberSp, (int)words);
        else
        {
            (fiber.Stack, fiber.Sp) = (_stack, _context->FiberSp);
            UseStack(_freeStacks.TryPop(out FiberStack? free) ? free : new FiberStack(Meter.Limits.StackBytes));
        }
        if (!fiber.IsDirty) _dirty.Add(fiber);
        fiber.IsDirty = true;
        _current = null;
        _top = TopFrame.None;
        _next = Next.Switch;
    }

    /// <summary>Puts a fiber onto the stack, where the last one left nothing.</summary>
    private void SwitchTo(Fiber fiber)
    {
        _current = fiber;
        (_hasSwitched, _sliceUs) = (true, 0);
        _isAfterOverflow = false;
        if (fiber.Stack is { } own)
        {
            ReleaseStack(_stack);
            UseStack(own);
            fiber.Stack = null;
            _context->FiberSp = fiber.Sp;
            Heap.CountOutside(fiber.Sp - _stack.Top);
        }
        else
        {
            _context->FiberSp = _stack.Top - (8 * fiber.HeldWords);
            new Span<ulong>(fiber.Words, fiber.HeldWords).CopyTo(new Span<ulong>((ulong*)_context->FiberSp, fiber.HeldWords));
            Heap.CountOutside(-8L * fiber.HeldWords);
            fiber.HeldWords = 0;
        }
        (_top, _next, _context->Handlers) = (fiber.Top, fiber.Next, fiber.Handlers);
        SetLimit();
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
        if (_ready.First is null) return false;
        SwitchToFirst();
        return true;
    }

    private void SwitchToFirst()
    {
        Fiber fiber = _ready.RemoveFirst();
        SwitchTo(fiber);
        Arrival arrival = fiber.Arrival;
        fiber.Arrival = Arrival.None;
        switch (arrival)
        {
            case Arrival.Start: Start(fiber); break;
            case Arrival.Value: Deliver(TakeValue(fiber)); break;
            case Arrival.Thrown:
                StepBackTop();
                Unwind(TakeValue(fiber), NoTrace, fiber.Trace);
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

    private void Start(Fiber fiber)
    {
        var returnSlot = (ulong*)_stack.Top - 1;
        *returnSlot = 0;
        _context->FiberSp = (nint)returnSlot;
        _top = TopFrame.AtCall;
        _context->Handlers = Value.NilBits;
        CallInPlace(new Value(fiber.Value), 0);
        fiber.Value = Value.NilBits;
    }

    /// <summary>Of a clause of `select`: its function and arguments as a list. What was taken is not kept alive by the fiber.</summary>
    private Value TakeValue(Fiber fiber)
    {
        var value = new Value(fiber.Value);
        fiber.Value = Value.NilBits;
        if (fiber.Served is not { } served) return value;
        Value list = served.IsSender ? Value.Empty : Heap.AllocateCons(value, Value.Empty);
        list = Heap.AllocateCons(new Value(served.Function), list);
        fiber.Served = null;
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
        (fiber.Arrival, fiber.Value) = (Arrival.Value, value.Bits);
        Wake(fiber);
    }

    private void Wake(Fiber fiber, FaultException fault)
    {
        (fiber.Arrival, fiber.Fault) = (Arrival.Fault, fault);
        Wake(fiber);
    }

    private void Wake(Fiber fiber)
    {
        (fiber.BlockedNumber, fiber.WaitsFor) = (0, null);
        for (Waiter? waiter = fiber.Waiters; waiter is not null; waiter = waiter.Next) _queues.Remove(waiter);
        fiber.Waiters = null;
        fiber.AwaitedFiber?.Awaiting!.Remove(fiber);
        fiber.AwaitedFiber = null;
        fiber.SleepNumber = 0;
        EndFetch(fiber);
        if (!fiber.IsDirty) _dirty.Add(fiber);
        fiber.IsDirty = true;
        _ready.Add(fiber);
    }

    private void Sleep(Value* args, int count)
    {
        if (count != 1) throw Faults.Arity("time:sleep", 1, 1, count);
        if (!Objects.TryNumber(args[0], out double seconds)) throw Faults.Type("time:sleep", 1, "a number", args[0]);
        CheckCancelled();
        const double SecondsMax = 1e9;
        double bounded = double.IsNaN(seconds) ? 0 : Math.Clamp(seconds, 0, SecondsMax);
        _current!.SleepNumber = ++_sleepCount;
        _sleeping ??= new();
        _sleeping.Enqueue((_current, _sleepCount), (Stopwatch.GetTimestamp() + (long)(bounded * Stopwatch.Frequency), _sleepCount));
        Suspend();
    }

    private void WakeSleepers()
    {
        WakeFetchers();
        while (_sleeping is not null && _sleeping.TryPeek(out (Fiber Fiber, long Number) first, out (long At, long Number) due))
        {
            bool isAwake = first.Fiber.SleepNumber != first.Number;
            if (!isAwake && due.At > Stopwatch.GetTimestamp()) return;
            _sleeping.Dequeue();
            if (!isAwake) Wake(first.Fiber, Value.Nil);
        }
    }

    /// <summary>Every operation that may switch comes by here first: a cancelled fiber goes no further.</summary>
    private void CheckCancelled()
    {
        if (!_current!.IsCancelled) return;
        _current.IsCancelled = false;
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
        (awaited.Awaiting ??= []).Add(_current!);
        _current!.AwaitedFiber = awaited;
        Block(null);
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
            if (fiber.BlockedNumber != 0 || fiber.SleepNumber != 0) Wake(fiber, Cancelled());
            else fiber.IsCancelled = true;
        }
        Deliver(Value.Nil);
    }

    /// <summary>The running fiber's first frame is gone: it returned Result, or failed with what was thrown.</summary>
    private void EndFiber(bool failed)
    {
        Fiber fiber = _current!;
        _current = null;
        _fibers.Remove(fiber.Number);
        Heap.CountOutside(-FiberBytes);
        var value = new Value(failed ? _thrown : _context->Result);
        var task = new Value(fiber.Task);
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
            (awaiting.Arrival, awaiting.Value, awaiting.Trace) = (failed ? Arrival.Thrown : Arrival.Value, value.Bits, _thrownTrace);
            Wake(awaiting);
        }
        _thrown = Value.NilBits;
        fiber.Dispose();
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
        string[] lines = [.. _fibers.Values.Where(fiber => fiber.BlockedNumber != 0).OrderBy(fiber => fiber.BlockedNumber).Select(Wait)];
        string message = "all fibers are blocked: " + string.Join("; ", lines.Take(ShownMax)) + (lines.Length > ShownMax ? $"; and {lines.Length - ShownMax} more" : "");
        using var list = new ListBuilder(Heap);
        foreach (string line in lines) list.Add(Heap.AllocateString(line));
        Value error = Heap.ErrorRecord(Faults.Of("deadlock", message, list.End()));
        // It has to be in the list of those that a minor collection visits from here on.
        Wake(_main);
        (_main.Arrival, _main.Value, _main.Trace) = (Arrival.Thrown, error.Bits, NoTrace);

        static string Wait(Fiber fiber) => $"fiber {fiber.Number} waits for {fiber.WaitsFor ?? $"fiber {fiber.AwaitedFiber!.Number} to finish"}";
    }

    // ---- roots ------------------------------------------------------------------------------------------------------

    private void VisitFibers(RootVisitor visitor)
    {
        // What has not run since the last collection holds old objects alone.
        if (visitor.IsMinor)
        {
            foreach (Fiber fiber in _dirty) VisitFiber(visitor, fiber);
        }
        else
        {
            foreach (Fiber fiber in _fibers.Values) VisitFiber(visitor, fiber);
        }
        foreach (Fiber fiber in _dirty) fiber.IsDirty = false;
        _dirty.Clear();
    }

    private void VisitFiber(RootVisitor visitor, Fiber fiber)
    {
        fixed (ulong* task = &fiber.Task, value = &fiber.Value, handlers = &fiber.Handlers)
        {
            visitor.Visit(task);
            visitor.Visit(value);
            visitor.Visit(handlers);
        }
        VisitWaiter(visitor, fiber.Served);
        for (Waiter? waiter = fiber.Waiters; waiter is not null; waiter = waiter.Next) VisitWaiter(visitor, waiter);
        if (fiber == _current) return;
        ulong* sp = fiber.Stack is null ? fiber.Words : (ulong*)fiber.Sp;
        if (fiber.HeldWords > 0 || fiber.Stack is not null) VisitFrames(visitor, fiber.Top, sp);
    }

    private static void VisitWaiter(RootVisitor visitor, Waiter? waiter)
    {
        if (waiter is null) return;
        fixed (ulong* value = &waiter.Value, function = &waiter.Function)
        {
            visitor.Visit(value);
            visitor.Visit(function);
        }
    }

    void ISavedFrames.VisitSavedFrames(ulong* words, int top, RootVisitor visitor) => VisitFrames(visitor, (TopFrame)top, words);
}
