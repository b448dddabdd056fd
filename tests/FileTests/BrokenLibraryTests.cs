using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using ClaudeLang.FileTests.Runner;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using Xunit;

namespace ClaudeLang.FileTests;

/// <summary>
/// docs/language-tests.md says of each library function which programs fail without it. Here they do: each function is broken, and a program
/// of its rows has to print something else.
/// </summary>
public sealed class BrokenLibraryTests
{
    /// <summary>A broken condition may make a program run for ever. One that needs more than this as it is shows nothing here.</summary>
    private static readonly Limits Limits = new(Fuel: 2_000_000, TimeMs: 20_000, HeapBytes: 256 << 20, OutputBytes: 4 << 20);

    private static readonly TestRow[] Rows = [.. TestRow.ReadAll(File.ReadAllLines(Path.Combine(TestFiles.Root, "docs", "language-tests.md")))];
    private static readonly ConcurrentDictionary<string, string> Texts = [];
    private static readonly ConcurrentDictionary<string, string?> Outputs = [];
    private static readonly ConcurrentDictionary<(string Program, string Name), string?> Renames = [];

    [Fact]
    public void A_function_that_does_nothing_is_seen() => AssertNone(BrokenLibrary.Functions.Where(name => !IsSeen(name, Breakages.DoesNothing, Of(name))));

    [Fact]
    public void A_function_that_gives_something_else_is_seen() => AssertNone(BrokenLibrary.Functions.Where(name => !IsSeen(name, Breakages.GivesWrong, Of(name))));

    /// <summary>The last programs of a row are about errors, and soon over.</summary>
    [Fact]
    public void A_function_that_never_raises_an_error_is_seen()
    {
        var errors = BrokenLibrary.Functions.AsParallel().AsOrdered().SelectMany(name => ErrorProbe.KindsOf(name).Select(kind => (Name: name, Kind: kind))).ToList();
        Assert.True(errors.Count > 300, $"only {errors.Count} errors");
        AssertNone(errors.Where(error => !IsSeen(error.Name, Breakages.NeverRaises(error.Name, error.Kind), Of(error.Name).Reverse())).Select(error => error.Name + error.Kind));
    }

    // ---- which programs ---------------------------------------------------------------------------------------------
    private static IEnumerable<string> Of(string name) => Rows.Where(row => row.Names.Contains(name)).SelectMany(row => row.Programs).Distinct();

    private static void AssertNone(IEnumerable<string> names)
    {
        string all = string.Join(' ', names.AsParallel().AsOrdered());
        Assert.True(all.Length == 0, "no program of their rows fails: " + all);
    }

    // ---- running them -----------------------------------------------------------------------------------------------
    private static bool IsSeen(string name, string breakage, IEnumerable<string> programs) =>
        programs.Where(program => Uses(program, name) && Unbroken(program) is not null)
            .Any(program => Broken(program, name, breakage) is { } seen && seen != Unbroken(program) && seen != Renamed(program, name));

    private static string? Broken(string program, string name, string breakage) => Run(program, BrokenLibrary.Break(Text(program), name, breakage), Limits);

    private static string? Renamed(string program, string name) => Renames.GetOrAdd((program, name), _ => Broken(program, name, Breakages.None));

    private static string Text(string program) => Texts.GetOrAdd(program, TestFiles.Read);

    /// <summary>Null: the limits change what it does as it is.</summary>
    private static string? Unbroken(string program) =>
        Outputs.GetOrAdd(program, _ => Run(program, Text(program), new Limits()) is { } whole && Run(program, Text(program), Limits) == whole ? whole : null);

    private static bool Uses(string program, string name) => Regex.IsMatch(Text(program), $@"(?<![^\s()\[\]{{}}',]){Regex.Escape(name)}(?![^\s()\[\]{{}},])");

    /// <summary>What a program prints, with the error that ends it; null if it does not compile, which would show nothing.</summary>
    private static string? Run(string program, string text, Limits limits)
    {
        CompileOutcome outcome = ProgramRunner.Compile(Path.Combine(TestFiles.Folder, program), text, BrokenLibrary.Library);
        if (outcome.Program is null) return null;
        var host = new ProgramRunner.RecordingHost();
        using var execution = new Execution(outcome.Program, host, new ExecutionOptions(limits), BrokenLibrary.Library.Prelude);
        execution.RunToEnd();
        return host.Output + execution.Fault?.Text;
    }
}
