using System.Buffers.Binary;
using ClaudeLang.Vm.Bytecode;

namespace ClaudeLang.Jit.Image;

/// <summary>
/// The name of a code image: a hash over all that the compiler sees. The same job under the same build of the compiler gives
/// the same key and the same bytes on every machine.
/// </summary>
public readonly record struct CodeKey(Hash256 Hash)
{
    /// <summary>
    /// The build of the compiler and of the layouts that it emits for. Module version ids of a deterministic build are hashes of
    /// its sources, so nobody has to bump a number.
    /// </summary>
    public static Hash256 CompilerFingerprint { get; } = Hash256.Of(
        [.. typeof(CodeKey).Module.ModuleVersionId.ToByteArray(), .. typeof(Chunk).Module.ModuleVersionId.ToByteArray()]);

    public static CodeKey Of(CompileJob job)
    {
        byte[] options = job.Options.ToBytes();
        Span<byte> numbers = stackalloc byte[12];
        BinaryPrimitives.WriteInt32LittleEndian(numbers, job.EntryPc);
        BinaryPrimitives.WriteInt32LittleEndian(numbers[4..], job.Feedback.Length);
        BinaryPrimitives.WriteInt32LittleEndian(numbers[8..], options.Length);
        return new CodeKey(Hash256.Of([.. CompilerFingerprint.ToBytes(), .. job.Chunk.Hash.ToBytes(), .. numbers, .. job.Feedback, .. options, .. job.Callees.SelectMany(OfCallee)]));
    }

    private static byte[] OfCallee(InlinedCallee callee)
    {
        var global = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(global, callee.Global);
        return [.. global, .. callee.Chunk.Hash.ToBytes(), .. callee.Feedback];
    }

    public override string ToString() => Hash.ToString();
    public string Short => Hash.Short;
}
