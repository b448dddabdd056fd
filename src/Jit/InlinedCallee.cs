using System.Collections.Immutable;
using ClaudeLang.Jit.Image;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Jit;

/// <summary>A function that a job's function calls by a name that stands for it for ever, and that may be put in the place of the call. See <see cref="LeafFunctions"/>.</summary>
/// <param name="Global">Index of the name in the calling chunk's globals.</param>
/// <param name="Feedback">One byte an instruction of the callee.</param>
public sealed record InlinedCallee(int Global, Chunk Chunk, ImmutableArray<byte> Feedback)
{
    /// <summary>What the job of a candidate takes along: callees that it calls with the right number of arguments, in the order of their globals.</summary>
    public static ImmutableArray<InlinedCallee> Of(CompileCandidate candidate)
    {
        if (candidate.Callees.Count == 0) return [];
        var called = new HashSet<int>();
        foreach (uint word in candidate.Chunk.Code)
            if (Instruction.Op(word) is Opcode.CallGlobal or Opcode.TailCallGlobal) called.Add(Instruction.U16(word));
        return [.. candidate.Callees.Where(callee => called.Contains(callee.Global)).OrderBy(callee => callee.Global)
            .Select(callee => new InlinedCallee(callee.Global, callee.Chunk, [.. callee.Feedback]))];
    }

    internal void Encode(ByteWriter writer)
    {
        writer.Number(Global);
        writer.Bytes(ChunkCodec.Encode(Chunk, withDebug: false));
        writer.Bytes(Feedback.AsSpan());
    }

    /// <param name="before">The global of the one before, -1 for the first.</param>
    /// <exception cref="ImageFormatException"/>
    internal static InlinedCallee Decode(ref ByteReader reader, Chunk caller, int before)
    {
        int global = reader.Number(caller.Globals.Length - 1, "the global of a callee");
        if (global <= before) throw new ImageFormatException("the callees are not in order");
        (Chunk chunk, _) = CompileJob.DecodeChunk(reader.Bytes(ChunkLimits.BytesMax, "bytes of a callee"));
        if (caller.Globals[global].Kind != GlobalKind.Function || !LeafFunctions.Is(chunk)) throw new ImageFormatException($"{caller.Globals[global].Name} is not for inlining");
        ImmutableArray<byte> feedback = [.. reader.Bytes(chunk.Code.Length, "bytes of a callee's feedback")];
        if (feedback.Length != chunk.Code.Length) throw new ImageFormatException($"{feedback.Length} bytes of feedback for {chunk.Code.Length} instructions of a callee");
        return new InlinedCallee(global, chunk, feedback);
    }
}
