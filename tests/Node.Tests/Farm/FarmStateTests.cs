using System.Collections.Immutable;
using ClaudeLang.Node.Farm;
using ClaudeLang.Protocol;
using Xunit;

namespace ClaudeLang.Node.Tests.Farm;

public sealed class FarmStateTests
{
    private static readonly FarmOptions Options = new(LeaseMs: 100, QueueMs: 50, LeasesPerWorkerMax: 1, RemoteAttemptsMax: 2);

    [Fact]
    public void Equal_requests_are_compiled_once_and_delivered_to_all()
    {
        var (state, decisions) = Play([new FarmEvent.WorkerUp("a/1"), Want("k", "r1"), Want("k", "r2"), new FarmEvent.Compiled("a/1", "k", 1, 9)]);
        Assert.Single(decisions.OfType<FarmDecision.Send>());
        Assert.Equal(["r1", "r2"], Assert.Single(decisions.OfType<FarmDecision.Deliver>()).Waiters);
        Assert.Empty(state.Requests);
    }

    [Fact]
    public void Without_workers_the_node_compiles_itself_and_says_why()
    {
        var (_, decisions) = Play([Want("k", "r"), new FarmEvent.Compiled(FarmState.Here, "k", 1, 9)]);
        Assert.Single(decisions.OfType<FarmDecision.CompileHere>());
        Assert.Equal(["no compile worker in the cluster", "compiled here"], Assert.Single(decisions.OfType<FarmDecision.Deliver>()).Notes);
    }

    [Fact]
    public void A_lost_worker_s_request_goes_to_another()
    {
        var (_, decisions) = Play([new FarmEvent.WorkerUp("a/1"), Want("k", "r"), new FarmEvent.WorkerUp("b/1"), new FarmEvent.WorkerLost("a/1", "connection closed"), new FarmEvent.Compiled("b/1", "k", 2, 9)]);
        Assert.Equal(["a/1", "b/1"], decisions.OfType<FarmDecision.Send>().Select(send => send.Worker));
        Assert.Equal(["worker a/1 lost (connection closed)"], Assert.Single(decisions.OfType<FarmDecision.Deliver>()).Notes);
    }

    [Fact]
    public void A_lost_last_worker_s_request_is_compiled_here()
    {
        var (_, decisions) = Play([new FarmEvent.WorkerUp("a/1"), Want("k", "r"), new FarmEvent.WorkerLost("a/1", "unreachable"), new FarmEvent.Compiled(FarmState.Here, "k", 2, 9)]);
        Assert.Equal(["worker a/1 lost (unreachable)", "compiled here"], Assert.Single(decisions.OfType<FarmDecision.Deliver>()).Notes);
    }

    [Fact]
    public void A_slow_worker_loses_its_lease_but_its_late_answer_counts()
    {
        var state = FarmState.Empty(Options);
        (state, _) = state.Handle(new FarmEvent.WorkerUp("a/1"), 0);
        (state, _) = state.Handle(Want("k", "r"), 0);
        (state, var none) = state.Handle(new FarmEvent.Tick(), 99);
        Assert.Empty(none);
        (state, var here) = state.Handle(new FarmEvent.Tick(), 100);
        Assert.Single(here.OfType<FarmDecision.CompileHere>());
        (state, var late) = state.Handle(new FarmEvent.Compiled("a/1", "k", 1, 9), 101);
        Assert.Equal("a/1", Assert.Single(late.OfType<FarmDecision.Deliver>()).Worker);
        (_, var second) = state.Handle(new FarmEvent.Compiled(FarmState.Here, "k", 2, 9), 102);
        Assert.Empty(second);
    }

    [Theory]
    [InlineData(RefusalReason.CannotCompile)]
    [InlineData(RefusalReason.NoCodeMemory)]
    public void A_final_refusal_is_not_retried(RefusalReason reason)
    {
        var (_, decisions) = Play([new FarmEvent.WorkerUp("a/1"), new FarmEvent.WorkerUp("b/1"), Want("k", "r"), .. Both(reason)]);
        Assert.Single(decisions.OfType<FarmDecision.Send>());
        Assert.Equal(reason, Assert.Single(decisions.OfType<FarmDecision.GiveUp>()).Reason);
    }

    [Fact]
    public void An_image_that_the_verifier_rejects_is_asked_of_another()
    {
        var (_, decisions) = Play([new FarmEvent.WorkerUp("a/1"), new FarmEvent.WorkerUp("b/1"), Want("k", "r"), .. Both(RefusalReason.ImageRejected)]);
        Assert.Equal(2, decisions.OfType<FarmDecision.Send>().Select(send => send.Worker).Distinct().Count());
    }

    [Fact]
    public void Busy_workers_do_not_keep_a_request_waiting_for_long()
    {
        var state = FarmState.Empty(Options);
        (state, _) = state.Handle(new FarmEvent.WorkerUp("a/1"), 0);
        (state, _) = state.Handle(Want("k1", "r"), 0);
        (state, var queued) = state.Handle(Want("k2", "r"), 0);
        Assert.Empty(queued);
        (_, var here) = state.Handle(new FarmEvent.Tick(), 50);
        Assert.Equal("k2", Assert.Single(here.OfType<FarmDecision.CompileHere>()).Key);
    }

    private static FarmEvent.Wanted Want(string key, string waiter) => new(key, [], waiter);

    /// <summary>Whichever of the two has the lease.</summary>
    private static FarmEvent[] Both(RefusalReason reason) => [new FarmEvent.Refused("a/1", "k", 1, reason, "no"), new FarmEvent.Refused("b/1", "k", 1, reason, "no")];

    private static (FarmState, ImmutableArray<FarmDecision>) Play(FarmEvent[] events)
    {
        var (state, all) = (FarmState.Empty(Options), ImmutableArray<FarmDecision>.Empty);
        foreach (var happened in events)
        {
            (state, var decisions) = state.Handle(happened, 0);
            all = all.AddRange(decisions);
        }
        return (state, all);
    }
}
