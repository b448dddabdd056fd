namespace ClaudeLang.Vm.Bytecode;

/// <summary>A chunk as bytes and back: what travels in a compile job, and what is hashed.</summary>
public static class ChunkCodec
{
    public static byte[] Encode(Chunk chunk, bool withDebug) => throw new NotSupportedException();
}
