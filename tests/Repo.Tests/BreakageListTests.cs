using System.Text.RegularExpressions;
using ClaudeLang.FileTests.Broken;
using ClaudeLang.FileTests.Runner;
using Xunit;

namespace ClaudeLang.Repo.Tests;

/// <summary>Each rule of docs/language-tests.md is broken by one of the lists in tests/FileTests/Broken/, which BrokenRulesTests tries; a new row needs one.</summary>
public sealed class BreakageListTests
{
    private const string Folder = "tests/FileTests/Broken/";

    private static readonly TestRow[] Rows = [.. TestRow.ReadAll(Repository.Lines("docs/language-tests.md"))];
    private static readonly BreakageList Lists = BreakageList.Read(Repository.Under(Folder, ".txt").Order(StringComparer.Ordinal).Select(file => (file, Repository.Lines(file))));

    [Fact]
    public void Each_breakage_is_of_one_row_and_of_what_stands_in_the_source()
    {
        Assert.True(Lists.Breakages.Length > 300, $"only {Lists.Breakages.Length} breakages");
        foreach (Breakage breakage in Lists.Breakages)
        {
            Assert.True(RowOf(breakage.Row)?.Programs.Length > 0, $"not one row that has programs: {breakage.Row}");
            Assert.NotEmpty(breakage.Replacements);
            foreach (Replacement replacement in breakage.Replacements) replacement.Find(Repository.Read(replacement.File));
        }
    }

    [Fact]
    public void Each_rule_is_broken_or_shown_elsewhere()
    {
        HashSet<TestRow?> covered = [.. Lists.Breakages.Select(breakage => breakage.Row).Concat(Lists.Elsewhere.Select(row => row.Row)).Select(RowOf)];
        Assert.Empty(Rows.Where(row => !IsOfNames(row) && !covered.Contains(row)).Select(TestRow.NameOf));
    }

    /// <summary>By one of the tests that the row itself lists.</summary>
    [Fact]
    public void What_is_shown_elsewhere_is_shown_there()
    {
        foreach (ShownElsewhere elsewhere in Lists.Elsewhere)
        {
            Assert.Contains(elsewhere.Test, RowOf(elsewhere.Row)!.Others);
            Assert.True(elsewhere.Why.Length > 0, elsewhere.Row);
        }
    }

    /// <summary>A row that only names functions of the library: BrokenLibraryTests breaks each of them.</summary>
    private static bool IsOfNames(TestRow row) => Regex.Replace(row.Statement, "`[^`]+`", "").Trim().Length == 0;

    private static TestRow? RowOf(string name) => BreakageList.RowOf(name, Rows, TestRow.NameOf);
}
