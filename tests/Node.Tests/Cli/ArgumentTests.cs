using System.Text.Json;
using ClaudeLang.Node.Cli;
using ClaudeLang.Node.Hosting;
using ClaudeLang.Protocol;
using Xunit;

namespace ClaudeLang.Node.Tests.Cli;

public sealed class ArgumentTests
{
    [Theory]
    [InlineData("127.0.0.1:4053", "127.0.0.1", 4053)]
    [InlineData("[::1]:0", "::1", 0)]
    [InlineData("node-a.example:65535", "node-a.example", 65535)]
    public void A_host_and_port_is_read(string text, string host, int port)
    {
        Assert.Equal(new HostPort(host, port), HostPort.Parse(text));
        Assert.Equal(text, HostPort.Parse(text).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("nohost")]
    [InlineData(":80")]
    [InlineData("h:")]
    [InlineData("h:65536")]
    [InlineData("h:-1")]
    [InlineData("h\"{}:80")]
    public void What_is_none_is_refused(string text) => Assert.Null(HostPort.Parse(text));

    [Fact]
    public void A_grant_without_a_value_grants_everything_and_takes_no_other_word()
    {
        var args = Arguments.Normalize(["run", "--allow-read", "f.cl", "--", "--allow-net"]);
        Assert.Equal("--allow-net", args[^1]);
        var options = new GrantOptions();
        var file = new System.CommandLine.Argument<string>("FILE");
        var rest = new System.CommandLine.Argument<string[]>("ARGS");
        var run = new System.CommandLine.Command("run") { file, rest };
        options.AddTo(run);
        var parsed = new System.CommandLine.RootCommand { run }.Parse(args);
        Assert.Empty(parsed.Errors);
        Assert.Equal("f.cl", parsed.GetValue(file));
        var grants = options.Read(parsed);
        Assert.Empty(grants.Read!);
        Assert.Null(grants.Net);
    }

    [Theory]
    [InlineData("--jti", "run", "f.cl", "--jti=off")]
    [InlineData("-x", "run", "-x", "f.cl")]
    [InlineData(null, "run", "f.cl", "--jit=off", "-5", "-")]
    [InlineData(null, "run", "f.cl", "--", "--jti=off")]
    public void A_wrong_option_is_found(string? wrong, params string[] args) => Assert.Equal(wrong, Arguments.FindUnknownOption(CommandLine.Build(), args));

    [Theory]
    [InlineData("--code-max=", "run", "--code-max=", "f.cl")]
    [InlineData("--jit:", "run", "f.cl", "--jit:")]
    [InlineData(null, "run", "f.cl", "--heap-max=2g", "-", "--jit-log", "--", "--jit=")]
    public void An_option_with_an_empty_value_is_found(string? empty, params string[] args) => Assert.Equal(empty, Arguments.FindEmptyOption(args));

    [Theory]
    [InlineData]
    [InlineData("a", "b c", "run", "", "x=y", "/tmp", "[a]", "ü")]
    public void A_plain_run_is_what_the_parser_makes_of_it(params string[] given)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, "(io:print \"x\") ; import");
            string[] plain = [.. given.Where(word => word.Length > 0)], args = ["run", file, .. plain];
            var options = new ProgramOptions();
            var run = new System.CommandLine.Command("run");
            options.AddTo(run);
            var parsed = new System.CommandLine.RootCommand { run }.Parse(args);
            Assert.Empty(parsed.Errors);
            Assert.True(PlainRun.Is(args));
            Assert.Equal(JsonSerializer.Serialize(options.Read(parsed)), JsonSerializer.Serialize(PlainRun.Read(args)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("run")]
    [InlineData("eval", "1")]
    [InlineData("run", "f.cl", "--jit=off")]
    [InlineData("run", "-h")]
    [InlineData("run", "f.cl", "--", "a")]
    [InlineData("run", "f.cl", "-5")]
    [InlineData("run", "f.cl", "@answers")]
    [InlineData("run", "f.cl", "/?")]
    [InlineData("run", "f.cl", "")]
    public void What_the_parser_may_know_better_is_not_plain(params string[] args) => Assert.False(PlainRun.Is(args));

    private static ProgramLimits ReadLimits(params string[] args)
    {
        var options = new LimitOptions();
        var run = new System.CommandLine.Command("run");
        options.AddTo(run);
        return options.Read(new System.CommandLine.RootCommand { run }.Parse(["run", .. args]));
    }

    [Fact]
    public void Limits_are_numbers_seconds_and_sizes()
    {
        Assert.Equal(ProgramLimits.None, ReadLimits());
        Assert.Equal(
            new ProgramLimits(Fuel: 1000, TimeMs: 1500, HeapBytes: 200 << 20, StackBytes: 1L << 31, OutputBytes: 10, Channels: 3),
            ReadLimits("--fuel=1000", "--timeout=1.5", "--heap-max=200m", "--stack-max=2G", "--output-max=10", "--channels-max=3"));
        Assert.Equal(4096 << 10, ReadLimits("--heap-max=4096k").HeapBytes);
    }

    [Theory]
    [InlineData("--fuel=0")]
    [InlineData("--fuel=many")]
    [InlineData("--fuel=-1")]
    [InlineData("--timeout=0")]
    [InlineData("--timeout=nan")]
    [InlineData("--heap-max=1k")]
    [InlineData("--heap-max=m")]
    [InlineData("--heap-max=99999999999999999999g")]
    [InlineData("--stack-max=9223372036854775807g")]
    public void A_limit_that_is_none_is_refused(string arg)
    {
        string message = Assert.Throws<UsageException>(() => ReadLimits(arg)).Message;
        Assert.StartsWith(arg.Split('=')[0] + " takes ", message);
    }

    [Fact]
    public void Every_command_has_an_example() =>
        Assert.All(CommandLine.Build().Subcommands, command => Assert.Contains($"Example:\n  claudelang {command.Name} ", command.Description));
}
