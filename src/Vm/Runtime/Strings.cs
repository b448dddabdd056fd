using System.Buffers;
using System.Text;

namespace ClaudeLang.Vm.Runtime;

/// <summary>Strings as sequences of code points of 1, 2 or 4 bytes. Each String has the least width that holds it.</summary>
public static unsafe class Strings
{
    public static ReadOnlySpan<byte> Raw(Value s) => new(Objects.StringBytes(s), (int)Objects.Length(s) * Objects.StringWidth(s));
    private static ReadOnlySpan<T> Units<T>(Value s) where T : unmanaged => new(Objects.StringBytes(s), (int)Objects.Length(s));

    public static bool Equal(Value a, Value b) =>
        Objects.Length(a) == Objects.Length(b) && Objects.StringWidth(a) == Objects.StringWidth(b) && Raw(a).SequenceEqual(Raw(b));

    /// <summary>-1, 0 or 1, by code point.</summary>
    public static int Compare(Value a, Value b)
    {
        if (Objects.StringWidth(a) == 1 && Objects.StringWidth(b) == 1) return Math.Sign(Raw(a).SequenceCompareTo(Raw(b)));
        long n = Math.Min(Objects.Length(a), Objects.Length(b));
        for (long i = 0; i < n; i++)
        {
            int order = Objects.CodePoint(a, i) - Objects.CodePoint(b, i);
            if (order != 0) return Math.Sign(order);
        }
        return Objects.Length(a).CompareTo(Objects.Length(b));
    }

    /// <summary>FNV-1a of 32 bits.</summary>
    public const uint HashStart = 2166136261, HashFactor = 16777619;

    /// <summary>Depends on content alone; kept in the String.</summary>
    public static uint Hash(Value s)
    {
        ulong info = s.Address[1];
        if (info >> 32 != 0) return (uint)(info >> 32);
        uint hash = HashStart;
        foreach (byte b in Raw(s)) hash = (hash ^ b) * HashFactor;
        if (hash == 0) hash = 1;
        s.Address[1] = (uint)info | ((ulong)hash << 32);
        return hash;
    }

    // ---- search -----------------------------------------------------------------------------------------------------
    /// <summary>First place of a String in another, not before `from`; -1 if there is none.</summary>
    public static long IndexOf(Value s, Value sought, long from)
    {
        int width = Objects.StringWidth(s);
        if (Objects.StringWidth(sought) > width) return -1;
        return width switch
        {
            1 => IndexOf<byte>(s, sought, from),
            2 => IndexOf<ushort>(s, sought, from),
            _ => IndexOf<int>(s, sought, from),
        };
    }

    private static long IndexOf<T>(Value s, Value sought, long from) where T : unmanaged, IEquatable<T>
    {
        int at = Units<T>(s)[(int)from..].IndexOf(Widened<T>(sought));
        return at < 0 ? -1 : from + at;
    }

    public static bool StartsAt(Value s, Value part, long at)
    {
        if (at < 0 || at + Objects.Length(part) > Objects.Length(s)) return false;
        for (long i = 0; i < Objects.Length(part); i++) if (Objects.CodePoint(s, at + i) != Objects.CodePoint(part, i)) return false;
        return true;
    }

    private static ReadOnlySpan<T> Widened<T>(Value s) where T : unmanaged
    {
        if (Objects.StringWidth(s) == sizeof(T)) return Units<T>(s);
        var wide = new T[Objects.Length(s)];
        fixed (T* target = wide) Copy(s, 0, Objects.Length(s), (byte*)target, sizeof(T));
        return wide;
    }

    // ---- building ---------------------------------------------------------------------------------------------------
    public static int WidthOf(int widest) => widest <= 0xFF ? 1 : widest <= 0xFFFF ? 2 : 4;

    private static int WidthOf(Value s, long start, long end)
    {
        int width = Objects.StringWidth(s);
        if (width == 1) return 1;
        int widest = 0;
        for (long i = start; i < end; i++) widest = Math.Max(widest, Objects.CodePoint(s, i));
        return WidthOf(widest);
    }

    /// <summary>Copies code points into units of the given width, which must hold them.</summary>
    internal static void Copy(Value s, long start, long end, byte* target, int width)
    {
        int own = Objects.StringWidth(s);
        CopyUnits(Objects.StringBytes(s) + (start * own), own, target, width, end - start);
    }

    /// <summary>So few bytes are copied faster in a loop than by a call.</summary>
    private const int FewBytes = 16;

    internal static void CopyUnits(byte* source, int own, byte* target, int width, long count)
    {
        if (own == width)
        {
            long bytes = count * own;
            if (bytes > FewBytes) Buffer.MemoryCopy(source, target, bytes, bytes);
            else for (long i = 0; i < bytes; i++) target[i] = source[i];
            return;
        }
        for (; count > 0; count--, source += own, target += width)
        {
            int codePoint = own == 1 ? *source : own == 2 ? *(ushort*)source : *(int*)source;
            if (width == 1) *target = (byte)codePoint;
            else if (width == 2) *(ushort*)target = (ushort)codePoint;
            else *(int*)target = codePoint;
        }
    }

    /// <summary>A part of the String that a slot holds.</summary>
    public static Value Slice(Heap heap, Root s, long start, long end)
    {
        if (start == 0 && end == Objects.Length(s.Value)) return s.Value;
        int width = WidthOf(s.Value, start, end);
        Value slice = heap.AllocateString(end - start, width);
        Copy(s.Value, start, end, Objects.StringBytes(slice), width);
        return slice;
    }

    public static Value CharAt(Heap heap, Value s, long index) => FromCodePoint(heap, Objects.CodePoint(s, index));

    public static Value FromCodePoint(Heap heap, int codePoint)
    {
        int width = WidthOf(codePoint);
        Value s = heap.AllocateString(1, width);
        byte* data = Objects.StringBytes(s);
        if (width == 1) *data = (byte)codePoint;
        else if (width == 2) *(ushort*)data = (ushort)codePoint;
        else *(int*)data = codePoint;
        return s;
    }

    public static Value FromCodePoints(Heap heap, ReadOnlySpan<int> codePoints)
    {
        int widest = 0;
        foreach (int codePoint in codePoints) widest = Math.Max(widest, codePoint);
        int width = WidthOf(widest);
        Value s = heap.AllocateString(codePoints.Length, width);
        byte* data = Objects.StringBytes(s);
        foreach (int codePoint in codePoints)
        {
            if (width == 1) *data = (byte)codePoint;
            else if (width == 2) *(ushort*)data = (ushort)codePoint;
            else *(int*)data = codePoint;
            data += width;
        }
        return s;
    }

    /// <summary>The Strings at `parts`, which are rooted, one after the other.</summary>
    public static Value Concat(Heap heap, Value* parts, long count)
    {
        long length = 0;
        int width = 1;
        for (long i = 0; i < count; i++) Measure(parts[i], ref length, ref width);
        Value whole = heap.AllocateString(length, width);
        byte* target = Objects.StringBytes(whole);
        for (long i = 0; i < count; i++) target = Put(parts[i], target, width);
        return whole;
    }

    /// <summary>The Strings of a list, with a separator between them; both are rooted.</summary>
    public static Value Join(Heap heap, Root list, Root separator)
    {
        long length = 0;
        int width = 1;
        for (Value rest = list.Value; !rest.IsEmpty; rest = Objects.Tail(rest))
        {
            if (rest != list.Value) Measure(separator.Value, ref length, ref width);
            Measure(Objects.Head(rest), ref length, ref width);
        }
        Value whole = heap.AllocateString(length, width);
        byte* target = Objects.StringBytes(whole);
        for (Value rest = list.Value; !rest.IsEmpty; rest = Objects.Tail(rest))
        {
            if (rest != list.Value) target = Put(separator.Value, target, width);
            target = Put(Objects.Head(rest), target, width);
        }
        return whole;
    }

    private static void Measure(Value s, ref long length, ref int width)
    {
        length += Objects.Length(s);
        if (Objects.Length(s) > 0) width = Math.Max(width, Objects.StringWidth(s));
    }

    private static byte* Put(Value s, byte* target, int width)
    {
        Copy(s, 0, Objects.Length(s), target, width);
        return target + (Objects.Length(s) * width);
    }

    // ---- UTF-8 ------------------------------------------------------------------------------------------------------
    public static byte[] ToUtf8(Value s) => Encoding.UTF8.GetBytes(Heap.TextOf(s));

    /// <summary>Decodes strictly. False and the place of the first bad byte if it is not UTF-8.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> bytes, out string text, out int badIndex)
    {
        text = "";
        for (badIndex = 0; badIndex < bytes.Length;)
        {
            if (Rune.DecodeFromUtf8(bytes[badIndex..], out _, out int consumed) != OperationStatus.Done) return false;
            badIndex += consumed;
        }
        text = Encoding.UTF8.GetString(bytes);
        return true;
    }
}
