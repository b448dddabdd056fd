using System.Runtime.CompilerServices;

namespace ClaudeLang.Vm.Runtime;

/// <summary>`=`, `same?`, order and hashing. Everything works off explicit stacks: depth is bounded by memory alone. Nothing allocates on the heap.</summary>
public static unsafe class Equality
{
    /// <summary>`=`: numbers by mathematical value, immutable collections by content, the rest by identity.</summary>
    public static bool Equal(Value a, Value b)
    {
        if (a.IsFixnum && b.IsFixnum) return a.Bits == b.Bits;
        return TryShallow(a, b, out bool equal) ? equal : EqualDeep(a, b);
    }

    /// <summary>Decides all but pairs of collections of the same type; those are left to the caller.</summary>
    private static bool TryShallow(Value a, Value b, out bool equal)
    {
        bool isFloat = Objects.TryFloat(a, out double x);
        if (isFloat || Objects.IsInt(a))
        {
            equal = isFloat ? EqualsFloat(b, x) : EqualsInt(b, a);
            return true;
        }
        equal = a.Bits == b.Bits;
        if (!a.IsHeap || !b.IsHeap) return true;
        ObjectType type = Objects.TypeOf(a);
        if (type != Objects.TypeOf(b)) return true;
        switch (type)
        {
            case ObjectType.String: equal = Strings.Equal(a, b); return true;
            // A collection may hold a nan, which differs even from itself.
            case ObjectType.Cons or ObjectType.Tuple or ObjectType.Dict or ObjectType.Set: return false;
            default: return true;
        }
    }

    private static bool EqualsFloat(Value b, double x)
    {
        if (Objects.TryFloat(b, out double y)) return x == y;
        return Objects.TryInt(b, out long n) && EqualExactly(n, x);
    }

    private static bool EqualsInt(Value b, Value a)
    {
        Objects.TryInt(a, out long n);
        if (Objects.TryInt(b, out long m)) return n == m;
        return Objects.TryFloat(b, out double y) && EqualExactly(n, y);
    }

    private static bool EqualExactly(long n, double d) => n == d && d != 9223372036854775808.0 && (long)d == n;

    private static bool EqualDeep(Value a, Value b)
    {
        // Keys of dicts that are dicts themselves are compared by recursion; everything else goes over the stack of pairs.
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack()) throw Faults.Of("stack-overflow", "=: dicts are nested too deep in keys of dicts");
        var pending = new Stack<(Value, Value)>();
        pending.Push((a, b));
        while (pending.TryPop(out (Value, Value) pair))
        {
            (a, b) = pair;
            LongWork.Step();
            while (Objects.IsCons(a) && Objects.IsCons(b))
            {
                if (!EqualOrPush(Objects.Head(a), Objects.Head(b), pending)) return false;
                (a, b) = (Objects.Tail(a), Objects.Tail(b));
            }
            if (a.IsEmpty && b.IsEmpty) continue;
            if (!a.IsHeap || !b.IsHeap || Objects.TypeOf(a) != Objects.TypeOf(b)) return false;
            bool equal = Objects.TypeOf(a) switch
            {
                ObjectType.Tuple => TuplesEqual(a, b, pending),
                ObjectType.Dict or ObjectType.Set => Dicts.EntriesEqual(a, b, pending),
                _ => false,
            };
            if (!equal) return false;
        }
        return true;
    }

    private static bool TuplesEqual(Value a, Value b, Stack<(Value, Value)> pending)
    {
        if (Objects.Length(a) != Objects.Length(b)) return false;
        for (long i = -1; i < Objects.Length(a); i++) if (!EqualOrPush(Objects.Field(a, i), Objects.Field(b, i), pending)) return false;
        return true;
    }

    internal static bool EqualOrPush(Value a, Value b, Stack<(Value, Value)> pending)
    {
        if (TryShallow(a, b, out bool equal)) return equal;
        pending.Push((a, b));
        return true;
    }

    /// <summary>`same?`: identity; on numbers same type and bits (all nans are one), on Strings content.</summary>
    public static bool Same(Value a, Value b)
    {
        if (a.Bits == b.Bits) return true;
        if (!a.IsHeap || !b.IsHeap || Objects.TypeOf(a) != Objects.TypeOf(b)) return false;
        return Objects.TypeOf(a) switch
        {
            ObjectType.String => Strings.Equal(a, b),
            ObjectType.BoxedInt or ObjectType.BoxedFloat => a.Address[1] == b.Address[1],
            _ => false,
        };
    }

    // ---- order ------------------------------------------------------------------------------------------------------
    /// <summary>-1, 0, 1; <see cref="Unordered"/> if a nan is involved.</summary>
    public const int Unordered = 2;

    public static int Compare(long a, double b)
    {
        if (double.IsNaN(b)) return Unordered;
        if (b >= 9223372036854775808.0) return -1;
        if (b < -9223372036854775808.0) return 1;
        double floor = Math.Floor(b);
        int whole = a.CompareTo((long)floor);
        return whole != 0 ? whole : floor < b ? -1 : 0;
    }

    public static int Compare(double a, double b) => a < b ? -1 : a > b ? 1 : a == b ? 0 : Unordered;

    /// <summary>Compares two numbers or two Strings; raises :type for anything else.</summary>
    /// <param name="argument">Which argument a is, from 1; b is the next.</param>
    public static int Compare(string function, Value a, Value b, int argument = 1)
    {
        if (Objects.TryInt(a, out long n))
        {
            if (Objects.TryInt(b, out long m)) return n.CompareTo(m);
            if (Objects.TryFloat(b, out double y)) return Compare(n, y);
            throw Faults.Type(function, argument + 1, "a number", b);
        }
        if (Objects.TryFloat(a, out double x))
        {
            if (Objects.TryFloat(b, out double y)) return Compare(x, y);
            if (!Objects.TryInt(b, out long m)) throw Faults.Type(function, argument + 1, "a number", b);
            int order = Compare(m, x);
            return order == Unordered ? order : -order;
        }
        if (!Objects.IsString(a)) throw Faults.Type(function, argument, "a number or String", a);
        if (!Objects.IsString(b)) throw Faults.Type(function, argument + 1, "String", b);
        return Strings.Compare(a, b);
    }
}
