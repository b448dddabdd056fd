using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace ClaudeLang.Node.Tests.Processes;

/// <summary>Whatever the user gets wrong is said in one clear line (or an excerpt and a caret), with status 1 or 2 and no C# in it.</summary>
[Trait("Category", "Process")]
[Collection("Processes")]
public sealed class BadInputTests
{
    [Theory]
    [InlineData(2, "claudelang: cannot read no-such-file.cl: no such file\n", "run", "no-such-file.cl")]
    [InlineData(2, "claudelang: cannot read /: it is a directory\n", "run", "/")]
    [InlineData(2, "claudelang: cannot read '': no file has an empty name\n", "run", "")]
    [InlineData(2, "claudelang: unknown command bogus (see claudelang --help)\n", "bogus")]
    [InlineData(2, "claudelang: unknown option --jti (options for the program go after --)\n", "run", "f.cl", "--jti=off")]
    [InlineData(2, "claudelang: unknown host no-such-host.invalid\n", "status", "--cluster", "no-such-host.invalid:4053")]
    [InlineData(2, "claudelang: cannot reach 127.0.0.1:1: nothing listens there\n", "status", "--cluster", "127.0.0.1:1")]
    [InlineData(2, "claudelang: unknown host no-such-host.invalid\n", "node", "--listen", "127.0.0.1:0", "--join", "no-such-host.invalid:4053")]
    [InlineData(2, "claudelang: 'nonsense' is no HOST:PORT\n", "node", "--listen", "nonsense")]
    [InlineData(2, "claudelang: unknown role 'cook'; there are executor and compiler\n", "node", "--roles", "cook")]
    public async Task A_wrong_argument_is_one_line(int status, string error, params string[] args)
    {
        var end = await Cli.Run(args);
        Assert.Equal((status, "", error), (end.Status, end.Out, end.Error));
    }

    [Theory]
    [InlineData("run")]
    [InlineData("cluster")]
    public async Task A_syntax_error_has_a_place_and_a_caret(string command)
    {
        using var file = new ProgramFile("(io:print 1)\n(io:print (+ 1 2)\n");
        var end = await Cli.Run(command, file.Path);
        Assert.Equal((1, ""), (end.Status, end.Out));
        Assert.StartsWith($"{file.Path}:2:1: error CL0013", end.Error);
        Assert.EndsWith("\n  (io:print (+ 1 2)\n  ^\n", end.Error);
    }

    [Theory]
    [InlineData("> /dev/full", "claudelang: the output cannot be written: No space left on device\n")]
    [InlineData(">&-", "claudelang: the output cannot be written: Bad file descriptor\n")]
    [InlineData("| true", "")]
    public async Task Output_that_cannot_be_written_is_one_line(string where, string error)
    {
        using var file = new ProgramFile("(dotimes (i 20000) (io:print i))");
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardError = true };
        foreach (var arg in (string[])["-c", $"\"$0\" run \"$1\" {where}", Path.Combine(AppContext.BaseDirectory, "claudelang"), file.Path]) start.ArgumentList.Add(arg);
        using var shell = Process.Start(start)!;
        Assert.Equal(error, await shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(error.Length == 0 ? 0 : 1, shell.ExitCode);
    }

    [Fact]
    public async Task A_port_in_use_is_one_line()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        var end = await Cli.Run("node", "--listen", $"127.0.0.1:{port}");
        Assert.Equal((2, "", $"claudelang: cannot listen on 127.0.0.1:{port}: the port is in use\n"), (end.Status, end.Out, end.Error));
    }

    [Theory]
    [InlineData("run")]
    [InlineData("cluster")]
    [InlineData("submit")]
    public async Task An_error_of_the_program_has_its_kind_and_a_trace(string command)
    {
        using var file = new ProgramFile("(define (add a) (+ a 1))\n(io:print \"before\")\n(io:print (add \"x\"))\n");
        using var cluster = new ClusterProcesses();
        string[] where = command == "submit" ? ["--cluster", (await cluster.Node("executor,compiler", null)).Address] : [];
        var end = await Cli.Run([command, file.Path, .. where]);
        Assert.Equal((1, "before\n"), (end.Status, end.Out));
        Assert.StartsWith("error: :type +: ", end.Error);
        Assert.Contains($"\n  at add ({file.Path}:1:17)\n", end.Error);
        Assert.DoesNotContain("   at ", end.Error);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("eval")]
    [InlineData("cluster")]
    [InlineData("submit")]
    public async Task What_was_printed_comes_before_the_error(string command)
    {
        const string Program = "(io:print \"before\")\n(io:eprint \"aside\")\n(io:write \"no newline\")\n(throw 42)\n";
        using var file = new ProgramFile(Program);
        using var cluster = new ClusterProcesses();
        string[] where = command == "submit" ? ["--cluster", (await cluster.Node("executor,compiler", null)).Address] : [];
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true };
        foreach (var arg in (string[])["-c", "\"$0\" \"$@\" 2>&1", Path.Combine(AppContext.BaseDirectory, "claudelang"), command, command == "eval" ? Program : file.Path, .. where]) start.ArgumentList.Add(arg);
        using var shell = Process.Start(start)!;
        var said = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, shell.ExitCode);
        // A cluster tells behind it what it did.
        var expected = $"before\naside\nno newlineerror: uncaught value: 42\n  at top level ({(command == "eval" ? "<eval>" : file.Path)}:4:1)\n";
        Assert.Equal(expected, command == "cluster" ? said[..Math.Min(said.Length, expected.Length)] : said);
    }

    /// <summary>Neither a task that failed, nor a warning, nor an error that was caught makes the program one that failed.</summary>
    [Theory]
    [InlineData("run")]
    [InlineData("cluster")]
    [InlineData("submit")]
    public async Task A_program_that_came_to_its_end_has_status_0(string command)
    {
        using var file = new ProgramFile("(go (head []))\n(go (time:sleep 1000))\n(time:sleep 0)\n(try (nowhere) (catch e nil))\n(io:print \"end\")\n#f\n");
        using var cluster = new ClusterProcesses();
        string[] where = command == "submit" ? ["--cluster", (await cluster.Node("executor,compiler", null)).Address] : [];
        var end = await Cli.Run([command, file.Path, .. where]);
        Assert.Equal((0, "end\n"), (end.Status, end.Out));
        Assert.Contains($"{file.Path}:4:7: warning CL0025: unbound name 'nowhere'", end.Error);
        Assert.Contains("error: :index head: index 0 is out of range for length 0\n", end.Error);
    }

    [Fact]
    public async Task A_file_that_is_not_UTF8_is_one_line()
    {
        using var file = new ProgramFile("");
        File.WriteAllBytes(file.Path, [.. "(io:print 1)\n;"u8, 0xFF, 0x0A]);
        var end = await Cli.Run("run", file.Path);
        Assert.Equal((1, ""), (end.Status, end.Out));
        Assert.StartsWith("error: :io ", end.Error);
        Assert.Equal(1, end.Error.Count(c => c == '\n'));
    }

    [Fact]
    public async Task A_node_survives_strangers_on_its_port()
    {
        using var cluster = new ClusterProcesses();
        var (_, address) = await cluster.Node("executor,compiler", null);
        var random = new Random(7);
        foreach (var bytes in (byte[][])[Encoding.ASCII.GetBytes("GET / HTTP/1.1\r\nHost: x\r\n\r\n"), Noise(random, 4096), [0xFF, 0xFF, 0xFF, 0x7F, 1, 2], Noise(random, 100_000)])
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync("127.0.0.1", int.Parse(address.Split(':')[1]), TestContext.Current.CancellationToken);
            try
            {
                await socket.GetStream().WriteAsync(bytes, TestContext.Current.CancellationToken);
            }
            catch (IOException)
            {
                // It hung up in the middle: as good an answer as any.
            }
        }
        using var file = new ProgramFile("(io:print (* 6 7))");
        var end = await Cli.Run("submit", file.Path, "--cluster", address);
        Assert.Equal((0, "42\n"), (end.Status, end.Out));
    }

    private static byte[] Noise(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}
