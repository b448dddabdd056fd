using System.Numerics;

namespace ClaudeLang.Vm.Runtime;

/// <summary>Numbers, comparison and identity.</summary>
internal static unsafe class Numbers
{
    // ---- arithmetic of any number of arguments: (op a b c) is (op (op a b) c) ----------------------------------------
    public static Value Plus(BuiltinContext c, Value* args, int count) => Fold(c, args, count, &Operators.Add, "+");
    public static Value Times(BuiltinContext c, Value* args, int count) => Fold(c, args, count, &Operators.Mul, "*");
    public static Value Minus(BuiltinContext c, Value* args, int count) =>
        count == 1 ? Operators.Neg(c.Heap, args[0]) : Fold(c, args, count, &Operators.Sub, "-");
    public static Value Divide(BuiltinContext c, Value* args, int count)
    {
        if (count > 1) return Fold(c, args, count, &Operators.Div, "/");
        Arg.IsNumber("/", args, 0);
        return Operators.Div(c.Heap, Value.FromFixnum(1), args[0]);
    }
    public static Value Mod(BuiltinContext c, Value* args, int count) => Fold(c, args, count, &Operators.Mod, "mod");
    public static Value Rem(BuiltinContext c, Value* args, int count) => Fold(c, args, count, &Operators.Rem, "rem");
    public static Value Quotient(BuiltinContext c, Value* args, int count) => Fold(c, args, count, &Operators.Quotient, "quotient");
    public static Value PlusWrap(BuiltinContext c, Value* args, int count) => FoldInts(c, args, count, &Operators.AddWrap, "+%");
    public static Value TimesWrap(BuiltinContext c, Value* args, int count) => FoldInts(c, args, count, &Operators.MulWrap, "*%");
    public static Value MinusWrap(BuiltinContext c, Value* args, int count) =>
        count == 1 ? c.Heap.FromLong(unchecked(-Arg.Int("-%", args, 0))) : FoldInts(c, args, count, &Operators.SubWrap, "-%");
    public static Value BitAnd(BuiltinContext c, Value* args, int count) => FoldInts(c, args, count, &Operators.BitAnd, "bit-and");
    public static Value BitOr(BuiltinContext c, Value* args, int count) => FoldInts(c, args, count, &Operators.BitOr, "bit-or");
    public static Value BitXor(BuiltinContext c, Value* args, int count) => FoldInts(c, args, count, &Operators.BitXor, "bit-xor");
    public static Value BitNot(BuiltinContext c, Value* args, int count) => Operators.BitNot(c.Heap, args[0]);
    public static Value Shl(BuiltinContext c, Value* args, int count) => FoldInts(c, args, count, &Operators.Shl, "shl");
    public static Value Shr(BuiltinContext c, Value* args, int count) => FoldInts(c, args, count, &Operators.Shr, "shr");
    public static Value Ushr(BuiltinContext c, Value* args, int count) => FoldInts(c, args, count, &Operators.Ushr, "ushr");

    /// <summary>The running result is handed to each operation before anything is allocated, so it needs no root.</summary>
    private static Value Fold(BuiltinContext c, Value* args, int count, delegate*<Heap, Value, Value, Value> op, string function)
    {
        if (count == 1) Arg.IsNumber(function, args, 0);
        Value result = args[0];
        for (int i = 1; i < count; i++) result = op(c.Heap, result, args[i]);
        return result;
    }

    private static Value FoldInts(BuiltinContext c, Value* args, int count, delegate*<Heap, Value, Value, Value> op, string function)
    {
        if (count == 1) Arg.Int(function, args, 0);
        return Fold(c, args, count, op, function);
    }

    // ---- one number -------------------------------------------------------------------------------------------------
    public static Value Neg(BuiltinContext c, Value* args, int count) => Operators.Negate(c.Heap, "neg", args[0]);

    /// <summary>Checks the number of rounds of a `dotimes`.</summary>
    public static Value RoundCount(BuiltinContext context, Value* args, int count) =>
        Objects.IsInt(args[0]) ? args[0] : throw Faults.Type("dotimes", "Int", args[0]);

    public static Value Abs(BuiltinContext c, Value* args, int count)
    {
        if (!Objects.TryInt(args[0], out long n)) return c.Heap.FromDouble(Math.Abs(Arg.Number("abs", args, 0)));
        return n != long.MinValue ? c.Heap.FromLong(Math.Abs(n)) : throw Faults.Overflow("abs");
    }

    public static Value Inc(BuiltinContext c, Value* args, int count) => Step(c, args, "inc", 1);
    public static Value Dec(BuiltinContext c, Value* args, int count) => Step(c, args, "dec", -1);

    private static Value Step(BuiltinContext c, Value* args, string function, int step)
    {
        if (!Objects.TryInt(args[0], out long n)) return c.Heap.FromDouble(Arg.Number(function, args, 0) + step);
        if (n == (step > 0 ? long.MaxValue : long.MinValue)) throw Faults.Overflow(function);
        return c.Heap.FromLong(n + step);
    }

    public static Value Floor(BuiltinContext c, Value* args, int count) => Round(c, args, "floor", &Math.Floor);
    public static Value Ceil(BuiltinContext c, Value* args, int count) => Round(c, args, "ceil", &Math.Ceiling);
    public static Value Trunc(BuiltinContext c, Value* args, int count) => Round(c, args, "trunc", &Math.Truncate);
    public static Value Round(BuiltinContext c, Value* args, int count) => Round(c, args, "round", &Math.Round);

    private static Value Round(BuiltinContext c, Value* args, string function, delegate*<double, double> round)
    {
        Arg.IsNumber(function, args, 0);
        return Objects.TryFloat(args[0], out double d) ? c.Heap.FromDouble(Math.CopySign(round(d), d)) : args[0];
    }

    public static Value ToInt(BuiltinContext c, Value* args, int count) => Operators.ToInt(c.Heap, args[0]);
    public static Value ToFloat(BuiltinContext c, Value* args, int count) => Operators.ToFloat(c.Heap, args[0]);
    public static Value Sqrt(BuiltinContext c, Value* args, int count) => Operators.Sqrt(c.Heap, args[0]);

    // ---- several ----------------------------------------------------------------------------------------------------
    public static Value Min(BuiltinContext c, Value* args, int count) => Extreme("min", args, count, -1);
    public static Value Max(BuiltinContext c, Value* args, int count) => Extreme("max", args, count, 1);

    /// <summary>The argument itself comes back; nan as soon as one is nan.</summary>
    private static Value Extreme(string function, Value* args, int count, int better)
    {
        for (int i = 0; i < count; i++) Arg.IsNumber(function, args, i);
        Value best = args[0];
        for (int i = 1; i < count && best.Bits != Value.NanBits; i++)
        {
            int order = Equality.Compare(function, args[i], best);
            if (order == better || args[i].Bits == Value.NanBits) best = args[i];
        }
        return best;
    }

    public static Value Clamp(BuiltinContext c, Value* args, int count)
    {
        for (int i = 0; i < 3; i++) Arg.IsNumber("clamp", args, i);
        if (Equality.Compare("clamp", args[0], args[1]) == -1) return args[1];
        return Equality.Compare("clamp", args[0], args[2]) == 1 ? args[2] : args[0];
    }

    public static Value Gcd(BuiltinContext c, Value* args, int count)
    {
        BigInteger gcd = 0;
        for (int i = 0; i < count; i++) gcd = BigInteger.GreatestCommonDivisor(gcd, Arg.Int("gcd", args, i));
        return Fit(c, "gcd", gcd);
    }

    public static Value Lcm(BuiltinContext c, Value* args, int count)
    {
        BigInteger lcm = 1;
        for (int i = 0; i < count; i++)
        {
            BigInteger n = BigInteger.Abs(Arg.Int("lcm", args, i));
            lcm = n.IsZero ? 0 : lcm / BigInteger.GreatestCommonDivisor(lcm, n) * n;
        }
        return Fit(c, "lcm", lcm);
    }

    private static Value Fit(BuiltinContext c, string function, BigInteger n) =>
        n >= long.MinValue && n <= long.MaxValue ? c.Heap.FromLong((long)n) : throw Faults.Overflow(function);

    // ---- predicates -------------------------------------------------------------------------------------------------
    public static Value IsNumber(BuiltinContext c, Value* args, int count) => Value.FromBool(Objects.IsInt(args[0]) || Objects.IsFloat(args[0]));
    public static Value IsInt(BuiltinContext c, Value* args, int count) => Value.FromBool(Objects.IsInt(args[0]));
    public static Value IsFloat(BuiltinContext c, Value* args, int count) => Value.FromBool(Objects.IsFloat(args[0]));
    public static Value IsEven(BuiltinContext c, Value* args, int count) => Value.FromBool((Arg.Int("even?", args, 0) & 1) == 0);
    public static Value IsOdd(BuiltinContext c, Value* args, int count) => Value.FromBool((Arg.Int("odd?", args, 0) & 1) != 0);
    public static Value IsZero(BuiltinContext c, Value* args, int count) => Value.FromBool(Arg.Number("zero?", args, 0) == 0);

    // ---- comparison -------------------------------------------------------------------------------------------------
    public static Value Eq(BuiltinContext c, Value* args, int count)
    {
        for (int i = 0; i + 1 < count; i++) if (!Equality.Equal(args[i], args[i + 1])) return Value.False;
        return Value.True;
    }

    public static Value Ne(BuiltinContext c, Value* args, int count) => Operators.Ne(args[0], args[1]);
    public static Value Lt(BuiltinContext c, Value* args, int count) => Ordered("<", args, count, 1 << 0);
    public static Value Le(BuiltinContext c, Value* args, int count) => Ordered("<=", args, count, (1 << 0) | (1 << 1));
    public static Value Gt(BuiltinContext c, Value* args, int count) => Ordered(">", args, count, 1 << 2);
    public static Value Ge(BuiltinContext c, Value* args, int count) => Ordered(">=", args, count, (1 << 2) | (1 << 1));

    /// <param name="accepted">Bit 0: less, bit 1: equal, bit 2: greater. All arguments are checked, whatever the first ones say.</param>
    private static Value Ordered(string function, Value* args, int count, int accepted)
    {
        bool holds = true;
        if (count == 1) Equality.Compare(function, args[0], args[0]);
        for (int i = 0; i + 1 < count; i++) holds &= (accepted >> (Equality.Compare(function, args[i], args[i + 1], i + 1) + 1) & 1) != 0;
        return Value.FromBool(holds);
    }

    public static Value Not(BuiltinContext c, Value* args, int count) => Operators.Not(args[0]);
    public static Value Xor(BuiltinContext c, Value* args, int count) => Value.FromBool(args[0].IsTruthy != args[1].IsTruthy);
    public static Value IsBool(BuiltinContext c, Value* args, int count) => Value.FromBool(args[0].IsBool);
    public static Value IsNil(BuiltinContext c, Value* args, int count) => Value.FromBool(args[0].IsNil);
    public static Value Same(BuiltinContext c, Value* args, int count) => Operators.Same(args[0], args[1]);
    public static Value TypeOf(BuiltinContext c, Value* args, int count) => Names.Symbol(Types.NameOf(args[0]));
}
