using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using ClaudeLang.Node.Hosting;
using ClaudeLang.Protocol;

namespace ClaudeLang.Node.Cli;

/// <summary>Talks to one node of a cluster without becoming a member.</summary>
internal sealed class Client
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(3), AnswerTimeout = TimeSpan.FromSeconds(5);
    private readonly ActorSystem _system;
    private readonly HostPort _node;

    public ActorSelection Gateway { get; }

    private Client(ActorSystem system, HostPort node)
    {
        (_system, _node) = (system, node);
        Gateway = system.ActorSelection(new RootActorPath(ClusterSetup.AddressOf(node)) / "user" / NodeSystem.GatewayName);
    }

    /// <exception cref="UsageException">Nobody listens there.</exception>
    public static Client Connect(HostPort node, bool verbose = false) =>
        new(ActorSystem.Create(ClusterSetup.SystemName, ClusterSetup.ForClient(Probe(node), verbose)), node);

    public StatusReply Status()
    {
        try
        {
            return Gateway.Ask<StatusReply>(new StatusQuery(ProtocolVersion.Current), AnswerTimeout).GetAwaiter().GetResult();
        }
        catch (AskTimeoutException)
        {
            throw new UsageException($"{_node} does not answer; is it a ClaudeLang node of this version, and is {_node} the address that it listens on?");
        }
    }

    public Submission Submit(SubmitProgram submit, IOutput console) => Submission.Start(_system, Gateway, submit, console, _node.ToString());

    /// <summary>Goodbye as far as the time allows.</summary>
    public void Close() => _system.Terminate().Wait(Ending.GraceAfterRun);

    /// <summary>Tries the port by hand, for a clear message, and finds out which of our own addresses faces the node.</summary>
    private static string Probe(HostPort node)
    {
        try
        {
            using var socket = new TcpClient();
            using var cancel = new CancellationTokenSource(ConnectTimeout);
            socket.ConnectAsync(node.Host, node.Port, cancel.Token).AsTask().GetAwaiter().GetResult();
            return ((IPEndPoint)socket.Client.LocalEndPoint!).Address.MapToIPv4Or6();
        }
        catch (OperationCanceledException)
        {
            throw new UsageException($"cannot reach {node}: no answer in {ConnectTimeout.TotalSeconds:0} s");
        }
        catch (SocketException e)
        {
            throw new UsageException(e.SocketErrorCode switch
            {
                SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => $"unknown host {node.Host}",
                SocketError.ConnectionRefused => $"cannot reach {node}: nothing listens there",
                _ => $"cannot reach {node}: {e.Message}",
            });
        }
    }
}

file static class Addresses
{
    public static string MapToIPv4Or6(this IPAddress address) => (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString();
}
