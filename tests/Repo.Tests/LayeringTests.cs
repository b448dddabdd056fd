using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace ClaudeLang.Repo.Tests;

/// <summary>Who may know whom. Node -> { Jit -> Vm, Vm, Protocol }, Image -> { Jit, Vm }, and each package has one room.</summary>
public sealed class LayeringTests
{
    [Theory]
    [InlineData("src/Vm/Vm.csproj", "")]
    [InlineData("src/Jit/Jit.csproj", "Vm")]
    [InlineData("src/Protocol/Protocol.csproj", "")]
    [InlineData("src/Image/Image.csproj", "Jit Vm")]
    [InlineData("src/Node/Node.csproj", "Image Jit Protocol Vm")]
    public void A_project_refers_to_what_lies_below_it(string project, string references)
    {
        IEnumerable<string> found = Items(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal);
        Assert.Equal(references, string.Join(' ', found));
    }

    [Theory]
    [InlineData("src/Vm/Vm.csproj", "")]
    [InlineData("src/Jit/Jit.csproj", "Iced")]
    [InlineData("src/Protocol/Protocol.csproj", "MessagePack")]
    public void A_library_project_has_at_most_one_package(string project, string packages) =>
        Assert.Equal(packages, string.Join(' ', Items(project, "PackageReference")));

    [Fact]
    public void There_are_five_projects_in_src() =>
        Assert.Equal(
            ["src/Image/Image.csproj", "src/Jit/Jit.csproj", "src/Node/Node.csproj", "src/Protocol/Protocol.csproj", "src/Vm/Vm.csproj"],
            Repository.Under("src/", ".csproj"));

    /// <summary>The folders (or files) of src that may name a package's namespace.</summary>
    [Theory]
    [InlineData("Iced", "src/Jit/X64/ src/Jit/Image/ src/Jit/Install/")]
    [InlineData("MessagePack", "src/Protocol/ src/Node/Hosting/AkkaCodec.cs")]
    [InlineData("Akka", "src/Node/")]
    [InlineData("Spectre", "src/Node/")]
    [InlineData("System.CommandLine", "src/Node/")]
    public void Only_its_room_names_a_package(string package, string rooms)
    {
        string[] allowed = rooms.Split(' ');
        var name = new Regex($@"^\s*(global\s+)?using\s+(static\s+)?([\w]+\s*=\s*)?{Regex.Escape(package)}(\.|;)|[^\w.""]{Regex.Escape(package)}\.[A-Z]\w*[.(]", RegexOptions.Multiline);
        List<string> strangers =
        [
            .. Repository.Under("src/", ".cs")
                .Where(file => !allowed.Any(room => file.StartsWith(room, StringComparison.Ordinal)))
                .Where(file => name.IsMatch(WithoutComments(Repository.Read(file)))),
        ];
        Assert.True(strangers.Count == 0, $"{package} is named in {string.Join(", ", strangers)}");
    }

    /// <summary>No lower project speaks of a higher one, not even by a fully qualified name.</summary>
    [Theory]
    [InlineData("src/Vm/", "ClaudeLang.Jit ClaudeLang.Protocol ClaudeLang.Node")]
    [InlineData("src/Jit/", "ClaudeLang.Protocol ClaudeLang.Node")]
    [InlineData("src/Protocol/", "ClaudeLang.Vm ClaudeLang.Jit ClaudeLang.Node")]
    public void Nothing_knows_what_stands_above_it(string folder, string names)
    {
        foreach (string file in Repository.Under(folder, ".cs"))
        {
            string code = WithoutComments(Repository.Read(file));
            foreach (string name in names.Split(' '))
                Assert.False(code.Contains(name + ".", StringComparison.Ordinal) || code.Contains(name + ";", StringComparison.Ordinal), $"{file} names {name}");
        }
    }

    /// <summary>Folders that only sort the files of the room around them.</summary>
    private static readonly string[] _drawers = ["src/Vm/Runtime/Builtins"];

    [Fact]
    public void A_namespace_is_its_folder()
    {
        var wrong = new List<string>();
        foreach (string file in Repository.Under("src/", ".cs"))
        {
            string folder = Path.GetDirectoryName(file)!;
            if (_drawers.Contains(folder)) folder = Path.GetDirectoryName(folder)!;
            string expected = "ClaudeLang." + folder["src/".Length..].Replace('/', '.');
            Match match = Regex.Match(Repository.Read(file), @"^namespace\s+([\w.]+)\s*([;{]?)", RegexOptions.Multiline);
            if (match.Success && (match.Groups[1].Value != expected || match.Groups[2].Value != ";")) wrong.Add($"{file}: {match.Value.Trim()}");
        }
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    private static IEnumerable<string> Items(string project, string kind) =>
        XDocument.Parse(Repository.Read(project)).Descendants(kind).Select(item => (string)item.Attribute("Include")!);

    private static string WithoutComments(string code) => Regex.Replace(code, @"//[^\n]*", "");
}
