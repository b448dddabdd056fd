using ClaudeLang.Vm.Runtime;
using Xunit;

namespace ClaudeLang.Vm.Tests.Runtime;

public sealed unsafe class ValueTests : IDisposable
{
    private readonly HeapFixture _f = new();
    public void Dispose() => _f.Dispose();

    [Theory]
    [InlineData(0L, true)]
    [InlineData(-1L, true)]
    [InlineData(Value.FixnumMax, true)]
    [InlineData(Value.FixnumMin, true)]
    [InlineData(Value.FixnumMax + 1, false)]
    [InlineData(Value.FixnumMin - 1, false)]
    [InlineData(long.MaxValue, false)]
    [InlineData(long.MinValue, false)]
    public void Ints_are_fixnums_up_to_63_bits_and_boxed_beyond(long n, bool isFixnum)
    {
        Value v = _f.Heap.FromLong(n);
        Assert.Equal(isFixnum, v.IsFixnum);
        Assert.True(Objects.TryInt(v, out long back));
        Assert.Equal(n, back);
        Assert.False(Objects.IsFloat(v));
    }

    [Fact]
    public void Special_floats_are_immediates()
    {
        foreach (double d in new[] { 0.0, -0.0, double.PositiveInfinity, double.NegativeInfinity })
        {
            Value v = _f.Heap.FromDouble(d);
            Assert.True(v.IsImmediateFloat);
            Assert.True(Objects.TryFloat(v, out double back));
            Assert.Equal(BitConverter.DoubleToInt64Bits(d), BitConverter.DoubleToInt64Bits(back));
        }
    }

    [Fact]
    public void Every_nan_is_the_same_word() =>
        Assert.Equal(_f.Heap.FromDouble(double.NaN), _f.Heap.FromDouble(BitConverter.UInt64BitsToDouble(0x7FF0_0000_DEAD_BEEF)));

    [Fact]
    public void Doubles_come_back_bit_for_bit_and_have_one_representation()
    {
        var random = new Random(1);
        int boxed = 0;
        for (int i = 0; i < 100_000; i++)
        {
            double d = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            if (double.IsNaN(d)) continue;
            Value v = _f.Heap.FromDouble(d);
            Assert.True(Objects.TryFloat(v, out double back));
            Assert.Equal(BitConverter.DoubleToInt64Bits(d), BitConverter.DoubleToInt64Bits(back));
            Assert.False(Objects.IsInt(v));
            Assert.NotEqual(v.IsFlonum, v.IsHeap);
            if (v.IsHeap) boxed++;
        }
        Assert.InRange(boxed, 10_000, 90_000);
    }

    [Fact]
    public void Flonums_end_where_the_exponent_leaves_the_middle()
    {
        foreach (double d in new[] { 1.0, 0.1, -3.5, 1e70, 1e-70, Math.ScaleB(1, -255), Math.BitDecrement(Math.ScaleB(1, 257)) }) Assert.True(_f.Heap.FromDouble(d).IsFlonum, $"{d}");
        foreach (double d in new[] { Math.ScaleB(1, 257), Math.BitDecrement(Math.ScaleB(1, -255)), 1e-200, double.MaxValue, double.Epsilon }) Assert.True(_f.Heap.FromDouble(d).IsHeap, $"{d}");
    }

    [Fact]
    public void Only_nil_and_false_are_false()
    {
        Assert.False(Value.Nil.IsTruthy);
        Assert.False(Value.False.IsTruthy);
        foreach (Value v in new[] { Value.True, Value.Empty, Value.FromFixnum(0), _f.Heap.FromDouble(0), _f.Heap.AllocateString(""), Names.Symbol("a") })
        {
            Assert.True(v.IsTruthy);
        }
    }

    [Fact]
    public void Names_are_interned()
    {
        Assert.Equal(Names.Symbol("abc"), Names.Symbol("ab" + 'c'));
        Assert.NotEqual(Names.Symbol("abc"), Names.Keyword("abc"));
        Assert.Equal("abc", Names.TextOf(Names.Keyword("abc")));
        Parallel.For(0, 1000, i => Assert.Equal($"n{i % 50}", Names.TextOf(Names.Symbol($"n{i % 50}"))));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("plain\n\0", 1)]
    [InlineData("caf\u00e9 \u00ff", 1)]
    [InlineData("\u0100 and \u20ac", 2)]
    [InlineData("a\U0001F600b\u20ac", 4)]
    public void Strings_use_the_least_width(string text, int width)
    {
        Value s = _f.Heap.AllocateString(text);
        Assert.Equal(width, Objects.StringWidth(s));
        Assert.Equal(text.EnumerateRunes().Count(), Objects.Length(s));
        Assert.Equal(text, Heap.TextOf(s));
        int i = 0;
        foreach (System.Text.Rune rune in text.EnumerateRunes()) Assert.Equal(rune.Value, Objects.CodePoint(s, i++));
    }
}
