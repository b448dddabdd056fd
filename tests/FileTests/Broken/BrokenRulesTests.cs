using System.Collections.Concurrent;
using System.Diagnostics;
using ClaudeLang.FileTests.Runner;
using Xunit;

namespace ClaudeLang.FileTests.Broken;

/// <summary>
/// docs/language-tests.md says of each rule of the language which programs fail without it. Here they do: the lists beside this file break the
/// rules one by one, and a program of the broken rule's row has to do something else than it says.
/// </summary>
public sealed class BrokenRulesTests(ITestOutputHelper output)
{
    /// <summary>CLAUDE_BROKEN=part tries those breakages alone whose row or text contains it; it names each before it is tried, and says what failed by it.</summary>
    private static readonly string? Part = Environment.GetEnvironmentVariable("CLAUDE_BROKEN");

    /// <summary>A program that takes so much longer than whole runs for ever, or does more work than it may: it fails.</summary>
    private const int TimesLonger = 10;
    private const long LeastMs = 400, MostMs = 10_000, WholeMs = 100_000;

    private static readonly TestRow[] Rows = [.. TestRow.ReadAll(File.ReadAllLines(Path.Combine(TestFiles.Root, "docs", "language-tests.md")))];

    [Fact]
    public void A_broken_rule_is_seen()
    {
        Breakage[] breakages = [.. ReadLists().Breakages.Where(breakage => Part is null || (breakage.Row + breakage.What).Contains(Part, StringComparison.Ordinal))];
        Assert.True(Part is not null || breakages.Length > 200, $"only {breakages.Length} breakages");
        var machines = new ConcurrentBag<BrokenVm>(BrokenVm.Load(breakages, Environment.ProcessorCount));
        var times = new ConcurrentDictionary<string, long>();
        Share(machines, breakages.SelectMany(ProgramsOf).Distinct(), (machine, program) => times[program] = TimeWhole(machine, program));
        var unseen = new ConcurrentBag<Breakage>();
        Share(machines, breakages, (machine, breakage) =>
        {
            if (!IsSeen(machine, breakage, times)) unseen.Add(breakage);
        });
        Assert.True(unseen.IsEmpty, "no program of their rows fails:\n" + string.Join('\n', unseen.OrderBy(breakage => breakage.Number).Select(breakage => $"{breakage.Row}\n    {breakage.What}")));
    }

    private static BreakageList ReadLists() => BreakageList.Read(Directory.EnumerateFiles(Path.Combine(TestFiles.Root, "tests", "FileTests", "Broken"), "*.txt")
        .Order(StringComparer.Ordinal).Select(file => (Path.GetFileName(file), File.ReadAllLines(file))));

    private static IEnumerable<string> ProgramsOf(Breakage breakage) =>
        (BreakageList.RowOf(breakage.Row, Rows, TestRow.NameOf) ?? throw new FormatException("not one row: " + breakage.Row)).Programs;

    /// <returns>Microseconds.</returns>
    private static long TimeWhole(BrokenVm machine, string program)
    {
        long start = Stopwatch.GetTimestamp();
        string? failure = machine.Failure(0, program, WholeMs);
        Assert.True(failure is null, $"{program} fails with nothing broken: {failure}");
        return (long)Stopwatch.GetElapsedTime(start).TotalMicroseconds;
    }

    /// <summary>Quick programs first.</summary>
    private bool IsSeen(BrokenVm machine, Breakage breakage, ConcurrentDictionary<string, long> times)
    {
        foreach (string program in ProgramsOf(breakage).OrderBy(program => times[program]))
        {
            if (Part is not null) Console.Error.WriteLine($"{DateTime.Now:ss.fff} {breakage.Number} {program}: {breakage.What}");
            if (machine.Failure(breakage.Number, program, Math.Clamp(TimesLonger * times[program] / 1000, LeastMs, MostMs)) is not { } failure) continue;
            if (Part is not null) output.WriteLine($"{breakage.Row}: {breakage.What}\n    {program}: {failure}");
            return true;
        }
        return false;
    }

    private static void Share<T>(ConcurrentBag<BrokenVm> machines, IEnumerable<T> items, Action<BrokenVm, T> work) =>
        Parallel.ForEach(items, new ParallelOptions { MaxDegreeOfParallelism = machines.Count }, item =>
        {
            Assert.True(machines.TryTake(out BrokenVm? machine));
            work(machine, item);
            machines.Add(machine);
        });
}
