using Akka.Actor;
using ClaudeLang.Node.Cli;
using ClaudeLang.Node.Executors;
using ClaudeLang.Node.Hosting;
using ClaudeLang.Protocol;

namespace ClaudeLang.Bench;

/// <summary>Submits many programs at once to the nodes of a cluster, each node in turn, two at a time a node.</summary>
public sealed class ClusterClient : IDisposable
{
    private const int AtOnce = 2;
    private static readonly TimeSpan JobTimeout = TimeSpan.FromMinutes(2), AnswerTimeout = TimeSpan.FromSeconds(5);
    private readonly ActorSystem _system = ActorSystem.Create(ClusterSetup.SystemName, ClusterSetup.ForClient("127.0.0.1", verbose: false));
    private readonly IReadOnlyList<ClusterNode> _nodes;

    public ClusterClient(IReadOnlyList<ClusterNode> nodes) => _nodes = nodes;

    /// <exception cref="InvalidOperationException">A job failed.</exception>
    public void Run(byte[] source, string[] args, int jobs)
    {
        var left = jobs;
        Task[] streams = [.. Enumerable.Range(0, _nodes.Count * AtOnce).Select(async stream =>
        {
            while (Interlocked.Decrement(ref left) >= 0) await Submit(_nodes[stream % _nodes.Count], source, args).ConfigureAwait(false);
        })];
        try
        {
            if (!Task.WaitAll(streams, JobTimeout)) throw new InvalidOperationException("the jobs took too long");
        }
        catch (AggregateException failed)
        {
            throw new InvalidOperationException(failed.InnerException!.Message);
        }
    }

    private async Task Submit(ClusterNode node, byte[] source, string[] args)
    {
        var end = new TaskCompletionSource<SubmissionEnd>(TaskCreationOptions.RunContinuationsAsynchronously);
        var submit = new SubmitProgram(ProtocolVersion.Current, "job.cl", source, args, JitMode.Full, Grants.None, [], ProgramLimits.None, TierSettings.Usual);
        IActorRef actor = _system.ActorOf(Props.Create(() => new SubmissionActor(GatewayOf(node), submit, new NoOutput(), node.Name, end)));
        SubmissionEnd ended = await end.Task.WaitAsync(JobTimeout).ConfigureAwait(false);
        _system.Stop(actor);
        if (ended.ExitStatus != 0) throw new InvalidOperationException($"a job failed: {ended.Problem}");
    }

    /// <summary>Images that all nodes' workers have made so far.</summary>
    public int Compiles() => GatewayOf(_nodes[0]).Ask<StatusReply>(new StatusQuery(ProtocolVersion.Current), AnswerTimeout).GetAwaiter().GetResult().Nodes.Sum(node => node.Compiled);

    private ActorSelection GatewayOf(ClusterNode node) => _system.ActorSelection(new RootActorPath(ClusterSetup.AddressOf(node.Address)) / "user" / NodeSystem.GatewayName);

    public void Dispose() => _system.Terminate().Wait(AnswerTimeout);

    private sealed class NoOutput : IOutput
    {
        public void Write(bool isError, byte[] bytes) { }
    }
}
