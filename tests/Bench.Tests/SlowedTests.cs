using Xunit;

namespace ClaudeLang.Bench.Tests;

/// <summary>The whole way: an instruction that is slowed a thousandfold shows in a comparison of two reports, and is named in the report.</summary>
public sealed class SlowedTests
{
    private static readonly string _binary = Path.Combine(AppContext.BaseDirectory, "ClaudeLang.Bench");

    [Fact]
    public void A_slow_instruction_is_visible()
    {
        string folder = Directory.CreateTempSubdirectory("claudelang-bench-test-").FullName;
        try
        {
            string plain = Path.Combine(folder, "plain"), slowed = Path.Combine(folder, "slowed");
            Run(null, "--quick", "--programs", "--rounds=3", "--only=fib", "--with=interpreter", "--to=" + plain);
            Run("add:5000", "--quick", "--programs", "--rounds=3", "--only=fib", "--with=interpreter", "--to=" + slowed);
            ChildResult compared = Run(null, "compare", Path.Combine(plain, "report.csv"), Path.Combine(slowed, "report.csv"));
            Assert.Matches(@"slower +\d+\.\d\d x  fib +interpreter +steady", compared.Output);
            Assert.DoesNotMatch("faster .* steady", compared.Output);
            Assert.Contains("CLAUDE_SLOW=add:5000", File.ReadAllText(Path.Combine(slowed, "report.md")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void An_instruction_that_cannot_be_slowed_is_refused_in_one_line()
    {
        ChildResult result = ChildProcess.Run(new Command(OwnTier.Binary, ["eval", "1"], Slow("jump:1")))!;
        Assert.Equal(2, result.ExitCode);
        Assert.Equal("claudelang: CLAUDE_SLOW=jump:1 is not OPCODE:TURNS of an instruction that computes a value, like add:100\n", result.Error);
    }

    [Fact]
    public void A_stress_that_there_is_not_is_refused_in_one_line()
    {
        ChildResult result = ChildProcess.Run(new Command(OwnTier.Binary, ["eval", "1"], new Dictionary<string, string> { ["CLAUDE_STRESS"] = "gc,fast" }))!;
        Assert.Equal(2, result.ExitCode);
        Assert.Equal("claudelang: CLAUDE_STRESS: 'fast' is none of gc, deopt, osr, install\n", result.Error);
    }

    private static ChildResult Run(string? slow, params string[] arguments)
    {
        ChildResult result = ChildProcess.Run(new Command(_binary, arguments, slow is null ? null : Slow(slow)))!;
        Assert.True(result.ExitCode == 0, result.Error);
        return result;
    }

    private static Dictionary<string, string> Slow(string text) => new() { ["CLAUDE_SLOW"] = text };
}
