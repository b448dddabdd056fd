using Akka.Actor;
using ClaudeLang.Node.Farm;
using ClaudeLang.Node.Hosting;
using ClaudeLang.Node.Members;
using ClaudeLang.Protocol;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Node.Profiles;

/// <summary>Keep this image for whoever asks; it is not run here. No answer.</summary>
public sealed record KeepImage(string Key, byte[] Image, string Origin);

/// <summary>Verify this image and map it; answered by <see cref="ImageInstalled"/>.</summary>
public sealed record InstallImage(string Key, byte[] Image, string Origin, Chunk Function);

/// <param name="Code">Null if it was refused.</param>
/// <param name="Reason">Why it was refused, and the same for people.</param>
public sealed record ImageInstalled(string Key, InstalledCode? Code, RefusalReason Reason = default, string Detail = "");

/// <summary>Find this image, here or on any node, and map it; answered by <see cref="ImageFetched"/>.</summary>
public sealed record FetchImage(string Key, Chunk Function);

/// <param name="Code">Null if no node has it, or not within the deadline, or it is here and there is no place for it.</param>
/// <param name="NoPlace">Why there is none; empty if that was not the reason.</param>
public sealed record ImageFetched(string Key, InstalledCode? Code, string NoPlace = "");

/// <summary>
/// The images of this node. Each is verified and mapped once, whoever runs it, and again if it had to make room meanwhile. What is missing here is asked of all other
/// stores at the same time: the first that has it wins, and the question has a deadline.
/// </summary>
public sealed class CodeStore : ReceiveActor, IWithTimers
{
    private const int ImagesMax = 20_000;
    private const long BytesMax = 256L * 1024 * 1024;
    public static readonly TimeSpan LookupTimeout = TimeSpan.FromMilliseconds(250);

    private readonly ICompiler _compiler;
    private readonly NodeCounters _counters;
    private readonly ImageCache _cache = new(ImagesMax, BytesMax);
    private readonly HashSet<Address> _peers = [];
    private readonly Dictionary<string, Lookup> _lookups = [];

    public ITimerScheduler Timers { get; set; } = null!;

    public CodeStore(ICompiler compiler, NodeCounters counters)
    {
        (_compiler, _counters) = (compiler, counters);
        Receive<PeerUp>(e => _peers.Add(e.Address));
        Receive<PeerLost>(e => _peers.Remove(e.Address));
        Receive<KeepImage>(e => Put(e.Key, new StoredImage(e.Image, e.Origin)));
        Receive<InstallImage>(e => Sender.Tell(Install(e.Key, e.Image, e.Origin, e.Function)));
        Receive<FetchImage>(e => Fetch(e.Key, e.Function));
        Receive<ImageLookup>(e => Sender.Tell(_cache.Find(e.Key) is { } stored ? new ImageFound(e.Key, stored.Image, stored.Origin) : new ImageMissing(e.Key)));
        Receive<ImageFound>(Found);
        Receive<ImageMissing>(e => Missing(e.Key));
        Receive<LookupExpired>(e => Answer(new ImageFetched(e.Key, null)));
    }

    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(PeerUp));
        Context.System.EventStream.Subscribe(Self, typeof(PeerLost));
    }

    private void Fetch(string key, Chunk function)
    {
        if (_cache.Find(key) is { } stored)
        {
            Sender.Tell(Fetched(Install(key, stored.Image, stored.Origin, function)));
        }
        else if (_lookups.TryGetValue(key, out var lookup))
        {
            lookup.Waiters.Add(Sender);
        }
        else if (_peers.Count == 0)
        {
            Sender.Tell(new ImageFetched(key, null));
        }
        else
        {
            _lookups[key] = new Lookup(function, [Sender], _peers.Count);
            Timers.StartSingleTimer(key, new LookupExpired(key), LookupTimeout);
            foreach (var peer in _peers) Context.ActorSelection(new RootActorPath(peer) / "user" / NodeSystem.CodeStoreName).Tell(new ImageLookup(key));
        }
    }

    /// <summary>An image that a peer sends goes through the verifier like any other; a bad one counts as missing.</summary>
    private void Found(ImageFound found)
    {
        if (!_lookups.TryGetValue(found.Key, out var lookup)) return;
        var fetched = Fetched(Install(found.Key, found.Image, found.Origin, lookup.Function));
        if (fetched.Code is null && fetched.NoPlace.Length == 0) Missing(found.Key);
        else Answer(fetched);
    }

    private static ImageFetched Fetched(ImageInstalled installed) =>
        new(installed.Key, installed.Code, installed.Reason == RefusalReason.NoCodeMemory ? installed.Detail : "");

    private void Missing(string key)
    {
        if (_lookups.TryGetValue(key, out var lookup) && --lookup.Open == 0) Answer(new ImageFetched(key, null));
    }

    private void Answer(ImageFetched fetched)
    {
        if (!_lookups.Remove(fetched.Key, out var lookup)) return;
        Timers.Cancel(fetched.Key);
        foreach (var waiter in lookup.Waiters) waiter.Tell(fetched);
    }

    private ImageInstalled Install(string key, byte[] image, string origin, Chunk function)
    {
        try
        {
            var code = _compiler.Install(key, image, origin, function);
            Keep(key, image, origin);
            return new ImageInstalled(key, code);
        }
        catch (InstallRefusedException e)
        {
            // It passed the verifier: good for the next run, and for other nodes.
            if (e.Reason == RefusalReason.NoCodeMemory) Keep(key, image, origin);
            return new ImageInstalled(key, null, e.Reason, e.Message);
        }
    }

    private void Keep(string key, byte[] image, string origin)
    {
        if (!ReferenceEquals(_cache.Find(key)?.Image, image)) Put(key, new StoredImage(image, origin));
    }

    private void Put(string key, StoredImage stored)
    {
        _cache.Put(key, stored);
        _counters.SetImages(_cache.Count, _cache.Bytes);
    }

    private sealed record LookupExpired(string Key);

    private sealed class Lookup(Chunk function, List<IActorRef> waiters, int open)
    {
        public Chunk Function { get; } = function;
        public List<IActorRef> Waiters { get; } = waiters;
        public int Open { get; set; } = open;
    }
}
