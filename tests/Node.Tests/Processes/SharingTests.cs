using ClaudeLang.Node.Cli;
using ClaudeLang.Node.Hosting;
using ClaudeLang.Protocol;
using Xunit;

namespace ClaudeLang.Node.Tests.Processes;

[Trait("Category", "Process")]
[Collection("Processes")]
public sealed class SharingTests
{
    /// <summary>Long enough in baseline code that optimized code comes while it runs.</summary>
    private static string Text(int rounds) => $"""
        (define (weight n acc) (if (< n 1) acc (weight (- n 1) (+ acc (bit-and n 7)))))
        (define (rounds n acc) (if (< n 1) acc (rounds (- n 1) (+ acc (weight 20000 0)))))
        (io:print (rounds {rounds} 0))
        (io:print "end")
        """;

    [Fact]
    public async Task A_interprets_asks_goes_on_and_swaps_and_B_starts_with_the_code()
    {
        using var file = new ProgramFile(Text(rounds: 20_000));
        using var cluster = new ClusterProcesses();
        var off = await Cli.Run("run", file.Path, "--jit=off");
        Assert.Equal(0, off.Status);

        var (_, seed) = await cluster.Node("compiler", null, "--compile-delay-ms", "200");
        var (_, a) = await cluster.Node("executor", seed);
        var first = await Cli.Run("submit", file.Path, "--cluster", a, "--json");
        Assert.Equal((0, off.Out), (first.Status, first.Out));
        var report = first.Report;
        Assert.Equal(a, report.Node);
        var code = Assert.Single(report.Functions, function => function.Name == "weight").Codes.First(code => code.Source == "compiled");
        Assert.Equal(seed, code.CompiledBy);
        Assert.InRange(code.ReportedMs, 0, code.SwappedMs);
        Assert.InRange(code.SwappedMs - code.ReportedMs, 200, 60_000);
        Assert.True(code.SlicesWaited > 5, $"it ran {code.SlicesWaited} slices while it waited");
        Assert.True(report.Slices > code.SlicesWaited);

        var (_, b) = await cluster.Node("executor", seed);
        var second = await Cli.Run("submit", file.Path, "--cluster", b, "--json");
        Assert.Equal((0, off.Out), (second.Status, second.Out));
        report = second.Report;
        Assert.Equal((b, 0), (report.Node, report.Compiles));
        code = Assert.Single(report.Functions, function => function.Name == "weight").Codes.First(code => code.EntryPc == 0);
        Assert.Equal(("store", seed, -1.0), (code.Source, code.CompiledBy, code.ReportedMs));
        Assert.True(report.NativeShare > 0.3, $"native share {report.NativeShare}");
        Assert.True(report.ElapsedMs < first.Report.ElapsedMs, $"{report.ElapsedMs} ms after {first.Report.ElapsedMs} ms");
    }

    [Fact]
    public async Task Killing_the_compiler_while_A_waits_loses_nothing()
    {
        using var file = new ProgramFile(Text(rounds: 100_000));
        using var cluster = new ClusterProcesses();
        var (seedProcess, seed) = await cluster.Node("compiler", null, "--compile-delay-ms", "20000");
        var (_, a) = await cluster.Node("executor", seed, "--compile-lease-ms", "20000");
        using var submit = Cli.Start("submit", file.Path, "--cluster", a, "--json");
        await WaitUntil(a, status => status.Nodes.Any(node => node.Address == a && node.Waiting > 0));
        seedProcess.Kill();
        var end = await submit.End();
        Assert.Equal((0, "7000000000\nend\n"), (end.Status, end.Out));
        var code = Assert.Single(end.Report.Functions, function => function.Name == "weight").Codes.First(code => code.Source == "compiled");
        Assert.Equal(a, code.CompiledBy);
        Assert.Contains(code.Notes, note => note.StartsWith($"worker {seed}/worker-1 lost", StringComparison.Ordinal));
        Assert.Contains("compiled here", code.Notes);
    }

    [Fact]
    public async Task A_run_ends_with_its_client()
    {
        using var file = new ProgramFile("(io:print \"ready\") (define (spin n) (spin (+ n 1))) (spin 0)");
        using var cluster = new ClusterProcesses();
        var (_, node) = await cluster.Node("executor,compiler", null);
        using var submit = Cli.Start("submit", file.Path, "--cluster", node);
        await submit.Line("ready");
        await WaitUntil(node, status => status.Nodes.Single().Running == 1);
        submit.Kill();
        await WaitUntil(node, status => status.Nodes.Single() is { Running: 0, Finished: 1 });
    }

    private static async Task WaitUntil(string node, Predicate<StatusReply> isSo)
    {
        var client = Client.Connect(HostPort.Parse(node)!.Value);
        try
        {
            for (var tries = 0; tries < 2000; tries++) if (isSo(await Task.Run(client.Status))) return;
            Assert.Fail("it never came to that");
        }
        finally
        {
            client.Close();
        }
    }
}

[CollectionDefinition("Processes", DisableParallelization = true)]
public sealed class ProcessesCollection;
