using System.Text;
using ClaudeLang.FileTests.Runner;
using ClaudeLang.Vm.Bytecode;
using Xunit;

namespace ClaudeLang.FileTests;

/// <summary>The whole text of what the compiler says of the programs: code, place, what was expected, the line and its caret, a suggestion.</summary>
public sealed class DiagnosticTextTests
{
    private static readonly string Known = Path.Combine(TestFiles.Folder, "diagnostics.txt");

    /// <summary>After a change that is meant, CLAUDE_BLESS=1 writes the texts anew; then they are to be read.</summary>
    [Fact]
    public void Each_is_worded_as_it_is_known()
    {
        var text = new StringBuilder();
        foreach (string file in TestFiles.All)
        {
            CompileOutcome outcome = ProgramRunner.Compile(Path.Combine(TestFiles.Folder, file), TestFiles.Read(file));
            string said = string.Join('\n', [outcome.RenderErrors(), .. outcome.Program?.Warnings ?? []]).Trim('\n');
            if (said.Length > 0) text.Append("== ").Append(file).Append('\n').Append(said).Append("\n\n");
        }
        if (Environment.GetEnvironmentVariable("CLAUDE_BLESS") == "1") File.WriteAllText(Known, text.ToString());
        Assert.Equal(File.ReadAllText(Known), text.ToString());
    }
}
