using System.Runtime.InteropServices;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>What a woken fiber finds.</summary>
internal enum Arrival : byte
{
    /// <summary>It goes on as it was: it was pre-empted.</summary>
    None,
    /// <summary>It runs for the first time: Value is the function.</summary>
    Start,
    /// <summary>Value is what it waited for.</summary>
    Value,
    /// <summary>Value is what a task that it waited for failed with.</summary>
    Thrown,
    /// <summary>Fault is raised where it waits.</summary>
    Fault,
    /// <summary>The answer to its request has come.</summary>
    Answer,
}

/// <summary>
/// One fiber that does not run. Its frames are a copy outside the stack, so that a million of them stay small; only deep ones keep a
/// stack of their own.
/// </summary>
internal sealed unsafe class Fiber(int number) : IDisposable
{
    /// <summary>From 1, the main fiber.</summary>
    public int Number => number;
    /// <summary>The Task that programs see. A root.</summary>
    public ulong Task = Runtime.Value.NilBits;

    // ---- its frames
    public ulong* Words;
    public int HeldWords, WordCapacity;
    /// <summary>Where its frames are if they were not copied.</summary>
    public FiberStack? Stack;
    public nint Sp;
    public TopFrame Top;
    public Next Next;
    public ulong Handlers = Runtime.Value.NilBits;
    /// <summary>Whether it may hold young objects: it has run since the last collection.</summary>
    public bool IsDirty;

    // ---- what it waits for, or will find
    public Arrival Arrival;
    public ulong Value = Runtime.Value.NilBits;
    public int Trace;
    public FaultException? Fault;
    /// <summary>The request that was answered.</summary>
    public object? Answered;
    public bool IsCancelled;
    /// <summary>For the report of a deadlock; null if it is another fiber.</summary>
    public string? WaitsFor;
    /// <summary>Its places in the queues of channels, one a clause of a `select`.</summary>
    public Waiter? Waiters;
    /// <summary>The one that was served, of a `select`.</summary>
    public Waiter? Served;
    public Fiber? AwaitedFiber;
    public long SleepNumber;
    /// <summary>Those that await it.</summary>
    public List<Fiber>? Awaiting;
    /// <summary>Grows with each wait of any fiber; 0 if it waits for nothing.</summary>
    public long BlockedNumber;
    /// <summary>Behind it in the queue of those that can run.</summary>
    public Fiber? NextReady;
    private Waiter? _ownWaiter;

    /// <summary>For an operation on one channel, of which a fiber has one at a time: the same again.</summary>
    public Waiter OwnWaiter => _ownWaiter ??= new Waiter(this);

    public void Copy(ulong* words, int count)
    {
        if (WordCapacity < count)
        {
            WordCapacity = count;
            Words = (ulong*)NativeMemory.Realloc(Words, (nuint)(8L * count));
        }
        new Span<ulong>(words, count).CopyTo(new Span<ulong>(Words, count));
        HeldWords = count;
    }

    public void Dispose()
    {
        NativeMemory.Free(Words);
        Words = null;
        WordCapacity = HeldWords = 0;
        Stack?.Dispose();
        Stack = null;
    }
}

/// <summary>Fibers that can run, first in, first out.</summary>
internal sealed class FiberQueue
{
    private Fiber? _last;

    public Fiber? First { get; private set; }

    public void Add(Fiber fiber)
    {
        if (First is null) First = fiber;
        else _last!.NextReady = fiber;
        _last = fiber;
    }

    public Fiber RemoveFirst()
    {
        Fiber first = First!;
        First = first.NextReady;
        first.NextReady = null;
        return first;
    }
}
