using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>One fiber: its state, and what of it only C# knows.</summary>
internal sealed unsafe class Fiber(int number)
{
    public readonly FiberState* State = FiberState.Make(number);

    /// <summary>From 1, the main fiber.</summary>
    public int Number => State->Number;
    /// <summary>Where its frames are if they were not copied.</summary>
    public FiberStack? Stack;
    public int Trace;
    public FaultException? Fault;
    /// <summary>The request that was answered.</summary>
    public object? Answered;
    public Fiber? AwaitedFiber;
    public long SleepNumber;
    /// <summary>Those that await it.</summary>
    public List<Fiber>? Awaiting;

    /// <summary>It has ended, or its program has.</summary>
    public void Free()
    {
        Stack?.Dispose();
        Scheduler.Free(State);
    }
}
