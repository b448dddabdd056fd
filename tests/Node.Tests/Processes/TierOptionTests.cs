using System.Text.Json.Nodes;
using Xunit;

namespace ClaudeLang.Node.Tests.Processes;

/// <summary>`--jit-log`, `--jit-sync`, `--hot-calls` and `--hot-loops`, as the real program understands them.</summary>
[Trait("Category", "Process")]
[Collection("Processes")]
public sealed class TierOptionTests
{
    /// <summary>Its end comes at once without `--jit-sync`; ten guards fail in `add`, which makes a list and so is never inlined.</summary>
    private const string Text = """
        (define (add a b) (if b (+ a b) (list a)))
        (define (sum n)
          (let ((s 0))
            (dotimes (i n) (set! s (add s i)))
            s))
        (dotimes (i 30) (sum 100))
        (dotimes (i 25) (add 0.5 i))
        (io:print (sum 4000))
        """;

    [Fact]
    public async Task A_log_that_cannot_be_written_stops_no_program()
    {
        using var program = new ProgramFile(Text);
        var end = await Cli.Run("run", program.Path, "--jit-sync", "--jit-log=/dev/full");
        Assert.Equal((0, "7998000\n"), (end.Status, end.Out));
        Assert.Matches(@"^claudelang: no more is written to /dev/full: [^\n]+\n$", end.Error);
    }

    [Fact]
    public async Task The_log_tells_the_same_story_each_time_the_program_waits_for_its_code()
    {
        using var program = new ProgramFile(Text);
        var first = await Log("run", program.Path, "--jit-sync");
        Assert.Equal(Story(first), Story(await Log("run", program.Path, "--jit-sync")));

        var add = first.Where(line => (string?)line["function"] == "add").ToList();
        Assert.Equal(
            ["compile baseline", "install baseline", "compile optimized", "install optimized", .. Enumerable.Repeat("deopt optimized", 10), "withdraw optimized",
                .. Enumerable.Repeat("deopt baseline", 10), "withdraw baseline", "compile baseline", "install baseline"],
            add.Take(28).Select(line => $"{line["event"]} {line["tier"]}"));
        Assert.Equal("100 calls and turns", (string?)add[0]["reason"]);
        Assert.Equal("instead of the interpreter", (string?)add[1]["reason"]);
        Assert.Equal(("600 calls and turns", 9), ((string?)add[2]["reason"], (int)add[2]["bytecodes"]!));
        Assert.True((int)add[2]["codeBytes"]! > 0);
        Assert.Equal(((int)add[2]["codeBytes"]!, "instead of baseline code"), ((int)add[3]["codeBytes"]!, (string?)add[3]["reason"]));
        Assert.Equal(Enumerable.Range(1, 10), add.GetRange(4, 10).Select(line => (int)line["count"]!));
        Assert.All(add.GetRange(4, 10), line => Assert.Equal((program.Path, 1, "a value was no small Int"), ((string?)line["file"], (int)line["line"]!, (string?)line["reason"])));
        Assert.Equal("10 guards failed; baseline code goes on", (string?)add[14]["reason"]);
        Assert.All(add.GetRange(15, 10), line => Assert.Equal((program.Path, 1, "a value or result was no small Int"), ((string?)line["file"], (int)line["line"]!, (string?)line["reason"])));
        Assert.Equal("10 guards failed; the interpreter goes on", (string?)add[25]["reason"]);
        Assert.Contains(add.Skip(28), line => ((string?)line["event"], (string?)line["tier"]) == ("compile", "optimized"));
        Assert.Contains(first, line => ((string?)line["event"], (string?)line["function"], (int?)line["loopLine"]) == ("compile", "sum", 4));
    }

    [Fact]
    public async Task Through_a_farm_the_program_waits_as_well()
    {
        using var program = new ProgramFile(Text);
        using var cluster = new ClusterProcesses();
        var (_, compiler) = await cluster.Node("compiler", null, "--compile-delay-ms", "100");
        var (_, executor) = await cluster.Node("executor", compiler);
        var end = await Cli.Run("submit", program.Path, "--cluster", executor, "--jit-sync", "--jit-log", "--json");
        Assert.Equal((0, "7998000\n"), (end.Status, end.Out));
        var lines = end.Error.TrimEnd('\n').Split('\n')[..^1].Select(line => JsonNode.Parse(line)!).ToList();
        var compile = lines.Find(line => (string?)line["event"] == "compile" && (string?)line["function"] == "add" && (string?)line["tier"] == "optimized")!;
        Assert.Equal((compiler, "600 calls and turns"), ((string?)compile["by"], (string?)compile["reason"]));
        Assert.Contains(lines, line => (string?)line["event"] == "withdraw");
        Assert.All(end.Report.Functions.SelectMany(function => function.Codes), code => Assert.True(code.SwappedMs >= 0 && code.SlicesWaited <= 1, $"{code.SlicesWaited} slices"));
    }

    [Fact]
    public async Task Thresholds_say_when_calls_and_loops_are_optimized()
    {
        using var program = new ProgramFile(Text);
        var log = await Log("run", program.Path, "--jit-sync", "--hot-calls=90", "--hot-loops=36");
        Assert.Equal("90 calls and turns", ReasonOfCompile("add", loopLine: null));
        Assert.Equal("36 calls and turns", ReasonOfCompile("sum", loopLine: 4));
        log = await Log("run", program.Path, "--jit-sync", "--hot-calls=1000000", "--hot-loops=36");
        Assert.Null(ReasonOfCompile("add", loopLine: null));
        Assert.NotNull(ReasonOfCompile("sum", loopLine: 4));
        log = await Log("run", program.Path, "--jit-sync", "--hot-calls=90", "--hot-loops=1000000");
        Assert.DoesNotContain(log, line => line["loopLine"] is not null);

        string? ReasonOfCompile(string function, int? loopLine) => (string?)log.Find(
            line => (string?)line["event"] == "compile" && (string?)line["tier"] == "optimized" && (string?)line["function"] == function && (int?)line["loopLine"] == loopLine)?["reason"];
    }

    [Fact]
    public async Task A_bailout_has_its_reason_and_the_text_goes_to_stderr()
    {
        var many = string.Join(' ', Enumerable.Range(0, 5100).Select(n => $"(v{n} (+ x {n}))"));
        using var program = new ProgramFile($"(define (f x) (let ({many}) v1000)) (dotimes (i 1000) (f i)) (io:print (f 1))");
        var end = await Cli.Run("run", program.Path, "--jit-sync", "--jit-log");
        Assert.Equal((0, "1001\n"), (end.Status, end.Out));
        Assert.Matches(@"(?m)^ *[0-9]+\.[0-9]{3} ms  bailout   f \[optimized\] [0-9]+ bytecodes \(.*is longer than the compiler takes.*\)$", end.Error);
    }

    [Theory]
    [InlineData("--hot-calls takes a number from 3 on, not '2'", "run", "--hot-calls=2")]
    [InlineData("--hot-loops takes a number from 3 on, not 'few'", "run", "--hot-loops=few")]
    [InlineData("--jit-log: cannot write /nowhere/log: ", "run", "--jit-log=/nowhere/log")]
    [InlineData("--jit-dump: cannot write into /nowhere: ", "run", "--jit-dump=/nowhere")]
    [InlineData("--perf-map: cannot write into /nowhere: ", "run", "--perf-map=/nowhere")]
    [InlineData("--code-max takes bytes from 1m on, as in 4096k, 200m or 2g, not '1k'", "run", "--code-max=1k")]
    [InlineData("unknown option -O-gvn (passes that can be switched off: phis, folding, loop-blocks, numbering, hoisting, untagging, bounds, index-checks, short-products, strength-reduction, if-conversion, dead-code, inlining)", "run", "-O-gvn")]
    [InlineData("--jit-log=log: only claudelang run writes the log to a file", "cluster", "--jit-log=log")]
    public async Task A_wrong_value_is_explained(string message, string command, string option)
    {
        using var program = new ProgramFile("1");
        var end = await Cli.Run(command, program.Path, option);
        Assert.Equal((2, ""), (end.Status, end.Out));
        Assert.StartsWith($"claudelang: {message}", end.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expression_has_a_log_as_well()
    {
        var end = await Cli.Run("eval", "--jit-sync", "--jit-log", "(let up ((i 0)) (if (< i 10000) (up (+ i 1)) i))");
        Assert.Equal("10000\n", end.Out);
        Assert.Contains("[optimized]", end.Error);
    }

    [Fact]
    public async Task A_program_with_more_code_than_there_is_memory_for_runs_to_its_end()
    {
        // 300 functions, each of some 10 KB of machine code.
        var sum = string.Join(' ', Enumerable.Range(0, 60).Select(n => $"(vector-ref v (bit-and (+ i {n}) 7))"));
        var functions = Enumerable.Range(0, 300).Select(n => $"(define (f{n} v) (let ((s {n})) (dotimes (i 300) (set! s (+ s {sum}))) s)) (io:print (f{n} v))");
        using var program = new ProgramFile($"(define v (make-vector 8 1))\n{string.Join('\n', functions)}");
        var end = await Cli.Run("run", program.Path, "--jit-sync", "--jit-log", "--code-max=1m");
        Assert.Equal((0, string.Concat(Enumerable.Range(0, 300).Select(n => $"{n + 18000}\n"))), (end.Status, end.Out));
        Assert.Matches("bailout .*the 1 MB that it may have are full of code that runs", end.Error);
    }

    [Fact]
    public async Task The_map_for_perf_has_a_line_for_everything_that_was_installed()
    {
        using var program = new ProgramFile(Text);
        var directory = Directory.CreateTempSubdirectory("claudelang-");
        try
        {
            var log = await Log("run", program.Path, "--jit-sync", $"--perf-map={directory.FullName}");
            var map = Assert.Single(directory.GetFiles("perf-*.map"));
            var lines = (await File.ReadAllLinesAsync(map.FullName, TestContext.Current.CancellationToken)).Select(line => line.Split(' ', 3)).Select(parts => (Bytes: Convert.ToInt32(parts[1], 16), Name: parts[2])).ToList();
            var installs = log.FindAll(line => (string?)line["event"] == "install");
            Assert.NotEmpty(installs);
            Assert.All(installs, install => Assert.Contains(
                lines, line => line.Bytes == (int)install["codeBytes"]! && line.Name.StartsWith($"{install["function"]} [{install["tier"]}", StringComparison.Ordinal)));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_pass_that_is_switched_off_is_missing_here_and_in_a_farm_and_its_code_stays_apart()
    {
        using var program = new ProgramFile(Text);
        var (usual, without) = (await Explain(), await Explain("-O-bounds"));
        Assert.NotEqual(usual, without);
        Assert.Equal(usual, await Explain());

        using var cluster = new ClusterProcesses();
        var (_, node) = await cluster.Node("executor,compiler", null);
        var bytes = await BytesOfSum();
        Assert.NotEqual(bytes, await BytesOfSum("-O-bounds", "-O-numbering", "-O-folding"));
        Assert.Equal(bytes, await BytesOfSum());

        async Task<string> Explain(params string[] more) => (await Cli.Run(["explain", program.Path, "--stage=ir", "--function=sum", .. more])).Out;
        async Task<int> BytesOfSum(params string[] more)
        {
            var end = await Cli.Run(["submit", program.Path, "--cluster", node, "--jit-sync", "--json", .. more]);
            Assert.Equal((0, "7998000\n"), (end.Status, end.Out));
            return end.Report.Functions.Single(function => function.Name == "sum").Codes[0].CodeBytes;
        }
    }

    [Fact]
    public async Task Explain_shows_the_code_of_either_tier()
    {
        using var program = new ProgramFile(Text);
        var (optimized, baseline) = (await Explain("--stage=asm"), await Explain("--stage=asm", "--tier=baseline"));
        Assert.Contains(" of sum/1 ", baseline.Out);
        Assert.Contains("a value or result was no small Int", baseline.Out);
        Assert.DoesNotContain("a value or result was no small Int", optimized.Out);
        var none = await Explain("--stage=ir", "--tier=baseline");
        Assert.Equal((1, "", "explain: baseline code is made without intermediate code; --stage=asm shows it\n"), (none.Status, none.Out, none.Error));

        Task<CliEnd> Explain(params string[] more) => Cli.Run(["explain", program.Path, "--function=sum", .. more]);
    }

    private static async Task<List<JsonNode>> Log(string command, string program, params string[] options)
    {
        var log = program + ".log";
        try
        {
            var end = await Cli.Run([command, program, $"--jit-log={log}", "--json", .. options]);
            Assert.Equal((0, "7998000\n"), (end.Status, end.Out));
            return [.. (await File.ReadAllLinesAsync(log)).Select(line => JsonNode.Parse(line)!)];
        }
        finally
        {
            File.Delete(log);
        }
    }

    /// <summary>The lines without their times.</summary>
    private static List<string> Story(List<JsonNode> log) => [.. log.Select(line =>
    {
        var copy = line.DeepClone().AsObject();
        copy.Remove("ms");
        copy.Remove("tookMs");
        return copy.ToJsonString();
    })];
}
