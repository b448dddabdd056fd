using System.Text.RegularExpressions;
using Xunit;

namespace ClaudeLang.Repo.Tests;

/// <summary>The documents tell of the repository as it is.</summary>
public sealed class DocumentTests
{
    [Fact]
    public void A_link_leads_somewhere()
    {
        var broken = new List<string>();
        foreach (string file in Documents())
        {
            foreach (Match link in Regex.Matches(Repository.Read(file), @"\]\(([^)\s]+)\)"))
            {
                string target = link.Groups[1].Value;
                if (target.Contains("://", StringComparison.Ordinal)) continue;
                string[] parts = target.Split('#', 2);
                string path = parts[0] == "" ? file : Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Repository.FullPath(file))!, parts[0])));
                if (!Repository.Exists(path)) broken.Add($"{file}: {target}");
                else if (parts.Length == 2 && !Anchors(path).Contains(parts[1])) broken.Add($"{file}: no heading for {target}");
            }
        }
        Assert.True(broken.Count == 0, string.Join("\n", broken));
    }

    /// <summary>`src/Vm/Runtime/Value.cs` in a document is a promise.</summary>
    [Fact]
    public void A_path_in_a_document_exists()
    {
        var broken = new List<string>();
        foreach (string file in Documents())
            foreach (Match path in Regex.Matches(Repository.Read(file), @"`((?:src|tests|bench|docker|docs|examples|\.ci)/[\w./-]*)`"))
                if (!Repository.Exists(path.Groups[1].Value) && !Generated(path.Groups[1].Value)) broken.Add($"{file}: {path.Groups[1].Value}");
        Assert.True(broken.Count == 0, string.Join("\n", broken));
    }

    [Fact]
    public void Every_folder_of_src_stands_in_the_map()
    {
        string map = Repository.Read("ARCHITECTURE.md");
        IEnumerable<string> folders = Repository.Under("src/", ".cs").Select(file => Path.GetDirectoryName(file)!).Distinct();
        Assert.All(folders, folder => Assert.Contains($"`{folder}/`", map));
    }

    [Fact]
    public void The_glossary_explains_a_word_once_in_order()
    {
        List<string> words = [.. Repository.Lines("docs/glossary.md").Select(line => Regex.Match(line, @"^\*\*(.+?)\*\*")).Where(match => match.Success).Select(match => match.Groups[1].Value)];
        Assert.True(words.Count >= 20, $"only {words.Count} words");
        Assert.Equal(words.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase), words);
    }

    [Fact]
    public void Decisions_are_numbered_without_gaps()
    {
        List<string> decisions = [.. Repository.Under("docs/decisions/", ".md").Select(file => Path.GetFileName(file))];
        Assert.True(decisions.Count >= 4, $"only {decisions.Count} decisions");
        Assert.Equal(Enumerable.Range(1, decisions.Count).Select(number => $"{number:D4}-"), decisions.Select(name => name[..5]));
    }

    /// <summary>The README's two commands are the ones that the CI script and the examples stand for.</summary>
    [Fact]
    public void The_readme_has_the_two_commands()
    {
        string readme = Repository.Read("README.md");
        Assert.Contains("dotnet run -c Release --project src/Node -- cluster examples/mandelbrot.cl", readme);
        Assert.Contains("dotnet test -c Release", readme);
        Assert.Contains("dotnet test -c Release", Repository.Read(".ci/run"));
        Assert.Contains(Repository.Lines("examples/mandelbrot.expected")[10], readme);
    }

    private static IEnumerable<string> Documents() => Repository.Files.Where(file => file.EndsWith(".md", StringComparison.Ordinal));

    private static bool Generated(string path) => path.StartsWith("bench/report/", StringComparison.Ordinal);

    /// <summary>The anchors of a Markdown file's headings, as code hosts make them.</summary>
    private static HashSet<string> Anchors(string file) =>
        [.. Repository.Lines(file).Where(line => line.StartsWith('#')).Select(line => Regex.Replace(line.TrimStart('#').Trim().ToLowerInvariant(), @"[^\w\- ]", "").Replace(' ', '-'))];
}
