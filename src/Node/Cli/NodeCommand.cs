using System.CommandLine;
using ClaudeLang.Node.Farm;
using ClaudeLang.Node.Hosting;

namespace ClaudeLang.Node.Cli;

/// <summary>A node that stays until it is told to go.</summary>
internal static class NodeCommand
{
    public static Command Build()
    {
        var listen = new Option<string>("--listen") { Description = "Where this node listens, and the name that the others know it by; port 0 takes a free one", HelpName = "HOST:PORT", DefaultValueFactory = _ => "127.0.0.1:4053" };
        var join = new Option<string[]>("--join") { Description = "A node of the cluster to join; without it, a new cluster begins here", HelpName = "HOST:PORT" };
        var roles = new Option<string>("--roles") { Description = "executor, compiler or both", HelpName = "ROLE,…", DefaultValueFactory = _ => string.Join(',', NodeRoles.All) };
        var workers = new Option<int?>("--compile-workers") { Description = "Compile workers of a compiler node; by default half of the cores", HelpName = "N" };
        var lease = new Option<long>("--compile-lease-ms") { Description = "How long a worker may take before another one is asked", HelpName = "MS", DefaultValueFactory = _ => new FarmOptions().LeaseMs };
        var delay = new Option<int>("--compile-delay-ms") { Description = "For fault tests: a worker sleeps that long before each compile", HelpName = "MS" };
        var verbose = new Option<bool>("--verbose") { Description = "Warnings of the cluster on stderr" };
        var command = new Command("node", "Run one node of a cluster, until Ctrl-C.\n\nExample:\n  claudelang node --listen 127.0.0.1:4053 --roles compiler\n  claudelang node --listen 127.0.0.1:4054 --join 127.0.0.1:4053 --roles executor") { listen, join, roles, workers, lease, delay, verbose };
        var native = new NativeOptions(command);
        command.SetAction(parsed =>
        {
            native.Begin(parsed);
            return Run(new NodeOptions(
                Arguments.Node(parsed.GetRequiredValue(listen)), [.. (parsed.GetValue(join) ?? []).Select(Arguments.Node)], ReadRoles(parsed.GetRequiredValue(roles)))
            {
                CompileWorkers = Math.Clamp(parsed.GetValue(workers) ?? Math.Max(1, Environment.ProcessorCount / 2), 1, 64),
                Farm = new FarmOptions(LeaseMs: Math.Max(1, parsed.GetValue(lease))),
                CompileDelayMs = Math.Max(0, parsed.GetValue(delay)),
                Verbose = parsed.GetValue(verbose),
            });
        });
        return command;
    }

    private static int Run(NodeOptions options)
    {
        foreach (var join in options.Joins) CheckHost(join);
        var signal = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        Ending.OnSignal(status => signal.TrySetResult(status));
        return new NodeLife(options, signal.Task).Live().GetAwaiter().GetResult();
    }

    private static IReadOnlyList<string> ReadRoles(string text)
    {
        var roles = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToList();
        if (roles.Find(role => !NodeRoles.All.Contains(role)) is { } unknown) throw new UsageException($"unknown role '{unknown}'; there are {string.Join(" and ", NodeRoles.All)}");
        return roles.Count > 0 ? roles : throw new UsageException("a node needs a role: executor, compiler or both");
    }

    private static void CheckHost(HostPort node)
    {
        try
        {
            _ = System.Net.Dns.GetHostAddresses(node.Host);
        }
        catch (System.Net.Sockets.SocketException)
        {
            throw new UsageException($"unknown host {node.Host}");
        }
    }
}
