using System.Diagnostics;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>`parallel:map` and `parallel:for-each`: the caller's side, and what an execution that runs one element has of its own.</summary>
public sealed unsafe partial class Execution : ICompileSink
{
    /// <summary>The call that this execution waits for; nothing else of it runs meanwhile.</summary>
    private volatile ParallelCall? _call;
    /// <summary>Each call inside an element keeps the whole element waiting, and this thread's stack.</summary>
    private const int DepthMax = 100;
    private int _depth;
    private readonly ManualResetEventSlim _wake = new(false);

    internal IHost Host => _host;

    // ---- the caller -------------------------------------------------------------------------------------------------

    private void BeginCall(string name, Value* args, int count)
    {
        if (count != 2) throw Faults.Arity(name, 2, 2, count);
        if (!Arg.CanBeCalled(args[0])) throw Faults.Type(name, 1, "Function", args[0]);
        Arg.IsList(name, args, 1);
        if (_depth == DepthMax) throw Faults.Of("limit", $"{name}: more than {DepthMax} calls are nested in each other");
        ulong seed = _builtins.Random.Next();
        int length = (int)Math.Min(int.MaxValue, Sequences.ListLength(args[1]));
        if (length == 0)
        {
            Deliver(name == "parallel:map" ? Value.Empty : Value.Nil);
            return;
        }
        Heap.ShareLimit();
        Value results = name == "parallel:map" ? Heap.AllocateVector(length, Value.Nil) : Value.Nil;
        _call = new ParallelCall(this, name, args[0], args[1], results, length, seed, isThreaded: !IsElement && !Meter.CountsInOrder);
        _call.Start();
        _next = Next.Switch;
    }

    /// <summary>Goes on with the call. Null: it is over, and the fiber that made it goes on.</summary>
    private RunStatus? ServeCall()
    {
        ParallelCall call = _call!;
        while (true)
        {
            _wake.Reset();
            ServeElements(call);
            if (TakePreemption())
            {
                call.PreemptElements();
                return RunStatus.Yielded;
            }
            if (Meter.TakeDeadline() is { } late)
            {
                EndCall();
                RaiseAtTop(late);
                return null;
            }
            if (call.IsOver)
            {
                Complete(call);
                return null;
            }
            if (call.IsThreaded) _wake.Wait();
            else if (RunInline(call) is { } status) return status;
        }
    }

    private void ServeElements(ParallelCall call)
    {
        call.ServeHost(_host);
        while (call.TryTakeHot(out CompileCandidate? candidate)) RequestForElement(candidate!);
    }

    /// <summary>One slice of the element at hand, on this thread.</summary>
    private RunStatus? RunInline(ParallelCall call)
    {
        call.Inline ??= call.Begin();
        if (call.Inline is not { } element) return null;
        RunStatus status = element.Child!.Run();
        LongWork.Begin(Meter, Heap.TextCharsMax);
        if (status == RunStatus.Sleeping) return status;
        if (status == RunStatus.Yielded) return null;
        call.Inline = null;
        call.Finish(element, status);
        return null;
    }

    private void Complete(ParallelCall call)
    {
        using RootScope scope = Heap.Roots();
        Root thrown = scope.Add(call.ThrownValue), results = scope.Add(call.ResultVector);
        FaultException? fault = call.Fault ?? (call.IsStopped ? Meter.TakeDeadline() ?? Faults.Stopped() : null);
        EndCall();
        if (fault is not null) RaiseAtTop(fault);
        else if (call.HasFailed)
        {
            StepBackTop();
            Unwind(thrown.Value, NoTrace, call.Trace.IsEmpty ? NoTrace : AddTrace(call.Trace));
        }
        else Deliver(results.Value.IsNil ? Value.Nil : ListOfVector(results));
    }

    private Value ListOfVector(Root vector)
    {
        using RootScope scope = Heap.Roots();
        Root list = scope.Add(Value.Empty);
        for (long i = Objects.Length(vector.Value) - 1; i >= 0; i--) list.Value = Heap.AllocateCons(Objects.Element(vector.Value, i), list.Value);
        return list.Value;
    }

    private void RaiseAtTop(FaultException fault)
    {
        StepBackTop();
        Raise(fault);
    }

    private void EndCall()
    {
        ParallelCall? call = _call;
        _call = null;
        call?.Dispose();
    }

    /// <summary>From any thread: a wait of the run ends, so that it looks around.</summary>
    internal void WakeUp() => _wake.Set();

    /// <summary>From any thread: the run looks around at its next poll, and so does the element that it runs.</summary>
    private void Interrupt()
    {
        Volatile.Write(ref _context->StackLimit, nint.MaxValue);
        if (_call is { IsThreaded: false } call) call.PreemptElements();
        WakeUp();
    }

    // ---- an element -------------------------------------------------------------------------------------------------

    /// <summary>Function and argument, until they are called.</summary>
    private ulong[]? _element;

    private bool IsElement => RecordTypes is not null;
    /// <summary>Null unless this runs an element: pairs of a number that the call knows and the record type here.</summary>
    internal NumberedRoots? RecordTypes { get; private set; }
    internal FaultException? FinalFault { get; private set; }
    internal Value Thrown => new(_thrown);
    internal int SleepMs => (int)Math.Clamp(Math.Ceiling(Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), WakesAt).TotalMilliseconds), 0, int.MaxValue);

    internal FunctionHandle* HandleAt(int index) => (FunctionHandle*)_handles[index];

    /// <summary>An execution of the same program that has not begun, with the machine code that there is. From any thread.</summary>
    /// <exception cref="FaultException">`:out-of-memory`.</exception>
    internal Execution NewChild(IHost host)
    {
        var child = new Execution(Code, host, _options, Meter.ForPart(), _library, _native, _sink is null ? null : this);
        try
        {
            child.RecordTypes = new NumberedRoots(child.Heap);
            child._depth = _depth + 1;
            Heap.Family!.Add(child.Heap);
        }
        catch (FaultException)
        {
            child.Dispose();
            throw;
        }
        for (int i = 0; i < _functionStates.Count; i++)
        {
            FunctionState state = _functionStates[i];
            lock (state)
            {
                if (state.Baseline is { } baseline) child.Publish(i, baseline);
                if (state.Code is { } code) child.Publish(i, code);
                foreach (InstalledCode loop in state.Loops.Values) child.Publish(i, loop);
            }
        }
        return child;
    }

    /// <summary>Globals of the library that the run time itself calls.</summary>
    internal void TakeWhatAllUse(Crossing crossing, Execution child)
    {
        if (_globalCells.Count > 0 && _globalCells[0].TryGetValue(StateUpdate, out nint cell)) crossing.Use(cell, child._globalCells[0][StateUpdate]);
    }

    internal void BeginElement(Value function, Value argument, ulong seed)
    {
        _element = [function.Bits, argument.Bits];
        _builtins.Random.Seed(seed);
    }

    private void StartElement()
    {
        (ulong function, (&_context->Args)[0]) = (_element![0], _element[1]);
        _element = null;
        var returnSlot = (ulong*)_stack.Top - 1;
        *returnSlot = 0;
        _context->FiberSp = (nint)returnSlot;
        _top = TopFrame.AtCall;
        _argsLive = 1;
        try
        {
            BeginCallback(new Value(function), 1);
        }
        finally
        {
            _argsLive = 0;
        }
    }

    /// <summary>From any thread, unless it is disposed: it ends at its next poll.</summary>
    internal void Stop()
    {
        Meter.Stop();
        Preempt();
    }

    /// <summary>An element wants a function compiled: this run asks for it, and hands on what it gets.</summary>
    void ICompileSink.Request(Execution execution, CompileCandidate candidate)
    {
        if (_call is { IsThreaded: true } call) call.Request(candidate);
        else RequestForElement(candidate);
    }

    private void RequestForElement(CompileCandidate candidate)
    {
        FunctionState state = _functionStates[candidate.FunctionIndex];
        lock (state)
        {
            if (!state.OnTheWay.Add((candidate.Tier, candidate.EntryPc))) return;
            if (candidate.Tier == CodeTier.Baseline) state.IsBaselineRequested = true;
            else state.RequestedAt[candidate.EntryPc] = Stopwatch.GetTimestamp();
        }
        _sink!.Request(this, candidate);
    }
}
