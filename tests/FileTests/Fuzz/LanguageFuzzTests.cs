using ClaudeLang.FileTests.Runner;
using ClaudeLang.Jit;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using Xunit;

namespace ClaudeLang.FileTests.Fuzz;

/// <summary>
/// Random programs of the whole language do the same in every mode. CLAUDE_FUZZ=N tries N further ones from the seed CLAUDE_FUZZ_FROM on;
/// with CLAUDE_FUZZ_OUT=folder each program is written there beside what the interpreter makes of it, for a comparison with another implementation.
/// </summary>
public sealed class LanguageFuzzTests
{
    private const int SeedCount = 20, CollectingEvery = 10;
    private static readonly string? Folder = Environment.GetEnvironmentVariable("CLAUDE_FUZZ_OUT");

    [Fact]
    public void Random_programs_of_the_whole_language_do_the_same_in_every_mode()
    {
        int more = Number("CLAUDE_FUZZ", 0), from = Number("CLAUDE_FUZZ_FROM", 1), compiled = 0, printed = 0, different = 0;
        string first = "";
        for (int seed = from; seed < from + SeedCount + more; seed++)
        {
            string text = new LanguageProgram(seed).Text();
            // Before it runs, so that one that does not end is found there.
            Write($"{seed}.cl", text);
            CompileOutcome program = ProgramRunner.Compile("fuzz.cl", text);
            string[] expected = ProgramRunner.Run("fuzz.cl", text, program, Modes.Interpreted, out _);
            Assert.DoesNotContain(expected, line => line.Contains("syntax-error"));
            printed += expected.Count(line => !line.Contains(" caught ", StringComparison.Ordinal) && !line.Contains(" message:", StringComparison.Ordinal));
            if (Folder is not null)
            {
                Write($"{seed}.out", string.Join('\n', expected) + "\n");
                continue;
            }
            string[] modes = [Modes.Baseline, Modes.Native, Modes.Hasty, Modes.Leaving, Modes.Without(PassesOf(seed))];
            foreach (string mode in seed % CollectingEvery == 0 ? [.. modes, Modes.Collecting] : modes)
            {
                string[] actual = ProgramRunner.Run("fuzz.cl", text, program, mode, out IReadOnlyList<FunctionStatus> functions);
                compiled += functions.Count(function => !function.IsLibrary && function.Installs.Count > 0);
                if (Difference(expected, actual) is not { } line) continue;
                if (different++ < 20) first += $"seed {seed}, {mode}: {line}\n";
            }
        }
        Assert.True(different == 0, $"{different} runs differ\n{first}");
        Assert.True(printed > 10 * SeedCount, $"only {printed} lines");
        Assert.True(Folder is not null || compiled > 4 * SeedCount, $"only {compiled} functions became machine code");
    }

    /// <summary>Each pass alone, all of them, and any of them, in turn.</summary>
    private static PassSet PassesOf(int seed)
    {
        int turn = seed % (PassSwitches.All.Count + 2);
        return turn < PassSwitches.All.Count ? PassSwitches.All[turn].Pass : turn == PassSwitches.All.Count ? PassSet.All : (PassSet)new Random(seed).Next((int)PassSet.All);
    }

    private static int Number(string variable, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(variable), out int number) ? number : otherwise;

    private static string? Difference(string[] expected, string[] actual)
    {
        for (int i = 0; i < Math.Max(expected.Length, actual.Length); i++)
        {
            string wanted = i < expected.Length ? expected[i] : "nothing", found = i < actual.Length ? actual[i] : "nothing";
            if (wanted != found) return $"line {i}: the interpreter gives `{wanted}`, this `{found}`";
        }
        return null;
    }

    private static void Write(string file, string text)
    {
        if (Folder is null) return;
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, file), text);
    }
}
