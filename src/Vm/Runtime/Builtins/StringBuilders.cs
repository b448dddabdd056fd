using System.Globalization;

namespace ClaudeLang.Vm.Runtime;

/// <summary>String builders: the code points so far, as a String would have them, in a storage with room for more.</summary>
internal static unsafe class StringBuilders
{
    private const int StorageBytesMin = 64, DigitsMax = 20;

    private static Root Slot(Value* args, int index) => new((ulong*)(args + index));

    public static Value Of(BuiltinContext c, Value* args, int count)
    {
        using RootScope scope = c.Heap.Roots();
        Root storage = scope.Add(c.Heap.AllocateByteStorage(StorageBytesMin));
        Root builder = scope.Add(c.Heap.AllocateTagged(ObjectType.StringBuilder, 0));
        ulong* words = builder.Value.Address;
        words[Objects.BuilderCodePoints] = Value.FromFixnum(0).Bits;
        words[Objects.BuilderStorage] = storage.Value.Bits;
        words[Objects.BuilderWidth] = Value.FromFixnum(1).Bits;
        for (int i = 0; i < count; i++) Add(c.Heap, builder, Slot(args, i));
        return builder.Value;
    }

    public static Value Add(BuiltinContext c, Value* args, int count)
    {
        Arg.Is("string-builder-add!", args, 0, ObjectType.StringBuilder);
        for (int i = 1; i < count; i++) Add(c.Heap, Slot(args, 0), Slot(args, i));
        return args[0];
    }

    public static Value Build(BuiltinContext c, Value* args, int count)
    {
        Arg.Is("string-builder-build", args, 0, ObjectType.StringBuilder);
        Value whole = c.Heap.AllocateString(CodePointsOf(args[0]), WidthOf(args[0]));
        long bytes = CodePointsOf(args[0]) * WidthOf(args[0]);
        Buffer.MemoryCopy(BytesOf(args[0]), Objects.StringBytes(whole), bytes, bytes);
        return whole;
    }

    private static long CodePointsOf(Value builder) => Objects.Word(builder, Objects.BuilderCodePoints).Fixnum;
    private static int WidthOf(Value builder) => (int)Objects.Word(builder, Objects.BuilderWidth).Fixnum;
    private static byte* BytesOf(Value builder) => Objects.Bytes(Objects.Word(builder, Objects.BuilderStorage));

    private static void Add(Heap heap, Root builder, Root part)
    {
        if (Objects.IsString(part.Value)) AddString(heap, builder, part);
        else if (part.Value.IsFixnum) AddFixnum(heap, builder, part.Value.Fixnum);
        else
        {
            using RootScope scope = heap.Roots();
            AddString(heap, builder, scope.Add(heap.AllocateString(Printer.Display(part.Value))));
        }
    }

    private static void AddString(Heap heap, Root builder, Root part)
    {
        long length = Objects.Length(part.Value);
        if (length == 0) return;
        byte* to = Reserve(heap, builder, length, Objects.StringWidth(part.Value));
        Strings.Copy(part.Value, 0, length, to, WidthOf(builder.Value));
    }

    private static void AddFixnum(Heap heap, Root builder, long n)
    {
        byte* digits = stackalloc byte[DigitsMax];
        n.TryFormat(new Span<byte>(digits, DigitsMax), out int length, default, CultureInfo.InvariantCulture);
        byte* to = Reserve(heap, builder, length, 1);
        int width = WidthOf(builder.Value);
        for (int i = 0; i < length; i++, to += width)
        {
            if (width == 1) *to = digits[i];
            else if (width == 2) *(ushort*)to = digits[i];
            else *(int*)to = digits[i];
        }
    }

    /// <summary>Counts some code points more, and gives the place of the first of them. They may be as wide as <paramref name="width"/>; how wide all are then, the builder knows.</summary>
    private static byte* Reserve(Heap heap, Root builder, long more, int width)
    {
        long length = CodePointsOf(builder.Value);
        int own = WidthOf(builder.Value);
        if (width > own || (length + more) * own > Objects.Length(Objects.Word(builder.Value, Objects.BuilderStorage))) Widen(heap, builder, length + more, own = Math.Max(own, width));
        builder.Value.Address[Objects.BuilderCodePoints] = Value.FromFixnum(length + more).Bits;
        return BytesOf(builder.Value) + (length * own);
    }

    /// <summary>A storage with room for twice as many code points as asked for, of the given width.</summary>
    private static void Widen(Heap heap, Root builder, long codePoints, int width)
    {
        Value wider = heap.AllocateByteStorage(2 * codePoints * width);
        Strings.CopyUnits(BytesOf(builder.Value), WidthOf(builder.Value), Objects.Bytes(wider), width, CodePointsOf(builder.Value));
        heap.Store(builder.Value, Objects.BuilderStorage, wider);
        builder.Value.Address[Objects.BuilderWidth] = Value.FromFixnum(width).Bits;
    }
}
