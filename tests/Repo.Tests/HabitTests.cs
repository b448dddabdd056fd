using System.Text.RegularExpressions;
using Xunit;

namespace ClaudeLang.Repo.Tests;

/// <summary>The habits of the house that a machine can check.</summary>
public sealed class HabitTests
{
    /// <summary>Tables and dispatch loops, which are read by looking up a row and not from top to bottom.</summary>
    private static readonly string[] _long = ["src/Vm/Interpreter/Interpreter.cs"];
    private const int LinesMax = 600;

    [Fact]
    public void A_file_is_short()
    {
        List<string> tooLong = [.. Repository.Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal) && !_long.Contains(file))
            .Where(file => Repository.Lines(file).Length > LinesMax)];
        Assert.Empty(tooLong);
        Assert.All(_long, file => Assert.True(Repository.Exists(file), $"{file} is no more; take it off the list"));
    }

    /// <summary>A test waits for an event, never for a time; a time may only be the limit beside the event (Task.WhenAny).</summary>
    [Fact]
    public void No_test_sleeps()
    {
        var sleep = new Regex(@"\bThread\s*\.\s*Sleep\b|(?<!\bWhenAny\([^\n]*)\bTask\s*\.\s*Delay\b|\bSpinWait\s*\.\s*SpinUntil\b");
        foreach (string file in Repository.Under("tests/", ".cs").Where(file => !file.StartsWith("tests/Repo.Tests/", StringComparison.Ordinal)))
            Assert.False(sleep.IsMatch(Repository.Read(file)), $"{file} sleeps");
    }

    [Fact]
    public void No_test_is_skipped_or_cannot_fail()
    {
        var bad = new Regex(@"\bSkip\s*=|\bAssert\.Skip|Assert\.True\(true\)");
        foreach (string file in Repository.Under("tests/", ".cs").Where(file => !file.StartsWith("tests/Repo.Tests/", StringComparison.Ordinal)))
            Assert.False(bad.IsMatch(Repository.Read(file)), $"{file} skips a test or has one that cannot fail");
    }

    [Fact]
    public void Nothing_is_left_for_later()
    {
        var later = new Regex(@"\b(TO" + @"DO|FIX" + @"ME|XX" + @"X|HA" + @"CK)\b|NotImplemented" + "Exception");
        foreach (string file in Text())
            Assert.False(later.IsMatch(Repository.Read(file)), $"{file} leaves something for later");
    }

    /// <summary>The repository is the same on every machine: no folder of one machine, no host that serves packages.</summary>
    [Fact]
    public void No_file_names_a_machine()
    {
        string[] names = ["/wo" + "rk/", "/ro" + "ot/", "/ho" + "me/", "api.nu" + "get", "nu" + "get.org/v", "registry.np" + "mjs", "deb.deb" + "ian", "snapshot.deb" + "ian", "/opt/nu" + "get"];
        foreach (string file in Text())
        {
            string text = Repository.Read(file);
            foreach (string name in names) Assert.False(text.Contains(name, StringComparison.Ordinal), $"{file} names {name}");
        }
    }

    [Fact]
    public void A_program_in_examples_has_its_output_beside_it()
    {
        List<string> programs = [.. Repository.Under("examples/", ".cl")];
        Assert.True(programs.Count >= 8, $"only {programs.Count} examples");
        foreach (string program in programs)
        {
            string expected = program[..^3] + ".expected";
            Assert.True(Repository.Exists(expected), $"{program} has no .expected");
            Assert.NotEmpty(Repository.Read(expected));
            Assert.StartsWith(";", Repository.Read(program));
        }
    }

    [Fact]
    [System.Runtime.Versioning.SupportedOSPlatform("linux")]
    public void A_script_is_executable_and_says_what_it_does()
    {
        string[] scripts = [".ci/run", "bench/compare", "bench/run", "docker/base", "docker/build", "docker/smoke", "examples/check"];
        foreach (string script in scripts)
        {
            Assert.StartsWith("#!/usr/bin/env bash\n# ", Repository.Read(script));
            Assert.True((File.GetUnixFileMode(Repository.FullPath(script)) & UnixFileMode.UserExecute) != 0, $"{script} is not executable");
        }
    }

    private static IEnumerable<string> Text() =>
        Repository.Files.Where(file => Path.GetExtension(file) is ".cs" or ".csproj" or ".props" or ".json" or ".md" or ".yml" or ".cl" or ".sln" or "" or ".js" or ".lua" or ".c" or ".h" or ".scm" or ".py" or ".wat");
}
