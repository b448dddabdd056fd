using System.Text;
using ClaudeLang.Node.Cli;
using ClaudeLang.Node.Hosting;
using ClaudeLang.Protocol;
using Xunit;

namespace ClaudeLang.Node.Tests.Cluster;

/// <summary>Real nodes on loopback in this process; only the language and its compiler are stand-ins.</summary>
public sealed class ClusterTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly FakeCompiler _seedCompiler = new(), _aCompiler = new(), _bCompiler = new();
    private readonly List<NodeSystem> _nodes = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;
    public async ValueTask DisposeAsync() => await Task.WhenAll(_nodes.Select(node => node.System.Terminate())).WaitAsync(Patience);

    [Fact]
    public async Task A_function_is_compiled_elsewhere_and_a_late_node_starts_with_its_code()
    {
        var seed = Start(_seedCompiler, [NodeRoles.Compiler]);
        var a = Start(_aCompiler, [NodeRoles.Executor], seed.Address);
        Assert.True(await a.WaitForPeers(1, Patience));

        var first = await Run(a, "program");
        Assert.Equal((0, "done\n"), (first.End.ExitStatus, first.Output));
        var code = Assert.Single(Assert.Single(first.End.Report!.Functions).Codes);
        Assert.Equal(("compiled", seed.Address.ToString()), (code.Source, code.CompiledBy));
        Assert.InRange(code.ReportedMs, 0, code.SwappedMs);
        Assert.Equal((1, 0), (_seedCompiler.Compiles, _aCompiler.Compiles));

        var b = Start(_bCompiler, [NodeRoles.Executor], seed.Address);
        Assert.True(await b.WaitForPeers(2, Patience));
        var second = await Run(b, "program");
        Assert.Equal((0, "done\n"), (second.End.ExitStatus, second.Output));
        var shared = Assert.Single(Assert.Single(second.End.Report!.Functions).Codes);
        Assert.Equal(("store", seed.Address.ToString(), -1.0), (shared.Source, shared.CompiledBy, shared.ReportedMs));
        Assert.Equal((1, 0, 1), (_seedCompiler.Compiles, _bCompiler.Compiles, _bCompiler.Installs));
        Assert.Equal(0, second.End.Report.Compiles);
    }

    [Fact]
    public async Task A_node_that_executes_nothing_hands_the_program_on()
    {
        var seed = Start(_seedCompiler, [NodeRoles.Compiler]);
        var refused = await Run(seed, "program");
        Assert.Equal((2, "no node of the cluster has the role executor"), (refused.End.ExitStatus, refused.End.Problem));
        var a = Start(_aCompiler, [NodeRoles.Executor], seed.Address);
        Assert.True(await seed.WaitForPeers(1, Patience));
        Assert.True(await a.WaitForPeers(1, Patience));
        var client = Client.Connect(seed.Address);
        using var console = new StringConsole();
        var end = await client.Submit(Submit("program"), console).End.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal((0, a.Address.ToString()), (end.ExitStatus, end.Report!.Node));
        var status = client.Status();
        Assert.Equal(2, status.Members.Length);
        Assert.Equal(1, status.Nodes.Single(node => node.Address == a.Address.ToString()).Finished);
        client.Close();
    }

    [Fact]
    public async Task Without_a_compiler_the_executor_helps_itself()
    {
        var a = Start(_aCompiler, [NodeRoles.Executor]);
        var run = await Run(a, "program");
        var code = Assert.Single(Assert.Single(run.End.Report!.Functions).Codes);
        Assert.Equal(a.Address.ToString(), code.CompiledBy);
        Assert.Equal(["no compile worker in the cluster", "compiled here"], code.Notes);
    }

    [Fact]
    public async Task A_flood_of_output_arrives_whole()
    {
        var a = Start(_aCompiler, [NodeRoles.Executor]);
        var client = Client.Connect(a.Address);
        using var console = new StringConsole();
        var end = await client.Submit(Submit("flood"), console).End.WaitAsync(Patience, TestContext.Current.CancellationToken);
        Assert.Equal(0, end.ExitStatus);
        Assert.Equal((200L * Limits.OutputChunkBytesMax) + "done\n".Length, console.Text.Length);
        client.Close();
    }

    [Theory]
    [InlineData("fail", 1, "error: :type wanted\n")]
    [InlineData("bad text", 1, "")]
    public async Task Failures_reach_the_client(string text, int status, string errorOutput)
    {
        var run = await Run(Start(_aCompiler, [NodeRoles.Executor]), text);
        Assert.Equal((status, errorOutput), (run.End.ExitStatus, run.Output));
        if (errorOutput == "") Assert.Equal("p.cl:1:1: error: bad text", run.End.Problem);
    }

    private NodeSystem Start(FakeCompiler compiler, string[] roles, params HostPort[] joins)
    {
        var node = NodeSystem.Start(new NodeOptions(new HostPort("127.0.0.1", 0), joins, roles), compiler, new FakeLanguage());
        _nodes.Add(node);
        return node;
    }

    private static SubmitProgram Submit(string text) => new(ProtocolVersion.Current, "p.cl", Encoding.UTF8.GetBytes(text), [], JitMode.Full, Grants.None, [], ProgramLimits.None, TierSettings.Usual);

    private static async Task<(SubmissionEnd End, string Output)> Run(NodeSystem node, string text)
    {
        using var console = new StringConsole();
        var end = await Submission.Start(node.System, node.Gateway, Submit(text), console, node.Address.ToString()).End.WaitAsync(Patience, TestContext.Current.CancellationToken);
        return (end, console.Text);
    }
}
