using System.Text.Json.Serialization;
using MessagePack;

namespace ClaudeLang.Protocol;

/// <summary>A node introduces itself to another: what it can do. Sent to every member when it comes up, answered in kind.</summary>
/// <param name="CpuLevel">What the compile wing calls the instruction set of this machine.</param>
/// <param name="Workers">Names of its compile workers, below `/user`.</param>
[MessagePackObject]
public sealed record NodeHello(
    [property: Key(0)] int Version, [property: Key(1)] string Address, [property: Key(2)] string[] Roles, [property: Key(3)] string CpuLevel,
    [property: Key(4)] string[] Workers, [property: Key(5)] bool IsAnswer) : IMessage
{
    [IgnoreMember, JsonIgnore] public bool IsWellFormed => Field.Text(Address) && Field.Texts(Roles) && Field.Text(CpuLevel) && Field.Texts(Workers);
}

[MessagePackObject]
public sealed record StatusQuery([property: Key(0)] int Version) : IMessage
{
    [IgnoreMember, JsonIgnore] public bool IsWellFormed => true;
}

/// <summary>The cluster as one node sees it.</summary>
[MessagePackObject]
public sealed record StatusReply(
    [property: Key(0)] int Version, [property: Key(1)] string Node, [property: Key(2)] MemberInfo[] Members, [property: Key(3)] NodeStatus[] Nodes) : IMessage
{
    [IgnoreMember, JsonIgnore]
    public bool IsWellFormed =>
        Field.Text(Node) && Field.Items(Members, member => member.IsWellFormed) && Field.Items(Nodes, node => node.IsWellFormed);
}

/// <param name="State">`joining`, `up`, `leaving`, `unreachable`…</param>
[MessagePackObject]
public sealed record MemberInfo([property: Key(0)] string Address, [property: Key(1)] string[] Roles, [property: Key(2)] string State)
{
    [IgnoreMember, JsonIgnore] public bool IsWellFormed => Field.Text(Address) && Field.Texts(Roles) && Field.Text(State);
}

/// <summary>One node asks another for its own numbers; answered by <see cref="NodeStatus"/>.</summary>
[MessagePackObject]
public sealed record NodeStatusQuery() : IMessage
{
    [IgnoreMember, JsonIgnore] public bool IsWellFormed => true;
}

/// <param name="Running">Programs that run now.</param>
/// <param name="Waiting">Compile requests that this node's pool waits for.</param>
/// <param name="Compiled">Images that its workers made.</param>
/// <param name="Images">Images in its store, and their bytes.</param>
[MessagePackObject]
public sealed record NodeStatus(
    [property: Key(0)] string Address, [property: Key(1)] int Running, [property: Key(2)] int Finished, [property: Key(3)] int Waiting,
    [property: Key(4)] int Compiled, [property: Key(5)] int Refused, [property: Key(6)] int Images, [property: Key(7)] long ImageBytes) : IMessage
{
    [IgnoreMember, JsonIgnore] public bool IsWellFormed => Field.Text(Address);
}

/// <summary>One hot function of a program, as the profile store spreads it. Not sent by itself: an item of a replicated set.</summary>
/// <param name="Function">Hash of the function.</param>
/// <param name="Feedback">One byte an instruction; two entries of a function are joined by bitwise or.</param>
/// <param name="ImageKey">The image that was made from it; empty if none was.</param>
[MessagePackObject]
public sealed record ProfileEntry(
    [property: Key(0)] string Function, [property: Key(1)] int EntryPc, [property: Key(2)] byte[] Feedback, [property: Key(3)] string ImageKey) : IMessage
{
    [IgnoreMember, JsonIgnore] public bool IsWellFormed => Field.Text(Function) && Field.Payload(Feedback) && Field.Text(ImageKey);
}
