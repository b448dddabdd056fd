using ClaudeLang.Vm.Bytecode;
using Xunit;

namespace ClaudeLang.Vm.Tests.Bytecode;

public sealed class ChunkCodecTests
{
    private const string Frozen = "24b320a041379c6ded0c89f466df17abfa4ea057d5e0abf868904e65abd04251";

    [Fact]
    public void Chunks_come_back_as_they_were()
    {
        foreach (Chunk chunk in Samples(300))
        {
            SampleChunks.AssertSame(chunk, ChunkCodec.Decode(ChunkCodec.Encode(chunk, withDebug: true)));
            SampleChunks.AssertSame(chunk, ChunkCodec.Decode(ChunkCodec.Encode(chunk, withDebug: false)), withDebug: false);
        }
    }

    [Fact]
    public void The_hash_is_frozen_and_leaves_names_and_positions_out()
    {
        Chunk fib = SampleChunks.Fib;
        Assert.True(fib.Hash.ToString() == Frozen, $"The hash is now {fib.Hash}: every function of every running cluster changed its name.");
        Assert.Equal(fib.Hash, fib.With(name: "other", positions: [], inlinedLoops: [new InlinedLoop(0, 1, "a", true, default)]).Hash);
        Assert.NotEqual(fib.Hash, fib.With(localCount: 2).Hash);
        Assert.NotEqual(fib.Hash, fib.With(constants: [new Constant.Float(0.0)]).Hash);
        Assert.NotEqual(fib.With(constants: [new Constant.Float(0.0)]).Hash, fib.With(constants: [new Constant.Float(-0.0)]).Hash);
        Assert.NotEqual(fib.Hash, fib.With(functions: [fib]).Hash);
    }

    [Fact]
    public void A_chunk_that_ends_early_is_refused_at_every_byte()
    {
        byte[] bytes = ChunkCodec.Encode(SampleChunks.Program, withDebug: true);
        for (int length = 0; length < bytes.Length; length++) Assert.Throws<ChunkFormatException>(() => ChunkCodec.Decode(bytes.AsSpan(0, length)));
        Assert.Throws<ChunkFormatException>(() => ChunkCodec.Decode([.. bytes, 0]));
    }

    [Fact]
    public void Changed_bytes_are_refused_or_are_the_encoding_of_another_chunk()
    {
        int refused = 0, other = 0;
        foreach (Chunk chunk in Samples(2))
        {
            foreach (bool withDebug in new[] { true, false })
            {
                byte[] bytes = ChunkCodec.Encode(chunk, withDebug);
                foreach ((int at, byte value) in Mutations(bytes))
                {
                    byte was = bytes[at];
                    bytes[at] = value;
                    if (Survives(bytes)) other++; else refused++;
                    bytes[at] = was;
                }
            }
        }
        Assert.True(refused > 300 && other > 300, $"{refused} refused, {other} other chunks");
    }

    private static IEnumerable<(int At, byte Value)> Mutations(byte[] bytes)
    {
        var random = new Random(bytes.Length);
        for (int at = 0; at < bytes.Length; at++)
        {
            byte was = bytes[at];
            foreach (int value in new[] { 0, 0x7F, 0x80, 0xFF, was + 1, was - 1, was ^ 0x80, random.Next(256) })
            {
                if ((byte)value != was) yield return (at, (byte)value);
            }
        }
    }

    private static bool Survives(byte[] bytes)
    {
        Chunk chunk;
        try { chunk = ChunkCodec.Decode(bytes); }
        catch (ChunkFormatException) { return false; }
        Assert.Equal(bytes, ChunkCodec.Encode(chunk, bytes[4] == 1));
        ChunkVerifier.TryVerify(chunk, out _, out _);
        return true;
    }

    [Fact]
    public void Nesting_is_bounded_for_what_comes_from_outside_only()
    {
        Assert.Equal(ChunkLimits.FunctionDepthMax, Depth(ChunkCodec.Decode(ChunkCodec.Encode(SampleChunks.Deep(ChunkLimits.FunctionDepthMax), withDebug: false))));
        byte[] deep = ChunkCodec.Encode(SampleChunks.Deep(200_000), withDebug: false);
        Assert.Contains("nested deeper", Assert.Throws<ChunkFormatException>(() => ChunkCodec.Decode(deep)).Message);

        Constant list = new Constant.List([]);
        for (int i = 0; i < 200_000; i++) list = new Constant.List([list]);
        deep = ChunkCodec.Encode(SampleChunks.Fib.With(constants: [list]), withDebug: false);
        Assert.Contains("nested deeper", Assert.Throws<ChunkFormatException>(() => ChunkCodec.Decode(deep)).Message);
    }

    private static int Depth(Chunk chunk)
    {
        int depth = 1;
        for (; chunk.Functions.Length > 0; chunk = chunk.Functions[0]) depth++;
        return depth;
    }

    [Fact]
    public void Claims_without_bytes_behind_them_cost_nothing()
    {
        // 1 list in another, each of which claims as many items as there are bytes left.
        byte[] head = [.. "CLB"u8, 1, 0, 0, 0, 0, 0, 1];
        byte[] lists = [.. Enumerable.Repeat<byte[]>([8, 0xFF, 0x3F], 900).SelectMany(b => b)];
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<ChunkFormatException>(() => ChunkCodec.Decode([.. head, .. lists, .. new byte[8191]]));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
        Assert.Throws<ChunkFormatException>(() => ChunkCodec.Decode(new byte[ChunkLimits.BytesMax + 1]));
    }

    [Fact]
    public void What_could_never_run_has_no_encoding()
    {
        Chunk fib = SampleChunks.Fib;
        Chunk[] impossible =
        [
            fib.With(paramCount: -1), fib.With(code: [200]), fib.With(code: [0x100]), fib.With(positions: [new SourcePosition(1, 1)]),
            fib.With(constants: [new Constant.String("\uD800")]), fib.With(constants: [new Constant.Dict([new Constant.Nil()])]),
            fib.With(globals: [new GlobalRef("g", (GlobalKind)2)]), fib.With(captures: [new Capture(true, -1)]),
        ];
        foreach (Chunk chunk in impossible) Assert.ThrowsAny<ArgumentException>(() => ChunkCodec.Encode(chunk, withDebug: true));
    }

    internal static IEnumerable<Chunk> Samples(int randomCount) =>
        [SampleChunks.Fib, SampleChunks.Program, .. Enumerable.Range(1, randomCount).Select(seed => new RandomChunks(seed).Next())];
}
