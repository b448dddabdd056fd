using System.Runtime.CompilerServices;

namespace ClaudeLang.Vm.Runtime;

/// <summary>
/// Mutable hash maps in insertion order: a dense list of entries, and an open-addressed index of entry numbers over it.
/// <code>
///   Table    [header][count][entries: Vector, 3 words an entry: key, value, hash][index: ByteVector of int32, or nil while small][used]
/// </code>
/// A removed entry keeps its place with the key Unbound until the table is packed. Index words are entry number + 1; 0 is free.
/// </summary>
public static unsafe class Tables
{
    public const int Count = 1, Entries = 2, Index = 3, Used = 4;
    public const int EntryWords = 3;
    private const int SmallMax = 8;

    public static Value Create(Heap heap)
    {
        using RootScope scope = heap.Roots();
        Root entries = scope.Add(heap.AllocateVector(SmallMax * EntryWords, Value.Nil));
        Value table = heap.AllocateTagged(ObjectType.Table, 0);
        table.Address[Count] = table.Address[Used] = Value.FromFixnum(0).Bits;
        table.Address[Entries] = entries.Value.Bits;
        return table;
    }

    public static long UsedOf(Value table) => Objects.Word(table, Used).Fixnum;
    public static Value KeyAt(Value table, long entry) => Objects.Element(Objects.Word(table, Entries), entry * EntryWords);
    public static Value ValueAt(Value table, long entry) => Objects.Element(Objects.Word(table, Entries), (entry * EntryWords) + 1);
    /// <summary>Whether the three words are a live entry of the key, whose hash is given as it stands there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Matches(ulong* entry, Value key, ulong hash) =>
        entry[2] == hash && ((key.IsFixnum && entry[0] == key.Bits) || (entry[0] != Value.UnboundBits && Equality.Equal(new Value(entry[0]), key)));

    /// <summary>The number of a key's entry; -1 if there is none.</summary>
    public static long Find(Heap heap, Value table, Value key) => Find(table, key, Hashing.Of(heap, key));

    private static long Find(Value table, Value key, uint hash)
    {
        Value index = Objects.Word(table, Index);
        ulong* entries = Objects.Word(table, Entries).Address + 1;
        ulong word = Value.FromFixnum(hash).Bits;
        if (index.IsNil)
        {
            long used = UsedOf(table);
            for (long entry = 0; entry < used; entry++) if (Matches(entries + (entry * EntryWords), key, word)) return entry;
            return -1;
        }
        var slots = (int*)Objects.Bytes(index);
        uint mask = (uint)(Objects.Length(index) / 4) - 1;
        for (uint at = hash & mask; slots[at] != 0; at = (at + 1) & mask)
        {
            long entry = slots[at] - 1;
            if (Matches(entries + (entry * EntryWords), key, word)) return entry;
        }
        return -1;
    }

    public static void Set(Heap heap, Root table, Root key, Root value)
    {
        uint hash = Hashing.Of(heap, key.Value);
        long entry = Find(table.Value, key.Value, hash);
        if (entry >= 0)
        {
            heap.Store(Objects.Word(table.Value, Entries), 2 + (entry * EntryWords), value.Value);
            return;
        }
        if ((UsedOf(table.Value) + 1) * EntryWords > Objects.Length(Objects.Word(table.Value, Entries))) Grow(heap, table);
        entry = UsedOf(table.Value);
        Value entries = Objects.Word(table.Value, Entries);
        heap.Store(entries, 1 + (entry * EntryWords), key.Value);
        heap.Store(entries, 2 + (entry * EntryWords), value.Value);
        heap.Store(entries, 3 + (entry * EntryWords), Value.FromFixnum(hash));
        SetWord(table.Value, Used, entry + 1);
        SetWord(table.Value, Count, Objects.Word(table.Value, Count).Fixnum + 1);
        AddToIndex(Objects.Word(table.Value, Index), entry, hash);
    }

    public static void Remove(Heap heap, Value table, Value key)
    {
        long entry = Find(heap, table, key);
        if (entry < 0) return;
        Value entries = Objects.Word(table, Entries);
        heap.Store(entries, 1 + (entry * EntryWords), Value.Unbound);
        heap.Store(entries, 2 + (entry * EntryWords), Value.Nil);
        SetWord(table, Count, Objects.Word(table, Count).Fixnum - 1);
    }

    private static void SetWord(Value table, int word, long n) => table.Address[word] = Value.FromFixnum(n).Bits;

    private static void AddToIndex(Value index, long entry, uint hash)
    {
        if (index.IsNil) return;
        var slots = (int*)Objects.Bytes(index);
        uint mask = (uint)(Objects.Length(index) / 4) - 1;
        uint at = hash & mask;
        while (slots[at] != 0) at = (at + 1) & mask;
        slots[at] = (int)entry + 1;
    }

    /// <summary>Packs the entries into room for twice as many as live, and makes the index anew.</summary>
    private static void Grow(Heap heap, Root table)
    {
        long capacity = SmallMax;
        while (capacity < (Objects.Word(table.Value, Count).Fixnum + 1) * 3 / 2) capacity *= 2;
        using RootScope scope = heap.Roots();
        Root packed = scope.Add(heap.AllocateVector(capacity * EntryWords, Value.Nil));
        Root index = scope.Add(capacity > SmallMax ? heap.AllocateByteVector(capacity * 2 * 4, 0) : Value.Nil);
        ulong* from = Objects.Word(table.Value, Entries).Address + 1, to = packed.Value.Address + 1, end = from + (UsedOf(table.Value) * EntryWords);
        long used = 0;
        for (; from < end; from += EntryWords)
        {
            if (*from == Value.UnboundBits) continue;
            for (int k = 0; k < EntryWords; k++) *to++ = from[k];
            AddToIndex(index.Value, used++, (uint)new Value(from[2]).Fixnum);
        }
        heap.RecordWrite(packed.Value.Address);
        heap.Store(table.Value, Entries, packed.Value);
        heap.Store(table.Value, Index, index.Value);
        SetWord(table.Value, Used, used);
    }
}
