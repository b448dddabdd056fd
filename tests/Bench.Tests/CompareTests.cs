using Xunit;

namespace ClaudeLang.Bench.Tests;

public sealed class CompareTests
{
    [Fact]
    public void What_got_slower_or_faster_beyond_all_doubt_is_told()
    {
        string text = Compare.Text(
            [.. Rows(Names.Native, "fib", 10, 11, 10.5), .. Rows(Names.Interpreter, "tak", 30, 31, 32)],
            [.. Rows(Names.Native, "fib", 20, 21, 22), .. Rows(Names.Interpreter, "tak", 15, 15.5, 16)]);
        Assert.Contains("slower    2.00 x  fib          native", text);
        Assert.Contains("faster    2.00 x  tak          interpreter", text);
    }

    /// <summary>Rounds that overlap may be noise; so may a change of a few percent.</summary>
    [Theory]
    [InlineData(10, 20, 10, 15, 25, 30)]
    [InlineData(10, 10.1, 10.2, 10.3, 10.4, 10.5)]
    [InlineData(10, 10, 10, 10, 10, 10)]
    [InlineData(10, 10, 10, 0, 0, 0)]
    public void What_may_be_noise_is_not(double a, double b, double c, double d, double e, double f) =>
        Assert.Contains("Nothing of this project", Compare.Text([.. Rows(Names.Native, "fib", a, b, c)], [.. Rows(Names.Native, "fib", d, e, f)]));

    [Fact]
    public void The_others_tell_how_much_of_it_is_the_machine()
    {
        string text = Compare.Text([.. Rows(Names.C, "fib", 10, 10, 10), .. Rows(Names.Node, "fib", 10, 10, 10)], [.. Rows(Names.C, "fib", 20, 20, 20), .. Rows(Names.Node, "fib", 20, 20, 20)]);
        Assert.Contains("took 2.00 times as long", text);
        Assert.DoesNotContain("slower  ", text);
    }

    [Fact]
    public void A_report_is_read_as_it_was_written()
    {
        List<Row> rows = [.. Rows(Names.Native, "fib", 10, 0.125, 1234.5)];
        Assert.Equal(rows, CsvFile.Read(CsvFile.Write(rows)));
    }

    [Theory]
    [InlineData("", "it does not begin")]
    [InlineData("a,b\n", "it does not begin")]
    [InlineData("part,program,contestant,measure,round,value\nx,y\n", "line 2 is not a row")]
    [InlineData("part,program,contestant,measure,round,value\na,b,c,d,0,1\na,b,c,d,0,fast\n", "line 3 is not a row")]
    public void What_is_no_report_is_refused(string text, string why) => Assert.Contains(why, Assert.Throws<FormatException>(() => CsvFile.Read(text)).Message);

    private static IEnumerable<Row> Rows(string contestant, string program, params double[] values) =>
        values.Select((value, round) => new Row(Results.Programs, program, contestant, Measure.Steady, round, value));
}
