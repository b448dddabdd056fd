using System.Globalization;
using ClaudeLang.Vm.Runtime;
using Xunit;

namespace ClaudeLang.Vm.Tests.Runtime;

public sealed class PrinterTests
{
    [Theory]
    [InlineData(3.0, "3.0")]
    [InlineData(0.1, "0.1")]
    [InlineData(-2.5, "-2.5")]
    [InlineData(1e100, "1e+100")]
    [InlineData(1e-7, "1e-7")]
    [InlineData(1e-6, "0.000001")]
    [InlineData(123456789012345680000.0, "123456789012345680000.0")]
    [InlineData(1e21, "1e+21")]
    [InlineData(9223372036854775807.0, "9223372036854776000.0")]
    [InlineData(1.5e300, "1.5e+300")]
    [InlineData(5e-324, "5e-324")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157e+308")]
    [InlineData(0.00001234, "0.00001234")]
    [InlineData(-1.25e-9, "-1.25e-9")]
    [InlineData(4.35, "4.35")]
    [InlineData(100, "100.0")]
    public void Floats_print_as_JavaScript_does_with_a_point(double d, string expected) => Assert.Equal(expected, FloatText.Of(d));

    [Fact]
    public void Special_floats_have_their_names()
    {
        string[] texts = [FloatText.Of(double.NaN), FloatText.Of(double.PositiveInfinity), FloatText.Of(double.NegativeInfinity), FloatText.Of(0.0), FloatText.Of(-0.0)];
        Assert.Equal(["nan", "inf", "-inf", "0.0", "-0.0"], texts);
    }

    [Fact]
    public void Printed_floats_read_back_as_the_same_bits()
    {
        var random = new Random(3);
        for (int i = 0; i < 50_000; i++)
        {
            double d = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (!double.IsFinite(d)) continue;
            string text = FloatText.Of(d);
            Assert.Equal(d, double.Parse(text, CultureInfo.InvariantCulture));
            Assert.True(text.Contains('.') || text.Contains('e'), text);
        }
    }

    [Theory]
    [InlineData("a\"b\\c\n\t\r", "\"a\\\"b\\\\c\\n\\t\\r\"")]
    [InlineData("\0\u0001\u007f\u0085", "\"\\u{0}\\u{1}\\u{7F}\\u{85}\"")]
    [InlineData("\u00e9 \U0001F600", "\"\u00e9 \U0001F600\"")]
    public void Strings_are_quoted_inside_collections(string text, string expected) => Assert.Equal(expected, Printer.Quote(text));

    [Fact]
    public void A_million_levels_print_compare_and_hash_without_a_stack()
    {
        using var f = new HeapFixture();
        using RootScope scope = f.Heap.Roots();
        Root a = scope.Add(Value.Empty), b = scope.Add(Value.Empty);
        for (int i = 0; i < 1_000_000; i++)
        {
            a.Value = f.Heap.AllocateCons(a.Value, Value.Empty);
            b.Value = f.Heap.AllocateCons(b.Value, Value.Empty);
        }
        Assert.Equal(new string('[', 1_000_001) + new string(']', 1_000_001), Printer.Quoted(a.Value));
        Assert.True(Equality.Equal(a.Value, b.Value));
        Assert.Equal(Hashing.Of(f.Heap, a.Value), Hashing.Of(f.Heap, b.Value));
    }

    [Fact]
    public void Messages_shorten_what_they_show()
    {
        using var calls = new Calls();
        string text = calls.Run("(+ 1 (range 100))");
        Assert.Equal(":type +: argument 2: expected a number, got List [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 1…", text);
    }

    [Fact]
    public void A_value_inside_itself_prints_as_dots_but_a_shared_one_in_full()
    {
        using var calls = new Calls();
        Assert.Equal("[#<cell [#[...]]>, #<cell [#[...]]>]", calls.Run("v = (vector 0); c = (cell [v]); (vector-set! v 0 v); [c c]"));
        Assert.Equal("#<cell #[...]>", calls.Run("v = (vector 0); c = (cell v); (vector-set! v 0 c); c"));
        Assert.Equal("#<string-builder>", calls.Run("(string-builder)"));
    }
}
