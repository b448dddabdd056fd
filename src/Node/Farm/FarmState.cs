using System.Collections.Immutable;
using ClaudeLang.Protocol;

namespace ClaudeLang.Node.Farm;

/// <summary>
/// Every decision of a compiler pool, as a pure function (state, event, now) -> (state, decisions). A request ends exactly once,
/// with an image or a reason; the workers may lie, die, answer late, twice or never. The clock is whatever the caller says.
/// </summary>
public sealed record FarmState(
    FarmOptions Options, ImmutableSortedDictionary<string, FarmWorker> Workers, ImmutableSortedDictionary<string, FarmRequest> Requests)
{
    /// <summary>The name of this node's own compiler among the workers.</summary>
    public const string Here = "here";

    public static FarmState Empty(FarmOptions options) => new(
        options, ImmutableSortedDictionary.Create<string, FarmWorker>(StringComparer.Ordinal), ImmutableSortedDictionary.Create<string, FarmRequest>(StringComparer.Ordinal));

    public (FarmState State, ImmutableArray<FarmDecision> Decisions) Handle(FarmEvent happened, long nowMs)
    {
        var step = new FarmStep(this, nowMs);
        switch (happened)
        {
            case FarmEvent.Wanted e: step.Want(e); break;
            case FarmEvent.WaiterGone e: step.Forget(e.Waiter); break;
            case FarmEvent.WorkerUp e: step.AddWorker(e.Worker); break;
            case FarmEvent.WorkerLost e: step.LoseWorker(e.Worker, e.Why); break;
            case FarmEvent.Compiled e: step.Finish(e); break;
            case FarmEvent.Refused e: step.Refuse(e); break;
            case FarmEvent.Tick: step.ExpireLeases(); break;
            default: throw new ArgumentOutOfRangeException(nameof(happened));
        }
        step.Dispatch();
        return (step.State, step.Decisions);
    }
}

/// <param name="Leases">Requests it works on or has in its mailbox, as far as we know.</param>
/// <param name="AvoidUntilMs">It was slow: others are asked first until then.</param>
public sealed record FarmWorker(int Leases, long AvoidUntilMs);

/// <summary>One image that somebody waits for.</summary>
/// <param name="Number">Order of arrival.</param>
/// <param name="Worker">Who has the lease; null while it waits for one.</param>
/// <param name="DeadlineMs">End of the lease, or of the wait for one.</param>
/// <param name="Asked">Workers that had a lease before.</param>
public sealed record FarmRequest(
    string Key, byte[] Job, long Number, ImmutableSortedSet<string> Waiters, int Attempt, string? Worker, long DeadlineMs,
    ImmutableList<string> Asked, ImmutableList<string> Notes);
