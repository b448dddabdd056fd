using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.InteropServices;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Vm.Interpreter;

/// <param name="Heap">Sizes for tests; what the heap may hold is in the limits.</param>
/// <param name="Stress">Beside what the whole process is under; for the heap see its own options.</param>
/// <param name="Slow">For trying out a benchmark: one instruction that the interpreter does slowly.</param>
/// <param name="TierLog">Is told what happens to each function's code, on any thread; must return soon and never throw.</param>
public sealed record ExecutionOptions(
    Limits? Limits = null, HeapOptions? Heap = null, TierLimits? Tiers = null, StressKinds Stress = StressKinds.None, SlowOpcode? Slow = null, Action<TierEvent>? TierLog = null);

public enum RunStatus
{
    Finished,
    /// <summary>An error that nobody caught; <see cref="Execution.Fault"/> says which.</summary>
    Failed,
    /// <summary>Pre-empted; call Run again.</summary>
    Yielded,
    /// <summary>All fibers wait, one of them for a time: call Run again at <see cref="Execution.WakesAt"/>.</summary>
    Sleeping,
}

/// <summary>
/// One run of a program: its heap, stack, function handles and output. Owned by one thread at a time; only <see cref="Preempt"/>,
/// <see cref="Publish"/>, <see cref="InNative"/> and <see cref="Functions"/> may be used from others.
/// </summary>
public sealed unsafe partial class Execution : IDisposable, IRootSource, ISavedFrames
{
    private readonly ExecContext* _context;
    private FiberStack _stack = null!;
    private readonly ExecutionOptions _options;
    private readonly TierLimits _tiers;
    private readonly IHost _host;
    private readonly Chunk? _library;
    private readonly INativeRuntime? _native;
    private readonly ICompileSink? _sink;
    private readonly Queue<Chunk> _mains = new();
    private Next _next = Next.Interpret;
    private ulong _thrown = Value.NilBits;
    private int _thrownTrace;
    private bool _isPreempted;
    /// <summary>What the running fiber has used of its slice, so far as it is known.</summary>
    private long _sliceUs;
    private int _preemptRequested;
    private volatile bool _disposed;

    /// <summary>Runs nothing yet.</summary>
    /// <param name="library">The prelude's chunk, run before the program; null for programs that use none of it.</param>
    /// <param name="native">This machine's code memory; null: everything is interpreted.</param>
    /// <param name="sink">Who compiles; null: nothing gets compiled.</param>
    public Execution(
        ProgramCode code, IHost host, ExecutionOptions? options = null, Chunk? library = null, INativeRuntime? native = null, ICompileSink? sink = null)
        : this(code, host, options ?? new ExecutionOptions(), new Meter(options?.Limits ?? Limits.Default), library, native, sink)
    {
        if (library is not null) _mains.Enqueue(library);
        _mains.Enqueue(code.Main);
    }

    private Execution(ProgramCode code, IHost host, ExecutionOptions options, Meter meter, Chunk? library, INativeRuntime? native, ICompileSink? sink)
    {
        Code = code;
        _host = host;
        _options = options;
        _library = library;
        _stress = _options.Stress | Stress.OfProcess;
        _tiers = StressedLimits(_options.Tiers ?? TierLimits.Default);
        Meter = meter;
        _meteredFuel = Meter.CountsFuel;
        // Machine code counts no fuel.
        _native = _meteredFuel ? native = null : native;
        _sink = _meteredFuel ? null : sink;
        _context = (ExecContext*)NativeMemory.AllocZeroed((nuint)sizeof(ExecContext));
        UseStack(new FiberStack(Meter.Limits.StackBytes));
        _context->StackLimit = _stack.Limit;
        _context->FlonumBias = Value.FlonumBias;
        NativeStubs stubs = native?.Stubs ?? default;
        _context->EnterInterpreterStub = stubs.EnterInterpreter;
        // Without machine code the word is only a mark that no other return address equals.
        _context->ReturnToInterpreterStub = native is null ? 1 : stubs.ReturnToInterpreter;
        _context->SaveAndExitStub = stubs.SaveAndExit;
        _context->ExitStub = stubs.Exit;
        _context->SaveWordsAndExitStub = stubs.SaveWordsAndExit;
        if (native is not null) stubs.GiveRoutines(_context);
        _watermarkStub = native is null ? NoMachineCodeMark : stubs.Watermark;
        _context->Handlers = Value.NilBits;
        Heap = new Heap(_context, (_options.Heap ?? new HeapOptions()) with { HeapBytesMax = Meter.Limits.HeapBytes });
        Heap.AddRoots(this);
        Heap.SavedFrames = this;
        _fibers.Add(_main);
        _scheduler = &_context->Scheduler;
        _scheduler->Begin(_main.State);
        _builtins = new BuiltinContext(Heap, host, Meter);
        Link(library);
        if (native is not null) AcceptCallsOfMachineCode();
        Started = Stopwatch.GetTimestamp();
    }

    public ProgramCode Code { get; }
    public Heap Heap { get; }
    public long Started { get; }
    /// <summary>What the program's last form gave, once finished. Points into the heap.</summary>
    public Value Result => new(_context->Result);
    /// <summary>The same as text, shortened if it is longer than the heap allows; null for nil.</summary>
    public string? ResultText
    {
        get
        {
            if (Result == Value.Nil) return null;
            LongWork.Begin(Meter, Heap.TextCharsMax);
            try
            {
                return Printer.Quoted(Result);
            }
            catch (FaultException)
            {
                return Printer.Short(Result);
            }
            finally
            {
                LongWork.End();
            }
        }
    }

    public FaultReport? Fault { get; private set; }
    /// <summary>Whether machine code of this program runs at this moment; for samplers on other threads.</summary>
    public bool InNative => Volatile.Read(ref _context->InNative) != 0;

    /// <summary>From any thread: makes <see cref="Run"/> give back Yielded at the next loop turn or machine-code call.</summary>
    public void Preempt()
    {
        Volatile.Write(ref _preemptRequested, 1);
        Interrupt();
    }

    /// <summary>Runs until the program ends, is pre-empted or has to sleep.</summary>
    public RunStatus Run()
    {
        StartDeadline();
        LongWork.Begin(Meter, Heap.TextCharsMax);
        try
        {
            return RunFibers();
        }
        finally
        {
            LongWork.End();
        }
    }

    private RunStatus RunFibers()
    {
        if (_top == TopFrame.None && IsMain && !IsElement && !StartNextMain()) return RunStatus.Finished;
        if (_scheduler->HasSwitched != 0) (_sliceUs, _scheduler->HasSwitched) = (0, 0);
        long started = ThreadTime.Microseconds;
        while (true)
        {
            try
            {
                if (_isPreempted) AfterPreemption();
                if (_element is not null) StartElement();
                if (_call is not null)
                {
                    if (ServeCall() is { } status) return status;
                    continue;
                }
                if (_scheduler->Current is null && !SwitchToNext())
                {
                    if (Meter.TakeDeadline() is { } late) Wake(_main, late);
                    else if (_fetching.Count > 0)
                    {
                        if (!WaitForAnswer()) return RunStatus.Yielded;
                    }
                    else if (_sleeping is { Count: > 0 }) return RunStatus.Sleeping;
                    else ReportDeadlock();
                    continue;
                }
                switch (Dispatch())
                {
                    case DispatchEnd.Yielded:
                        // Who runs that long will collect; who does not should not pay for it.
                        HeapWarmUp.Begin();
                        _isPreempted = true;
                        _sliceUs = _scheduler->HasSwitched != 0 ? 0 : _sliceUs + ThreadTime.Microseconds - started;
                        return RunStatus.Yielded;
                    case DispatchEnd.Ended when IsMain:
                        if (StartNextMain()) break;
                        return RunStatus.Finished;
                    case DispatchEnd.Failed when IsMain:
                        Fault = Report(new Value(_thrown), _thrownTrace);
                        return RunStatus.Failed;
                    case DispatchEnd.Over: return RunStatus.Failed;
                    case DispatchEnd.Ended: EndFiber(failed: false); break;
                    case DispatchEnd.Failed: EndFiber(failed: true); break;
                }
            }
            catch (FaultException fault)
            {
                Raise(fault);
            }
            catch (OutOfMemoryException)
            {
                // Of the .NET heap: a built-in's intermediate text that no array can hold.
                EndProgram(Faults.OutOfMemory(Meter.Limits.HeapBytes, isFinal: true));
                return RunStatus.Failed;
            }
        }
    }

    /// <summary>Runs to the end, whatever it takes; for callers that have nothing else to do.</summary>
    public RunStatus RunToEnd()
    {
        while (true)
        {
            RunStatus status = Run();
            if (status is RunStatus.Finished or RunStatus.Failed) return status;
            if (status == RunStatus.Sleeping && Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), WakesAt) is { Ticks: > 0 } left) Thread.Sleep(left);
        }
    }

    /// <summary>The running fiber has had its share: if it was cancelled it learns of it, and others get theirs.</summary>
    private void AfterPreemption()
    {
        _isPreempted = false;
        FiberState* fiber = _scheduler->Current;
        if (fiber->IsCancelled != 0)
        {
            fiber->IsCancelled = 0;
            if (_top == TopFrame.Saved) LeaveMachineFrame(isGuardFailure: false);
            Raise(Cancelled());
            return;
        }
        WakeSleepers();
        if (_scheduler->Ready.First is null || _sliceUs < SliceUs) return;
        Suspend();
        _scheduler->Ready.Add(fiber);
    }

    /// <summary>Pushes the frame of the next top-level chunk; false if all have run.</summary>
    private bool StartNextMain()
    {
        if (!_mains.TryDequeue(out Chunk? main)) return false;
        FunctionHandle* handle = _handleOf[main];
        Value closure = Heap.AllocateClosure(handle, 0);
        ulong* returnSlot = (ulong*)_stack.Top - 1;
        *returnSlot = 0;
        PushFrame(handle, closure.Bits, returnSlot);
        _next = Next.Interpret;
        return true;
    }

    public void Dispose()
    {
        EndCall();
        foreach (Fetching fetching in _fetching.Values) fetching.End();
        _disposed = true;
        EndDeadline();
        // Whoever publishes at this moment still has the handle.
        foreach (FunctionState state in _functionStates)
            lock (state) { }
        Heap.Family?.Remove(Heap);
        Heap.Dispose();
        if (_self.IsAllocated) _self.Free();
        _stack.Dispose();
        foreach (FiberStack stack in _freeStacks) stack.Dispose();
        FreeFibers();
        FreeHandles();
        _native?.Release(_heldCode);
        NativeMemory.Free(_context);
    }
}
