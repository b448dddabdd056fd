using ClaudeLang.Vm.Runtime;
using Xunit;

namespace ClaudeLang.Vm.Tests.Runtime;

/// <summary>The same bits as an independent implementation of the same algorithms, over 20000 arguments each, and close to the machine's own functions.</summary>
public sealed class SoftMathTests
{
    private const int Samples = 20_000;

    [Theory]
    [InlineData("exp", 0x2C08E9EF93FC1C67)]
    [InlineData("log", 0x8802763EA0DFE3C2)]
    [InlineData("log2", 0xB68DBA32B8634565)]
    [InlineData("log10", 0xAE757531928D7557)]
    [InlineData("sin", 0xD7EBACEA996CA75C)]
    [InlineData("cos", 0xB1DAEEABE3998E43)]
    [InlineData("tan", 0xEBC37AF61886E458)]
    [InlineData("asin", 0x8F8D5941EA01BF14)]
    [InlineData("acos", 0x729739ED6EB73122)]
    [InlineData("atan", 0xEB251FD501689A0D)]
    [InlineData("atan2", 0x80ABF066C50D8C30)]
    [InlineData("pow", 0xDD24C43A800C6D5B)]
    public void Results_are_the_same_bits_everywhere(string name, ulong expected)
    {
        using var f = new Functions();
        var random = new RandomSource(7);
        ulong hash = 14695981039346656037;
        for (int i = 0; i < Samples; i++)
        {
            double a = Argument(random, i);
            double result = name is "atan2" or "pow" ? f.Call(name, a, Argument(random, i / 3)) : f.Call(name, a);
            ulong bits = double.IsNaN(result) ? 0x7FF8_0000_0000_0000 : BitConverter.DoubleToUInt64Bits(result);
            hash = (hash ^ bits) * 1099511628211;
        }
        Assert.Equal(expected, hash);
    }

    /// <summary>Any bits, −20..20 and −1..1 in turn.</summary>
    private static double Argument(RandomSource random, int i)
    {
        ulong n = random.Next();
        double unit = (n >> 11) * (1.0 / (1UL << 53));
        return (i % 3) switch
        {
            0 => BitConverter.UInt64BitsToDouble(n),
            1 => (unit * 40) - 20,
            _ => (unit * 2) - 1,
        };
    }

    [Fact]
    public void Results_are_within_an_ulp_of_the_machines()
    {
        using var f = new Functions();
        var machine = new Dictionary<string, Func<double, double>>
        {
            ["exp"] = Math.Exp,
            ["log"] = Math.Log,
            ["log2"] = Math.Log2,
            ["log10"] = Math.Log10,
            ["sin"] = Math.Sin,
            ["cos"] = Math.Cos,
            ["tan"] = Math.Tan,
            ["asin"] = Math.Asin,
            ["acos"] = Math.Acos,
            ["atan"] = Math.Atan,
        };
        var random = new RandomSource(11);
        for (int i = 0; i < 3000; i++)
        {
            double a = Argument(random, i);
            foreach ((string name, Func<double, double> function) in machine)
            {
                (double ours, double theirs) = (f.Call(name, a), function(a));
                Assert.True(ours == theirs || (double.IsNaN(ours) && double.IsNaN(theirs)) || Math.Abs(ours - theirs) <= 2 * Math.BitIncrement(Math.Abs(theirs)) - (2 * Math.Abs(theirs)), $"({name} {a:R}) is {ours:R}, not {theirs:R}");
            }
        }
    }

    [Theory]
    [InlineData("[(pow 2 10) (pow 0 0) (pow -1 9223372036854775807) (pow -2 63) (pow 3 39)]", "[1024, 1, -1, -9223372036854775808, 4052555153018976267]")]
    [InlineData("(pow 2 63)", ":overflow pow: result does not fit in 64 bits")]
    [InlineData("(pow 10 9223372036854775807)", ":overflow pow: result does not fit in 64 bits")]
    [InlineData("[(pow 2 -1) (pow 2.0 0.5) (pow -8 0.5) (pow 0.0 -1) (pow 1.0 inf) (pow nan 0)]", "[0.5, 1.4142135623730951, nan, inf, nan, 1.0]")]
    [InlineData("[(exp 1) (log 0) (log -1) (atan2 0.0 -1) (sin 1e300) (cos inf) (tan 1e22)]", "[2.7182818284590455, -inf, nan, 3.141592653589793, -0.8178819121159085, nan, -1.628778225606899]")]
    public void Edges(string call, string expected)
    {
        using var calls = new Calls();
        Assert.Equal(expected, calls.Run(call));
    }

    private sealed unsafe class Functions : IDisposable
    {
        private readonly HeapFixture _f = new();
        private readonly BuiltinContext _context;

        public Functions() => _context = new BuiltinContext(_f.Heap, new TestHost());

        public double Call(string name, params ReadOnlySpan<double> arguments)
        {
            using RootScope scope = _f.Heap.Roots();
            Root first = scope.Add(_f.Heap.FromDouble(arguments[0]));
            if (arguments.Length > 1) scope.Add(_f.Heap.FromDouble(arguments[1]));
            Value result = BuiltinTable.TryFind(name)!.Call(_context, (Value*)first.Slot, arguments.Length);
            Assert.True(Objects.TryFloat(result, out double d));
            return d;
        }

        public void Dispose() => _f.Dispose();
    }
}
