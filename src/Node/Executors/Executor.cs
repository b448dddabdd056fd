using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Remote;
using ClaudeLang.Node.Farm;
using ClaudeLang.Node.Hosting;
using ClaudeLang.Node.Language;
using ClaudeLang.Node.Profiles;
using ClaudeLang.Protocol;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Node.Executors;

/// <summary>
/// Runs one program, in slices, on its own thread; between two slices it looks at its mail. It asks for code and goes on, and
/// whatever comes is published at once. If the program ran hot before, anywhere, its code is fetched before the first call.
/// </summary>
public sealed class Executor : ReceiveActor, IWithTimers
{
    private const int SliceMs = 5;
    private static readonly TimeSpan PrepareTimeout = TimeSpan.FromMilliseconds(2500);

    private readonly SubmitProgram _submit;
    private readonly IActorRef _client;
    private readonly NodeServices _node;
    private readonly RunLog _log = new();
    private readonly OutputBuffer _output = new();
    private readonly Dictionary<string, HotFunction> _fetching = [];
    private readonly TierLog? _tierLog;
    /// <summary>What the tier log says until the next slice is over.</summary>
    private readonly ConcurrentQueue<string> _tierLines = [];
    private IProgram? _program;
    private TickedRun? _ticked;
    private bool _isStarted, _isPaused;
    /// <summary>Answers that the program stands still for.</summary>
    private int _awaited;

    public ITimerScheduler Timers { get; set; } = null!;

    public Executor(SubmitProgram submit, IActorRef client, NodeServices node)
    {
        (_submit, _client, _node) = (submit, client, node);
        _tierLog = TierLog.For(submit.Tiers, _tierLines.Enqueue);
        Receive<Continue>(_ => RunSlice());
        Receive<OutputAck>(Acknowledged);
        Receive<CodeReady>(Ready);
        Receive<CodeRefused>(Refused);
        Receive<HotListAnswer>(Prepare);
        Receive<ImageFetched>(Fetched);
        Receive<PrepareExpired>(_ => Start());
        Receive<CancelProgram>(_ => Context.Stop(Self));
        Receive<Terminated>(_ => Context.Stop(Self));
        Receive<DisassociatedEvent>(e => { if (e.RemoteAddress.Equals(client.Path.Address)) Context.Stop(Self); });
    }

    public static Props PropsOf(SubmitProgram submit, IActorRef client, NodeServices node) =>
        Props.Create(() => new Executor(submit, client, node)).WithDispatcher(ClusterSetup.ExecutorDispatcher);

    protected override void PreStart()
    {
        _node.Counters.RunStarted();
        Context.Watch(_client);
        // The watch alone takes ten seconds to notice that a client's process is gone.
        Context.System.EventStream.Subscribe(Self, typeof(DisassociatedEvent));
        try
        {
            _program = _node.Language.Load(
                ProgramSource.Of(_submit), _output, _submit.Jit == JitMode.Full ? ReportHot : null, _tierLog is null ? null : _tierLog.Tell);
        }
        catch (BadProgramException e)
        {
            _client.Tell(new SubmitRefused(RefusalReason.BadProgram, e.Message));
            Context.Stop(Self);
            return;
        }
        _ticked = Ticker.Add(_program, SliceMs);
        _output.Overfull = _program.Preempt;
        _client.Tell(new SubmitAccepted(_node.Address, _program.Hash));
        foreach (var warning in _program.Warnings) _output.Write(true, warning + "\n");
        // Code that is there before the first call comes when it comes: a program that waits for its code begins without.
        if (_submit.Jit == JitMode.Off || _submit.Tiers.Waits || HasOwnCode)
        {
            Start();
            return;
        }
        _node.Profiles.Tell(new HotListQuery(_program.Hash));
        Timers.StartSingleTimer(nameof(PrepareExpired), new PrepareExpired(), PrepareTimeout);
    }

    protected override void PostStop()
    {
        if (_ticked is { } ticked) Ticker.Remove(ticked);
        _program?.Dispose();
        _node.Counters.RunEnded();
    }

    /// <summary>Waits for the images of the hot list, if there are any, for a bounded time.</summary>
    private void Prepare(HotListAnswer hot)
    {
        if (_isStarted) return;
        var own = _program!.Functions.GroupBy(function => function.Hash).ToDictionary(group => group.Key, group => group.First().Index);
        foreach (var function in hot.Functions.Where(function => function.ImageKey != "" && own.ContainsKey(function.Function)))
            if (_fetching.TryAdd(function.ImageKey, function)) _node.Code.Tell(new FetchImage(function.ImageKey, _program.ChunkOf(own[function.Function])));
        if (_fetching.Count == 0) Start();
    }

    private void Fetched(ImageFetched fetched)
    {
        if (!_fetching.Remove(fetched.Key, out var hot)) return;
        foreach (var function in _program!.Functions.Where(function => function.Hash == hot.Function))
        {
            if (fetched.Code is { } code)
            {
                _program.Publish(function.Index, code);
                _log.Prepared(function.Index, code);
            }
            else if (fetched.NoPlace.Length == 0 && hot.Feedback.Length == _program.ChunkOf(function.Index).Code.Length)
            {
                // The image is gone, the profile is not: as good as having run hot here.
                ReportHot(new CompileCandidate(function.Index, _program.ChunkOf(function.Index), hot.EntryPc, hot.Feedback));
            }
        }
        if (_fetching.Count == 0) Start();
    }

    private void Start()
    {
        if (_isStarted) return;
        _isStarted = true;
        Timers.Cancel(nameof(PrepareExpired));
        _log.Start();
        Self.Tell(new Continue());
    }

    private void RunSlice()
    {
        SliceEnd end;
        try
        {
            end = _ticked!.Run();
        }
        catch (Exception e)
        {
            // A bug of ours ends this program, never the node.
            _output.Write(true, $"internal error: {e.GetType().Name}: {e.Message}\n");
            if (_node.Options.Verbose) Console.Error.WriteLine(e);
            end = SliceEnd.Failed;
        }
        _log.Sliced();
        while (_tierLines.TryDequeue(out var line)) _output.Write(true, line);
        if (end is SliceEnd.Failed or SliceEnd.Finished && _program!.Failure is { } failure) _output.Write(true, failure + "\n");
        foreach (var chunk in _output.Take()) _client.Tell(chunk);
        if (end is SliceEnd.Finished or SliceEnd.Failed) Finish(end);
        else if (_output.IsFull || _awaited > 0) _isPaused = true;
        else if (end == SliceEnd.Sleeping) Timers.StartSingleTimer(nameof(Continue), new Continue(), TimeSpan.FromMilliseconds(_program!.SleepMs));
        else Self.Tell(new Continue());
    }

    private void Finish(SliceEnd end)
    {
        _client.Tell(new ProgramFinished(end == SliceEnd.Finished ? 0 : 1, _output.Sent, _log.Report(_node.Address, _program!, _ticked!)));
        Context.Stop(Self);
    }

    private void Acknowledged(OutputAck ack)
    {
        _output.Acknowledge(ack.Number);
        GoOn();
    }

    /// <summary>Unless there is still something that the program stands still for.</summary>
    private void GoOn()
    {
        if (!_isPaused || _output.IsFull || _awaited > 0) return;
        _isPaused = false;
        Self.Tell(new Continue());
    }

    private void ReportHot(CompileCandidate candidate)
    {
        _node.Pool.Tell(new WantCode(_log.Reported(candidate), candidate, _submit.Tiers.PassesOff ?? []), Self);
        if (!_submit.Tiers.Waits) return;
        // The slice ends at the next poll; there is none before the answer.
        _awaited++;
        _program!.Preempt();
    }

    private void Ready(CodeReady ready)
    {
        var asked = _log.Request(ready.Number);
        if (!ready.FromStore)
            _tierLog?.Tell(new TierEvent.Compiled(asked.Chunk, asked.Tier, asked.EntryPc, ready.Code.CodeBytes, ready.CompileUs / 1000.0, asked.Turns, ready.Code.Origin));
        _program!.Publish(asked.FunctionIndex, ready.Code);
        _log.Swapped(ready.Number, ready.Code, ready.FromStore, ready.CompileUs, ready.Notes);
        if (!HasOwnCode)
        {
            var hash = _program.Functions.First(function => function.Index == asked.FunctionIndex).Hash;
            _node.Profiles.Tell(new AddProfile(_program.Hash, new ProfileEntry(hash, asked.EntryPc, asked.Feedback, ready.Code.ImageKey)));
        }
        Answered();
    }

    /// <summary>Not for other runs of the program, as theirs is not for this one.</summary>
    private bool HasOwnCode => _submit.Tiers.PassesOff is { Length: > 0 };

    private void Refused(CodeRefused refused)
    {
        var asked = _log.Request(refused.Number);
        _tierLog?.Tell(new TierEvent.BailedOut(asked.Chunk, asked.Tier, asked.EntryPc, refused.Detail));
        _log.Refused(refused.Number, refused.Reason, refused.Detail, refused.Notes);
        Answered();
    }

    private void Answered()
    {
        if (!_submit.Tiers.Waits) return;
        _awaited--;
        GoOn();
    }

    private sealed record Continue;
    private sealed record PrepareExpired;
}
