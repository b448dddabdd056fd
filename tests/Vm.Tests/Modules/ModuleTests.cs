using System.Text;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Modules;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Syntax;
using Xunit;

namespace ClaudeLang.Vm.Tests.Modules;

public sealed class ModuleTests
{
    [Theory]
    [InlineData("a.cl", "b", "b.cl")]
    [InlineData("a.cl", "./b.cl", "b.cl")]
    [InlineData("x/y/a.cl", "../b", "x/b.cl")]
    [InlineData("x/a.cl", "../../b", "../b.cl")]
    [InlineData("../a.cl", "../b", "../../b.cl")]
    [InlineData("/x/a.cl", "../../b", "/b.cl")]
    [InlineData("x/a.cl", "/y/./b", "/y/b.cl")]
    [InlineData("<eval>", "lib/b", "lib/b.cl")]
    public void A_path_is_resolved_from_the_importing_file(string importer, string path, string expected) => Assert.Equal(expected, ImportPath.Resolve(importer, path));

    [Fact]
    public void A_warning_has_the_place_and_the_name_that_was_meant()
    {
        var files = new ProgramFiles([new ImportedFile("shapes.cl", Encoding.UTF8.GetBytes("(define (area r) (undefined r))"), null, null)]);
        string warnings = string.Join('\n', ProgramCompiler.Compile(
            new SourceText("t.cl", "(import \"shapes\" (aera))\n(import \"shapes\" :as s)\n(s.ares 1)\n(io:pritn (lenght []))\n(shpes.x)"), files, StandardLibrary.Instance).Program!.Warnings);
        Assert.Contains("t.cl:1:19: warning CL0062: shapes does not export 'aera'; did you mean 'area'?\n  (import \"shapes\" (aera))\n                    ^", warnings);
        Assert.Contains("t.cl:3:2: warning CL0062: s does not export 'ares'; did you mean 'area'?", warnings);
        Assert.Contains("t.cl:4:12: warning CL0025: unbound name 'lenght'; did you mean 'length'?", warnings);
        Assert.Contains("t.cl:5:2: warning CL0025: unbound name 'shpes'", warnings);
        Assert.Contains("shapes.cl:1:19: warning CL0025: unbound name 'undefined'", warnings);
    }

    [Fact]
    public void An_export_that_nothing_defines_has_a_suggestion() => Assert.Contains(
        "t.cl:1:19: error CL0061: module: exported name 'aera' is not defined; did you mean 'area'?; expected a definition in the module",
        SourceCompiler.Compile(new SourceText("t.cl", "(module m (export aera) (define (area) 1))"), StandardLibrary.Instance).RenderErrors());

    [Fact]
    public void Every_file_has_its_own_twenty_errors()
    {
        string bad = string.Concat(Enumerable.Repeat("(if)\n", 30));
        CompileOutcome outcome = ProgramCompiler.Compile(
            new SourceText("t.cl", "(import \"b\" *)"), new ProgramFiles([new ImportedFile("b.cl", Encoding.UTF8.GetBytes(bad), null, null)]), StandardLibrary.Instance);
        ImportFailure failure = outcome.Program!.Files[0].Imports[0].Failure!;
        Assert.Equal(ImportFailure.Syntax, failure.Kind);
        Assert.Equal(20, failure.Message.Split("error CL0030").Length - 1);
    }

    /// <summary>The folder of a program needs no permission, what lies outside it does, also if a link inside leads there.</summary>
    [Fact]
    public void Files_outside_the_folder_of_the_program_need_permission()
    {
        using var folder = new TemporaryFolder();
        folder.Write("p/a.cl", "");
        folder.Write("p/inside.cl", "(import \"deep/more\" *)");
        folder.Write("p/deep/more.cl", "");
        folder.Write("outside.cl", "");
        folder.Write("p-beside/b.cl", "");
        File.CreateSymbolicLink(folder.PathOf("p/link.cl"), folder.PathOf("outside.cl"));
        const string text = "(import \"inside\" *) (import \"../outside\" *) (import \"link\" *) (import \"none\" *) (import \"../none\" *) (import \"../p-beside/b\" *) (import \"std/list\" *)";

        Dictionary<string, ImportedFile> Read(Permissions permissions) =>
            ProgramFiles.Read(folder.PathOf("p/a.cl"), Encoding.UTF8.GetBytes(text), permissions).All.ToDictionary(file => file.Path[(folder.Path.Length + 1)..]);

        Dictionary<string, ImportedFile> denied = Read(Permissions.Denied);
        Assert.Equal(["none.cl", "outside.cl", "p-beside/b.cl", "p/deep/more.cl", "p/inside.cl", "p/link.cl", "p/none.cl"], denied.Keys.Order(StringComparer.Ordinal));
        Assert.NotNull(denied["p/inside.cl"].Text);
        Assert.NotNull(denied["p/deep/more.cl"].Text);
        Assert.Equal(["permission", "permission", "permission", "permission", "io"], new[] { "outside.cl", "p/link.cl", "none.cl", "p-beside/b.cl", "p/none.cl" }.Select(file => denied[file].Failure?.Kind));
        Dictionary<string, ImportedFile> allowed = Read(Permissions.Denied with { Read = Grant.Of(folder.Path) });
        Assert.NotNull(allowed["outside.cl"].Text);
        Assert.Equal(folder.PathOf("outside.cl"), allowed["p/link.cl"].SameAs);
        Assert.Equal("io", allowed["none.cl"].Failure?.Kind);
    }

    [Fact]
    public void Bytes_that_are_no_text_and_texts_that_are_too_much_are_errors()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.cl", "");
        File.WriteAllBytes(folder.PathOf("b.cl"), [(byte)'"', 0xFF, (byte)'"']);
        folder.Write("c.cl", new string(';', 100));
        Directory.CreateDirectory(folder.PathOf("d.cl"));
        ImportedFile[] files = [.. ProgramFiles.Read(folder.PathOf("a.cl"), "(import \"b\" *) (import \"c\" *) (import \"d\" *)"u8, Permissions.Denied, bytesMax: 99).All];
        Assert.Equal(["io", "limit", "io"], files.Select(file => file.Failure?.Kind));
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = RealPath.Of(Directory.CreateTempSubdirectory("claudelang-").FullName);
        public string PathOf(string file) => Path + "/" + file;
        public void Dispose() => Directory.Delete(Path, recursive: true);

        public void Write(string file, string text)
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(PathOf(file))!);
            File.WriteAllText(PathOf(file), text);
        }
    }
}
