using ClaudeLang.FileTests.Runner;
using ClaudeLang.Vm.Interpreter;
using Xunit;

namespace ClaudeLang.FileTests.Fuzz;

/// <summary>Random programs do the same in every mode. CLAUDE_FUZZ=N tries N further ones; each find becomes a file in Files/found.</summary>
public sealed class FuzzTests
{
    private const int SeedCount = 60;

    [Fact]
    public void Random_programs_do_the_same_in_every_mode()
    {
        int count = int.TryParse(Environment.GetEnvironmentVariable("CLAUDE_FUZZ"), out int more) ? SeedCount + more : SeedCount, whole = 0, compiled = 0;
        for (int seed = 1; seed <= count; seed++)
        {
            string text = new RandomProgram(seed).Text();
            string[] expected = ProgramRunner.Run("fuzz.cl", text, Modes.Interpreted);
            Assert.DoesNotContain(expected, line => line.Contains("syntax-error"));
            if (expected[^1].StartsWith(";; expect: #[", StringComparison.Ordinal)) whole++;
            foreach (string mode in new[] { Modes.Baseline, Modes.Native, Modes.Leaving })
            {
                AssertSame(expected, ProgramRunner.Run("fuzz.cl", text, mode, out IReadOnlyList<FunctionStatus> functions), $"seed {seed}, {mode}", text);
                compiled += functions.Count(function => !function.IsLibrary && function.Installs.Count > 0);
            }
        }
        Assert.True(whole > SeedCount / 4, $"only {whole} programs run to their end");
        Assert.True(compiled > 4 * SeedCount, $"only {compiled} functions became machine code");
    }

    private static void AssertSame(string[] expected, string[] actual, string what, string text)
    {
        for (int i = 0; i < Math.Max(expected.Length, actual.Length); i++)
        {
            string wanted = i < expected.Length ? expected[i] : "nothing", found = i < actual.Length ? actual[i] : "nothing";
            Assert.True(wanted == found, $"{what}, line {i}: the interpreter gives\n{wanted}\nand this gives\n{found}\n{text}");
        }
    }
}
