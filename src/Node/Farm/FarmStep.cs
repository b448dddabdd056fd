using System.Collections.Immutable;
using ClaudeLang.Protocol;

namespace ClaudeLang.Node.Farm;

/// <summary>The verbs of <see cref="FarmState.Handle"/>: one event is worked out on a private copy.</summary>
internal sealed class FarmStep(FarmState state, long nowMs)
{
    private readonly ImmutableArray<FarmDecision>.Builder _decisions = ImmutableArray.CreateBuilder<FarmDecision>();

    public FarmState State { get; private set; } = state;
    public ImmutableArray<FarmDecision> Decisions => _decisions.ToImmutable();

    public void Want(FarmEvent.Wanted e)
    {
        var request = State.Requests.GetValueOrDefault(e.Key)
            ?? new FarmRequest(e.Key, e.Job, NextNumber(), [], 0, null, nowMs + State.Options.QueueMs, [], []);
        Put(request with { Waiters = request.Waiters.Add(e.Waiter) });
    }

    /// <summary>A request that nobody waits for any more stays if it is being compiled: the image fills the store.</summary>
    public void Forget(string waiter)
    {
        foreach (var request in State.Requests.Values)
        {
            var left = request with { Waiters = request.Waiters.Remove(waiter) };
            if (left.Waiters.IsEmpty && left.Worker is null) Drop(request.Key);
            else Put(left);
        }
    }

    public void AddWorker(string worker)
    {
        if (!State.Workers.ContainsKey(worker)) Put(worker, new FarmWorker(0, 0));
    }

    public void LoseWorker(string worker, string why)
    {
        if (!State.Workers.ContainsKey(worker)) return;
        State = State with { Workers = State.Workers.Remove(worker) };
        foreach (var request in Leased(worker)) Return(request, $"worker {worker} lost ({why})");
    }

    public void Finish(FarmEvent.Compiled e)
    {
        Release(e.Worker);
        if (State.Requests.GetValueOrDefault(e.Key) is not { } request) return;
        // An answer to an earlier lease is as good: the key names the content.
        if (request.Worker is { } other && other != e.Worker) Release(other);
        Drop(e.Key);
        _decisions.Add(new FarmDecision.Deliver(e.Key, [.. request.Waiters], e.Worker, e.CompileUs, Told(request, e.Worker)));
    }

    public void Refuse(FarmEvent.Refused e)
    {
        Release(e.Worker);
        if (State.Requests.GetValueOrDefault(e.Key) is not { } request || request.Worker != e.Worker || request.Attempt != e.Attempt) return;
        if (IsFinal(e.Reason) || e.Worker == FarmState.Here)
        {
            Drop(e.Key);
            _decisions.Add(new FarmDecision.GiveUp(e.Key, [.. request.Waiters], e.Reason, e.Detail, request.Notes));
        }
        else
        {
            Return(request, $"worker {e.Worker} refused: {e.Detail}");
        }
    }

    public void ExpireLeases()
    {
        foreach (var request in State.Requests.Values.Where(request => request.Worker is { } worker && worker != FarmState.Here && request.DeadlineMs <= nowMs))
        {
            if (State.Workers.GetValueOrDefault(request.Worker!) is { } worker)
                Put(request.Worker!, new FarmWorker(Math.Max(0, worker.Leases - 1), nowMs + (2 * State.Options.LeaseMs)));
            Return(request, $"worker {request.Worker} did not answer in {State.Options.LeaseMs} ms");
        }
    }

    /// <summary>Gives every waiting request a worker, or this node's own compiler if no worker will do.</summary>
    public void Dispatch()
    {
        foreach (var request in State.Requests.Values.Where(request => request.Worker is null).OrderBy(request => request.Number))
        {
            if (request.Asked.Count >= State.Options.RemoteAttemptsMax || !State.Workers.Keys.Any(worker => MayAsk(request, worker))) Lease(request, FarmState.Here);
            else if (FreeWorker(request) is { } worker) Lease(request, worker);
            else if (request.DeadlineMs <= nowMs) Lease(Noted(request, "all workers busy"), FarmState.Here);
        }
    }

    private bool MayAsk(FarmRequest request, string worker) => !request.Asked.Contains(worker) && State.Workers[worker].AvoidUntilMs <= nowMs;

    /// <summary>The one with the fewest leases; of equals the one that the key hashes to, so that nodes do not all pick the same.</summary>
    private string? FreeWorker(FarmRequest request) => State.Workers
        .Where(pair => pair.Value.Leases < State.Options.LeasesPerWorkerMax && MayAsk(request, pair.Key))
        .OrderBy(pair => pair.Value.Leases).ThenBy(pair => Spread(request.Key, pair.Key)).ThenBy(pair => pair.Key, StringComparer.Ordinal)
        .Select(pair => pair.Key).FirstOrDefault();

    private static uint Spread(string key, string worker)
    {
        var hash = 2166136261u;
        foreach (var c in key) hash = (hash ^ c) * 16777619;
        foreach (var c in worker) hash = (hash ^ c) * 16777619;
        return hash;
    }

    private void Lease(FarmRequest request, string worker)
    {
        var leased = request with
        {
            Attempt = request.Attempt + 1,
            Worker = worker,
            DeadlineMs = nowMs + State.Options.LeaseMs,
            Asked = worker == FarmState.Here ? request.Asked : request.Asked.Add(worker),
        };
        if (worker == FarmState.Here && request.Notes.IsEmpty) leased = Noted(leased, State.Workers.IsEmpty ? "no compile worker in the cluster" : "no worker could be asked");
        Put(leased);
        if (State.Workers.GetValueOrDefault(worker) is { } known) Put(worker, known with { Leases = known.Leases + 1 });
        _decisions.Add(worker == FarmState.Here
            ? new FarmDecision.CompileHere(request.Key, leased.Attempt, request.Job)
            : new FarmDecision.Send(worker, request.Key, leased.Attempt, request.Job));
    }

    /// <summary>The lease is over without a result: back to the waiting ones.</summary>
    private void Return(FarmRequest request, string note) => Put(Noted(request, note) with { Worker = null, DeadlineMs = nowMs + State.Options.QueueMs });

    private void Release(string worker)
    {
        if (State.Workers.GetValueOrDefault(worker) is { Leases: > 0 } known) Put(worker, known with { Leases = known.Leases - 1, AvoidUntilMs = 0 });
    }

    private static IReadOnlyList<string> Told(FarmRequest request, string worker) =>
        worker == FarmState.Here ? request.Notes.Add("compiled here") : request.Notes;

    private static FarmRequest Noted(FarmRequest request, string note) => request with { Notes = request.Notes.Add(note) };
    private static bool IsFinal(RefusalReason reason) => reason is RefusalReason.CannotCompile or RefusalReason.BadJob or RefusalReason.TooLarge or RefusalReason.NoCodeMemory;
    private IEnumerable<FarmRequest> Leased(string worker) => State.Requests.Values.Where(request => request.Worker == worker);
    private long NextNumber() => State.Requests.IsEmpty ? 0 : State.Requests.Values.Max(request => request.Number) + 1;
    private void Put(string name, FarmWorker worker) => State = State with { Workers = State.Workers.SetItem(name, worker) };
    private void Put(FarmRequest request) => State = State with { Requests = State.Requests.SetItem(request.Key, request) };
    private void Drop(string key) => State = State with { Requests = State.Requests.Remove(key) };
}
