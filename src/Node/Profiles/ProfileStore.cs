using Akka.Actor;
using Akka.DistributedData;
using ClaudeLang.Protocol;

namespace ClaudeLang.Node.Profiles;

/// <summary>A run learned this about a program.</summary>
public sealed record AddProfile(string ProgramHash, ProfileEntry Entry);

/// <summary>What is known about a program; answered by <see cref="HotListAnswer"/>.</summary>
public sealed record HotListQuery(string ProgramHash);

public sealed record HotListAnswer(IReadOnlyList<HotFunction> Functions);

/// <summary>
/// The profiles of all programs, replicated to every node: for each program a set that only grows, whose items are entries as
/// text. Two nodes that learned apart need no arbiter, the union of their sets is the truth.
/// </summary>
public sealed class ProfileStore : ReceiveActor
{
    private static readonly TimeSpan ReplicaTimeout = TimeSpan.FromMilliseconds(1000);
    private readonly IActorRef _replicator = DistributedData.Get(Context.System).Replicator;

    public ProfileStore()
    {
        Receive<AddProfile>(Add);
        Receive<HotListQuery>(query => _replicator.Tell(Dsl.Get(KeyOf(query.ProgramHash), new ReadMajority(ReplicaTimeout), new Asked(Sender, query.ProgramHash))));
        Receive<GetSuccess>(found => Answer(found.Request, found.Data));
        Receive<NotFound>(missing => Answer(missing.Request, null));
        // Too few replicas answered in time: what this node knows has to do.
        Receive<GetFailure>(failed => { if (failed.Request is Asked asked) _replicator.Tell(Dsl.Get(KeyOf(asked.ProgramHash), ReadLocal.Instance, asked)); });
        Receive<IUpdateResponse>(_ => { });
    }

    private void Add(AddProfile add)
    {
        var item = Convert.ToBase64String(Codec.Encode(add.Entry));
        _replicator.Tell(Dsl.Update(KeyOf(add.ProgramHash), GSet<string>.Empty, new WriteMajority(ReplicaTimeout), set => HasRoom(set, item) ? set.Add(item) : set));
    }

    private static bool HasRoom(GSet<string> set, string item) =>
        set.Count < Limits.ProfileEntriesMax && set.Elements.Sum(known => known.Length) + item.Length <= Limits.ProfileBytesMax;

    private static void Answer(object? request, IReplicatedData? data)
    {
        if (request is Asked asked) asked.By.Tell(new HotListAnswer(data is GSet<string> set ? HotList.Join(set.Elements.Select(Read).OfType<ProfileEntry>()) : []));
    }

    /// <summary>An item that is none is skipped: no node may spoil a program for the others.</summary>
    private static ProfileEntry? Read(string item)
    {
        try
        {
            return Codec.Decode(ProfileManifest, Convert.FromBase64String(item)) as ProfileEntry;
        }
        catch (Exception e) when (e is ProtocolException or FormatException)
        {
            return null;
        }
    }

    private static readonly string ProfileManifest = Manifests.All.Single(manifest => manifest.Type == typeof(ProfileEntry)).Name;
    private static GSetKey<string> KeyOf(string programHash) => new("profile/" + programHash);

    private sealed record Asked(IActorRef By, string ProgramHash);
}
