namespace ClaudeLang.Vm.Runtime;

/// <summary>What dicts, sets and tables have in common: keys in insertion order, and values.</summary>
public static unsafe class Maps
{
    /// <summary>A snapshot in order. Nothing may be allocated while it is looked at.</summary>
    public static (Value Key, Value Value)[] Entries(Value map)
    {
        if (!Objects.Is(map, ObjectType.Table))
            return Array.ConvertAll(Dicts.Ordered(map), entry => (Objects.Word(entry, Dicts.EntryKey), Objects.Word(entry, Dicts.EntryValue)));
        var entries = new (Value, Value)[Objects.Word(map, Tables.Count).Fixnum];
        int count = 0;
        for (long i = 0; i < Tables.UsedOf(map); i++)
        {
            Value key = Tables.KeyAt(map, i);
            if (key.Bits != Value.UnboundBits) entries[count++] = (key, Tables.ValueAt(map, i));
        }
        return entries;
    }

    /// <summary>A snapshot as a Vector: key, value, key, value…</summary>
    public static Value EntryVector(Heap heap, Root map)
    {
        Value vector = heap.AllocateVector(2 * Objects.Word(map.Value, Dicts.Count).Fixnum, Value.Nil);
        long i = 1;
        foreach ((Value key, Value value) in Entries(map.Value))
        {
            heap.Store(vector, i++, key);
            heap.Store(vector, i++, value);
        }
        return vector;
    }

    /// <summary>The value of a key in a Dict or Table.</summary>
    public static bool TryGet(Heap heap, Value map, Value key, out Value value)
    {
        if (Objects.Is(map, ObjectType.Table))
        {
            long at = Tables.Find(heap, map, key);
            value = at >= 0 ? Tables.ValueAt(map, at) : Value.Nil;
            return at >= 0;
        }
        Value entry = Dicts.Find(map, key, Hashing.Of(heap, key));
        value = entry.IsNil ? Value.Nil : Objects.Word(entry, Dicts.EntryValue);
        return !entry.IsNil;
    }
}
