namespace ClaudeLang.Vm.Bytecode;

/// <summary>
/// The name of a function's code: the SHA-256 of its <see cref="ChunkCodec"/> bytes without the names of functions and without positions. What it refers to
/// is in it by name alone, so it can be computed from a compile job, and an image serves every program that has the same code.
/// The identity of a function with all that it refers to is <see cref="FunctionIdentities"/>.
/// </summary>
public static class ChunkHash
{
    public static Hash256 Of(Chunk chunk) => Hash256.Of(ChunkCodec.Encode(chunk, withDebug: false));
}
