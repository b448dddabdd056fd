using System.Text.Json.Serialization;
using MessagePack;

namespace ClaudeLang.Protocol;

/// <summary>How far a program may be compiled.</summary>
public enum JitMode
{
    Full = 0,
    Off = 1,
    /// <summary>Only the baseline compiler, in the process that runs the program.</summary>
    Baseline = 2,
}

/// <summary>What a program may touch outside itself: null is nothing, empty is everything, else the named ones and what is below them.</summary>
[MessagePackObject]
public sealed record Grants(
    [property: Key(0)] string[]? Read, [property: Key(1)] string[]? Write, [property: Key(2)] string[]? Net, [property: Key(3)] string[]? Env)
{
    public static Grants None { get; } = new(null, null, null, null);
    [IgnoreMember, JsonIgnore]
    public bool IsWellFormed =>
        (Read is null || Field.Texts(Read)) && (Write is null || Field.Texts(Write)) && (Net is null || Field.Texts(Net)) && (Env is null || Field.Texts(Env));
}

/// <summary>What a program may use; null: the node's default. What each is, <c>Limits</c> of the virtual machine says.</summary>
[MessagePackObject]
public sealed record ProgramLimits(
    [property: Key(0)] long? Fuel = null, [property: Key(1)] long? TimeMs = null, [property: Key(2)] long? HeapBytes = null,
    [property: Key(3)] long? StackBytes = null, [property: Key(4)] long? OutputBytes = null, [property: Key(5)] long? Channels = null)
{
    public static ProgramLimits None { get; } = new();
    [IgnoreMember, JsonIgnore]
    public bool IsWellFormed => IsLimit(Fuel) && IsLimit(TimeMs) && IsLimit(HeapBytes) && IsLimit(StackBytes) && IsLimit(OutputBytes) && IsLimit(Channels);

    private static bool IsLimit(long? limit) => limit is null or > 0;
}

/// <summary>A client asks a node to run a program. Answered by <see cref="SubmitAccepted"/> or <see cref="SubmitRefused"/>.</summary>
/// <param name="Source">The file's bytes.</param>
/// <param name="Imports">What its imports mean on the client's machine; all texts together count as one payload.</param>
[MessagePackObject]
public sealed record SubmitProgram(
    [property: Key(0)] int Version, [property: Key(1)] string FileName, [property: Key(2)] byte[] Source, [property: Key(3)] string[] Args,
    [property: Key(4)] JitMode Jit, [property: Key(5)] Grants Grants, [property: Key(6)] SubmittedFile[] Imports,
    [property: Key(7)] ProgramLimits RunLimits, [property: Key(8)] TierSettings Tiers) : IMessage
{
    [IgnoreMember, JsonIgnore]
    public bool IsWellFormed =>
        Field.Text(FileName) && Field.Payload(Source) && Field.Texts(Args) && Jit is >= JitMode.Full and <= JitMode.Baseline && Grants is not null && Grants.IsWellFormed && RunLimits is not null && RunLimits.IsWellFormed && Tiers is not null && Tiers.IsWellFormed
        && Field.Items(Imports, import => import.IsWellFormed) && Source.Length + Imports.Sum(import => (long)(import.Text?.Length ?? 0)) <= Limits.PayloadBytesMax;
}

/// <summary>An import path and what it leads to: a text, the file at another path, or the error that an import of it raises.</summary>
[MessagePackObject]
public sealed record SubmittedFile(
    [property: Key(0)] string Path, [property: Key(1)] byte[]? Text, [property: Key(2)] string? SameAs,
    [property: Key(3)] string? ErrorKind, [property: Key(4)] string? Error)
{
    [IgnoreMember, JsonIgnore]
    public bool IsWellFormed => Field.Text(Path) && (Text, SameAs, ErrorKind, Error) switch
    {
        ({ } text, null, null, null) => Field.Payload(text),
        (null, { } other, null, null) => Field.Text(other),
        (null, null, { } kind, { } error) => Field.Text(kind) && Field.Text(error),
        _ => false,
    };
}

/// <summary>From the executor that took it: further messages of this run come from and go to the sender of this one.</summary>
[MessagePackObject]
public sealed record SubmitAccepted([property: Key(0)] string Node, [property: Key(1)] string ProgramHash) : IMessage
{
    [IgnoreMember, JsonIgnore] public bool IsWellFormed => Field.Text(Node) && Field.Text(ProgramHash);
}

[MessagePackObject]
public sealed record SubmitRefused([property: Key(0)] RefusalReason Reason, [property: Key(1)] string Message) : IMessage
{
    [IgnoreMember, JsonIgnore] public bool IsWellFormed => Enum.IsDefined(Reason) && Field.Text(Message);
}

/// <param name="Number">Counts from 0 without a gap; the client acknowledges it.</param>
[MessagePackObject]
public sealed record OutputChunk([property: Key(0)] long Number, [property: Key(1)] bool IsError, [property: Key(2)] byte[] Bytes) : IMessage
{
    [IgnoreMember, JsonIgnore] public bool IsWellFormed => Bytes is not null && Bytes.Length <= Limits.OutputChunkBytesMax;
}

[MessagePackObject]
public sealed record OutputAck([property: Key(0)] long Number) : IMessage
{
    [IgnoreMember, JsonIgnore] public bool IsWellFormed => Number >= 0;
}

/// <summary>The client gave up; the run ends.</summary>
[MessagePackObject]
public sealed record CancelProgram() : IMessage
{
    [IgnoreMember, JsonIgnore] public bool IsWellFormed => true;
}

/// <param name="Chunks">Output pieces sent before this, so that a lost one is noticed.</param>
[MessagePackObject]
public sealed record ProgramFinished([property: Key(0)] int ExitStatus, [property: Key(1)] long Chunks, [property: Key(2)] RunReport Report) : IMessage
{
    [IgnoreMember, JsonIgnore] public bool IsWellFormed => Report is not null && Report.IsWellFormed;
}
