using ClaudeLang.FileTests.Runner;
using Xunit;

namespace ClaudeLang.FileTests;

/// <summary>
/// What the language's page says of a library function beyond that it is there, its order, its defaults and its ends: `BrokenClauses.txt` has for each such clause
/// a function that does not keep to it, and a program of the function's rows in docs/language-tests.md has to print something else with it.
/// </summary>
public sealed class BrokenClausesTests(ITestOutputHelper output)
{
    /// <summary>CLAUDE_BROKEN=part tries those clauses alone whose text contains it, and says what failed by each.</summary>
    private static readonly string? Part = Environment.GetEnvironmentVariable("CLAUDE_BROKEN");

    /// <param name="What">`name: what holds instead`.</param>
    private sealed record Clause(string What, string Function)
    {
        public string Name => What[..What.IndexOf(": ", StringComparison.Ordinal)];
    }

    [Fact]
    public void A_clause_of_a_function_that_does_not_hold_is_seen()
    {
        Clause[] clauses = [.. Read().Where(clause => Part is null || clause.What.Contains(Part, StringComparison.Ordinal))];
        Assert.True(Part is not null || clauses.Length > 150, $"only {clauses.Length} clauses");
        (Clause Clause, string? Seen)[] tried = [.. clauses.AsParallel().AsOrdered().Select(clause => (clause, Difference(clause)))];
        if (Part is not null) output.WriteLine(string.Join('\n', tried.Select(one => $"{one.Clause.What}\n    {one.Seen}")));
        Assert.True(tried.All(one => one.Seen is not null), "no program of their rows fails:\n" + string.Join('\n', tried.Where(one => one.Seen is null).Select(one => one.Clause.What)));
    }

    /// <summary>Lines `name: what`, each with the function below.</summary>
    private static IEnumerable<Clause> Read()
    {
        string[] lines = [.. File.ReadLines(Path.Combine(TestFiles.Root, "tests", "FileTests", "BrokenClauses.txt")).Where(line => line.Length > 0 && line[0] != '#')];
        return lines.Chunk(2).Select(pair => new Clause(pair[0], pair[1].Trim()));
    }

    private static string? Difference(Clause clause) =>
        BrokenPrograms.Difference(clause.Name, Breakages.Instead(clause.Function), BrokenPrograms.Of(clause.Name), BrokenLibrary.Functions.Contains(clause.Name) ? BrokenLibrary.Break : BrokenLibrary.BreakEffect);
}
