using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using ClaudeLang.FileTests.Runner;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using Xunit;

namespace ClaudeLang.FileTests;

/// <summary>Runs the programs of docs/language-tests.md whole and with something broken in them, and says whether they print something else then.</summary>
internal static class BrokenPrograms
{
    /// <summary>A broken condition may make a program run for ever. One that needs more than this as it is shows nothing here.</summary>
    private static readonly Limits Limits = new(Fuel: 2_000_000, TimeMs: 20_000, HeapBytes: 256 << 20, OutputBytes: 4 << 20);

    private static readonly TestRow[] Rows = [.. TestRow.ReadAll(File.ReadAllLines(Path.Combine(TestFiles.Root, "docs", "language-tests.md")))];
    private static readonly ConcurrentDictionary<string, string> Texts = [];
    private static readonly ConcurrentDictionary<string, string?> Outputs = [];
    private static readonly ConcurrentDictionary<(string Program, string Name), string?> Renames = [];

    /// <summary>The programs of the rows in which a name stands.</summary>
    public static IEnumerable<string> Of(string name) => Rows.Where(row => row.Names.Contains(name)).SelectMany(row => row.Programs).Distinct();

    public static void AssertNone(IEnumerable<string> names)
    {
        string all = string.Join(' ', names.AsParallel().AsOrdered());
        Assert.True(all.Length == 0, "no program of their rows fails: " + all);
    }

    /// <summary>Whether one of them prints something else than whole, and than with another function in the broken one's place that does the same.</summary>
    /// <param name="breaks">(program, name, breakage) -> the program with the function of that name broken.</param>
    public static bool IsSeen(string name, string breakage, IEnumerable<string> programs, Func<string, string, string, string> breaks)
    {
        return programs.Where(program => Uses(program, name) && Unbroken(program) is not null)
            .Any(program => Broken(program, breakage) is { } seen && seen != Unbroken(program) && seen != Renamed(program));

        string? Broken(string program, string breakage) => Run(program, breaks(Text(program), name, breakage), Limits);
        string? Renamed(string program) => Renames.GetOrAdd((program, name), _ => Broken(program, Breakages.None));
    }

    /// <summary>
    /// The first of the programs' lines that is another one with the function of that name broken; null if none is. Programs about wrong arguments, and lines, are left out:
    /// a broken function tells of those in its own way.
    /// </summary>
    public static string? Difference(string name, string breakage, IEnumerable<string> programs, Func<string, string, string, string> breaks)
    {
        return programs.Where(program => !IsAboutErrors(program) && Uses(program, name) && Unbroken(program) is not null).Select(DifferenceIn).FirstOrDefault(line => line is not null);

        string? DifferenceIn(string program)
        {
            string text = Regex.Replace(Text(program), @"^\(message .*$", "", RegexOptions.Multiline);
            string[] whole = Lines(Breakages.None), broken = Lines(breakage);
            string[] lines = [.. broken.Append("(the end)").Except(whole)];
            return whole.SequenceEqual(broken) ? null : $"{program}: {lines[0]}";

            string[] Lines(string breakage) => (Run(program, breaks(text, name, breakage), Limits) ?? throw new InvalidDataException($"{program} does not compile with {breakage}")).Split('\n');
        }
    }

    public static bool IsAboutErrors(string program) => program.Contains("/wrong-", StringComparison.Ordinal);

    private static string Text(string program) => Texts.GetOrAdd(program, TestFiles.Read);

    /// <summary>Null: the limits change what it does as it is.</summary>
    private static string? Unbroken(string program) =>
        Outputs.GetOrAdd(program, _ => Run(program, Text(program), new Limits()) is { } whole && Run(program, Text(program), Limits) == whole ? whole : null);

    private static bool Uses(string program, string name) => Regex.IsMatch(Text(program), Word(name));

    /// <summary>A pattern for a name that stands alone.</summary>
    public static string Word(string name) => $@"(?<![^\s()\[\]{{}}',]){Regex.Escape(name)}(?![^\s()\[\]{{}},])";

    /// <summary>What a program prints, with the error that ends it; null if it does not compile, which would show nothing.</summary>
    private static string? Run(string program, string text, Limits limits)
    {
        CompileOutcome outcome = ProgramRunner.Compile(Path.Combine(TestFiles.Folder, program), text, BrokenLibrary.Library);
        if (outcome.Program is null) return null;
        var host = new RecordingHost(Expectations.IsGranted(text));
        using var execution = new Execution(outcome.Program, host, new ExecutionOptions(limits), BrokenLibrary.Library.Prelude);
        execution.RunToEnd();
        return host.Output.ToString() + host.Errors + execution.Fault?.Text;
    }
}
