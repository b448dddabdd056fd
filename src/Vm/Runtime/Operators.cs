using System.Runtime.CompilerServices;

namespace ClaudeLang.Vm.Runtime;

/// <summary>
/// The meaning of each operation, one method an opcode: what every tier does where its fast paths end.
/// Error texts name the function as the source does.
/// </summary>
public static unsafe class Operators
{
    private const double TwoTo63 = 9223372036854775808.0;

    // ---- arithmetic -------------------------------------------------------------------------------------------------
    public static Value Add(Heap heap, Value a, Value b)
    {
        if (!TryInts(a, b, out long x, out long y)) return heap.FromDouble(Left("+", a, b, out double right) + right);
        long sum = unchecked(x + y);
        return ((x ^ sum) & (y ^ sum)) >= 0 ? heap.FromLong(sum) : throw Faults.Overflow("+");
    }

    public static Value Sub(Heap heap, Value a, Value b)
    {
        if (!TryInts(a, b, out long x, out long y)) return heap.FromDouble(Left("-", a, b, out double right) - right);
        long difference = unchecked(x - y);
        return ((x ^ y) & (x ^ difference)) >= 0 ? heap.FromLong(difference) : throw Faults.Overflow("-");
    }

    public static Value Mul(Heap heap, Value a, Value b)
    {
        if (!TryInts(a, b, out long x, out long y)) return heap.FromDouble(Left("*", a, b, out double right) * right);
        long high = Math.BigMul(x, y, out long low);
        return high == low >> 63 ? heap.FromLong(low) : throw Faults.Overflow("*");
    }

    public static Value Div(Heap heap, Value a, Value b)
    {
        if (!TryInts(a, b, out long x, out long y)) return heap.FromDouble(Left("/", a, b, out double right) / right);
        return heap.FromLong(Divide("/", x, y));
    }

    public static Value Quotient(Heap heap, Value a, Value b)
    {
        Ints("quotient", a, b, out long x, out long y);
        return heap.FromLong(Divide("quotient", x, y));
    }

    private static long Divide(string function, long x, long y)
    {
        if (y == 0) throw Faults.DivideByZero(function);
        if (y != -1) return x / y;
        return x != long.MinValue ? -x : throw Faults.Overflow(function);
    }

    public static Value Rem(Heap heap, Value a, Value b)
    {
        if (!TryInts(a, b, out long x, out long y)) return heap.FromDouble(Left("rem", a, b, out double right) % right);
        if (y == 0) throw Faults.DivideByZero("rem");
        return heap.FromLong(y == -1 ? 0 : x % y);
    }

    public static Value Mod(Heap heap, Value a, Value b)
    {
        if (!TryInts(a, b, out long x, out long y)) return heap.FromDouble(Mod(Left("mod", a, b, out double right), right));
        if (y == 0) throw Faults.DivideByZero("mod");
        long rem = y == -1 ? 0 : x % y;
        return heap.FromLong(rem != 0 && (rem ^ y) < 0 ? rem + y : rem);
    }

    private static double Mod(double x, double y)
    {
        double rem = x % y;
        if (rem == 0) return Math.CopySign(0.0, y);
        return (rem < 0) != (y < 0) ? rem + y : rem;
    }

    public static Value Neg(Heap heap, Value a) => Negate(heap, "-", a);

    /// <summary>`neg` and one-argument `-` differ only by their names.</summary>
    public static Value Negate(Heap heap, string function, Value a)
    {
        if (Objects.TryInt(a, out long n)) return n != long.MinValue ? heap.FromLong(-n) : throw Faults.Overflow(function);
        return Objects.TryFloat(a, out double d) ? heap.FromDouble(-d) : throw Faults.Type(function, 1, "a number", a);
    }

    // ---- wrapping and bits ------------------------------------------------------------------------------------------
    public static Value AddWrap(Heap heap, Value a, Value b)
    {
        Ints("+%", a, b, out long x, out long y);
        return heap.FromLong(unchecked(x + y));
    }

    public static Value SubWrap(Heap heap, Value a, Value b)
    {
        Ints("-%", a, b, out long x, out long y);
        return heap.FromLong(unchecked(x - y));
    }

    public static Value MulWrap(Heap heap, Value a, Value b)
    {
        Ints("*%", a, b, out long x, out long y);
        return heap.FromLong(unchecked(x * y));
    }

    public static Value BitAnd(Heap heap, Value a, Value b)
    {
        Ints("bit-and", a, b, out long x, out long y);
        return heap.FromLong(x & y);
    }

    public static Value BitOr(Heap heap, Value a, Value b)
    {
        Ints("bit-or", a, b, out long x, out long y);
        return heap.FromLong(x | y);
    }

    public static Value BitXor(Heap heap, Value a, Value b)
    {
        Ints("bit-xor", a, b, out long x, out long y);
        return heap.FromLong(x ^ y);
    }

    public static Value BitNot(Heap heap, Value a) => heap.FromLong(~IntOf("bit-not", 1, a));

    public static Value Shl(Heap heap, Value a, Value b)
    {
        Shift("shl", a, b, out long x, out int count);
        return heap.FromLong(x << count);
    }

    public static Value Shr(Heap heap, Value a, Value b)
    {
        Shift("shr", a, b, out long x, out int count);
        return heap.FromLong(x >> count);
    }

    public static Value Ushr(Heap heap, Value a, Value b)
    {
        Shift("ushr", a, b, out long x, out int count);
        return heap.FromLong(x >>> count);
    }

    private static void Shift(string function, Value a, Value b, out long x, out int count)
    {
        Ints(function, a, b, out x, out long n);
        count = n is >= 0 and <= 63 ? (int)n : throw Faults.ShiftCount(function, n);
    }

    // ---- conversion -------------------------------------------------------------------------------------------------
    public static Value ToFloat(Heap heap, Value a)
    {
        if (Objects.IsFloat(a)) return a;
        return Objects.TryInt(a, out long n) ? heap.FromDouble(n) : throw Faults.Type("float", 1, "a number", a);
    }

    public static Value ToInt(Heap heap, Value a)
    {
        if (Objects.IsInt(a)) return a;
        if (!Objects.TryFloat(a, out double d)) throw Faults.Type("int", 1, "a number", a);
        double whole = Math.Truncate(d);
        if (!(whole >= -TwoTo63 && whole < TwoTo63)) throw Faults.Range("int", $"{FloatText.Of(d)} does not fit in an Int");
        return heap.FromLong((long)whole);
    }

    public static Value Sqrt(Heap heap, Value a) => heap.FromDouble(Math.Sqrt(NumberOf("sqrt", 1, a)));

    // ---- comparison -------------------------------------------------------------------------------------------------
    public static Value Eq(Value a, Value b) => Value.FromBool(Equality.Equal(a, b));
    public static Value Ne(Value a, Value b) => Value.FromBool(!Equality.Equal(a, b));
    public static Value Lt(Value a, Value b) => Value.FromBool(Equality.Compare("<", a, b) == -1);
    public static Value Le(Value a, Value b) => Value.FromBool(Equality.Compare("<=", a, b) <= 0);
    public static Value Gt(Value a, Value b) => Value.FromBool(Equality.Compare(">", a, b) == 1);
    public static Value Ge(Value a, Value b) => Value.FromBool(Equality.Compare(">=", a, b) is 0 or 1);
    public static Value Same(Value a, Value b) => Value.FromBool(Equality.Same(a, b));
    public static Value Not(Value a) => Value.FromBool(!a.IsTruthy);

    // ---- lists and vectors ------------------------------------------------------------------------------------------
    public static Value Cons(Heap heap, Value head, Value tail)
    {
        if (!Objects.IsList(tail)) throw Faults.Type("cons", 2, "List", tail);
        return heap.AllocateCons(head, tail);
    }

    public static Value Head(Value list) => Objects.IsCons(list) ? Objects.Head(list) : throw NoCons("head", list);
    public static Value Tail(Value list) => Objects.IsCons(list) ? Objects.Tail(list) : throw NoCons("tail", list);

    private static FaultException NoCons(string function, Value list) =>
        list.IsEmpty ? Faults.Index(function, 0, 0) : Faults.Type(function, 1, "List", list);

    public static Value IsEmpty(Value c)
    {
        if (c.IsEmpty) return Value.True;
        long length = Objects.IsCons(c) ? 1 : Sequences.LengthOf(c);
        return length >= 0 ? Value.FromBool(length == 0) : throw Faults.Type("empty?", 1, "a collection or String", c);
    }

    public static Value VectorRef(Value vector, Value index) =>
        Objects.Element(vector, CheckedIndex("vector-ref", vector, index));

    public static Value VectorSet(Heap heap, Value vector, Value index, Value value)
    {
        heap.Store(vector, 1 + CheckedIndex("vector-set!", vector, index), value);
        return Value.Nil;
    }

    public static Value VectorLength(Value vector)
    {
        if (!Objects.Is(vector, ObjectType.Vector)) throw Faults.Type("vector-length", 1, "Vector", vector);
        return Value.FromFixnum(Objects.Length(vector));
    }

    private static long CheckedIndex(string function, Value vector, Value index)
    {
        if (!Objects.Is(vector, ObjectType.Vector)) throw Faults.Type(function, 1, "Vector", vector);
        long i = IntOf(function, 2, index);
        return (ulong)i < (ulong)Objects.Length(vector) ? i : throw Faults.Index(function, i, Objects.Length(vector));
    }

    // ---- operands ---------------------------------------------------------------------------------------------------
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryInts(Value a, Value b, out long x, out long y)
    {
        y = 0;
        return Objects.TryInt(a, out x) && Objects.TryInt(b, out y);
    }

    private static void Ints(string function, Value a, Value b, out long x, out long y)
    {
        x = IntOf(function, 1, a);
        y = IntOf(function, 2, b);
    }

    public static long IntOf(string function, int argument, Value v) => Objects.TryInt(v, out long n) ? n : throw Faults.Type(function, argument, "Int", v);
    public static double NumberOf(string function, int argument, Value v) => Objects.TryNumber(v, out double d) ? d : throw Faults.Type(function, argument, "a number", v);

    /// <summary>Both operands as doubles.</summary>
    private static double Left(string function, Value a, Value b, out double right)
    {
        double left = NumberOf(function, 1, a);
        right = NumberOf(function, 2, b);
        return left;
    }
}
