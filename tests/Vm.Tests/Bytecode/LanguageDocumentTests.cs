using System.Text.RegularExpressions;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Syntax;
using Xunit;

namespace ClaudeLang.Vm.Tests.Bytecode;

/// <summary>The list of library functions in docs/language.md is the library.</summary>
public sealed class LanguageDocumentTests
{
    [Fact]
    public void The_document_lists_the_library()
    {
        var library = new StandardLibrary(new SourceText(Prelude.FileName, Prelude.Text));
        // Some special forms have a row of the table, for what the compiler makes of them.
        HashSet<string> names = [.. library.Names.Except(["dotimes", "go", "handle", "select"])], listed = [.. Listed()];
        Assert.Equal("", string.Join(' ', names.Except(listed)));
        Assert.Equal("", string.Join(' ', listed.Except(names)));
    }

    private static IEnumerable<string> Listed()
    {
        string text = File.ReadAllText(Path.Combine(Root(), "docs", "language.md"));
        string section = text[text.IndexOf("## Library", StringComparison.Ordinal)..];
        foreach (Match line in Regex.Matches(section, "^- ([a-z, ]+): `([^`]+)`", RegexOptions.Multiline))
        {
            foreach (string name in line.Groups[2].Value.Split(' '))
            {
                yield return name;
                if (line.Groups[1].Value != "vectors") continue;
                yield return name.Replace("vector", "float-vector", StringComparison.Ordinal);
                yield return name.Replace("vector", "byte-vector", StringComparison.Ordinal);
            }
        }
    }

    private static string Root()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "global.json"))) directory = directory.Parent!;
        return directory.FullName;
    }
}
