using System.Collections.Immutable;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>
/// One call of `parallel:map` or `parallel:for-each`. Each element runs in an execution of its own, on a copy of the function and the element;
/// the caller stands still meanwhile, so its heap can be read, and written under <see cref="Gate"/>. The elements are taken up in order: by threads
/// of the call, or one after the other by the caller's own (inside an element, and where limits count something that runs out).
/// What an element prints is kept until all before it are done, and reaches the caller's host on the caller's thread.
/// </summary>
internal sealed unsafe partial class ParallelCall : IRootSource, IDisposable
{
    private readonly Execution _caller;
    private readonly string _effect;
    private readonly ulong _seed;
    private readonly int _count;
    private readonly ulong[] _roots;
    private readonly RootList _types;
    /// <summary>Those that run, and those that have ended but whose output waits for others.</summary>
    private readonly SortedDictionary<int, Element> _elements = [];
    private readonly Thread[] _threads;
    private int _begun, _failedAt = int.MaxValue, _working;
    private bool _isStopped;
    private FaultException? _fault;
    private Exception? _bug;

    private const int Function = 0, Rest = 1, Results = 2, Thrown = 3;

    /// <param name="elements">A list of at least one element.</param>
    /// <param name="results">A Vector for as many; nil if results are not wanted.</param>
    public ParallelCall(Execution caller, string effect, Value function, Value elements, Value results, int count, ulong seed, bool isThreaded)
    {
        (_caller, _effect, _seed, _count) = (caller, effect, seed, count);
        IsThreaded = isThreaded;
        _roots = [function.Bits, elements.Bits, results.Bits, Value.NilBits];
        caller.Heap.AddRoots(this);
        _types = new RootList(caller.Heap);
        _working = isThreaded ? Math.Min(Environment.ProcessorCount, count) : 0;
        _threads = [.. Enumerable.Range(0, _working).Select(_ => new Thread(Work) { IsBackground = true, Name = effect })];
    }

    public void Start()
    {
        foreach (Thread thread in _threads) thread.Start();
    }

    public bool IsThreaded { get; }
    /// <summary>The element that the caller runs itself.</summary>
    public Element? Inline { get; set; }
    /// <summary>Held by whoever reads or writes the caller's heap, or what the call knows of its elements.</summary>
    public object Gate { get; } = new();
    /// <summary>Nothing runs any more and nothing will.</summary>
    public bool IsOver
    {
        get
        {
            lock (Gate) return _working == 0 && _written.Count == 0 && _elements.Values.All(element => element.HasEnded) && IsExhausted;
        }
    }

    public void VisitRoots(RootVisitor visitor)
    {
        fixed (ulong* roots = _roots) visitor.VisitRange(roots, _roots.Length);
    }

    // ---- one element ------------------------------------------------------------------------------------------------

    private bool IsExhausted => _isStopped || _begun == _count || _begun > _failedAt;

    /// <summary>The next element, ready to run; null if there is none, or none that matters.</summary>
    public Element? Begin()
    {
        while (true)
        {
            lock (Gate) if (IsExhausted) return null;
            var element = new Element(this);
            FaultException? fault = null;
            try
            {
                // It takes long, so it is done before the gate is closed.
                element.Child = _caller.NewChild(element);
            }
            catch (FaultException noRoom)
            {
                fault = noRoom;
            }
            lock (Gate)
            {
                if (IsExhausted)
                {
                    element.Child?.Dispose();
                    return null;
                }
                if (TakeNext(element, fault)) return element;
            }
        }
    }

    private bool TakeNext(Element element, FaultException? fault)
    {
        element.Index = _begun++;
        _elements.Add(element.Index, element);
        var rest = new Value(_roots[Rest]);
        _roots[Rest] = Objects.Tail(rest).Bits;
        try
        {
            if (fault is not null) throw fault;
            TakeIn(element.Child!, Objects.Head(rest), _seed + (ulong)element.Index);
            return true;
        }
        catch (FaultException failure)
        {
            Fail(element, failure);
            End(element);
            return false;
        }
    }

    private void TakeIn(Execution child, Value x, ulong seed)
    {
        using var crossing = new Crossing(_caller, child, _effect, withGlobals: true);
        crossing.Pair(_caller.Heap.ErrorType, child.Heap.ErrorType);
        _caller.TakeWhatAllUse(crossing, child);
        int function = crossing.Add(new Value(_roots[Function])), element = crossing.Add(x);
        crossing.Finish();
        child.BeginElement(crossing.At(function), crossing.At(element), seed);
        // The types in the caller's heap, and in the same order those in the child's.
        foreach ((Value source, Value copy) in crossing.RecordTypes) child.RecordTypes!.Add(_types.Add(source), copy);
    }

    /// <summary>The element has run to its end: its result or error becomes the caller's.</summary>
    public void Finish(Element element, RunStatus status)
    {
        Execution child = element.Child!;
        ReportTasks(element);
        lock (Gate)
        {
            if (!_isStopped && element.Index < _failedAt)
            {
                try
                {
                    if (status == RunStatus.Failed) TakeError(element, child);
                    else TakeResult(element, child);
                }
                catch (FaultException fault)
                {
                    Fail(element, fault);
                }
            }
            End(element);
        }
    }

    /// <summary>Not under the gate: where the element's writing waits, others have to get on.</summary>
    private static void ReportTasks(Element element)
    {
        try
        {
            foreach (FaultReport fault in element.Child!.TaskFaults) element.WriteError(fault.ToString());
        }
        catch (FaultException stop) when (stop.IsStop) { }
    }

    private void TakeResult(Element element, Execution child)
    {
        // Also where nobody wants it: a value that cannot travel is an error.
        Value result = BringBack(child, child.Result);
        if (!ResultVector.IsNil) _caller.Heap.Store(new Value(_roots[Results]), 1 + element.Index, result);
    }

    private void TakeError(Element element, Execution child)
    {
        if (child.FinalFault is { } final)
        {
            if (final.IsStop) _isStopped = true;
            else Fail(element, final);
            return;
        }
        _roots[Thrown] = BringBack(child, child.Thrown).Bits;
        Fail(element, null);
        Trace = child.Fault!.Trace;
    }

    private Value BringBack(Execution child, Value v)
    {
        using var crossing = new Crossing(child, _caller, _effect, withGlobals: false);
        crossing.Pair(child.Heap.ErrorType, _caller.Heap.ErrorType);
        foreach ((int type, Value copy) in child.RecordTypes!.All) crossing.Pair(copy, _types[type]);
        int number = crossing.Add(v);
        crossing.Finish();
        return crossing.At(number);
    }

    /// <summary>No element behind this one matters any more.</summary>
    private void Fail(Element element, FaultException? fault)
    {
        (_failedAt, _fault, Trace) = (element.Index, fault, []);
        foreach (Element later in _elements.Values.Where(other => other.Index > element.Index)) later.Stop();
        Monitor.PulseAll(Gate);
    }

    private void End(Element element)
    {
        element.Child?.Dispose();
        element.HasEnded = true;
        ForwardOutput();
    }

    // ---- the call as a whole ----------------------------------------------------------------------------------------

    /// <summary>What ended the call early, if the run time did.</summary>
    public FaultException? Fault => _bug is null ? _fault : throw new BugException($"an element of {_effect} ended with {_bug}");
    public bool IsStopped => _isStopped;
    public bool HasFailed => _failedAt < int.MaxValue;
    public Value ThrownValue => new(_roots[Thrown]);
    public ImmutableArray<TraceLine> Trace { get; private set; } = [];
    /// <summary>A Vector; nil if results are not wanted.</summary>
    public Value ResultVector => new(_roots[Results]);

    private void Work()
    {
        try
        {
            while (Begin() is { } element) Finish(element, RunToEnd(element));
        }
        catch (Exception bug)
        {
            lock (Gate) _bug ??= bug;
            Stop();
        }
        finally
        {
            lock (Gate) _working--;
            _caller.WakeUp();
        }
    }

    private RunStatus RunToEnd(Element element)
    {
        while (true)
        {
            RunStatus status = element.Child!.Run();
            if (status is RunStatus.Finished or RunStatus.Failed) return status;
            lock (Gate)
            {
                if (element.IsStopped) return RunStatus.Failed;
                if (status == RunStatus.Sleeping) Monitor.Wait(Gate, element.Child.SleepMs);
            }
        }
    }

    /// <summary>Time slices for the fibers inside of the elements.</summary>
    public void PreemptElements()
    {
        lock (Gate) foreach (Element element in _elements.Values) element.Preempt();
    }

    /// <summary>From any thread: nothing more begins, and what runs ends soon.</summary>
    public void Stop()
    {
        lock (Gate)
        {
            _isStopped = true;
            foreach (Element element in _elements.Values) element.Stop();
            Monitor.PulseAll(Gate);
        }
    }

    public void Dispose()
    {
        Stop();
        foreach (Thread thread in _threads) thread.Join();
        // Of a caller that ran them itself, and of a bug.
        foreach (Element element in _elements.Values.Where(element => !element.HasEnded)) element.Child?.Dispose();
        _types.Dispose();
        _caller.Heap.RemoveRoots(this);
    }

    // ---- what the elements have in common with the caller -----------------------------------------------------------

    private readonly Queue<CompileCandidate> _hot = new();

    public void Request(CompileCandidate candidate)
    {
        lock (Gate) _hot.Enqueue(candidate);
        _caller.WakeUp();
    }

    public bool TryTakeHot(out CompileCandidate? candidate)
    {
        lock (Gate) return _hot.TryDequeue(out candidate);
    }

    public void Publish(int functionIndex, InstalledCode code)
    {
        lock (Gate)
            foreach (Element element in _elements.Values)
                if (!element.HasEnded) element.Child?.Publish(functionIndex, code);
    }
}
