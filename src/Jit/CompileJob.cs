using System.Collections.Immutable;
using System.Text;
using ClaudeLang.Jit.Image;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Jit;

/// <summary>What a compile may vary in, apart from its input. Part of the key.</summary>
/// <param name="CpuLevel">One of <see cref="CpuLevels"/>: the machine that the code is for, not the one that compiles.</param>
/// <param name="Tier">Which compiler.</param>
/// <param name="Off">Passes of the optimizing compiler that are left out.</param>
/// <param name="LeavesAtGuards">For a run under stress: before each guard stands the fused check, and if that fails it is as if the guard had. Of the optimizing compiler.</param>
public sealed record CompileOptions(string CpuLevel, CodeTier Tier = CodeTier.Optimized, PassSet Off = PassSet.None, bool LeavesAtGuards = false)
{
    public static CompileOptions ForThisMachine { get; } = new(CpuLevels.ThisMachine);
    public static CompileOptions Baseline { get; } = new(CpuLevels.ThisMachine, CodeTier.Baseline);

    internal byte[] ToBytes() => [.. Encoding.ASCII.GetBytes(CpuLevel), (byte)Tier, (byte)Off, (byte)((int)Off >> 8), LeavesAtGuards ? (byte)1 : (byte)0];
}

/// <summary>One thing to compile. Closed over nothing: the same job gives the same bytes on any machine.</summary>
/// <param name="EntryPc">0: the whole function; else the loop head (target of a `loop`) that is entered while running.</param>
/// <param name="Feedback">One Profile.Feedback byte an instruction of the chunk.</param>
/// <param name="Callees">What may be put in the place of its calls, in the order of their globals.</param>
public sealed record CompileJob(Chunk Chunk, int EntryPc, ImmutableArray<byte> Feedback, CompileOptions Options, ImmutableArray<InlinedCallee> Callees)
{
    public CompileJob(Chunk chunk, int entryPc, ImmutableArray<byte> feedback, CompileOptions options) : this(chunk, entryPc, feedback, options, []) { }

    /// <summary>What an executor asks for, for this machine. Feedback that the compiler does not look at is left out, so that equal code has one key.</summary>
    /// <param name="off">See <see cref="CompileOptions"/>; baseline code has no passes.</param>
    public static CompileJob For(CompileCandidate candidate, PassSet off = PassSet.None) => candidate.Tier == CodeTier.Baseline
        ? new CompileJob(candidate.Chunk, 0, [.. candidate.Feedback.Select(ForBaseline)], CompileOptions.Baseline)
        : new CompileJob(candidate.Chunk, candidate.EntryPc, [.. candidate.Feedback], CompileOptions.ForThisMachine with { Off = off, LeavesAtGuards = candidate.LeavesAtGuards }, InlinedCallee.Of(candidate));

    /// <summary>It asks two things: whether Floats were met, and whether something else than small Ints was.</summary>
    private static byte ForBaseline(byte met)
    {
        const Vm.Profile.Feedback others = Vm.Profile.Feedback.BigInt | Vm.Profile.Feedback.Other | Vm.Profile.Feedback.GuardFailed;
        var feedback = (Vm.Profile.Feedback)met;
        return (byte)((feedback & Vm.Profile.Feedback.Float) | ((feedback & others) != 0 ? Vm.Profile.Feedback.Other : 0));
    }

    private static ReadOnlySpan<byte> Magic => "CLJ"u8;
    private const byte Version = 5;

    private CodeKey? _key;
    public CodeKey Key => _key ??= CodeKey.Of(this);

    /// <summary>For `with`: what differs has another key.</summary>
    private CompileJob(CompileJob other) => (Chunk, EntryPc, Feedback, Options, Callees) = (other.Chunk, other.EntryPc, other.Feedback, other.Options, other.Callees);

    /// <summary>The same bytes for the same job, always. Names and positions stay behind: they change nothing in the code.</summary>
    public byte[] Encode()
    {
        var writer = new ByteWriter();
        writer.Raw(Magic);
        writer.Byte(Version);
        writer.Bytes(ChunkCodec.Encode(Chunk, withDebug: false));
        writer.Number(EntryPc);
        writer.Bytes(Feedback.AsSpan());
        writer.Number(CpuLevels.Rank(Options.CpuLevel));
        writer.Byte((byte)Options.Tier);
        writer.Number((int)Options.Off);
        writer.Byte(Options.LeavesAtGuards ? (byte)1 : (byte)0);
        writer.Number(Callees.Length);
        foreach (InlinedCallee callee in Callees) callee.Encode(writer);
        return writer.ToArray();
    }

    /// <summary>Reads what Encode wrote; the chunk is verified, and the other parts fit it.</summary>
    /// <exception cref="ImageFormatException">Anything else, whatever the bytes are.</exception>
    public static CompileJob Decode(ReadOnlySpan<byte> bytes)
    {
        var reader = new ByteReader(bytes);
        if (!reader.Raw(Magic.Length).SequenceEqual(Magic)) throw new ImageFormatException("it does not begin with CLJ");
        if (reader.Byte() is not Version and var other) throw new ImageFormatException($"it has version {other}, and this program reads version {Version}");
        (Chunk chunk, ChunkFacts facts) = DecodeChunk(reader.Bytes(ChunkLimits.BytesMax, "bytes of a chunk"));
        int entryPc = reader.Number(chunk.Code.Length - 1, "the entry pc");
        if (entryPc != 0 && !facts.IsLoopHead(entryPc)) throw new ImageFormatException($"no loop begins at {entryPc}");
        ImmutableArray<byte> feedback = [.. reader.Bytes(chunk.Code.Length, "bytes of feedback")];
        if (feedback.Length != chunk.Code.Length) throw new ImageFormatException($"{feedback.Length} bytes of feedback for {chunk.Code.Length} instructions");
        string level = CpuLevels.All[reader.Number(CpuLevels.All.Count - 1, "the CPU level")];
        var tier = (CodeTier)reader.Byte();
        if (!Enum.IsDefined(tier)) throw new ImageFormatException($"no tier has the number {(byte)tier}");
        if (tier == CodeTier.Baseline && entryPc != 0) throw new ImageFormatException("baseline code is entered at its beginning");
        var off = (PassSet)reader.Number((int)PassSet.All, "the passes that are off");
        if (tier == CodeTier.Baseline && off != PassSet.None) throw new ImageFormatException("baseline code has no passes");
        byte leaves = reader.Byte();
        if (leaves > 1) throw new ImageFormatException($"{leaves} is neither yes nor no");
        if (tier == CodeTier.Baseline && leaves != 0) throw new ImageFormatException("baseline code is not left at guards");
        var callees = ImmutableArray.CreateBuilder<InlinedCallee>();
        for (int left = reader.Number(chunk.Globals.Length, "a number of callees"); left > 0; left--)
            callees.Add(InlinedCallee.Decode(ref reader, chunk, callees.Count > 0 ? callees[^1].Global : -1));
        if (tier == CodeTier.Baseline && callees.Count > 0) throw new ImageFormatException("baseline code has no callees in it");
        reader.End();
        return new CompileJob(chunk, entryPc, feedback, new CompileOptions(level, tier, off, leaves != 0), callees.ToImmutable());
    }

    internal static (Chunk, ChunkFacts) DecodeChunk(ReadOnlySpan<byte> bytes)
    {
        try
        {
            Chunk chunk = ChunkCodec.Decode(bytes);
            return ChunkVerifier.TryVerify(chunk, out ChunkFacts? facts, out string? error) ? (chunk, facts) : throw new ImageFormatException(error);
        }
        catch (ChunkFormatException broken)
        {
            throw new ImageFormatException(broken.Message);
        }
    }
}
