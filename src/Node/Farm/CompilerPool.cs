using System.Diagnostics;
using Akka.Actor;
using ClaudeLang.Node.Hosting;
using ClaudeLang.Node.Members;
using ClaudeLang.Node.Profiles;
using ClaudeLang.Protocol;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Node.Farm;

/// <summary>A run wants code; answered by <see cref="CodeReady"/> or <see cref="CodeRefused"/> with the same number.</summary>
/// <param name="PassesOff">See <see cref="ICompiler.MakeJob"/>.</param>
public sealed record WantCode(long Number, CompileCandidate Candidate, IReadOnlyList<string> PassesOff);

/// <param name="FromStore">Some node had the image already.</param>
public sealed record CodeReady(long Number, InstalledCode Code, bool FromStore, long CompileUs, IReadOnlyList<string> Notes);

public sealed record CodeRefused(long Number, RefusalReason Reason, string Detail, IReadOnlyList<string> Notes);

/// <summary>
/// Gets code for the programs of this node: from the store, or from a compile worker of the cluster, or from this node's own
/// compiler. <see cref="FarmState"/> decides; this actor carries it out.
/// </summary>
public sealed class CompilerPool : ReceiveActor, IWithTimers
{
    private readonly ICompiler _compiler;
    private readonly NodeCounters _counters;
    private readonly IActorRef _store;
    private readonly IActorRef _here;
    private readonly string _self;
    private readonly Dictionary<string, (IActorRef By, long Number)> _waiters = [];
    private readonly Dictionary<string, List<(byte[] Job, IActorRef By, long Number)>> _fetching = [];
    private readonly Dictionary<string, FarmAnswer> _installing = [];
    /// <summary>What the keys in work are images of, for the verifier.</summary>
    private readonly Dictionary<string, Chunk> _functions = [];
    private FarmState _state;
    /// <summary>The code that the event in work is about.</summary>
    private InstalledCode? _installed;

    public ITimerScheduler Timers { get; set; } = null!;

    /// <param name="self">This node's address; <paramref name="workers"/> are the names of its own compile workers.</param>
    public CompilerPool(ICompiler compiler, NodeCounters counters, FarmOptions options, IActorRef store, string self, IReadOnlyList<string> workers)
    {
        (_compiler, _counters, _store, _self, _state) = (compiler, counters, store, self, FarmState.Empty(options));
        _here = Context.ActorOf(CompileWorker.PropsOf(compiler, counters, store, self, 0), FarmState.Here);
        foreach (var worker in workers) Handle(new FarmEvent.WorkerUp($"{self}/{worker}"));

        Receive<WantCode>(Want);
        Receive<ImageFetched>(Fetched);
        Receive<CompileReply>(Replied);
        Receive<CompileRefused>(Refused);
        Receive<ImageInstalled>(Installed);
        Receive<PeerUp>(peer => { foreach (var worker in peer.Hello.Workers) Handle(new FarmEvent.WorkerUp($"{peer.Hello.Address}/{worker}")); });
        Receive<PeerLost>(LosePeer);
        Receive<Terminated>(gone => Forget(gone.ActorRef));
        Receive<Tick>(_ => Handle(new FarmEvent.Tick()));
    }

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(PeerUp));
        Context.System.EventStream.Subscribe(Self, typeof(PeerLost));
        Timers.StartPeriodicTimer(nameof(Tick), new Tick(), TimeSpan.FromMilliseconds(100));
    }

    private void Want(WantCode want)
    {
        Context.Watch(Sender);
        var (key, job) = _compiler.MakeJob(want.Candidate, want.PassesOff);
        if (job.Length > Limits.PayloadBytesMax)
        {
            Sender.Tell(new CodeRefused(want.Number, RefusalReason.TooLarge, $"the job has {job.Length} bytes", []));
            return;
        }
        if (_fetching.TryGetValue(key, out var others))
        {
            others.Add((job, Sender, want.Number));
            return;
        }
        _fetching[key] = [(job, Sender, want.Number)];
        _functions[key] = want.Candidate.Chunk;
        _store.Tell(new FetchImage(key, want.Candidate.Chunk));
    }

    private void Fetched(ImageFetched fetched)
    {
        if (!_fetching.Remove(fetched.Key, out var wanting)) return;
        foreach (var (job, by, number) in wanting)
        {
            if (fetched.Code is { } code)
            {
                by.Tell(new CodeReady(number, code, FromStore: true, 0, []));
                continue;
            }
            if (fetched.NoPlace.Length > 0)
            {
                by.Tell(new CodeRefused(number, RefusalReason.NoCodeMemory, fetched.NoPlace, []));
                continue;
            }
            var waiter = $"{by.Path.ToStringWithUid()}#{number}";
            _waiters[waiter] = (by, number);
            Handle(new FarmEvent.Wanted(fetched.Key, job, waiter));
        }
        Tidy(fetched.Key);
    }

    /// <summary>No image is delivered before this node's own verifier has seen it.</summary>
    private void Replied(CompileReply reply)
    {
        var worker = WorkerOf(Sender);
        var origin = worker == FarmState.Here ? _self : worker.Split('/')[0];
        if (!_functions.TryGetValue(reply.Key, out var function))
        {
            // Late, nobody waits: the image is good for the next who asks.
            _store.Tell(new KeepImage(reply.Key, reply.Image, origin));
            Handle(new FarmEvent.Compiled(worker, reply.Key, reply.Attempt, reply.CompileUs));
            return;
        }
        _installing[reply.Key] = new FarmAnswer(worker, reply.Attempt, reply.CompileUs);
        _store.Tell(new InstallImage(reply.Key, reply.Image, origin, function));
    }

    private void Installed(ImageInstalled installed)
    {
        if (!_installing.Remove(installed.Key, out var answer)) return;
        _installed = installed.Code;
        Handle(installed.Code is null
            ? new FarmEvent.Refused(answer.Worker, installed.Key, answer.Attempt, installed.Reason, installed.Detail)
            : new FarmEvent.Compiled(answer.Worker, installed.Key, answer.Attempt, answer.CompileUs));
        _installed = null;
        Tidy(installed.Key);
    }

    private void Refused(CompileRefused refused)
    {
        Handle(new FarmEvent.Refused(WorkerOf(Sender), refused.Key, refused.Attempt, refused.Reason, refused.Detail));
        Tidy(refused.Key);
    }

    private void Tidy(string key)
    {
        if (!_state.Requests.ContainsKey(key) && !_fetching.ContainsKey(key) && !_installing.ContainsKey(key)) _functions.Remove(key);
    }

    private void LosePeer(PeerLost peer)
    {
        var prefix = $"{ClusterSetup.HostPortOf(peer.Address)}/";
        foreach (var worker in _state.Workers.Keys.Where(worker => worker.StartsWith(prefix, StringComparison.Ordinal)))
            Handle(new FarmEvent.WorkerLost(worker, peer.Why));
    }

    private void Forget(IActorRef run)
    {
        foreach (var waiter in _waiters.Where(pair => pair.Value.By.Equals(run)).Select(pair => pair.Key).ToList())
        {
            _waiters.Remove(waiter);
            Handle(new FarmEvent.WaiterGone(waiter));
        }
    }

    private void Handle(FarmEvent happened)
    {
        (_state, var decisions) = _state.Handle(happened, Environment.TickCount64);
        foreach (var decision in decisions) CarryOut(decision);
        _counters.SetWaiting(_state.Requests.Count);
    }

    private void CarryOut(FarmDecision decision)
    {
        switch (decision)
        {
            case FarmDecision.Send send: PathOf(send.Worker).Tell(new CompileRequest(send.Key, send.Attempt, send.Job)); break;
            case FarmDecision.CompileHere here: _here.Tell(new CompileRequest(here.Key, here.Attempt, here.Job)); break;
            case FarmDecision.Deliver deliver:
                foreach (var (by, number) in Take(deliver.Waiters)) by.Tell(new CodeReady(number, _installed!, FromStore: false, deliver.CompileUs, deliver.Notes));
                break;
            case FarmDecision.GiveUp giveUp:
                foreach (var (by, number) in Take(giveUp.Waiters)) by.Tell(new CodeRefused(number, giveUp.Reason, giveUp.Detail, giveUp.Notes));
                break;
            default: throw new UnreachableException();
        }
    }

    private List<(IActorRef By, long Number)> Take(IReadOnlyList<string> waiters)
    {
        var taken = waiters.Where(_waiters.ContainsKey).Select(waiter => _waiters[waiter]).ToList();
        foreach (var waiter in waiters) _waiters.Remove(waiter);
        return taken;
    }

    private string WorkerOf(IActorRef sender) => sender.Equals(_here) ? FarmState.Here
        : $"{(sender.Path.Address.HasLocalScope ? _self : ClusterSetup.HostPortOf(sender.Path.Address).ToString())}/{sender.Path.Name}";

    private ActorSelection PathOf(string worker)
    {
        var parts = worker.Split('/');
        return parts[0] == _self
            ? Context.ActorSelection($"/user/{parts[1]}")
            : Context.ActorSelection(new RootActorPath(ClusterSetup.AddressOf(HostPort.Parse(parts[0])!.Value)) / "user" / parts[1]);
    }

    private sealed record FarmAnswer(string Worker, int Attempt, long CompileUs);
    private sealed record Tick;
}
