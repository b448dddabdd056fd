using System.Reflection;
using System.Text.RegularExpressions;
using ClaudeLang.FileTests.Runner;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Syntax;
using Xunit;

namespace ClaudeLang.Repo.Tests;

/// <summary>docs/language-tests.md, which says of each statement of the language what tests it, is complete and true.</summary>
public sealed class TestListTests
{
    private const string Folder = "tests/FileTests/Files/";

    private static readonly TestRow[] Rows = [.. TestRow.ReadAll(Lines("language-tests.md"))];
    /// <summary>Paths below <see cref="Folder"/>: all but what lies in a folder `lib`, which is there to be imported.</summary>
    private static readonly HashSet<string> Programs = [.. Repository.Under(Folder, ".cl").Where(file => !file.Contains("/lib/", StringComparison.Ordinal)).Select(file => file[Folder.Length..])];

    [Fact]
    public void Every_row_lists_tests_that_exist()
    {
        Assert.True(Rows.Length > 100, $"only {Rows.Length} rows");
        foreach (TestRow row in Rows)
        {
            Assert.True(row.Programs.Length + row.Others.Length > 0, $"nothing tests: {row.Statement}");
            Assert.All(row.Programs, program => Assert.Contains(program, Programs));
            Assert.All(row.Others, test => Assert.True(Repository.Exists(test), test));
        }
    }

    [Fact]
    public void Every_program_stands_in_a_row() => Assert.Empty(Programs.Except(Rows.SelectMany(row => row.Programs)));

    [Fact]
    public void Every_section_of_the_language_has_rows()
    {
        IEnumerable<string> sections = Lines("language.md").Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]);
        Assert.Empty(sections.Except(Rows.Select(row => row.Section)));
    }

    /// <summary>By the tables that the program itself works with, so a new function cannot be forgotten.</summary>
    [Fact]
    public void Every_name_of_the_language_stands_in_a_row_of_which_a_program_uses_it()
    {
        HashSet<string> used = [.. Rows.SelectMany(row => row.Names.Intersect(row.Programs.SelectMany(Words)))];
        Assert.Empty(Names().Except(used));
    }

    /// <summary>A warning stops nothing, and some texts are no program's: there a test of the other kind names the message.</summary>
    [Fact]
    public void Every_message_stands_in_a_row_of_which_a_test_gives_it()
    {
        foreach (string code in MessageCodes())
        {
            IEnumerable<TestRow> rows = Rows.Where(row => row.Names.Contains(code));
            IEnumerable<string> tests = rows.SelectMany(row => row.Programs.Select(program => Folder + program).Concat(row.Others).Select(Repository.Read));
            Assert.True(tests.Any(text => text.Contains(code, StringComparison.Ordinal)), code);
        }
    }

    /// <summary>A program shows it in what it has to print.</summary>
    [Fact]
    public void Every_kind_of_error_stands_in_a_row_of_which_a_test_shows_it()
    {
        string[] kinds = [.. Regex.Matches(Regex.Match(Repository.Read("docs/language.md"), @"Kinds: `([^`]*)`").Groups[1].Value, @":[a-z-]+").Select(match => match.Value)];
        Assert.True(kinds.Length > 15, $"only {kinds.Length} kinds");
        foreach (string kind in kinds)
        {
            TestRow[] rows = [.. Rows.Where(row => row.Names.Contains(kind))];
            IEnumerable<string> shown = rows.SelectMany(row => row.Programs).SelectMany(program => Repository.Lines(Folder + program)).Where(line => line.StartsWith(";; ", StringComparison.Ordinal));
            IEnumerable<string> others = rows.SelectMany(row => row.Others).Select(Repository.Read);
            Assert.True(shown.Concat(others).Any(text => Regex.IsMatch(text, $"{kind}(?![a-z-])")), kind);
        }
    }

    // ---- what there is ----------------------------------------------------------------------------------------------
    private static IEnumerable<string> Names() => Expander.Reserved.Concat(StandardLibrary.Instance.Names).Concat(EffectTable.All.Select(row => row.Name)).Concat(EffectTable.Control);

    private static List<string> MessageCodes()
    {
        List<string> codes = [.. typeof(Messages).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).OfType<Message>().Select(message => message.Code)];
        Assert.True(codes.Count > 30, $"only {codes.Count} messages");
        return codes;
    }

    // ---- the list ---------------------------------------------------------------------------------------------------
    private static string[] Lines(string document) => Repository.Lines("docs/" + document);

    /// <summary>What stands between white space and brackets in a program, its comments left out.</summary>
    private static IEnumerable<string> Words(string program) =>
        Repository.Lines(Folder + program).Where(line => !line.StartsWith(';')).SelectMany(line => Regex.Split(line, @"[\s,()\[\]{}]+"));
}
