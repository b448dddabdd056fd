using System.Text.RegularExpressions;

namespace ClaudeLang.FileTests.Runner;

/// <summary>A row of docs/language-tests.md: the names that stand in backticks in its statement, the programs and the other tests that it lists.</summary>
/// <param name="Programs">Paths below `tests/FileTests/Files/`.</param>
/// <param name="Others">Paths below the repository's root.</param>
internal sealed record TestRow(string Section, string Statement, string[] Names, string[] Programs, string[] Others)
{
    /// <exception cref="FormatException">A row has not two cells.</exception>
    public static IEnumerable<TestRow> ReadAll(IEnumerable<string> lines)
    {
        string section = "";
        foreach (string line in lines)
        {
            if (line.StartsWith("## ", StringComparison.Ordinal)) section = line[3..];
            if (!line.StartsWith("| ", StringComparison.Ordinal) || line.StartsWith("| statement ", StringComparison.Ordinal)) continue;
            string[] cells = line.Split(" | ");
            if (cells.Length != 2) throw new FormatException("a row has two cells: " + line);
            string[] tests = [.. InBackticks(cells[1])];
            yield return new TestRow(section, cells[0][2..], [.. InBackticks(cells[0])], [.. tests.Where(test => !IsPath(test)).Select(test => test + ".cl")], [.. tests.Where(IsPath)]);
        }
    }

    /// <summary>`section: statement`.</summary>
    public static string NameOf(TestRow row) => $"{row.Section}: {row.Statement}";

    private static bool IsPath(string test) => test.StartsWith("tests/", StringComparison.Ordinal);
    private static IEnumerable<string> InBackticks(string cell) => Regex.Matches(cell, "`([^`]+)`").Select(match => match.Groups[1].Value);
}
