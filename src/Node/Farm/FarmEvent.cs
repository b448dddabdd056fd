using ClaudeLang.Protocol;

namespace ClaudeLang.Node.Farm;

/// <summary>What can happen to a farm. Duplicates and late arrivals are normal.</summary>
public abstract record FarmEvent
{
    /// <summary>A run wants this image; several may want the same.</summary>
    public sealed record Wanted(string Key, byte[] Job, string Waiter) : FarmEvent;
    /// <summary>A run ended and no longer waits for anything.</summary>
    public sealed record WaiterGone(string Waiter) : FarmEvent;
    public sealed record WorkerUp(string Worker) : FarmEvent;
    public sealed record WorkerLost(string Worker, string Why) : FarmEvent;
    /// <summary>Its image arrived, passed this node's verifier and is in the store.</summary>
    public sealed record Compiled(string Worker, string Key, int Attempt, long CompileUs) : FarmEvent;
    public sealed record Refused(string Worker, string Key, int Attempt, RefusalReason Reason, string Detail) : FarmEvent;
    /// <summary>Time passed.</summary>
    public sealed record Tick : FarmEvent;
}

/// <summary>What is to be done about it.</summary>
public abstract record FarmDecision
{
    public sealed record Send(string Worker, string Key, int Attempt, byte[] Job) : FarmDecision;
    /// <summary>By this node's own compiler; answered like a worker's, under the name <see cref="FarmState.Here"/>.</summary>
    public sealed record CompileHere(string Key, int Attempt, byte[] Job) : FarmDecision;
    /// <summary>The one good end of a request.</summary>
    public sealed record Deliver(string Key, IReadOnlyList<string> Waiters, string Worker, long CompileUs, IReadOnlyList<string> Notes) : FarmDecision;
    /// <summary>The one bad end of a request.</summary>
    public sealed record GiveUp(string Key, IReadOnlyList<string> Waiters, RefusalReason Reason, string Detail, IReadOnlyList<string> Notes) : FarmDecision;
}

/// <param name="LeaseMs">How long a worker may take before another is asked as well.</param>
/// <param name="QueueMs">How long a request may wait for a free worker before this node compiles it itself.</param>
/// <param name="LeasesPerWorkerMax">One in work, the rest in its mailbox, so that it never waits for us.</param>
/// <param name="RemoteAttemptsMax">Workers asked before this node compiles for itself.</param>
public sealed record FarmOptions(long LeaseMs = 2000, long QueueMs = 500, int LeasesPerWorkerMax = 4, int RemoteAttemptsMax = 3);
