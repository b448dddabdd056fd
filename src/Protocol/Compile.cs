using System.Text.Json.Serialization;
using MessagePack;

namespace ClaudeLang.Protocol;

/// <summary>A pool asks a worker. Closed over nothing: the job bytes are all it needs, so it may be sent twice, or to another.</summary>
/// <param name="Key">The name of the image that the job leads to.</param>
/// <param name="Attempt">Counts the leases of this key in the asking pool; the answer repeats it.</param>
/// <param name="Job">Opaque here: the compile wing's own encoding.</param>
[MessagePackObject]
public sealed record CompileRequest([property: Key(0)] string Key, [property: Key(1)] int Attempt, [property: Key(2)] byte[] Job) : IMessage
{
    [IgnoreMember, JsonIgnore] public bool IsWellFormed => Field.Text(Key) && Field.Payload(Job);
}

/// <param name="Image">Opaque here; the receiver verifies it before it maps a byte.</param>
/// <param name="CompileUs">Microseconds that the worker spent.</param>
[MessagePackObject]
public sealed record CompileReply(
    [property: Key(0)] string Key, [property: Key(1)] int Attempt, [property: Key(2)] byte[] Image, [property: Key(3)] long CompileUs) : IMessage
{
    [IgnoreMember, JsonIgnore] public bool IsWellFormed => Field.Text(Key) && Field.Payload(Image);
}

[MessagePackObject]
public sealed record CompileRefused(
    [property: Key(0)] string Key, [property: Key(1)] int Attempt, [property: Key(2)] RefusalReason Reason, [property: Key(3)] string Detail) : IMessage
{
    [IgnoreMember, JsonIgnore] public bool IsWellFormed => Field.Text(Key) && Field.Text(Detail) && Enum.IsDefined(Reason);
}

/// <summary>A code store asks another: do you have it?</summary>
[MessagePackObject]
public sealed record ImageLookup([property: Key(0)] string Key) : IMessage
{
    [IgnoreMember, JsonIgnore] public bool IsWellFormed => Field.Text(Key);
}

/// <param name="Origin">The node that compiled it.</param>
[MessagePackObject]
public sealed record ImageFound([property: Key(0)] string Key, [property: Key(1)] byte[] Image, [property: Key(2)] string Origin) : IMessage
{
    [IgnoreMember, JsonIgnore] public bool IsWellFormed => Field.Text(Key) && Field.Payload(Image) && Field.Text(Origin);
}

[MessagePackObject]
public sealed record ImageMissing([property: Key(0)] string Key) : IMessage
{
    [IgnoreMember, JsonIgnore] public bool IsWellFormed => Field.Text(Key);
}
