namespace ClaudeLang.Vm.Runtime;

/// <summary>What differs between the three kinds of vector: how an element is checked, read and written.</summary>
internal interface IVectorKind
{
    static abstract ObjectType Type { get; }
    /// <summary>`vector`, `float-vector`, `byte-vector`: the stem of the functions' names.</summary>
    static abstract string Name { get; }
    static abstract int ElementBytes { get; }
    static abstract void Check(string function, int argument, Value element);
    static abstract Value Allocate(Heap heap, long length, Value fill);
    static abstract Value Get(Heap heap, Value vector, long index);
    static abstract void Set(Heap heap, Value vector, long index, Value element);
}

internal readonly struct PlainKind : IVectorKind
{
    public static ObjectType Type => ObjectType.Vector;
    public static string Name => "vector";
    public static int ElementBytes => 8;
    public static void Check(string function, int argument, Value element) { }
    public static Value Allocate(Heap heap, long length, Value fill) => heap.AllocateVector(length, fill);
    public static Value Get(Heap heap, Value vector, long index) => Objects.Element(vector, index);
    public static void Set(Heap heap, Value vector, long index, Value element) => heap.Store(vector, 1 + index, element);
}

/// <summary>Storing an Int stores the Float.</summary>
internal readonly unsafe struct FloatKind : IVectorKind
{
    public static ObjectType Type => ObjectType.FloatVector;
    public static string Name => "float-vector";
    public static int ElementBytes => 8;
    public static void Check(string function, int argument, Value element)
    {
        if (!Objects.TryNumber(element, out _)) throw Faults.Type(function, argument, "Float", element);
    }
    public static Value Allocate(Heap heap, long length, Value fill) => heap.AllocateFloatVector(length, Double(fill));
    public static Value Get(Heap heap, Value vector, long index) => heap.FromDouble(Objects.Doubles(vector)[index]);
    public static void Set(Heap heap, Value vector, long index, Value element) => Objects.Doubles(vector)[index] = Double(element);
    private static double Double(Value element) => Objects.TryNumber(element, out double d) ? d : 0;
}

internal readonly unsafe struct ByteKind : IVectorKind
{
    public static ObjectType Type => ObjectType.ByteVector;
    public static string Name => "byte-vector";
    public static int ElementBytes => 1;
    public static void Check(string function, int argument, Value element)
    {
        long n = Operators.IntOf(function, argument, element);
        if (n is < 0 or > 255) throw Faults.Range(function, $"{n} is not in 0..255");
    }
    public static Value Allocate(Heap heap, long length, Value fill) => heap.AllocateByteVector(length, (byte)fill.Fixnum);
    public static Value Get(Heap heap, Value vector, long index) => Value.FromFixnum(Objects.Bytes(vector)[index]);
    public static void Set(Heap heap, Value vector, long index, Value element) => Objects.Bytes(vector)[index] = (byte)element.Fixnum;
}

/// <summary>The functions of one kind of vector.</summary>
internal static unsafe class Vectors<TKind> where TKind : struct, IVectorKind
{
    private static readonly string MakeName = $"make-{TKind.Name}", RefName = $"{TKind.Name}-ref", SetName = $"{TKind.Name}-set!",
        LengthName = $"{TKind.Name}-length", ToListName = $"{TKind.Name}->list", FromListName = $"list->{TKind.Name}",
        FillName = $"{TKind.Name}-fill!", CopyName = $"{TKind.Name}-copy", BlitName = $"{TKind.Name}-blit!";

    public static Value Of(BuiltinContext c, Value* args, int count)
    {
        for (int i = 0; i < count; i++) TKind.Check(TKind.Name, i + 1, args[i]);
        Value vector = TKind.Allocate(c.Heap, count, Value.FromFixnum(0));
        for (int i = 0; i < count; i++) TKind.Set(c.Heap, vector, i, args[i]);
        return vector;
    }

    public static Value Make(BuiltinContext c, Value* args, int count)
    {
        long length = Arg.Int(MakeName, args, 0);
        if (length < 0) throw Faults.Range(MakeName, $"negative length {length}");
        TKind.Check(MakeName, 2, args[1]);
        return TKind.Allocate(c.Heap, length, args[1]);
    }

    public static Value Ref(BuiltinContext c, Value* args, int count) => TKind.Get(c.Heap, args[0], Index(RefName, args));

    public static Value Set(BuiltinContext c, Value* args, int count)
    {
        long i = Index(SetName, args);
        TKind.Check(SetName, 3, args[2]);
        TKind.Set(c.Heap, args[0], i, args[2]);
        return Value.Nil;
    }

    private static long Index(string function, Value* args)
    {
        Arg.Is(function, args, 0, TKind.Type);
        return Arg.InRange(function, Arg.Int(function, args, 1), Objects.Length(args[0]));
    }

    public static Value Length(BuiltinContext c, Value* args, int count)
    {
        Arg.Is(LengthName, args, 0, TKind.Type);
        return Value.FromFixnum(Objects.Length(args[0]));
    }

    public static Value ToList(BuiltinContext c, Value* args, int count)
    {
        Arg.Is(ToListName, args, 0, TKind.Type);
        using RootScope scope = c.Heap.Roots();
        Root list = scope.Add(Value.Empty);
        for (long i = Objects.Length(args[0]) - 1; i >= 0; i--)
        {
            Value element = TKind.Get(c.Heap, args[0], i);
            list.Value = c.Heap.AllocateCons(element, list.Value);
        }
        return list.Value;
    }

    public static Value FromList(BuiltinContext c, Value* args, int count)
    {
        Arg.IsList(FromListName, args, 0);
        for (Value rest = args[0]; !rest.IsEmpty; rest = Objects.Tail(rest)) TKind.Check(FromListName, 1, Objects.Head(rest));
        Value vector = TKind.Allocate(c.Heap, Sequences.ListLength(args[0]), Value.FromFixnum(0));
        long i = 0;
        for (Value rest = args[0]; !rest.IsEmpty; rest = Objects.Tail(rest)) TKind.Set(c.Heap, vector, i++, Objects.Head(rest));
        return vector;
    }

    public static Value Fill(BuiltinContext c, Value* args, int count)
    {
        Arg.Is(FillName, args, 0, TKind.Type);
        TKind.Check(FillName, 2, args[1]);
        for (long i = Objects.Length(args[0]) - 1; i >= 0; i--) TKind.Set(c.Heap, args[0], i, args[1]);
        return Value.Nil;
    }

    public static Value Copy(BuiltinContext c, Value* args, int count)
    {
        Arg.Is(CopyName, args, 0, TKind.Type);
        (long start, long end) = Arg.Range(CopyName, args, count, 1, Objects.Length(args[0]));
        Value copy = TKind.Allocate(c.Heap, end - start, Value.FromFixnum(0));
        Move(c.Heap, args[0], start, copy, 0, end - start);
        return copy;
    }

    /// <summary>Overlapping ranges are copied as if through a temporary.</summary>
    public static Value Blit(BuiltinContext c, Value* args, int count)
    {
        Arg.Is(BlitName, args, 0, TKind.Type);
        long at = Arg.Int(BlitName, args, 1);
        Arg.Is(BlitName, args, 2, TKind.Type);
        (long start, long end) = Arg.Range(BlitName, args, count, 3, Objects.Length(args[2]));
        if (at < 0 || at > Objects.Length(args[0]) - (end - start)) throw Faults.Index(BlitName, at, Objects.Length(args[0]));
        Move(c.Heap, args[2], start, args[0], at, end - start);
        return Value.Nil;
    }

    private static void Move(Heap heap, Value from, long start, Value to, long at, long length)
    {
        int bytes = TKind.ElementBytes;
        byte* source = (byte*)(from.Address + 1) + (start * bytes), target = (byte*)(to.Address + 1) + (at * bytes);
        Buffer.MemoryCopy(source, target, length * bytes, length * bytes);
        if (TKind.Type == ObjectType.Vector) heap.RecordWrite(to.Address);
    }

    public static Value Is(BuiltinContext c, Value* args, int count) => Value.FromBool(Objects.Is(args[0], TKind.Type));
}
