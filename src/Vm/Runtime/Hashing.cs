namespace ClaudeLang.Vm.Runtime;

/// <summary>
/// Hashes that agree with `=`. Of a collection only the outer parts count (so a deep one costs no more than a flat one), and of a dict
/// or set the entries in any order. Numbers of names and identity hashes differ from run to run: no order that a program sees may depend on them.
/// </summary>
public static unsafe class Hashing
{
    /// <summary>2^64 divided by the golden ratio.</summary>
    public const ulong Factor = 0x9E3779B97F4A7C15;
    private const int DepthMax = 8, PartsMax = 256;

    public static uint Of(Heap heap, Value v)
    {
        int parts = PartsMax;
        return Of(heap, v, DepthMax, ref parts);
    }

    private static uint Of(Heap heap, Value v, int depth, ref int parts)
    {
        if (v.IsFixnum) return OfInt(v.Fixnum);
        if (Objects.TryFloat(v, out double d)) return OfFloat(d);
        if (!v.IsHeap) return Mix(v.Bits);
        switch (Objects.TypeOf(v))
        {
            case ObjectType.BoxedInt: return OfInt((long)v.Address[1]);
            case ObjectType.String: return Strings.Hash(v);
            case ObjectType.Cons: return OfList(heap, v, depth, ref parts);
            case ObjectType.Tuple: return OfTuple(heap, v, depth, ref parts);
            case ObjectType.Dict or ObjectType.Set: return OfEntries(heap, v, depth);
            default: return heap.IdentityHash(v);
        }
    }

    private static uint OfInt(long n) => Mix((ulong)n);

    /// <summary>A Float with the value of an Int hashes like that Int.</summary>
    private static uint OfFloat(double d) =>
        d is >= -9223372036854775808.0 and < 9223372036854775808.0 && Math.Floor(d) == d ? OfInt((long)d) : Mix(BitConverter.DoubleToUInt64Bits(d));

    private static uint OfList(Heap heap, Value list, int depth, ref int parts)
    {
        uint hash = 17;
        for (; !list.IsEmpty && depth > 0 && parts-- > 0; list = Objects.Tail(list)) hash = (hash * 31) + Of(heap, Objects.Head(list), depth - 1, ref parts);
        return Mix(hash);
    }

    private static uint OfTuple(Heap heap, Value tuple, int depth, ref int parts)
    {
        uint hash = 19 + (uint)Objects.Length(tuple);
        for (long i = -1; i < Objects.Length(tuple) && depth > 0 && parts-- > 0; i++) hash = (hash * 31) + Of(heap, Objects.Field(tuple, i), depth - 1, ref parts);
        return Mix(hash);
    }

    /// <summary>A sum, so that order does not count; each value gets its own small allowance, so that it does not either.</summary>
    private static uint OfEntries(Heap heap, Value map, int depth)
    {
        uint hash = (uint)Objects.Word(map, Dicts.Count).Fixnum;
        if (depth == 0) return Mix(hash);
        foreach (Value entry in Dicts.Unordered(map))
        {
            int parts = 16;
            hash += Mix((ulong)Objects.Word(entry, Dicts.EntryHash).Fixnum ^ ((ulong)Of(heap, Objects.Word(entry, Dicts.EntryValue), depth - 1, ref parts) << 32));
        }
        return Mix(hash);
    }

    private static uint Mix(ulong x)
    {
        x = (x ^ (x >> 32)) * Factor;
        return (uint)((x ^ (x >> 29)) >> 16);
    }
}
