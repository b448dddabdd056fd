using Akka.Actor;
using Akka.Remote;
using ClaudeLang.Protocol;

namespace ClaudeLang.Node.Cli;

/// <summary>How a submitted program ended.</summary>
/// <param name="Report">Null if it never ran to its end; then <paramref name="Problem"/> says why.</param>
public sealed record SubmissionEnd(int ExitStatus, RunReport? Report, string? Problem);

/// <summary>A program on its way through a cluster, as its client sees it.</summary>
internal sealed class Submission
{
    private readonly IActorRef _actor;
    private readonly TaskCompletionSource<SubmissionEnd> _end;

    private Submission(IActorRef actor, TaskCompletionSource<SubmissionEnd> end) => (_actor, _end) = (actor, end);

    public Task<SubmissionEnd> End => _end.Task;

    public static Submission Start(IActorRefFactory system, ICanTell gateway, SubmitProgram submit, IOutput console, string node)
    {
        var end = new TaskCompletionSource<SubmissionEnd>(TaskCreationOptions.RunContinuationsAsynchronously);
        return new Submission(system.ActorOf(Props.Create(() => new SubmissionActor(gateway, submit, console, node, end)), "submission"), end);
    }

    public void Cancel(int exitStatus)
    {
        _actor.Tell(new CancelProgram());
        _end.TrySetResult(new SubmissionEnd(exitStatus, null, null));
    }
}

/// <summary>Writes the program's output as it comes and acknowledges it; notices if a piece is missing or the node is gone.</summary>
internal sealed class SubmissionActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan AcceptTimeout = TimeSpan.FromSeconds(5);
    private readonly ICanTell _gateway;
    private readonly SubmitProgram _submit;
    private readonly TaskCompletionSource<SubmissionEnd> _end;
    private IActorRef _executor = ActorRefs.Nobody;
    private long _received;

    public ITimerScheduler Timers { get; set; } = null!;

    public SubmissionActor(ICanTell gateway, SubmitProgram submit, IOutput console, string node, TaskCompletionSource<SubmissionEnd> end)
    {
        (_gateway, _submit, _end) = (gateway, submit, end);
        Receive<SubmitAccepted>(Accepted);
        Receive<SubmitRefused>(refused => Fail(refused.Reason == RefusalReason.BadProgram ? 1 : CommandLine.BadUsage, refused.Message));
        Receive<OutputChunk>(chunk =>
        {
            if (chunk.Number != _received++)
            {
                Fail(1, "part of the output was lost on the way");
                return;
            }
            console.Write(chunk.IsError, chunk.Bytes);
            Sender.Tell(new OutputAck(chunk.Number));
        });
        Receive<ProgramFinished>(finished =>
        {
            if (finished.Chunks != _received) Fail(1, "part of the output was lost on the way");
            else end.TrySetResult(new SubmissionEnd(finished.ExitStatus, finished.Report, null));
        });
        Receive<CancelProgram>(cancel => _executor.Tell(cancel));
        Receive<AcceptExpired>(_ => Fail(CommandLine.BadUsage, $"{node} does not answer; is it a ClaudeLang node of this version, and is {node} the address that it listens on?"));
        Receive<DisassociatedEvent>(e => { if (e.RemoteAddress.Equals(_executor.Path.Address)) Fail(1, $"lost the node that ran the program ({e.RemoteAddress.Host}:{e.RemoteAddress.Port})"); });
        Receive<Terminated>(_ => Fail(1, "the node gave the program up"));
    }

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(DisassociatedEvent));
        Timers.StartSingleTimer(nameof(AcceptExpired), new AcceptExpired(), AcceptTimeout);
        _gateway.Tell(_submit, Self);
    }

    private void Accepted(SubmitAccepted accepted)
    {
        Timers.Cancel(nameof(AcceptExpired));
        _executor = Sender;
        Context.Watch(_executor);
    }

    private void Fail(int exitStatus, string problem) => _end.TrySetResult(new SubmissionEnd(exitStatus, null, problem));

    private sealed record AcceptExpired;
}
