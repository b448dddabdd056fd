using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Cluster;
using Akka.Event;
using Akka.Remote;
using ClaudeLang.Node.Hosting;
using ClaudeLang.Protocol;

namespace ClaudeLang.Node.Members;

/// <summary>A peer that introduced itself and can be reached; broadcast on the node's event stream.</summary>
public sealed record PeerUp(Address Address, NodeHello Hello);

/// <summary>A peer that is not to be counted on. It may come up again.</summary>
public sealed record PeerLost(Address Address, string Why);

/// <summary>Ask <see cref="Peers"/> who is there; answered by a list of <see cref="PeerUp"/>.</summary>
public sealed record PeersQuery;

/// <summary>
/// Knows the other nodes: greets each member that comes up, tells the node's actors who is there and who is gone. A closed
/// connection counts as a loss at once, seconds before the failure detector is sure; a peer that still lives greets again.
/// </summary>
public sealed class Peers : ReceiveActor, IWithTimers
{
    private readonly NodeHello _self;
    private readonly Akka.Cluster.Cluster _cluster = Akka.Cluster.Cluster.Get(Context.System);
    private readonly Dictionary<Address, NodeHello> _peers = [];
    private readonly Task _ready;
    private readonly ConcurrentDictionary<HostPort, bool> _known;
    private bool _isReady;

    public ITimerScheduler Timers { get; set; } = null!;

    /// <param name="ready">This node introduces itself when it is ready for work, not before.</param>
    /// <param name="known">Takes up every node that is ever met.</param>
    public Peers(NodeHello self, Task ready, ConcurrentDictionary<HostPort, bool> known)
    {
        _self = self;
        _ready = ready;
        _known = known;
        Receive<Ready>(_ => GreetAll());
        Receive<NodeHello>(Greeted);
        Receive<ClusterEvent.MemberRemoved>(e => Lose(e.Member.Address, "left the cluster"));
        Receive<ClusterEvent.UnreachableMember>(e => Lose(e.Member.Address, "unreachable"));
        Receive<ClusterEvent.IMemberEvent>(_ => GreetUnknown());
        Receive<ClusterEvent.ReachableMember>(_ => GreetUnknown());
        Receive<DisassociatedEvent>(e => Lose(e.RemoteAddress, "connection closed"));
        Receive<QuarantinedEvent>(e => Lose(e.Address, "quarantined"));
        Receive<Tick>(_ => GreetUnknown());
        Receive<PeersQuery>(_ => Sender.Tell(_peers.Select(peer => new PeerUp(peer.Key, peer.Value)).ToList()));
    }

    protected override void PreStart()
    {
        _cluster.Subscribe(Self, ClusterEvent.InitialStateAsEvents, typeof(ClusterEvent.IMemberEvent), typeof(ClusterEvent.IReachabilityEvent));
        Context.System.EventStream.Subscribe(Self, typeof(DisassociatedEvent));
        Context.System.EventStream.Subscribe(Self, typeof(QuarantinedEvent));
        Timers.StartPeriodicTimer(nameof(Tick), new Tick(), TimeSpan.FromSeconds(1));
        _ready.PipeTo(Self, success: () => new Ready(), failure: _ => new Ready());
    }

    private void GreetAll()
    {
        _isReady = true;
        foreach (var peer in _peers.Keys) PathOf(peer).Tell(_self with { IsAnswer = true });
        GreetUnknown();
    }

    private void GreetUnknown()
    {
        if (!_isReady) return;
        var unreachable = _cluster.State.Unreachable;
        foreach (var member in _cluster.State.Members)
        {
            if (member.Address == _cluster.SelfAddress || member.Status is not (MemberStatus.Up or MemberStatus.WeaklyUp)) continue;
            if (_peers.ContainsKey(member.Address) || unreachable.Contains(member)) continue;
            PathOf(member.Address).Tell(_self);
        }
    }

    private void Greeted(NodeHello hello)
    {
        if (HostPort.Parse(hello.Address) is not { } node) return;
        var address = ClusterSetup.AddressOf(node);
        if (!hello.IsAnswer && _isReady) PathOf(address).Tell(_self with { IsAnswer = true });
        if (hello.Version != ProtocolVersion.Current)
        {
            Context.GetLogger().Warning("node {0} speaks protocol {1}, this one {2}: they do not work for each other", hello.Address, hello.Version, ProtocolVersion.Current);
            return;
        }
        if (!_cluster.State.Members.Any(member => member.Address == address)) return;
        _peers[address] = hello;
        _known[node] = true;
        Context.System.EventStream.Publish(new PeerUp(address, hello));
    }

    private void Lose(Address address, string why)
    {
        if (_peers.Remove(address)) Context.System.EventStream.Publish(new PeerLost(address, why));
    }

    private static ActorSelection PathOf(Address address) => Context.ActorSelection(new RootActorPath(address) / "user" / NodeSystem.PeersName);

    private sealed record Tick;
    private sealed record Ready;
}
