using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Cluster;
using ClaudeLang.Node.Executors;
using ClaudeLang.Node.Farm;
using ClaudeLang.Node.Language;
using ClaudeLang.Node.Members;
using ClaudeLang.Node.Profiles;
using ClaudeLang.Protocol;

namespace ClaudeLang.Node.Hosting;

/// <summary>The user can do something about it; the message is one line.</summary>
public sealed class NodeException(string message) : Exception(message);

/// <summary>One node: an actor system with its fixed set of actors. A process may hold several.</summary>
public sealed class NodeSystem
{
    public const string GatewayName = "gateway", PeersName = "peers", CodeStoreName = "code", ProfilesName = "profiles", PoolName = "pool", WorkerName = "worker";

    private readonly ActorSystem _system;
    private readonly NodeServices _node;
    private readonly ConcurrentDictionary<HostPort, bool> _known = new();

    public IActorRef Gateway { get; }
    public ActorSystem System => _system;
    public HostPort Address { get; }
    public NodeCounters Counters => _node.Counters;

    /// <exception cref="NodeException">The port is in use, or the host is not this machine.</exception>
    public static NodeSystem Start(NodeOptions options, ICompiler compiler, ILanguage language)
    {
        CheckPort(options.Listen);
        var warm = Task.Factory.StartNew(() =>
        {
            if (options.Compiles) compiler.WarmUp();
            if (options.Executes) language.WarmUp();
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        ActorSystem system;
        try
        {
            system = ActorSystem.Create(ClusterSetup.SystemName, ClusterSetup.ForNode(options));
        }
        catch (Exception e) when (FindSocketError(e) is { } error)
        {
            throw new NodeException($"cannot listen on {options.Listen}: {error.Message}");
        }
        return new NodeSystem(system, options, compiler, language, warm);
    }

    private NodeSystem(ActorSystem system, NodeOptions options, ICompiler compiler, ILanguage language, Task warm)
    {
        _system = system;
        var cluster = Akka.Cluster.Cluster.Get(system);
        Address = ClusterSetup.HostPortOf(cluster.SelfAddress);
        var (counters, self) = (new NodeCounters(), Address.ToString());

        var store = system.ActorOf(Props.Create(() => new CodeStore(compiler, counters)), CodeStoreName);
        var profiles = system.ActorOf(Props.Create(() => new ProfileStore()), ProfilesName);
        string[] workers = options.Compiles ? [.. Enumerable.Range(1, options.CompileWorkers).Select(number => $"{WorkerName}-{number}")] : [];
        foreach (var worker in workers) system.ActorOf(CompileWorker.PropsOf(compiler, counters, store, self, options.CompileDelayMs), worker);
        var pool = options.Executes
            ? system.ActorOf(Props.Create(() => new CompilerPool(compiler, counters, options.Farm, store, self, workers)), PoolName)
            : ActorRefs.Nobody;
        _node = new NodeServices(self, options, counters, language, pool, store, profiles);
        Gateway = system.ActorOf(Props.Create(() => new Gateway(_node)), GatewayName);
        system.ActorOf(Props.Create(() => new Peers(new NodeHello(ProtocolVersion.Current, self, options.Roles.ToArray(), compiler.CpuLevel, workers, false), warm, _known)), PeersName);

        if (options.Joins.Count == 0) cluster.Join(cluster.SelfAddress);
        else cluster.JoinSeedNodes(options.Joins.Select(ClusterSetup.AddressOf));
    }

    /// <summary>Completes when the node has greeted that many peers; false if it did not in time.</summary>
    public async Task<bool> WaitForPeers(int count, TimeSpan timeout)
    {
        var deadline = DateTime.UtcNow + timeout;
        while (DateTime.UtcNow < deadline)
        {
            var peers = await _system.ActorSelection($"/user/{PeersName}").Ask<List<PeerUp>>(new PeersQuery(), timeout).ConfigureAwait(false);
            if (peers.Count >= count) return true;
            await Task.Delay(10).ConfigureAwait(false);
        }
        return false;
    }

    /// <summary>Every node that this one has ever met.</summary>
    public IReadOnlyCollection<HostPort> KnownNodes => _known.Keys.ToList();

    /// <summary>Completes when this node is a member that is up; false if it did not become one in time.</summary>
    public async Task<bool> WaitUntilUp(TimeSpan timeout)
    {
        var up = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Akka.Cluster.Cluster.Get(_system).RegisterOnMemberUp(() => up.TrySetResult());
        return await Task.WhenAny(up.Task, _system.WhenTerminated, Task.Delay(timeout)).ConfigureAwait(false) == up.Task;
    }

    /// <summary>Completes when the others gave this node up, or its system ended by itself.</summary>
    public Task WhenRemoved
    {
        get
        {
            var removed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Akka.Cluster.Cluster.Get(_system).RegisterOnMemberRemoved(() => removed.TrySetResult());
            return Task.WhenAny(removed.Task, _system.WhenTerminated);
        }
    }

    /// <summary>Tells the others and goes, in order as far as the time allows.</summary>
    public Task Leave(TimeSpan timeout) => Task.WhenAny(
        CoordinatedShutdown.Get(_system).Run(CoordinatedShutdown.ClrExitReason.Instance), Task.Delay(timeout));

    /// <summary>Akka would retry and log; a bind of our own tells at once.</summary>
    private static void CheckPort(HostPort listen)
    {
        try
        {
            var address = IPAddress.TryParse(listen.Host, out var parsed) ? parsed : Dns.GetHostAddresses(listen.Host).First();
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { ExclusiveAddressUse = true };
            socket.Bind(new IPEndPoint(address, listen.Port));
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw new NodeException($"cannot listen on {listen}: the port is in use");
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain)
        {
            throw new NodeException($"cannot listen on {listen}: unknown host {listen.Host}");
        }
        catch (SocketException e)
        {
            throw new NodeException($"cannot listen on {listen}: {e.Message}");
        }
    }

    private static SocketException? FindSocketError(Exception? e) => e switch
    {
        null => null,
        SocketException socket => socket,
        AggregateException aggregate => aggregate.InnerExceptions.Select(FindSocketError).FirstOrDefault(found => found is not null),
        _ => FindSocketError(e.InnerException),
    };
}
