using System.Reflection;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Syntax;
using Xunit;
using static ClaudeLang.Vm.Tests.Bytecode.SampleLibrary;

namespace ClaudeLang.Vm.Tests.Syntax;

public sealed class DiagnosticTests
{
    [Theory]
    [InlineData("(define if 1)", "CL0020", 9)]
    [InlineData("(let ((match 1)) 2)", "CL0020", 8)]
    [InlineData("(lambda (quote) 2)", "CL0020", 10)]
    [InlineData("(define a:b 1)", "CL0021", 9)]
    [InlineData("(+ 1 if)", "CL0022", 6)]
    [InlineData("(set! + 1)", "CL0023", 7)]
    [InlineData("(set! inf 1)", "CL0023", 7)]
    [InlineData("(set! io:print 1)", "CL0023", 7)]
    [InlineData("(lambda (a b a) 1)", "CL0024", 14)]
    [InlineData("(let loop ((a 1) (a 2)) a)", "CL0024", 18)]
    [InlineData("(if)", "CL0030", 1)]
    [InlineData("(if 1 2 3 4)", "CL0030", 1)]
    [InlineData("(when)", "CL0030", 1)]
    [InlineData("(cond 5)", "CL0030", 7)]
    [InlineData("(cond (else 1) (#t 2))", "CL0030", 7)]
    [InlineData("(let ((a)) 1)", "CL0030", 7)]
    [InlineData("(let ((a 1)))", "CL0030", 1)]
    [InlineData("(let 5 1)", "CL0030", 6)]
    [InlineData("(set! (a) 1)", "CL0030", 1)]
    [InlineData("(quote)", "CL0030", 1)]
    [InlineData("(while)", "CL0030", 1)]
    [InlineData("(dotimes (i) 1)", "CL0030", 1)]
    [InlineData("(define)", "CL0030", 1)]
    [InlineData("(define a)", "CL0030", 1)]
    [InlineData("(effect 5)", "CL0030", 1)]
    [InlineData("(+ 1 (define a 2))", "CL0031", 6)]
    [InlineData("(if 1 (define a 2))", "CL0031", 7)]
    [InlineData("(lambda (1) 2)", "CL0032", 10)]
    [InlineData("(lambda (a . b c) 2)", "CL0033", 12)]
    [InlineData("(lambda (a .) 2)", "CL0033", 12)]
    [InlineData("(lambda (a))", "CL0034", 1)]
    [InlineData("(define (f))", "CL0034", 1)]
    [InlineData("(lambda 5 1)", "CL0030", 1)]
    [InlineData("(match 1 2)", "CL0030", 10)]
    [InlineData("(define (f (x : Itn)) x)", "CL0055", 17)]
    [InlineData("(define (f) : Itn 1)", "CL0055", 15)]
    public void A_bad_form_is_reported_where_it_stands(string text, string code, int column)
    {
        Diagnostic error = Assert.Single(Compile(text).Errors);
        Assert.Equal((code, column), (error.Message.Code, error.Position.Column));
    }

    /// <summary>No file holds it, but a text that a caller made up may: no string, name or comment of a program does.</summary>
    [Fact]
    public void Half_of_a_surrogate_pair_is_reported_where_it_stands()
    {
        foreach (string half in (string[])["\ud83d", "\ude00", "\ude00\ud83d", "\ud83d\ud83d\ude00"])
            foreach (string around in (string[])["\"ab{0}\"", "'ab{0}c", "(define a{0} 1)", ";😀b{0}", "(f \"😀{0}"])
            {
                string text = around.Replace("{0}", half, StringComparison.Ordinal);
                Diagnostic error = Assert.Single(Compile(text).Errors, error => error.Message.Code == "CL0015");
                int at = around.IndexOf("{0}", StringComparison.Ordinal), pairs = around.Contains("😀", StringComparison.Ordinal) ? 1 : 0;
                Assert.Equal(at + 1 - pairs, error.Position.Column);
            }
        Assert.Empty(Compile("\"😀\" '😀 ;😀").Errors);
    }

    [Fact]
    public void A_message_shows_its_line_and_a_caret()
    {
        CompileOutcome outcome = Compile("(define a 1)\r\n\t(+ a (if))\r\n");
        Assert.Equal("t.cl:2:7: error CL0030: if: expected (if condition then) or (if condition then else)\n  \t(+ a (if))\n  \t     ^", outcome.RenderErrors());
    }

    [Fact]
    public void Columns_are_those_of_code_points() =>
        Assert.Equal("t.cl:1:5: error CL0030: if: expected (if condition then) or (if condition then else)\n  \"😀\" (if)\n      ^", Compile("\"😀\" (if)").RenderErrors());

    [Fact]
    public void Every_error_says_what_was_expected() => Assert.All(AllMessages().Where(message => !message.IsWarning), message => Assert.Contains("expected", message.Format));

    private static IEnumerable<Message> AllMessages() => typeof(Messages).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (Message)field.GetValue(null)!);

    [Fact]
    public void A_long_line_is_cut_around_the_caret()
    {
        string[] lines = Compile(new string(' ', 500) + "(if)" + new string(' ', 500) + ";").RenderErrors().Split('\n');
        Assert.InRange(lines[1].Length, 20, 170);
        Assert.Equal(lines[1].IndexOf("(if)", StringComparison.Ordinal), lines[2].IndexOf('^', StringComparison.Ordinal));
    }

    [Fact]
    public void Errors_come_in_the_order_of_the_text()
    {
        CompileOutcome outcome = Compile("(let ((f (lambda () (if))) (x (when))) 1)\n(quote)");
        Assert.Equal([21, 31, 1], outcome.Errors.Select(error => error.Position.Column));
        Assert.Null(outcome.Program);
    }

    [Fact]
    public void Every_message_has_a_code_of_its_own()
    {
        var all = AllMessages().ToList();
        Assert.All(all, message => Assert.Matches("^CL[0-9]{4}$", message.Code));
        Assert.Equal(all.Count, all.Select(message => message.Code).Distinct().Count());
    }

    [Theory]
    [InlineData("(lenght [1])", "unbound name 'lenght'; did you mean 'length'?")]
    [InlineData("(define (fib n) 1) (fbi 3)", "unbound name 'fbi'; did you mean 'fib'?")]
    [InlineData("(lamda (x) 1)", "unbound name 'lamda'; did you mean 'lambda'?")]
    [InlineData("(frobnicate)", "unbound name 'frobnicate'")]
    [InlineData("(let ((count 1)) (+ cuont cuont))", "unbound name 'cuont'; did you mean 'count'?")]
    public void An_unbound_name_is_a_warning_that_knows_the_near_names(string text, string expected)
    {
        IEnumerable<string> warnings = Compile(text).Program!.Warnings.Where(warning => !warning.Contains("unbound name 'x'", StringComparison.Ordinal));
        Assert.Equal(expected, Assert.Single(warnings).Split('\n')[0].Split("CL0025: ")[1]);
    }

    [Fact]
    public void A_name_that_the_file_defines_is_not_the_library_s()
    {
        Assert.NotNull(Compile("(define (length x) 1) (set! length 2) (length 1)").Program);
        Assert.NotNull(Compile("(let ((+ 1)) (set! + 2) +)").Program);
    }
}
