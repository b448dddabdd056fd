namespace ClaudeLang.Vm.Runtime;

/// <summary>Growable sequences, and the small mutable and immutable holders: cells and tuples.</summary>
internal static unsafe class Buffers
{
    private const long CapacityMin = Heap.BufferCapacityMin;

    public static Value Of(BuiltinContext c, Value* args, int count)
    {
        Value buffer = c.Heap.AllocateBuffer(Math.Max(count, CapacityMin));
        Value storage = Storage(buffer);
        for (int i = 0; i < count; i++) c.Heap.Store(storage, 1 + i, args[i]);
        SetCount(buffer, count);
        return buffer;
    }

    public static Value Push(BuiltinContext c, Value* args, int count)
    {
        Arg.Is("buffer-push!", args, 0, ObjectType.Buffer);
        Push(c.Heap, args, 1);
        return Value.Nil;
    }

    /// <summary>Pushes args[index] on the buffer args[0].</summary>
    private static void Push(Heap heap, Value* args, int index)
    {
        long length = Count(args[0]);
        if (length == Objects.Length(Storage(args[0])))
        {
            Value wider = heap.AllocateVector(Math.Max(CapacityMin, length * 2), Value.Nil);
            Value old = Storage(args[0]);
            System.Buffer.MemoryCopy(old.Address + 1, wider.Address + 1, 8 * length, 8 * length);
            heap.RecordWrite(wider.Address);
            heap.Store(args[0], Objects.BufferStorage, wider);
        }
        heap.Store(Storage(args[0]), 1 + length, args[index]);
        SetCount(args[0], length + 1);
    }

    public static Value Pop(BuiltinContext c, Value* args, int count)
    {
        Arg.Is("buffer-pop!", args, 0, ObjectType.Buffer);
        long last = Count(args[0]) - 1;
        if (last < 0) throw Faults.Index("buffer-pop!", -1, 0);
        Value element = Objects.Element(Storage(args[0]), last);
        c.Heap.Store(Storage(args[0]), 1 + last, Value.Nil);
        SetCount(args[0], last);
        return element;
    }

    public static Value Ref(BuiltinContext c, Value* args, int count) => Objects.Element(Storage(args[0], "buffer-ref"), Index("buffer-ref", args));

    public static Value Set(BuiltinContext c, Value* args, int count)
    {
        Value storage = Storage(args[0], "buffer-set!");
        c.Heap.Store(storage, 1 + Index("buffer-set!", args), args[2]);
        return Value.Nil;
    }

    private static long Index(string function, Value* args) => Arg.InRange(function, Arg.Int(function, args, 1), Count(args[0]));

    public static Value Length(BuiltinContext c, Value* args, int count)
    {
        Storage(args[0], "buffer-length");
        return Value.FromFixnum(Count(args[0]));
    }

    public static Value Clear(BuiltinContext c, Value* args, int count)
    {
        Arg.Is("buffer-clear!", args, 0, ObjectType.Buffer);
        Value storage = c.Heap.AllocateVector(CapacityMin, Value.Nil);
        c.Heap.Store(args[0], Objects.BufferStorage, storage);
        SetCount(args[0], 0);
        return Value.Nil;
    }

    public static Value ToList(BuiltinContext c, Value* args, int count)
    {
        Arg.Is("buffer->list", args, 0, ObjectType.Buffer);
        Value list = Value.Empty;
        for (long i = Count(args[0]) - 1; i >= 0; i--) list = c.Heap.AllocateCons(Objects.Element(Storage(args[0]), i), list);
        return list;
    }

    public static Value ToVector(BuiltinContext c, Value* args, int count)
    {
        Arg.Is("buffer->vector", args, 0, ObjectType.Buffer);
        long length = Count(args[0]);
        Value vector = c.Heap.AllocateVector(length, Value.Nil);
        System.Buffer.MemoryCopy(Storage(args[0]).Address + 1, vector.Address + 1, 8 * length, 8 * length);
        c.Heap.RecordWrite(vector.Address);
        return vector;
    }

    public static Value Is(BuiltinContext c, Value* args, int count) => Value.FromBool(Objects.Is(args[0], ObjectType.Buffer));

    private static long Count(Value buffer) => Objects.Word(buffer, Objects.BufferCount).Fixnum;
    private static void SetCount(Value buffer, long count) => buffer.Address[Objects.BufferCount] = Value.FromFixnum(count).Bits;
    private static Value Storage(Value buffer) => Objects.Word(buffer, Objects.BufferStorage);
    private static Value Storage(Value buffer, string function) =>
        Objects.Is(buffer, ObjectType.Buffer) ? Storage(buffer) : throw Faults.Type(function, 1, "Buffer", buffer);

    // ---- cells ------------------------------------------------------------------------------------------------------
    public static Value Cell(BuiltinContext c, Value* args, int count) => c.Heap.AllocateCell(args[0]);

    public static Value CellGet(BuiltinContext c, Value* args, int count)
    {
        Arg.Is("cell-get", args, 0, ObjectType.Cell);
        return Objects.Word(args[0], 1);
    }

    public static Value CellSet(BuiltinContext c, Value* args, int count)
    {
        Arg.Is("cell-set!", args, 0, ObjectType.Cell);
        c.Heap.Store(args[0], 1, args[1]);
        return Value.Nil;
    }

    public static Value IsCell(BuiltinContext c, Value* args, int count) => Value.FromBool(Objects.Is(args[0], ObjectType.Cell));

    // ---- tuples -----------------------------------------------------------------------------------------------------
    public static Value Tuple(BuiltinContext c, Value* args, int count)
    {
        Arg.IsString("tuple", args, 0);
        Value tuple = c.Heap.AllocateTagged(ObjectType.Tuple, count - 1);
        for (int i = 0; i < count; i++) tuple.Address[Objects.FieldsTag + i] = args[i].Bits;
        return tuple;
    }

    public static Value TupleTag(BuiltinContext c, Value* args, int count)
    {
        Arg.Is("tuple-tag", args, 0, ObjectType.Tuple);
        return Objects.Word(args[0], Objects.FieldsTag);
    }

    public static Value TupleFields(BuiltinContext c, Value* args, int count)
    {
        Arg.Is("tuple-fields", args, 0, ObjectType.Tuple);
        Value list = Value.Empty;
        for (long i = Objects.Length(args[0]) - 1; i >= 0; i--) list = c.Heap.AllocateCons(Objects.Field(args[0], i), list);
        return list;
    }

    public static Value IsTuple(BuiltinContext c, Value* args, int count) => Value.FromBool(Objects.Is(args[0], ObjectType.Tuple));
}
