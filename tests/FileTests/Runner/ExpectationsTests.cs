using Xunit;

namespace ClaudeLang.FileTests.Runner;

public sealed class ExpectationsTests
{
    private const string Text = "; a test\n(io:print 1)\n\n;; modes: interpreted\n;; expect: 1\n;; expect:\n;; expect-end: 2\n;; error: :type head\n";

    [Fact]
    public void A_run_is_compared_in_the_lines_of_the_file()
    {
        Expectations file = Expectations.Read(Text);
        Assert.Equal(["interpreted"], file.Modes);
        string[] run = [.. Expectations.OutputLines("1\n\n2"), Expectations.ErrorLine(":type head: argument 1"), Expectations.AtLine("f", null, 2, 3)];
        Assert.Equal(file.Lines, file.Seen(run));
        Assert.Equal(Text, file.Bless(run));
    }

    [Theory]
    [InlineData("type", "tail: argument 1")]
    [InlineData("index", "head: argument 1")]
    [InlineData("typed", "head: argument 1")]
    public void Another_error_is_seen(string kind, string message)
    {
        Expectations file = Expectations.Read(Text);
        Assert.NotEqual(file.Lines, file.Seen([.. file.Lines[..^1], Expectations.ErrorLine($":{kind} {message}")]));
    }

    [Fact]
    public void Output_is_compared_to_the_newline()
    {
        Assert.Empty(Expectations.OutputLines(""));
        Assert.Equal([";; expect: a"], Expectations.OutputLines("a\n"));
        Assert.Equal([";; expect-end: a"], Expectations.OutputLines("a"));
        Assert.Equal([";; expect: a", ";; expect:", ";; expect:  b"], Expectations.OutputLines("a\n\n b\n"));
    }

    [Fact]
    public void A_trace_is_compared_as_a_whole_or_not_at_all()
    {
        Expectations file = Expectations.Read(";; error: :type\n;; at: f 1:2\n");
        Assert.NotEqual(file.Lines, file.Seen([Expectations.ErrorLine(":type x"), Expectations.AtLine("f", null, 1, 2), Expectations.AtLine("g", null, 3, 4)]));
        Assert.Equal(";; error: :type\n;; at: g 3:4\n", file.Bless([Expectations.ErrorLine(":type x"), Expectations.AtLine("g", null, 3, 4)]).TrimStart('\n'));
    }
}
