using System.CommandLine;
using ClaudeLang.Node.Hosting;

namespace ClaudeLang.Node.Cli;

/// <summary>A whole cluster in this process: real nodes on loopback, one that executes and the rest compile.</summary>
internal static class ClusterCommand
{
    private const int NodesMax = 16;
    private static readonly TimeSpan FormTimeout = TimeSpan.FromSeconds(15);

    public static Command Build()
    {
        var options = new ProgramOptions();
        var nodes = new Option<int>("--nodes") { Description = $"How many nodes, 1 to {NodesMax}; the first executes, the others compile", HelpName = "N", DefaultValueFactory = _ => 2 };
        var verbose = new Option<bool>("--verbose") { Description = "Warnings of the cluster on stderr" };
        var command = new Command("cluster", "Run a program on a cluster that lives in this process, and tell what it did.\n\nExample:\n  claudelang cluster examples/mandelbrot.cl");
        options.AddTo(command);
        command.Add(nodes);
        command.Add(verbose);
        var native = new NativeOptions(command);
        command.SetAction(parsed =>
        {
            native.Begin(parsed);
            var count = parsed.GetValue(nodes);
            if (count is < 1 or > NodesMax) throw new UsageException($"--nodes takes 1 to {NodesMax}");
            options.Tiers.RefuseLogFile(parsed);
            var submit = options.Read(parsed);
            using var console = new StdConsole();
            console.FlushFromTimeToTime();
            var cluster = Form(count, parsed.GetValue(verbose));
            var submission = Submission.Start(cluster[0].System, cluster[0].Gateway, submit, console, cluster[0].Address.ToString());
            Ending.OnSignal(submission.Cancel);
            var end = submission.End.GetAwaiter().GetResult();
            console.Flush();
            if (end.Report is { } report) options.Report.Print(parsed, report, always: true);
            Task.WhenAll(cluster.Reverse().Select(node => node.Leave(Ending.GraceAfterRun))).Wait(Ending.GraceAfterRun);
            return SubmitCommand.Finish(end);
        });
        return command;
    }

    private static NodeSystem[] Form(int count, bool verbose)
    {
        var (compiler, language) = Wiring.Create();
        var anyPort = new HostPort("127.0.0.1", 0);
        var first = NodeSystem.Start(new NodeOptions(anyPort, [], count == 1 ? NodeRoles.All : [NodeRoles.Executor]) { Verbose = verbose }, compiler, language);
        NodeSystem[] cluster =
        [
            first,
            .. Enumerable.Range(1, count - 1).Select(_ => NodeSystem.Start(new NodeOptions(anyPort, [first.Address], [NodeRoles.Compiler]) { Verbose = verbose }, compiler, language)),
        ];
        if (!first.WaitForPeers(count - 1, FormTimeout).GetAwaiter().GetResult()) Console.Error.WriteLine("claudelang: not all nodes came up; the program runs without them");
        return cluster;
    }
}
