using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.InteropServices;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Vm.Interpreter;

/// <param name="Heap">Sizes for tests; what the heap may hold is in the limits.</param>
/// <param name="DeoptEvery">Hostile build: every n-th poll of machine code leaves to the interpreter; 0 never.</param>
/// <param name="Slow">For trying out a benchmark: one instruction that the interpreter does slowly.</param>
public sealed record ExecutionOptions(
    Limits? Limits = null, HeapOptions? Heap = null, TierLimits? Tiers = null, int DeoptEvery = 0, SlowOpcode? Slow = null);

public enum RunStatus
{
    Finished,
    /// <summary>An error that nobody caught; <see cref="Execution.Fault"/> says which.</summary>
    Failed,
    /// <summary>Pre-empted; call Run again.</summary>
    Yielded,
}

/// <summary>
/// One run of a program: its heap, stack, function handles and output. Owned by one thread at a time; only <see cref="Preempt"/>,
/// <see cref="Publish"/>, <see cref="InNative"/> and <see cref="Functions"/> may be used from others.
/// </summary>
public sealed unsafe partial class Execution : IDisposable, IRootSource
{
    private readonly ExecContext* _context;
    private readonly FiberStack _stack;
    private readonly ExecutionOptions _options;
    private readonly TierLimits _tiers;
    private readonly IHost _host;
    private readonly INativeRuntime? _native;
    private readonly ICompileSink? _sink;
    private readonly Queue<Chunk> _mains;
    private Next _next = Next.Interpret;
    private int _preemptRequested;
    private volatile bool _disposed;

    /// <summary>Runs nothing yet.</summary>
    /// <param name="library">The prelude's chunk, run before the program; null for programs that use none of it.</param>
    /// <param name="native">This machine's code memory; null: everything is interpreted.</param>
    /// <param name="sink">Who compiles; null: nothing gets compiled.</param>
    public Execution(
        ProgramCode code, IHost host, ExecutionOptions? options = null, Chunk? library = null, INativeRuntime? native = null, ICompileSink? sink = null)
    {
        HeapWarmUp.Begin();
        Code = code;
        _host = host;
        _options = options ?? new ExecutionOptions();
        _tiers = _options.Tiers ?? TierLimits.Default;
        Meter = new Meter(_options.Limits ?? Limits.Default);
        _meteredFuel = Meter.CountsFuel;
        // Machine code counts no fuel.
        _native = _meteredFuel ? native = null : native;
        _sink = _meteredFuel ? null : sink;
        _context = (ExecContext*)NativeMemory.AllocZeroed((nuint)sizeof(ExecContext));
        _stack = new FiberStack(Meter.Limits.StackBytes);
        _context->StackLimit = _stack.Limit;
        _context->FlonumBias = Value.FlonumBias;
        NativeStubs stubs = native?.Stubs ?? default;
        _context->EnterInterpreterStub = stubs.EnterInterpreter;
        // Without machine code the word is only a mark that no other return address equals.
        _context->ReturnToInterpreterStub = native is null ? 1 : stubs.ReturnToInterpreter;
        _context->SaveAndExitStub = stubs.SaveAndExit;
        _watermarkStub = native is null ? NoMachineCodeMark : stubs.Watermark;
        Heap = new Heap(_context, (_options.Heap ?? new HeapOptions()) with { HeapBytesMax = Meter.Limits.HeapBytes });
        Heap.AddRoots(this);
        _builtins = new BuiltinContext(Heap, host, Meter);
        _mains = new Queue<Chunk>(library is null ? [code.Main] : [library, code.Main]);
        Link(library);
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
        Volatile.Write(ref _context->StackLimit, nint.MaxValue);
    }

    /// <summary>Runs until the program ends or is pre-empted.</summary>
    public RunStatus Run()
    {
        StartDeadline();
        LongWork.Begin(Meter, Heap.TextCharsMax);
        try
        {
            return RunMains();
        }
        finally
        {
            LongWork.End();
        }
    }

    private RunStatus RunMains()
    {
        while (true)
        {
            try
            {
                if (_top == TopFrame.None && !StartNextMain()) return RunStatus.Finished;
                if (!Dispatch()) return RunStatus.Yielded;
                _top = TopFrame.None;
            }
            catch (FaultException fault)
            {
                Fault = Report(fault);
                return RunStatus.Failed;
            }
            catch (OutOfMemoryException)
            {
                // Of the .NET heap: a built-in's intermediate text that no array can hold.
                Fault = Report(Faults.OutOfMemory(Meter.Limits.HeapBytes, isFinal: true));
                return RunStatus.Failed;
            }
        }
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
        _disposed = true;
        EndDeadline();
        // Whoever publishes at this moment still has the handle.
        foreach (FunctionState state in _functionStates)
            lock (state) { }
        Heap.Dispose();
        _stack.Dispose();
        FreeHandles();
        NativeMemory.Free(_context);
    }
}
