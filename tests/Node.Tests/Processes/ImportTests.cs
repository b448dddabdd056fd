using Xunit;

namespace ClaudeLang.Node.Tests.Processes;

/// <summary>A program with imports does the same wherever it is sent: the client takes the files along.</summary>
[Trait("Category", "Process")]
[Collection("Processes")]
public sealed class ImportTests
{
    [Theory]
    [InlineData("run")]
    [InlineData("cluster")]
    [InlineData("submit")]
    public async Task Imported_files_go_with_the_program(string command)
    {
        using var folder = new ProgramFolder();
        folder.Write("lib/count.cl", "(io:print \"count runs\")\n(define n 0)\n(define (next!) (set! n (+ n 1)) n)\n(define (fail) (+ 1 (head [])))\n");
        folder.Write("lib/work.cl", "(import \"count\" :as c)\n(import \"std/list\" (sum))\n(define (work k) (if (< k 1) c.n (begin (c.next!) (work (- k 1)))))\n(define (total) (sum [c.n 1]))\n");
        var program = folder.Write("main.cl", "(import \"lib/work\" *)\n(import \"lib/count\" (fail))\n(io:print (work 50000) (total))\n(io:print (fail))\n");
        using var cluster = new ClusterProcesses();
        string[] where = command == "submit" ? ["--cluster", (await cluster.Node("executor,compiler", null)).Address] : [];
        var end = await Cli.Run([command, program, .. where]);
        Assert.Equal((1, "count runs\n50000 50001\n"), (end.Status, end.Out));
        Assert.StartsWith($"error: :index head: index 0 is out of range for length 0\n  at fail ({folder.Path}/lib/count.cl:4:21)\n  at top level ({program}:4:11)\n", end.Error);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("submit")]
    public async Task What_is_wrong_with_an_import_is_said_where_it_is_reached(string command)
    {
        using var folder = new ProgramFolder();
        folder.Write("broken.cl", "(define (f) (if))\n");
        var broken = folder.Write("a.cl", "(io:print 1)\n(import \"broken\" *)\n(f)\n");
        var missing = folder.Write("b.cl", "(io:print 2)\n(import \"nowhere\" *)\n");
        using var cluster = new ClusterProcesses();
        string[] where = command == "submit" ? ["--cluster", (await cluster.Node("executor,compiler", null)).Address] : [];
        var end = await Cli.Run([command, broken, .. where]);
        Assert.Equal((1, "1\n"), (end.Status, end.Out));
        Assert.StartsWith($"{folder.Path}/broken.cl:1:13: error CL0030: if: expected", end.Error);
        Assert.EndsWith("\n  (define (f) (if))\n              ^\n", end.Error);
        end = await Cli.Run([command, missing, .. where]);
        Assert.Equal((1, "2\n"), (end.Status, end.Out));
        Assert.Equal($"error: :io cannot read nowhere: No such file or directory\n  at top level ({missing}:2:1)\n", end.Error);
    }

    /// <summary>The client's grants decide what it reads for the program, wherever that runs.</summary>
    [Fact]
    public async Task Files_outside_the_folder_of_the_program_need_a_grant()
    {
        using var folder = new ProgramFolder();
        folder.Write("outside.cl", "(define x 42)\n");
        var program = folder.Write("in/main.cl", "(import \"../outside\" (x))\n(io:print x)\n");
        var denied = await Cli.Run("cluster", program, "--nodes", "1");
        Assert.Equal((1, ""), (denied.Status, denied.Out));
        Assert.StartsWith($"error: :permission import: read access to {folder.Path}/outside.cl is not allowed (--allow-read)\n", denied.Error);
        var granted = await Cli.Run("cluster", program, "--nodes", "1", $"--allow-read={folder.Path}");
        Assert.Equal((0, "42\n"), (granted.Status, granted.Out));
    }

    private sealed class ProgramFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("claudelang-").FullName;

        public string Write(string file, string text)
        {
            var path = System.IO.Path.Combine(Path, file);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
            return path;
        }

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
