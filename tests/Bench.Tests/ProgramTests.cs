using System.Text.RegularExpressions;
using Xunit;

namespace ClaudeLang.Bench.Tests;

/// <summary>The programs of bench/programs, and what the command line takes.</summary>
public sealed class ProgramTests
{
    [Fact]
    public void Every_program_exists_in_ClaudeLang_and_in_the_languages_that_have_all()
    {
        Assert.True(Case.All.Count >= 24, $"only {Case.All.Count} programs");
        foreach (Case test in Case.All)
            foreach (string extension in (string[])[".cl", ".cs", ".js", ".lua", ".scm", ".py"])
                Assert.True(File.Exists(Path.Combine(Repository.Programs, test.Name + extension)), $"{test.Name} has no {extension}");
    }

    [Fact]
    public void Every_file_belongs_to_a_program()
    {
        foreach (string file in Directory.EnumerateFiles(Repository.Programs).Select(path => Path.GetFileName(path)))
            Assert.Contains(Case.All, test => test.Name == file.Split('.')[0]);
    }

    /// <summary>A program's name would be worth a look if the runtime or the compiler knew it.</summary>
    [Fact]
    public void Nothing_in_the_sources_knows_a_benchmark_by_name()
    {
        string[] telling = [.. Case.All.Select(test => test.Name).Where(name => name is "mandelbrot" or "nbody" or "richards" or "binarytrees" or "nqueens" or "wordcount" or "collatz" or "ackermann")];
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal)))
        {
            string text = File.ReadAllText(file).Replace("examples/mandelbrot.cl", "", StringComparison.Ordinal).Replace("examples/nqueens.cl", "", StringComparison.Ordinal);
            foreach (string name in telling) Assert.False(Regex.IsMatch(text, $@"\b{name}\b", RegexOptions.IgnoreCase), $"{file} knows {name}");
        }
    }

    [Fact]
    public void Without_options_everything_runs_three_times()
    {
        Options options = Options.Parse([]);
        Assert.Equal((false, 3), (options.Quick, options.Rounds));
        Assert.Equal([Results.Programs, Results.Compilers, Results.Cluster], options.Parts);
    }

    [Fact]
    public void Options_choose_programs_languages_and_parts()
    {
        Options options = Options.Parse(["--quick", "--rounds=2", "--only=fib,tak", "--with=native,c", "--programs"]);
        Assert.Equal((true, 2), (options.Quick, options.Rounds));
        Assert.Equal(["fib", "tak"], options.Only);
        Assert.Equal(["native", "c"], options.With);
        Assert.Equal([Results.Programs], options.Parts);
    }

    [Theory]
    [InlineData("--rounds=0")]
    [InlineData("--only=no-such-program")]
    [InlineData("--fast")]
    public void A_wrong_option_is_refused(string option) => Assert.Throws<FormatException>(() => Options.Parse([option]));
}
