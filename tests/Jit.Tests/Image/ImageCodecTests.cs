using ClaudeLang.Jit.Image;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Tiering;
using Xunit;

namespace ClaudeLang.Jit.Tests.Image;

public sealed class ImageCodecTests
{
    private static readonly CodeImage Sample = Sketch.Whole(s =>
    {
        s.Exit(NativeExit.RuntimeCall);
        s.Site(SiteKind.RuntimeCall, gprs: 0b1100_0000_0000_1111, slots: [1, 3], snapshot: new Snapshot(3,
        [
            new(SlotSourceKind.Constant, ulong.MaxValue - 7), new(SlotSourceKind.FloatSlot, 2), new(SlotSourceKind.Xmm, 15),
        ]));
    }).Build();

    [Fact]
    public void An_image_comes_back_as_it_was()
    {
        byte[] bytes = Sample.Encode();
        CodeImage back = CodeImage.Decode(bytes);
        Assert.Equal(bytes, back.Encode());
        Assert.Equal(Sample.Code, back.Code);
        Assert.Equal((Sample.Key, Sample.FunctionHash, Sample.EntryPc, Sample.EntryOffset, Sample.CodeLength, Sample.FrameWordsMax, Sample.CpuLevel),
            (back.Key, back.FunctionHash, back.EntryPc, back.EntryOffset, back.CodeLength, back.FrameWordsMax, back.CpuLevel));
        Assert.Equal(Sample.Sites.Length, back.Sites.Length);
        foreach ((NativeSite a, NativeSite b) in Sample.Sites.Zip(back.Sites))
        {
            Assert.Equal((a.Kind, a.ReturnOffset, a.BytecodePc, a.FrameWords, a.TaggedGprs, a.Reason), (b.Kind, b.ReturnOffset, b.BytecodePc, b.FrameWords, b.TaggedGprs, b.Reason));
            Assert.Equal(a.TaggedSlots, b.TaggedSlots);
            Assert.Equal(a.Snapshot?.BytecodePc, b.Snapshot?.BytecodePc);
            Assert.Equal(a.Snapshot?.Slots.ToArray(), b.Snapshot?.Slots.ToArray());
        }
        Assert.Null(ImageVerifier.Verify(back, Sketch.Chunk, CpuLevels.V1));
    }

    [Fact]
    public void Cut_off_bytes_are_no_image()
    {
        byte[] bytes = Sample.Encode();
        for (int length = 0; length < bytes.Length; length++) Assert.Throws<ImageFormatException>(() => CodeImage.Decode(bytes.AsSpan(0, length)));
        Assert.Throws<ImageFormatException>(() => CodeImage.Decode([.. bytes, 0]));
    }

    /// <summary>Changed bytes are refused in the one way, or are another image whose only encoding they are.</summary>
    [Fact]
    public void Changed_bytes_are_refused_or_another_image()
    {
        byte[] bytes = Sample.Encode();
        int refused = 0;
        for (int at = 0; at < bytes.Length; at++)
        {
            foreach (byte change in (ReadOnlySpan<byte>)[1, 0x80, 0xFF])
            {
                byte[] changed = [.. bytes];
                changed[at] ^= change;
                try
                {
                    CodeImage other = CodeImage.Decode(changed);
                    Assert.Equal(changed, other.Encode());
                    ImageVerifier.Verify(other, Sketch.Chunk, CpuLevels.V3);
                }
                catch (ImageFormatException) { refused++; }
            }
        }
        Assert.True(refused > 50, $"{refused} refused");
    }

    [Fact]
    public void A_count_that_the_bytes_cannot_hold_is_refused_before_anything_is_made_of_it()
    {
        byte[] bytes = Sample.Encode();
        int sites = bytes.AsSpan().IndexOf(Sample.Code.AsSpan()) + Sample.Code.Length + 2; // behind the tier and the count of loop entries
        byte[] huge = [.. bytes[..sites], 0x80, 0x80, 0x10, .. bytes[(sites + 1)..]]; // 262144 sites
        Assert.Contains("fewer than 262144 sites", Assert.Throws<ImageFormatException>(() => CodeImage.Decode(huge)).Message);
    }

    private static readonly CompileJob Job = new(Sketch.Chunk, 1, [.. Enumerable.Range(0, Sketch.Chunk.Code.Length).Select(n => (byte)(n % 5))], new CompileOptions(CpuLevels.V2));

    [Fact]
    public void A_job_comes_back_as_it_was()
    {
        byte[] bytes = Job.Encode();
        CompileJob back = CompileJob.Decode(bytes);
        Assert.Equal(bytes, back.Encode());
        Assert.Equal((Job.Key, Job.EntryPc, Job.Options, Job.Chunk.Hash), (back.Key, back.EntryPc, back.Options, back.Chunk.Hash));
        Assert.Equal(Job.Feedback, back.Feedback);
    }

    [Fact]
    public void Broken_jobs_are_refused_in_the_one_way()
    {
        byte[] bytes = Job.Encode();
        for (int length = 0; length < bytes.Length; length++) Assert.Throws<ImageFormatException>(() => CompileJob.Decode(bytes.AsSpan(0, length)));
        for (int at = 0; at < bytes.Length; at++)
        {
            byte[] changed = [.. bytes];
            changed[at] ^= 0x41;
            try { Assert.Equal(changed, CompileJob.Decode(changed).Encode()); }
            catch (ImageFormatException) { }
        }
        Assert.Throws<ImageFormatException>(() => CompileJob.Decode((Job with { EntryPc = 2 }).Encode()));
        Assert.Throws<ImageFormatException>(() => CompileJob.Decode((Job with { Feedback = Job.Feedback[1..] }).Encode()));
    }

    [Fact]
    public void The_key_is_over_everything_that_the_compiler_sees()
    {
        CompileJob[] jobs =
        [
            Job, Job with { EntryPc = 0 }, Job with { Feedback = Job.Feedback.SetItem(0, 8) }, Job with { Options = new CompileOptions(CpuLevels.V1) }, Job with { Options = Job.Options with { Off = PassSet.Bounds } }, Job with { Options = Job.Options with { LeavesAtGuards = true } },
            Job with { Chunk = new Chunk { Name = "other", ParamCount = 1, LocalCount = 2, OperandDepthMax = 2, Code = Sketch.Chunk.Code } },
        ];
        Assert.Equal(jobs.Length, jobs.Select(CodeKey.Of).Distinct().Count());
        Assert.Equal(CodeKey.Of(Job), CodeKey.Of(Job with { Chunk = new Chunk { Name = "another name", ParamCount = 1, LocalCount = 1, OperandDepthMax = 2, Code = Sketch.Chunk.Code } }));
    }
}
