using System.Numerics;

namespace ClaudeLang.Vm.Runtime;

/// <summary>
/// Persistent maps and sets: a hash trie of 32-way nodes (Bagwell 2001) whose leaves carry their place in the order of insertion;
/// whoever wants the order sorts by it. A Set is a map whose values are nil.
/// <code>
///   Dict, Set   [header][count][root node, or nil if empty][next place]
///   node        a Vector: bitmap, then a child (node or entry) for each bit that is set
///               of entries with the same hash: -1, then the entries
///   DictEntry   [header][key][value][hash][place]
/// </code>
/// </summary>
public static unsafe class Dicts
{
    public const int Count = 1, RootNode = 2, NextPlace = 3;
    public const int EntryKey = 1, EntryValue = 2, EntryHash = 3, EntryPlace = 4;
    private const int BitsPerLevel = 5, HashBits = 32;
    private const long Collision = -1;

    public static Value Create(Heap heap, ObjectType type)
    {
        Value map = heap.AllocateTagged(type, 0);
        map.Address[Count] = map.Address[NextPlace] = Value.FromFixnum(0).Bits;
        return map;
    }

    private static uint HashOf(Value entry) => (uint)Objects.Word(entry, EntryHash).Fixnum;
    private static bool IsEntry(Value child) => Objects.TypeOf(child) == ObjectType.DictEntry;

    // ---- search -----------------------------------------------------------------------------------------------------
    /// <summary>The entry of a key; nil if there is none.</summary>
    public static Value Find(Value map, Value key, uint hash)
    {
        Value node = Objects.Word(map, RootNode);
        for (int shift = 0; !node.IsNil; shift += BitsPerLevel)
        {
            if (IsEntry(node)) return HashOf(node) == hash && Equality.Equal(Objects.Word(node, EntryKey), key) ? node : Value.Nil;
            long bitmap = Objects.Element(node, 0).Fixnum;
            if (bitmap == Collision) return FindColliding(node, key, hash);
            int bit = Bit(hash, shift);
            if ((bitmap >> bit & 1) == 0) return Value.Nil;
            node = Objects.Element(node, Place(bitmap, bit));
        }
        return Value.Nil;
    }

    private static Value FindColliding(Value node, Value key, uint hash)
    {
        long i = PlaceColliding(node, key, hash);
        return i > 0 ? Objects.Element(node, i) : Value.Nil;
    }

    private static long PlaceColliding(Value node, Value key, uint hash)
    {
        for (long i = 1; i < Objects.Length(node); i++)
        {
            Value entry = Objects.Element(node, i);
            if (HashOf(entry) == hash && Equality.Equal(Objects.Word(entry, EntryKey), key)) return i;
        }
        return -1;
    }

    private static int Bit(uint hash, int shift) => (int)(hash >> shift) & 31;
    private static int Place(long bitmap, int bit) => 1 + BitOperations.PopCount((ulong)bitmap & ((1UL << bit) - 1));

    // ---- change -----------------------------------------------------------------------------------------------------
    /// <summary>The map with key bound to value: an equal key keeps its place and its old key.</summary>
    public static Value Set(Heap heap, Root map, Root key, Root value)
    {
        uint hash = Hashing.Of(heap, key.Value);
        Value old = Find(map.Value, key.Value, hash);
        if (!old.IsNil && Objects.TypeOf(map.Value) == ObjectType.Set) return map.Value;
        bool isNew = old.IsNil;
        using RootScope scope = heap.Roots();
        Root held = scope.Add(old);
        Root entry = scope.Add(heap.AllocateTagged(ObjectType.DictEntry, 0));
        ulong* words = entry.Value.Address;
        words[EntryKey] = isNew ? key.Value.Bits : held.Value.Address[EntryKey];
        words[EntryValue] = value.Value.Bits;
        words[EntryHash] = Value.FromFixnum(hash).Bits;
        words[EntryPlace] = isNew ? map.Value.Address[NextPlace] : held.Value.Address[EntryPlace];
        Root root = scope.Add(Objects.Word(map.Value, RootNode));
        root.Value = root.Value.IsNil ? Single(heap, entry, 0) : Put(heap, root, entry, 0);
        return Header(heap, map, root, isNew ? 1 : 0);
    }

    /// <summary>The map without a key; itself if the key is not there.</summary>
    public static Value Remove(Heap heap, Root map, Value key)
    {
        uint hash = Hashing.Of(heap, key);
        Value found = Find(map.Value, key, hash);
        if (found.IsNil) return map.Value;
        using RootScope scope = heap.Roots();
        Root entry = scope.Add(found), root = scope.Add(Objects.Word(map.Value, RootNode));
        root.Value = Take(heap, root, entry, 0);
        return Header(heap, map, root, -1);
    }

    private static Value Header(Heap heap, Root map, Root root, int grown)
    {
        Value changed = heap.AllocateTagged(Objects.TypeOf(map.Value), 0);
        changed.Address[Count] = Value.FromFixnum(Objects.Word(map.Value, Count).Fixnum + grown).Bits;
        changed.Address[RootNode] = root.Value.Bits;
        changed.Address[NextPlace] = Value.FromFixnum(Objects.Word(map.Value, NextPlace).Fixnum + Math.Max(0, grown)).Bits;
        return changed;
    }

    private static Value Single(Heap heap, Root entry, int shift)
    {
        Value node = heap.AllocateVector(2, Value.Nil);
        node.Address[1] = Value.FromFixnum(1L << Bit(HashOf(entry.Value), shift)).Bits;
        node.Address[2] = entry.Value.Bits;
        return node;
    }

    private static Value Put(Heap heap, Root node, Root entry, int shift)
    {
        uint hash = HashOf(entry.Value);
        long bitmap = Objects.Element(node.Value, 0).Fixnum;
        if (bitmap == Collision)
        {
            long at = PlaceColliding(node.Value, Objects.Word(entry.Value, EntryKey), hash);
            return at > 0 ? Replaced(heap, node, at, entry) : Inserted(heap, node, Objects.Length(node.Value), entry, Collision);
        }
        int bit = Bit(hash, shift), place = Place(bitmap, bit);
        if ((bitmap >> bit & 1) == 0) return Inserted(heap, node, place, entry, bitmap | (1L << bit));
        using RootScope scope = heap.Roots();
        Root child = scope.Add(Objects.Element(node.Value, place));
        if (!IsEntry(child.Value)) child.Value = Put(heap, child, entry, shift + BitsPerLevel);
        else if (HashOf(child.Value) == hash && Equality.Equal(Objects.Word(child.Value, EntryKey), Objects.Word(entry.Value, EntryKey))) child.Value = entry.Value;
        else child.Value = Pair(heap, child, entry, shift + BitsPerLevel);
        return Replaced(heap, node, place, child);
    }

    /// <summary>The smallest trie of two entries.</summary>
    private static Value Pair(Heap heap, Root a, Root b, int shift)
    {
        if (shift >= HashBits)
        {
            Value node = heap.AllocateVector(3, Value.Nil);
            node.Address[1] = Value.FromFixnum(Collision).Bits;
            node.Address[2] = a.Value.Bits;
            node.Address[3] = b.Value.Bits;
            return node;
        }
        using RootScope scope = heap.Roots();
        Root single = scope.Add(Single(heap, a, shift));
        return Put(heap, single, b, shift);
    }

    private static Value Take(Heap heap, Root node, Root entry, int shift)
    {
        long bitmap = Objects.Element(node.Value, 0).Fixnum;
        if (bitmap == Collision)
        {
            long at = PlaceColliding(node.Value, Objects.Word(entry.Value, EntryKey), HashOf(entry.Value));
            return Objects.Length(node.Value) == 3 ? Objects.Element(node.Value, at == 1 ? 2 : 1) : Removed(heap, node, at, Collision);
        }
        int bit = Bit(HashOf(entry.Value), shift), place = Place(bitmap, bit);
        using RootScope scope = heap.Roots();
        Root child = scope.Add(Objects.Element(node.Value, place));
        child.Value = IsEntry(child.Value) ? Value.Nil : Take(heap, child, entry, shift + BitsPerLevel);
        bool isAlone = Objects.Length(node.Value) == 2;
        if (!child.Value.IsNil)
        {
            // An entry that is left alone goes up, but not out of the root.
            return isAlone && shift > 0 && IsEntry(child.Value) ? child.Value : Replaced(heap, node, place, child);
        }
        if (isAlone) return Value.Nil;
        if (Objects.Length(node.Value) == 3 && shift > 0 && IsEntry(Objects.Element(node.Value, 3 - place))) return Objects.Element(node.Value, 3 - place);
        return Removed(heap, node, place, bitmap & ~(1L << bit));
    }

    // ---- copies of a node -------------------------------------------------------------------------------------------
    private static Value Replaced(Heap heap, Root node, long place, Root child) => Copied(heap, node, 0, place, child, Objects.Element(node.Value, 0).Fixnum);
    private static Value Inserted(Heap heap, Root node, long place, Root child, long bitmap) => Copied(heap, node, 1, place, child, bitmap);

    private static Value Copied(Heap heap, Root node, int grown, long place, Root child, long bitmap)
    {
        long length = Objects.Length(node.Value);
        Value copy = heap.AllocateVector(length + grown, Value.Nil);
        ulong* from = node.Value.Address + 1, to = copy.Address + 1;
        to[0] = Value.FromFixnum(bitmap).Bits;
        for (long i = 1; i < place; i++) to[i] = from[i];
        to[place] = child.Value.Bits;
        for (long i = place + 1 - grown; i < length; i++) to[i + grown] = from[i];
        // Very many equal hashes make a large object, which is old from the beginning.
        heap.RecordWrite(copy.Address);
        return copy;
    }

    private static Value Removed(Heap heap, Root node, long place, long bitmap)
    {
        long length = Objects.Length(node.Value);
        Value copy = heap.AllocateVector(length - 1, Value.Nil);
        ulong* from = node.Value.Address + 1, to = copy.Address + 1;
        to[0] = Value.FromFixnum(bitmap).Bits;
        for (long i = 1; i < place; i++) to[i] = from[i];
        for (long i = place + 1; i < length; i++) to[i - 1] = from[i];
        heap.RecordWrite(copy.Address);
        return copy;
    }

    // ---- all entries ------------------------------------------------------------------------------------------------
    /// <summary>The entries, in no order that means anything. Nothing may be allocated while they are looked at.</summary>
    public static Value[] Unordered(Value map)
    {
        var entries = new Value[Objects.Word(map, Count).Fixnum];
        int count = 0;
        if (entries.Length > 0) Gather(Objects.Word(map, RootNode), entries, ref count);
        return entries;
    }

    /// <summary>The entries in order of insertion. Nothing may be allocated while they are looked at.</summary>
    public static Value[] Ordered(Value map)
    {
        Value[] entries = Unordered(map);
        var places = new long[entries.Length];
        for (int i = 0; i < places.Length; i++) places[i] = Objects.Word(entries[i], EntryPlace).Fixnum;
        Array.Sort(places, entries);
        return entries;
    }

    private static void Gather(Value node, Value[] entries, ref int count)
    {
        if (IsEntry(node)) entries[count++] = node;
        else for (long i = 1; i < Objects.Length(node); i++) Gather(Objects.Element(node, i), entries, ref count);
    }

    /// <summary>Whether two maps of the same type have equal entries; values that need a deeper look are pushed.</summary>
    internal static bool EntriesEqual(Value a, Value b, Stack<(Value, Value)> pending)
    {
        if (Objects.Word(a, Count) != Objects.Word(b, Count)) return false;
        foreach (Value entry in Unordered(a))
        {
            Value other = Find(b, Objects.Word(entry, EntryKey), HashOf(entry));
            if (other.IsNil || !Equality.EqualOrPush(Objects.Word(entry, EntryValue), Objects.Word(other, EntryValue), pending)) return false;
        }
        return true;
    }
}
