using Akka.Actor;
using Akka.Cluster;
using ClaudeLang.Node.Executors;
using ClaudeLang.Node.Hosting;
using ClaudeLang.Protocol;

namespace ClaudeLang.Node.Members;

/// <summary>The door of a node: takes programs and questions from clients and from other nodes.</summary>
public sealed class Gateway : ReceiveActor
{
    private static readonly TimeSpan StatusTimeout = TimeSpan.FromMilliseconds(800);
    private readonly NodeServices _node;
    private readonly SortedDictionary<string, PeerUp> _peers = new(StringComparer.Ordinal);
    private int _runs;

    public Gateway(NodeServices node)
    {
        _node = node;
        Receive<PeerUp>(peer => _peers[peer.Hello.Address] = peer);
        Receive<PeerLost>(peer => _peers.Remove(ClusterSetup.HostPortOf(peer.Address).ToString()));
        Receive<SubmitProgram>(Submit);
        Receive<NodeStatusQuery>(_ => Sender.Tell(node.Counters.Status(node.Address)));
        Receive<StatusQuery>(_ => Status().PipeTo(Sender, Self));
    }

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(PeerUp));
        Context.System.EventStream.Subscribe(Self, typeof(PeerLost));
    }

    private void Submit(SubmitProgram submit)
    {
        if (submit.Version != ProtocolVersion.Current)
            Sender.Tell(new SubmitRefused(RefusalReason.VersionMismatch, $"node {_node.Address} speaks protocol {ProtocolVersion.Current}, this client {submit.Version}"));
        else if (_node.Options.Executes)
            Context.ActorOf(Executor.PropsOf(submit, Sender, _node), $"run-{++_runs}");
        else if (_peers.Values.FirstOrDefault(peer => peer.Hello.Roles.Contains(NodeRoles.Executor)) is { } executor)
            GatewayOf(executor.Address).Tell(submit, Sender);
        else
            Sender.Tell(new SubmitRefused(RefusalReason.NoSuchRole, "no node of the cluster has the role executor"));
    }

    private async Task<StatusReply> Status()
    {
        var state = Akka.Cluster.Cluster.Get(Context.System).State;
        var asked = _peers.Values.Select(peer => Ask(GatewayOf(peer.Address))).ToList();
        var nodes = new List<NodeStatus> { _node.Counters.Status(_node.Address) };
        foreach (var answer in await Task.WhenAll(asked).ConfigureAwait(false)) if (answer is not null) nodes.Add(answer);
        var members = state.Members.Select(member => new MemberInfo(
            ClusterSetup.HostPortOf(member.Address).ToString(), [.. member.Roles.Order(StringComparer.Ordinal)],
            state.Unreachable.Contains(member) ? "unreachable" : StateName(member.Status)));
        return new StatusReply(ProtocolVersion.Current, _node.Address, [.. members], [.. nodes.OrderBy(node => node.Address, StringComparer.Ordinal)]);
    }

    private static async Task<NodeStatus?> Ask(ActorSelection gateway)
    {
        try
        {
            return await gateway.Ask<NodeStatus>(new NodeStatusQuery(), StatusTimeout).ConfigureAwait(false);
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }

    private static string StateName(MemberStatus status) => status.ToString().ToLowerInvariant();
    private static ActorSelection GatewayOf(Address address) => Context.ActorSelection(new RootActorPath(address) / "user" / NodeSystem.GatewayName);
}
