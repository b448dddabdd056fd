using ClaudeLang.Jit.Image;
using Xunit;

namespace ClaudeLang.Jit.Tests.Differential;

/// <summary>Each pass alone is left out: the same outcome, other code, another key.</summary>
public sealed class PassSwitchTests
{
    private static readonly string[] Programs = [.. ProgramTests.Programs.Select(row => row.Data)];

    public static TheoryData<PassSet> Switches => [.. PassSwitches.All.Select(row => row.Pass), PassSet.All];

    [Theory]
    [MemberData(nameof(Switches))]
    public void Without_a_pass_programs_do_what_they_did(PassSet off)
    {
        foreach (string program in Programs)
        {
            var sink = new CompileAtOnce(off: off);
            Assert.Equal(Tiers.Interpret(program), Tiers.RunCompiled(program, sink));
            Assert.Empty(sink.Bailouts);
            Assert.NotEmpty(sink.Compiled);
        }
    }

    [Fact]
    public void Without_any_set_of_passes_random_programs_do_what_they_did()
    {
        for (int seed = 1000; seed < 1030; seed++)
        {
            string program = RandomProgram.Of(seed);
            var off = (PassSet)new Random(seed).Next((int)PassSet.All + 1);
            Assert.Equal((off, Tiers.Interpret(program)), (off, Tiers.RunCompiled(program, new CompileAtOnce(off: off))));
        }
    }

    [Theory]
    [MemberData(nameof(Switches))]
    public void The_switch_takes_the_pass_away(PassSet off)
    {
        var sink = new CompileAtOnce();
        foreach (string program in Programs) Tiers.RunCompiled(program, sink);
        Assert.Contains(sink.Jobs, job => Pipeline.PrintIr(job) != Pipeline.PrintIr(Without(job, off)));
        Assert.All(sink.Jobs, job => Assert.NotEqual(job.Key, Without(job, off).Key));
    }

    [Fact]
    public void Every_switch_has_one_row_and_travels_with_the_job()
    {
        Assert.Equal(PassSet.All, PassSwitches.All.Aggregate(PassSet.None, (all, row) => all | row.Pass));
        Assert.Equal(PassSwitches.All.Count, PassSwitches.All.Select(row => row.Name).Distinct().Count());
        var job = new CompileJob(Image.Sketch.Chunk, 0, [.. new byte[Image.Sketch.Chunk.Code.Length]], new CompileOptions(CpuLevels.V1));
        var keys = new HashSet<CodeKey> { job.Key };
        foreach (var row in PassSwitches.All)
        {
            Assert.True(PassSwitches.TryParse([row.Name], out PassSet passes, out _));
            Assert.Equal(row.Pass, passes);
            CompileJob decoded = CompileJob.Decode(Without(job, row.Pass).Encode());
            Assert.Equal(row.Pass, decoded.Options.Off);
            Assert.True(keys.Add(decoded.Key));
        }
        Assert.False(PassSwitches.TryParse(["bounds", "gvn"], out _, out string? unknown));
        Assert.Equal("gvn", unknown);
    }

    private static CompileJob Without(CompileJob job, PassSet off) => new(job.Chunk, job.EntryPc, job.Feedback, job.Options with { Off = off });
}
