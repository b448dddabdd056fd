using Xunit;

namespace ClaudeLang.Node.Tests.Processes;

/// <summary>What a program may touch is what the options of its run say, and nothing without them.</summary>
[Trait("Category", "Process")]
[Collection("Processes")]
public sealed class GrantTests
{
    /// <summary>Tries each kind of access and says by a letter what was granted, else by a point. Nothing answers at those addresses, so what is granted is `:io` there.</summary>
    private const string Program = """
        (define folder (head (io:args)))
        (define (try-it letter f) (io:write (try (begin (f) letter) (catch e (if (= (Error-kind e) :permission) "." letter)))))
        (define (path p) (str folder "/" p))
        (try-it "r" (lambda () (io:read-file (path "in/file"))))
        (try-it "l" (lambda () (io:list-dir (path "in"))))
        (try-it "x" (lambda () (io:file-exists? (path "in/file"))))
        (try-it "R" (lambda () (io:read-file (path "out/file"))))
        (try-it "w" (lambda () (io:write-file (path "in/new") "")))
        (try-it "a" (lambda () (io:append-file (path "in/new") "")))
        (try-it "W" (lambda () (io:write-file (path "out/new") "")))
        (try-it "e" (lambda () (io:env "HOME")))
        (try-it "E" (lambda () (io:env "PATH")))
        (try-it "n" (lambda () (network:fetch "http://127.0.0.1:1/")))
        (try-it "N" (lambda () (network:fetch "http://127.0.0.1:2/")))
        (try-it "O" (lambda () (network:fetch "http://[::1]:1/")))
        (io:print)
        """;

    [Theory]
    [InlineData("............", "run")]
    [InlineData("rlxRwa.e.nN.", "run", "--allow-read", "--allow-write=IN", "--allow-env=HOME", "--allow-net=127.0.0.1")]
    [InlineData("rlx.waWeEn..", "run", "--allow-read=IN", "--allow-write", "--allow-env", "--allow-net=127.0.0.1:1")]
    [InlineData("r.x...WeEnNO", "run", "--allow-read=IN/file", "--allow-write=IN/none,OUT/new", "--allow-env=PATH,HOME", "--allow-net")]
    [InlineData("...R.....nN.", "run", "--allow-read=OUT/file,OUT/none", "--allow-net=127.0.0.1:1,127.0.0.1:2")]
    [InlineData("rlxR........", "run", "--allow-read=IN", "--allow-read=OUT")]
    [InlineData("rlx...We.n..", "eval", "--allow-read=IN", "--allow-write=OUT", "--allow-env=HOME", "--allow-net=127.0.0.1:1")]
    [InlineData("............", "eval")]
    [InlineData("............", "cluster")]
    [InlineData("rlx...We.n..", "cluster", "--allow-read=IN", "--allow-write=OUT", "--allow-env=HOME", "--allow-net=127.0.0.1:1")]
    [InlineData("rlx...We.n..", "submit", "--allow-read=IN", "--allow-write=OUT", "--allow-env=HOME", "--allow-net=127.0.0.1:1")]
    [InlineData("rlxRwaWeEnNO", "submit", "--allow-read", "--allow-write", "--allow-env", "--allow-net")]
    [InlineData("............", "submit")]
    public async Task A_program_may_touch_what_its_run_grants(string granted, string command, params string[] options)
    {
        using var cluster = new ClusterProcesses();
        await Try(granted, command, await Where(command, cluster), options);
    }

    /// <summary>Each option stands once without those of the other half: it grants its own kind of access, and no other kind needs it or comes with it.</summary>
    [Theory]
    [InlineData("run")]
    [InlineData("eval")]
    [InlineData("cluster")]
    [InlineData("submit")]
    public async Task An_option_grants_its_own_kind_and_no_other(string command)
    {
        using var cluster = new ClusterProcesses();
        var where = await Where(command, cluster);
        await Try("rlxR...eE...", command, where, "--allow-read", "--allow-env");
        await Try("....waW..nNO", command, where, "--allow-write", "--allow-net");
    }

    private static async Task<string[]> Where(string command, ClusterProcesses cluster) =>
        command == "submit" ? ["--cluster", (await cluster.Node("executor,compiler", null)).Address] : command == "cluster" ? ["--nodes", "1"] : [];

    private static async Task Try(string granted, string command, string[] where, params string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("claudelang-").FullName;
        try
        {
            foreach (var part in (string[])["in", "out"])
            {
                Directory.CreateDirectory(Path.Combine(folder, part));
                File.WriteAllText(Path.Combine(folder, part, "file"), "");
            }
            using var file = new ProgramFile(Program);
            string[] grants = [.. options.Select(option => option.Replace("IN", folder + "/in").Replace("OUT", folder + "/out"))];
            var end = await Cli.Run([command, command == "eval" ? Program : file.Path, folder, .. where, .. grants]);
            Assert.Equal((0, granted + "\n"), (end.Status, end.Out));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
