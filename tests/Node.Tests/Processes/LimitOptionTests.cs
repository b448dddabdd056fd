using Xunit;

namespace ClaudeLang.Node.Tests.Processes;

/// <summary>What a program may use is what the options of its run say, whatever command runs it.</summary>
[Trait("Category", "Process")]
[Collection("Processes")]
public sealed class LimitOptionTests
{
    /// <summary>Runs into one limit after the other, and each is another error.</summary>
    private const string Program = """
        (define (message f) (try (begin (f) "no limit") (catch e (Error-message e))))
        (define (deep n) (if (= n 0) 0 (+ 1 (deep (- n 1)))))
        (define channels (message (lambda () (dotimes (i 4) (chan)))))
        (define pending (try (deep 500000) (catch e (Error-kind e))))
        (define memory (message (lambda () (let loop ((l [])) (loop (cons (make-vector 1000 0) l))))))
        (define output (message (lambda () (dotimes (i 1000) (io:write "....")))))
        (define turns (message (lambda () (while true nil))))
        (io:print)
        (io:print channels)
        (io:print pending)
        (io:print memory)
        (io:print output)
        (io:print turns)
        """;

    private static readonly string[] Options = ["--channels-max=3", "--stack-max=1m", "--heap-max=16m", "--output-max=1k", "--fuel=2000000"];

    [Theory]
    [InlineData("run")]
    [InlineData("eval")]
    [InlineData("cluster")]
    [InlineData("submit")]
    public async Task A_program_may_use_what_its_run_says(string command)
    {
        using var cluster = new ClusterProcesses();
        string[] where = await Where(command, cluster);
        using var file = new ProgramFile(Program);
        var end = await Cli.Run([command, command == "eval" ? Program : file.Path, .. where, .. Options]);
        Assert.Equal(0, end.Status);
        Assert.Equal(
            ["the run may have 3 channels open, and has", ":stack-overflow", "out of memory: more than 16 MiB are in use", "the run may write 1024 bytes of output, and has", "the run may make 2000000 calls and loop turns, and has"],
            end.Out.Split('\n')[1..^1]);
    }

    [Theory]
    [InlineData("run")]
    [InlineData("eval")]
    [InlineData("cluster")]
    [InlineData("submit")]
    public async Task It_may_take_the_time_that_its_run_says(string command)
    {
        const string Endless = "(while true nil)";
        using var cluster = new ClusterProcesses();
        string[] where = await Where(command, cluster);
        using var file = new ProgramFile(Endless);
        var end = await Cli.Run([command, command == "eval" ? Endless : file.Path, .. where, "--timeout=0.05"]);
        Assert.Equal(1, end.Status);
        Assert.StartsWith("error: :timeout the run may take 50 ms, and has\n", end.Error);
    }

    /// <summary>The same with a program that would end: a limit that is lost is an answer that is wrong, not one that never comes.</summary>
    [Theory]
    [InlineData("run")]
    [InlineData("eval")]
    [InlineData("cluster")]
    [InlineData("submit")]
    public async Task It_may_take_no_more_than_that(string command)
    {
        const string Seconds = "(define start (time:monotonic)) (while (< (- (time:monotonic) start) 4000000000) nil) (io:print \"no limit\")";
        using var cluster = new ClusterProcesses();
        string[] where = await Where(command, cluster);
        using var file = new ProgramFile(Seconds);
        var end = await Cli.Run([command, command == "eval" ? Seconds : file.Path, .. where, "--timeout=0.05"]);
        Assert.Equal((1, ""), (end.Status, end.Out));
        Assert.StartsWith("error: :timeout the run may take 50 ms, and has\n", end.Error);
    }

    [Fact]
    public async Task A_run_with_fuel_is_interpreted()
    {
        using var file = new ProgramFile("(define (f n) (if (= n 0) 0 (f (- n 1)))) (io:print (f 1000000))");
        string[] command = ["run", file.Path, "--json"];
        Assert.Contains((await Cli.Run(command)).Report.Functions, function => function.Codes.Length > 0);
        Assert.All((await Cli.Run([.. command, "--fuel=10000000"])).Report.Functions, function => Assert.Equal(("interpreted", 0), (function.Mode, function.Codes.Length)));
    }

    private static async Task<string[]> Where(string command, ClusterProcesses cluster) =>
        command == "submit" ? ["--cluster", (await cluster.Node("executor,compiler", null)).Address] : command == "cluster" ? ["--nodes", "1"] : [];
}
