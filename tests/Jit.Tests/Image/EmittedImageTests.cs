using ClaudeLang.Jit.Image;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Profile;
using ClaudeLang.Vm.Tests.Bytecode;
using ClaudeLang.Vm.Tiering;
using Xunit;

namespace ClaudeLang.Jit.Tests.Image;

/// <summary>What the compile wing gives for functions of any shape: accepted by the verifier, and the same after a journey.</summary>
public sealed class EmittedImageTests
{
    private static IEnumerable<CompileJob> Jobs(int seed)
    {
        var random = new Random(seed);
        var left = new Stack<Chunk>([new RandomChunks(seed).Next()]);
        while (left.TryPop(out Chunk? chunk))
        {
            foreach (Chunk inner in chunk.Functions) left.Push(inner);
            foreach (int entry in ChunkVerifier.FactsOf(chunk).LoopHeads.Prepend(0).Distinct())
            {
                var feedback = new byte[chunk.Code.Length];
                for (int i = 0; i < feedback.Length; i++) feedback[i] = (byte)(random.Next(4) switch { 0 => random.Next(32), 1 => (int)(Feedback.Float | Feedback.Reached), _ => (int)Feedback.Reached });
                yield return new CompileJob(chunk, entry, [.. feedback], new CompileOptions(CpuLevels.V1));
                if (entry == 0) yield return new CompileJob(chunk, 0, [.. feedback], new CompileOptions(CpuLevels.V1, CodeTier.Baseline));
            }
        }
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(3)]
    public void Whatever_is_compiled_is_accepted(int block)
    {
        int compiled = 0;
        for (int seed = block * 50; seed < (block + 1) * 50; seed++)
        {
            foreach (CompileJob job in Jobs(seed))
            {
                if (Pipeline.Compile(job) is not CompileResult.Compiled { Image: var image }) continue;
                ImageFault? fault = ImageVerifier.Verify(image, job.Chunk, CpuLevels.V1);
                Assert.True(fault is null, $"seed {seed}, entry {job.EntryPc}: {fault}\n{(fault is null ? "" : ImageText.Print(image, job.Chunk))}");
                byte[] bytes = image.Encode();
                Assert.Equal(bytes, CodeImage.Decode(bytes).Encode());
                compiled++;
            }
        }
        Assert.True(compiled > 50, $"{compiled} compiled");
    }

    [Fact]
    public void A_flipped_bit_never_gets_further_than_a_refusal()
    {
        int refused = 0, flips = 0;
        foreach (CompileJob job in Enumerable.Range(0, 12).SelectMany(Jobs))
        {
            if (Pipeline.Compile(job) is not CompileResult.Compiled { Image: { CodeLength: < 4000 } image }) continue;
            var random = new Random(flips);
            for (int n = 0; n < 40; n++, flips++)
            {
                int at = random.Next(image.CodeLength);
                CodeImage broken = ImageVerifierTests.Change(image, code: image.Code.SetItem(at, (byte)(image.Code[at] ^ (1 << random.Next(8)))));
                if (ImageVerifier.Verify(broken, job.Chunk, CpuLevels.V1) is not null) refused++;
            }
        }
        Assert.InRange(refused, flips / 10, flips);
        Assert.True(flips > 400, $"{flips} flips");
    }
}
