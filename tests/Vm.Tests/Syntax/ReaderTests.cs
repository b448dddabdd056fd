using System.Collections.Immutable;
using System.Text;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Syntax;
using Xunit;

namespace ClaudeLang.Vm.Tests.Syntax;

public sealed class ReaderTests
{
    private static (ImmutableArray<Datum> Forms, DiagnosticBag Diagnostics) Read(string text)
    {
        var diagnostics = new DiagnosticBag();
        return (Parser.Parse(new SourceText("t.cl", text), diagnostics), diagnostics);
    }

    private static string Show(Datum datum) => datum switch
    {
        AtomDatum { Value: Constant.Int i } => $"Int {i.Value}",
        AtomDatum { Value: Constant.Float f } => $"Float {BitConverter.DoubleToInt64Bits(f.Value):x}",
        AtomDatum { Value: Constant.String s } => $"String {string.Join(' ', s.Value.EnumerateRunes().Select(r => r.Value.ToString("x", null)))}",
        AtomDatum { Value: Constant.Keyword k } => $"Keyword {k.Name}",
        AtomDatum { Value: Constant.Bool b } => b.Value ? "true" : "false",
        AtomDatum => "nil",
        NameDatum n => n.Name,
        GroupDatum g => g.Open + string.Join(' ', g.Items.Select(Show)) + (g.Open == '(' ? ')' : g.Open == '[' ? ']' : '}'),
        _ => "?",
    };

    private static string ShowAll(string text)
    {
        (ImmutableArray<Datum> forms, DiagnosticBag diagnostics) = Read(text);
        Assert.False(diagnostics.HasErrors, string.Join('\n', diagnostics.Errors.Select(e => e.Text)));
        return string.Join(" | ", forms.Select(Show));
    }

    [Theory]
    [InlineData("; all\n1 ; rest\n2", "Int 1 | Int 2")]
    [InlineData("#| a #| b |# c |# 1,2,,3", "Int 1 | Int 2 | Int 3")]
    [InlineData("1\u00a02\u20283", "Int 1 | Int 2 | Int 3")]
    [InlineData("42 -17 +5 -0 007", "Int 42 | Int -17 | Int 5 | Int 0 | Int 7")]
    [InlineData("9223372036854775807 -9223372036854775808", "Int 9223372036854775807 | Int -9223372036854775808")]
    [InlineData("0xFF 0Xff -0x10 0xFFFFFFFFFFFFFFFF 0x8000000000000000", "Int 255 | Int 255 | Int -16 | Int -1 | Int -9223372036854775808")]
    [InlineData("3.14 -1e9 2.0e-3 1E+2", "Float 40091eb851eb851f | Float c1cdcd6500000000 | Float 3f60624dd2f1a9fc | Float 4059000000000000")]
    [InlineData("-0.0 1.7976931348623157e308 1e-400", "Float 8000000000000000 | Float 7fefffffffffffff | Float 0")]
    [InlineData("#t #f true false nil", "true | false | true | false | nil")]
    [InlineData("\"a\\n\\t\\r\\0\\\"\\\\\\u{1F600}\"", "String 61 a 9 d 0 22 5c 1f600")]
    [InlineData("\"a\nb\" \"\"", "String 61 a 62 | String ")]
    [InlineData("name io:print list-ref a.b + - ... -> +-5", "name | io:print | list-ref | a.b | + | - | ... | -> | +-5")]
    [InlineData(":name :a:b :", "Keyword name | Keyword a:b | :")]
    [InlineData("'x ''x '(1)", "(quote x) | (quote (quote x)) | (quote (Int 1))")]
    [InlineData("(f a b) () [a b] {k v} {}", "(f a b) | () | [a b] | {k v} | {}")]
    [InlineData("a'b \"s\"x[1]y", "a | (quote b) | String 73 | x | [Int 1] | y")]
    [InlineData("#!/usr/bin/env claudelang\n1", "Int 1")]
    [InlineData("\uFEFF#! x\n1", "Int 1")]
    public void Literals_read_as_the_language_says(string text, string expected) => Assert.Equal(expected, ShowAll(text));

    [Theory]
    [InlineData("9223372036854775808", "CL0005", 1, 1)]
    [InlineData(" -9223372036854775809", "CL0005", 1, 2)]
    [InlineData("0x10000000000000000", "CL0006", 1, 1)]
    [InlineData("0xG", "CL0008", 1, 1)]
    [InlineData("1e400", "CL0007", 1, 1)]
    [InlineData(".5", "CL0008", 1, 1)]
    [InlineData("1.", "CL0008", 1, 1)]
    [InlineData("1a", "CL0008", 1, 1)]
    [InlineData("1/2", "CL0008", 1, 1)]
    [InlineData("1e", "CL0008", 1, 1)]
    [InlineData("#true", "CL0009", 1, 1)]
    [InlineData("\"\\q\"", "CL0003", 1, 2)]
    [InlineData("\"\n\\u{D800}\"", "CL0004", 2, 1)]
    [InlineData("\"\\u{110000}\"", "CL0004", 1, 2)]
    [InlineData("\"\\u{}\"", "CL0004", 1, 2)]
    [InlineData("\"\\u41\"", "CL0004", 1, 2)]
    [InlineData("1 \"abc", "CL0002", 1, 3)]
    [InlineData("1 #| a #| b |#", "CL0001", 1, 3)]
    [InlineData("(f))", "CL0010", 1, 4)]
    [InlineData("(f ')", "CL0011", 1, 5)]
    [InlineData("'", "CL0011", 1, 1)]
    [InlineData("(f\n [1)", "CL0012", 2, 4)]
    [InlineData("(f\n (g 1)", "CL0013", 1, 1)]
    [InlineData("{:a}", "CL0014", 1, 4)]
    [InlineData("\"\U0001F600\" .5", "CL0008", 1, 5)]
    public void Bad_text_is_reported_where_it_stands(string text, string code, int line, int column)
    {
        Diagnostic error = Assert.Single(Read(text).Diagnostics.Errors);
        Assert.Equal((code, line, column), (error.Message.Code, error.Position.Line, error.Position.Column));
    }

    [Fact]
    public void The_message_of_a_literal_names_it()
    {
        Assert.Contains("99999999999999999999", Assert.Single(Read("99999999999999999999").Diagnostics.Errors).Text, StringComparison.Ordinal);
        Assert.Equal("expected ']' to close the '[' at 1:4, found ')'", Assert.Single(Read("(f [1)").Diagnostics.Errors).Text);
    }

    [Fact]
    public void Positions_count_code_points_from_one()
    {
        var call = (GroupDatum)Assert.Single(Read("\n  (\U0001F600 x)").Forms);
        Assert.Equal(new SourcePosition(2, 3), call.Position);
        Assert.Equal(new SourcePosition(2, 4), call.Items[0].Position);
        Assert.Equal(new SourcePosition(2, 6), call.Items[1].Position);
    }

    [Fact]
    public void A_million_open_parentheses_are_one_message()
    {
        CompileOutcome outcome = Bytecode.SampleLibrary.Compile(new string('(', 1_000_000));
        Assert.Equal("CL0013", Assert.Single(outcome.Errors).Message.Code);
        Assert.InRange(outcome.RenderErrors().Length, 1, 1000);
    }

    [Fact]
    public void Twenty_errors_are_enough() => Assert.Equal(DiagnosticBag.ErrorsMax, Read(string.Join(' ', Enumerable.Repeat("1a", 50))).Diagnostics.Errors.Count());

    [Fact]
    public void Bytes_are_decoded_as_utf8()
    {
        Assert.Equal("é", SourceText.Decode("t.cl", Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes("é")).ToArray(), out _)!.Text);
        Assert.Null(SourceText.Decode("t.cl", [(byte)'a', 0xC3], out string? problem));
        Assert.Equal("t.cl is not valid UTF-8 (at byte 1)", problem);
    }
}
