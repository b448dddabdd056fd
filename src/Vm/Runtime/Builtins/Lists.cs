namespace ClaudeLang.Vm.Runtime;

/// <summary>Lists, and what works on any sequence.</summary>
internal static unsafe class Lists
{
    public static Value List(BuiltinContext c, Value* args, int count) => c.Heap.ListOf(args, count);
    public static Value Cons(BuiltinContext c, Value* args, int count) => Operators.Cons(c.Heap, args[0], args[1]);
    public static Value Head(BuiltinContext c, Value* args, int count) => Operators.Head(args[0]);
    public static Value Tail(BuiltinContext c, Value* args, int count) => Operators.Tail(args[0]);

    public static Value Last(BuiltinContext c, Value* args, int count)
    {
        Arg.IsList("last", args, 0);
        if (args[0].IsEmpty) throw Faults.Index("last", -1, 0);
        Value list = args[0];
        while (!Objects.Tail(list).IsEmpty) list = Objects.Tail(list);
        return Objects.Head(list);
    }

    public static Value Nth(BuiltinContext c, Value* args, int count)
    {
        const string expected = "List or Vector or FloatVector or ByteVector or Buffer or String";
        if (!Sequences.IsIndexed(args[0]) && !Objects.IsString(args[0])) throw Faults.Type("nth", 1, expected, args[0]);
        long i = Arg.Int("nth", args, 1);
        if (Objects.IsList(args[0]))
        {
            Value rest = args[0];
            for (long k = i; i >= 0 && !rest.IsEmpty; k--, rest = Objects.Tail(rest)) if (k == 0) return Objects.Head(rest);
            throw Faults.Index("nth", i, Sequences.ListLength(args[0]));
        }
        Arg.InRange("nth", i, Sequences.LengthOf(args[0]));
        return Objects.IsString(args[0]) ? Strings.CharAt(c.Heap, args[0], i) : Sequences.At(c.Heap, args[0], i);
    }

    /// <summary>`(get c k [default])` of dicts, tables and sequences.</summary>
    public static Value Get(BuiltinContext c, Value* args, int count)
    {
        Value missing = count > 2 ? args[2] : Value.Nil;
        if (Objects.Is(args[0], ObjectType.Dict) || Objects.Is(args[0], ObjectType.Table)) return Maps.TryGet(c.Heap, args[0], args[1], out Value found) ? found : missing;
        if (!Sequences.IsIndexed(args[0]))
            throw Faults.Type("get", 1, "Dict or Table or List or Vector or FloatVector or ByteVector or Buffer", args[0]);
        long i = Arg.Int("get", args, 1);
        if (i < 0) return missing;
        if (!Objects.IsList(args[0])) return i < Sequences.LengthOf(args[0]) ? Sequences.At(c.Heap, args[0], i) : missing;
        Value rest = args[0];
        for (; i > 0 && !rest.IsEmpty; i--) rest = Objects.Tail(rest);
        return rest.IsEmpty ? missing : Objects.Head(rest);
    }

    public static Value Length(BuiltinContext c, Value* args, int count)
    {
        long length = Sequences.LengthOf(args[0]);
        return length >= 0 ? Value.FromFixnum(length) : throw Faults.Type("length", 1, "a collection or String", args[0]);
    }

    public static Value IsEmpty(BuiltinContext c, Value* args, int count) => Operators.IsEmpty(args[0]);
    public static Value IsList(BuiltinContext c, Value* args, int count) => Value.FromBool(Objects.IsList(args[0]));

    public static Value Append(BuiltinContext c, Value* args, int count)
    {
        for (int i = 0; i < count; i++) Arg.IsList("append", args, i);
        if (count == 0) return Value.Empty;
        using var list = new ListBuilder(c.Heap);
        using RootScope scope = c.Heap.Roots();
        Root rest = scope.Add(Value.Empty);
        for (int i = 0; i < count - 1; i++)
        {
            for (rest.Value = args[i]; !rest.Value.IsEmpty; rest.Value = Objects.Tail(rest.Value)) list.Add(Objects.Head(rest.Value));
        }
        return list.End(args[count - 1]);
    }

    public static Value Reverse(BuiltinContext c, Value* args, int count)
    {
        Arg.IsList("reverse", args, 0);
        using RootScope scope = c.Heap.Roots();
        Root rest = scope.Add(args[0]);
        Value reversed = Value.Empty;
        for (; !rest.Value.IsEmpty; rest.Value = Objects.Tail(rest.Value)) reversed = c.Heap.AllocateCons(Objects.Head(rest.Value), reversed);
        return reversed;
    }

    /// <summary>For lists that nobody else has seen yet.</summary>
    public static Value ReverseInPlace(BuiltinContext c, Value* args, int count)
    {
        Value reversed = Value.Empty;
        for (Value rest = args[0]; !rest.IsEmpty;)
        {
            Value next = Objects.Tail(rest);
            c.Heap.Store(rest, 2, reversed);
            (reversed, rest) = (rest, next);
        }
        return reversed;
    }

    public static Value Take(BuiltinContext c, Value* args, int count)
    {
        long n = Arg.Int("take", args, 0);
        Arg.IsList("take", args, 1);
        using var list = new ListBuilder(c.Heap);
        using RootScope scope = c.Heap.Roots();
        Root rest = scope.Add(args[1]);
        for (; n > 0 && !rest.Value.IsEmpty; n--, rest.Value = Objects.Tail(rest.Value)) list.Add(Objects.Head(rest.Value));
        return list.End();
    }

    public static Value Drop(BuiltinContext c, Value* args, int count)
    {
        long n = Arg.Int("drop", args, 0);
        Arg.IsList("drop", args, 1);
        Value list = args[1];
        for (; n > 0 && !list.IsEmpty; n--) list = Objects.Tail(list);
        return list;
    }

    /// <summary>How many of a, a + step, a + 2·step … come before the end. What lies between two Ints, and an Int without its sign, has 64 bits.</summary>
    private static ulong StepCount(long a, long end, long step)
    {
        if (step > 0 ? a >= end : a <= end) return 0;
        ulong between = step > 0 ? (ulong)end - (ulong)a : (ulong)a - (ulong)end, by = step > 0 ? (ulong)step : 0 - (ulong)step;
        return ((between - 1) / by) + 1;
    }

    public static Value Range(BuiltinContext c, Value* args, int count)
    {
        for (int i = 0; i < count; i++) Arg.IsNumber("range", args, i);
        Value from = count > 1 ? args[0] : Value.FromFixnum(0), to = count > 1 ? args[1] : args[0], step = count > 2 ? args[2] : Value.FromFixnum(1);
        if (Objects.TryNumber(step, out double by) && by == 0) throw Faults.Range("range", "step is zero");
        using var list = new ListBuilder(c.Heap);
        if (Objects.TryInt(from, out long a) && Objects.TryInt(to, out long b) && Objects.TryInt(step, out long d))
        {
            for (ulong left = StepCount(a, b, d); left > 0; left--, a = unchecked(a + d)) list.Add(c.Heap.FromLong(a));
            return list.End();
        }
        Objects.TryNumber(to, out double end);
        if (Objects.TryInt(from, out a) && Objects.TryInt(step, out d))
        {
            // Ints up to a Float bound: the elements stay Ints.
            while (Equality.Compare(a, end) == (d > 0 ? -1 : 1))
            {
                list.Add(c.Heap.FromLong(a));
                if (d > 0 ? a > long.MaxValue - d : a < long.MinValue - d) break;
                a += d;
            }
            return list.End();
        }
        Objects.TryNumber(from, out double start);
        for (long k = 0; ; k++)
        {
            double x = start + (k * by);
            if (!(by > 0 ? x < end : x > end)) return list.End();
            list.Add(c.Heap.FromDouble(x));
        }
    }

    public static Value IndexOf(BuiltinContext c, Value* args, int count)
    {
        Arg.IsList("index-of", args, 1);
        long i = 0;
        for (Value rest = args[1]; !rest.IsEmpty; rest = Objects.Tail(rest), i++)
        {
            if (Equality.Equal(args[0], Objects.Head(rest))) return Value.FromFixnum(i);
        }
        return Value.Nil;
    }

    public static Value IsMember(BuiltinContext c, Value* args, int count)
    {
        Arg.IsList("member?", args, 1);
        for (Value rest = args[1]; !rest.IsEmpty; rest = Objects.Tail(rest)) if (Equality.Equal(args[0], Objects.Head(rest))) return Value.True;
        return Value.False;
    }

    public static Value Assoc(BuiltinContext c, Value* args, int count)
    {
        Arg.IsList("assoc", args, 1);
        for (Value rest = args[1]; !rest.IsEmpty; rest = Objects.Tail(rest))
        {
            Value entry = Objects.Head(rest);
            if (Objects.IsCons(entry) && Equality.Equal(Objects.Head(entry), args[0])) return entry;
        }
        return Value.Nil;
    }

    /// <summary>Walks all lists in step; the places are kept in a vector.</summary>
    public static Value Zip(BuiltinContext c, Value* args, int count)
    {
        for (int i = 0; i < count; i++) Arg.IsList("zip", args, i);
        using RootScope scope = c.Heap.Roots();
        Root places = scope.Add(c.Heap.AllocateVector(count, Value.Empty));
        for (int i = 0; i < count; i++) c.Heap.Store(places.Value, 1 + i, args[i]);
        using var rows = new ListBuilder(c.Heap);
        for (; ; )
        {
            for (int i = 0; i < count; i++) if (Objects.Element(places.Value, i).IsEmpty) return rows.End();
            Value row = Value.Empty;
            for (int i = count - 1; i >= 0; i--) row = c.Heap.AllocateCons(Objects.Head(Objects.Element(places.Value, i)), row);
            for (int i = 0; i < count; i++) c.Heap.Store(places.Value, 1 + i, Objects.Tail(Objects.Element(places.Value, i)));
            rows.Add(row);
        }
    }

    /// <summary>What is still to be done after the present list is itself kept as a list.</summary>
    public static Value Flatten(BuiltinContext c, Value* args, int count)
    {
        Arg.IsList("flatten", args, 0);
        using RootScope scope = c.Heap.Roots();
        Root rest = scope.Add(args[0]), pending = scope.Add(Value.Empty), inner = scope.Add(Value.Empty);
        using var flat = new ListBuilder(c.Heap);
        for (; ; )
        {
            if (rest.Value.IsEmpty)
            {
                if (pending.Value.IsEmpty) return flat.End();
                rest.Value = Objects.Head(pending.Value);
                pending.Value = Objects.Tail(pending.Value);
                continue;
            }
            Value head = Objects.Head(rest.Value);
            rest.Value = Objects.Tail(rest.Value);
            if (!Objects.IsList(head)) flat.Add(head);
            else if (!head.IsEmpty)
            {
                inner.Value = head;
                pending.Value = c.Heap.AllocateCons(rest.Value, pending.Value);
                rest.Value = inner.Value;
            }
        }
    }
}
