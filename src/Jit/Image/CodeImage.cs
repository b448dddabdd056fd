using System.Collections.Immutable;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Jit.Image;

/// <param name="Pc">Bytecode index of a loop's head.</param>
/// <param name="Offset">In the code.</param>
public readonly record struct LoopEntry(int Pc, int Offset);

/// <summary>
/// Machine code of one function as it travels: position independent (all that it needs is reached through r13, the function
/// word, or rip-relative in its own read-only data), immutable, and named by <see cref="Key"/>. A proposal until verified.
/// </summary>
public sealed class CodeImage
{
    public required CodeKey Key { get; init; }
    /// <summary>Of the chunk that it was compiled from.</summary>
    public required Hash256 FunctionHash { get; init; }
    /// <summary>0: compiled for the function's entry; else for the loop head with that bytecode index.</summary>
    public required int EntryPc { get; init; }
    /// <summary>Where in <see cref="Code"/> callers jump to.</summary>
    public required int EntryOffset { get; init; }
    /// <summary>Instructions, then padding, then read-only data that the instructions reach rip-relative.</summary>
    public required ImmutableArray<byte> Code { get; init; }
    /// <summary>Bytes of instructions; the data begins at the next multiple of <see cref="DataAlignment"/>.</summary>
    public required int CodeLength { get; init; }
    /// <summary>Sorted by ReturnOffset, one for each call instruction.</summary>
    public required ImmutableArray<NativeSite> Sites { get; init; }
    /// <summary>The biggest FrameWords of all sites.</summary>
    public required int FrameWordsMax { get; init; }
    /// <summary>One of <see cref="CpuLevels"/>.</summary>
    public required string CpuLevel { get; init; }
    public CodeTier Tier { get; init; } = CodeTier.Optimized;
    /// <summary>Of baseline code, sorted by pc: where a frame that stands at a loop's head goes on.</summary>
    public ImmutableArray<LoopEntry> LoopEntries { get; init; } = [];

    public const int DataAlignment = 16;

    /// <summary>Where the read-only data begins, if there is any.</summary>
    public int DataOffset => (CodeLength + DataAlignment - 1) & ~(DataAlignment - 1);

    /// <summary>The same bytes for the same image, always.</summary>
    public byte[] Encode() => ImageCodec.Encode(this);
    /// <exception cref="ImageFormatException">Anything that Encode did not write.</exception>
    public static CodeImage Decode(ReadOnlySpan<byte> bytes) => ImageCodec.Decode(bytes);

    public override string ToString() => $"{FunctionHash.Short}@{EntryPc} {CpuLevel} {Code.Length} bytes";
}
