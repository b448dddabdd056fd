using System.Text;
using ClaudeLang.FileTests.Runner;
using Xunit;

namespace ClaudeLang.FileTests;

/// <summary>The examples of docs/language.md do what their comments say, in every mode.</summary>
public sealed class DocumentTests
{
    private const string Gives = "; => ";

    [Theory]
    [InlineData("interpreted")]
    [InlineData("native")]
    [InlineData("leaving")]
    public void The_examples_of_the_language_give_what_they_say(string mode)
    {
        string[][] blocks = [.. Blocks(File.ReadAllLines(Path.Combine(TestFiles.Root, "docs", "language.md")))];
        Assert.True(blocks.Length >= 8, $"only {blocks.Length} examples");
        foreach (string[] block in blocks)
        {
            (string program, string[] expected) = Translate(block);
            Assert.True(expected.Length > 0, "an example says nothing of what it gives: " + block[0]);
            string[] run = ProgramRunner.Run("example.cl", program, mode);
            Assert.Equal(string.Join('\n', Expectations.OutputLines(string.Concat(expected.Select(line => $"[{line}]\n")))), string.Join('\n', run));
        }
    }

    private static IEnumerable<string[]> Blocks(string[] lines)
    {
        int start = -1;
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i] != "```") continue;
            if (start >= 0) yield return lines[(start + 1)..i];
            start = start >= 0 ? -1 : i;
        }
    }

    /// <summary>Each form that a comment follows is printed, in a list so that strings keep their quotes.</summary>
    private static (string Program, string[] Expected) Translate(string[] block)
    {
        var program = new StringBuilder();
        var expected = new List<string>();
        string form = "";
        foreach (string line in block)
        {
            int at = line.IndexOf(Gives, StringComparison.Ordinal);
            string code = at < 0 ? line : line[..at];
            if (code.Trim().Length > 0 && IsClosed(form))
            {
                program.Append(form).Append('\n');
                form = "";
            }
            form += code + "\n";
            if (at < 0) continue;
            expected.Add(line[(at + Gives.Length)..].Trim());
            program.Append($"(io:print [{form.TrimEnd()}])\n");
            form = "";
        }
        return (program.Append(form).ToString(), [.. expected]);
    }

    private static bool IsClosed(string text)
    {
        int depth = 0;
        bool inString = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '"' && (i == 0 || text[i - 1] != '\\')) inString = !inString;
            else if (!inString && text[i] is '(' or '[' or '{') depth++;
            else if (!inString && text[i] is ')' or ']' or '}') depth--;
        }
        return depth == 0;
    }
}
