using ClaudeLang.Vm.Runtime.SoftMath;

namespace ClaudeLang.Vm.Runtime;

/// <summary>The functions of <see cref="SoftMath"/> on values, and `pow`, which is exact on Ints.</summary>
internal static unsafe class Transcendental
{
    public static Value Exp(BuiltinContext c, Value* args, int count) => c.Heap.FromDouble(Exponential.Exp(Arg.Number("exp", args, 0)));
    public static Value Log(BuiltinContext c, Value* args, int count) => c.Heap.FromDouble(Exponential.Log(Arg.Number("log", args, 0)));
    public static Value Log2(BuiltinContext c, Value* args, int count) => c.Heap.FromDouble(Exponential.Log2(Arg.Number("log2", args, 0)));
    public static Value Log10(BuiltinContext c, Value* args, int count) => c.Heap.FromDouble(Exponential.Log10(Arg.Number("log10", args, 0)));
    public static Value Sin(BuiltinContext c, Value* args, int count) => c.Heap.FromDouble(Trigonometric.Sin(Arg.Number("sin", args, 0)));
    public static Value Cos(BuiltinContext c, Value* args, int count) => c.Heap.FromDouble(Trigonometric.Cos(Arg.Number("cos", args, 0)));
    public static Value Tan(BuiltinContext c, Value* args, int count) => c.Heap.FromDouble(Trigonometric.Tan(Arg.Number("tan", args, 0)));
    public static Value Asin(BuiltinContext c, Value* args, int count) => c.Heap.FromDouble(InverseTrigonometric.Asin(Arg.Number("asin", args, 0)));
    public static Value Acos(BuiltinContext c, Value* args, int count) => c.Heap.FromDouble(InverseTrigonometric.Acos(Arg.Number("acos", args, 0)));
    public static Value Atan(BuiltinContext c, Value* args, int count) => c.Heap.FromDouble(InverseTrigonometric.Atan(Arg.Number("atan", args, 0)));
    public static Value Atan2(BuiltinContext c, Value* args, int count) => c.Heap.FromDouble(InverseTrigonometric.Atan2(Arg.Number("atan2", args, 0), Arg.Number("atan2", args, 1)));

    public static Value Pow(BuiltinContext c, Value* args, int count)
    {
        double x = Arg.Number("pow", args, 0), y = Arg.Number("pow", args, 1);
        if (!Objects.TryInt(args[0], out long a) || !Objects.TryInt(args[1], out long exponent) || exponent < 0) return c.Heap.FromDouble(Powers.Pow(x, y));
        return TryPower(a, exponent, out long power) ? c.Heap.FromLong(power) : throw Faults.Overflow("pow");
    }

    /// <summary>False if it does not fit in 64 bits.</summary>
    private static bool TryPower(long a, long exponent, out long power)
    {
        power = 1;
        if (a is 0 or 1 or -1)
        {
            power = exponent == 0 ? 1 : a == -1 && (exponent & 1) == 0 ? 1 : a;
            return true;
        }
        if (exponent > 63) return false;
        for (long i = 0; i < exponent; i++)
        {
            if (Math.BigMul(power, a, out long product) != product >> 63) return false;
            power = product;
        }
        return true;
    }
}
