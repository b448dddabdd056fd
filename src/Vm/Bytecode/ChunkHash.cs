namespace ClaudeLang.Vm.Bytecode;

/// <summary>The identity of a function: the SHA-256 of its <see cref="ChunkCodec"/> bytes without names and positions.</summary>
public static class ChunkHash
{
    public static Hash256 Of(Chunk chunk) => Hash256.Of(ChunkCodec.Encode(chunk, withDebug: false));
}
