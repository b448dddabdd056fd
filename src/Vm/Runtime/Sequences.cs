namespace ClaudeLang.Vm.Runtime;

/// <summary>What the collections have in common.</summary>
public static unsafe class Sequences
{
    /// <summary>Number of elements of a collection or code points of a String; -1 for anything else.</summary>
    public static long LengthOf(Value c)
    {
        if (c.IsEmpty) return 0;
        if (!c.IsHeap) return -1;
        switch (Objects.TypeOf(c))
        {
            case ObjectType.Cons: return ListLength(c);
            case ObjectType.String or ObjectType.Vector or ObjectType.FloatVector or ObjectType.ByteVector: return Objects.Length(c);
            case ObjectType.Buffer or ObjectType.Dict or ObjectType.Set or ObjectType.Table: return Objects.Word(c, 1).Fixnum;
            default: return -1;
        }
    }

    public static long ListLength(Value list)
    {
        long n = 0;
        for (; !list.IsEmpty; list = Objects.Tail(list)) n++;
        return n;
    }

    /// <summary>Lists, vectors of every kind and buffers.</summary>
    public static bool IsIndexed(Value c) => c.IsEmpty || (c.IsHeap && (
        Objects.TypeOf(c) is ObjectType.Cons or ObjectType.Vector or ObjectType.FloatVector or ObjectType.ByteVector or ObjectType.Buffer));

    /// <summary>Element of a vector of any kind or of a buffer; the index has been checked.</summary>
    public static Value At(Heap heap, Value c, long index) => Objects.TypeOf(c) switch
    {
        ObjectType.Vector => Objects.Element(c, index),
        ObjectType.Buffer => Objects.Element(Objects.Word(c, Objects.BufferStorage), index),
        ObjectType.ByteVector => Value.FromFixnum(Objects.Bytes(c)[index]),
        _ => heap.FromDouble(Objects.Doubles(c)[index]),
    };
}
