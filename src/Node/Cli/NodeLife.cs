using System.Net.Sockets;
using ClaudeLang.Node.Hosting;

namespace ClaudeLang.Node.Cli;

/// <summary>
/// A node from its start to its end. If the others give it up (they could not reach it, or it was on the smaller side of a cut)
/// it goes on alone: its programs know nothing of it, and it can compile for itself. As soon as it reaches one of the others
/// and nothing runs here, it begins anew and joins them.
/// </summary>
internal sealed class NodeLife(NodeOptions options, Task<int> signal)
{
    private static readonly TimeSpan JoinTimeout = TimeSpan.FromSeconds(20), LeaveTimeout = TimeSpan.FromSeconds(4), ProbePeriod = TimeSpan.FromSeconds(2);

    /// <summary>The exit status.</summary>
    public async Task<int> Live()
    {
        while (true)
        {
            var node = Start();
            // The port is now known, and stays.
            options = options with { Listen = node.Address };
            var up = node.WaitUntilUp(JoinTimeout);
            if (await Task.WhenAny(up, signal).ConfigureAwait(false) == up && !await up.ConfigureAwait(false))
                return CommandLine.Fail(CommandLine.BadUsage, $"cannot join {string.Join(", ", options.Joins)}: no answer in {JoinTimeout.TotalSeconds:0} s");
            if (!signal.IsCompleted) Console.Out.WriteLine($"node {node.Address} is up ({string.Join(", ", options.Roles)})");
            if (await Task.WhenAny(node.WhenRemoved, signal).ConfigureAwait(false) == signal) return await Leave(node).ConfigureAwait(false);
            Console.Error.WriteLine($"claudelang: the cluster gave node {node.Address} up; it goes on alone until it reaches the others");
            var others = await FindOthers(node).ConfigureAwait(false);
            await node.Leave(LeaveTimeout).ConfigureAwait(false);
            if (signal.IsCompleted) return 0;
            options = options with { Joins = others };
        }
    }

    private NodeSystem Start()
    {
        var (compiler, language) = Wiring.Create();
        try
        {
            return NodeSystem.Start(options, compiler, language);
        }
        catch (NodeException e)
        {
            throw new UsageException(e.Message);
        }
    }

    private static async Task<int> Leave(NodeSystem node)
    {
        await node.Leave(LeaveTimeout).ConfigureAwait(false);
        return 0;
    }

    /// <summary>Waits until a node that was known before answers and no program runs here; or for the end.</summary>
    private async Task<IReadOnlyList<HostPort>> FindOthers(NodeSystem node)
    {
        HostPort[] known = [.. options.Joins.Concat(node.KnownNodes).Distinct().Where(other => other != node.Address)];
        while (!signal.IsCompleted)
        {
            if (node.Counters.Running == 0)
            {
                var answers = await Task.WhenAll(known.Select(Answers)).ConfigureAwait(false);
                HostPort[] alive = [.. known.Where((_, i) => answers[i])];
                if (alive.Length > 0) return alive;
            }
            await Task.WhenAny(signal, Task.Delay(ProbePeriod)).ConfigureAwait(false);
        }
        return [];
    }

    private static async Task<bool> Answers(HostPort node)
    {
        using var socket = new TcpClient();
        using var cancel = new CancellationTokenSource(ProbePeriod);
        try
        {
            await socket.ConnectAsync(node.Host, node.Port, cancel.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
