using System.Runtime.CompilerServices;
using System.Text;
using ClaudeLang.Vm.Interpreter;

namespace ClaudeLang.Vm.Runtime;

/// <summary>One allocator for each type of object. Values passed in are kept alive by the allocator itself.</summary>
public sealed unsafe partial class Heap
{
    // ---- numbers ----------------------------------------------------------------------------------------------------
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Value FromLong(long n) => Value.FitsFixnum(n) ? Value.FromFixnum(n) : Box(ObjectType.BoxedInt, (ulong)n);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Value FromDouble(double d) => Value.TryFlonum(d, out Value v) ? v : FromRareDouble(d);

    private Value FromRareDouble(double d) =>
        Value.TryImmediateFloat(d, out Value v) ? v : Box(ObjectType.BoxedFloat, BitConverter.DoubleToUInt64Bits(d));

    private Value Box(ObjectType type, ulong raw)
    {
        ulong* at = Allocate(ObjectLayout.Header(type, 0), ObjectLayout.BoxedBytes);
        at[1] = raw;
        return Value.FromAddress(at);
    }

    // ---- pairs, boxes, closures -------------------------------------------------------------------------------------
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Value AllocateCons(Value head, Value tail)
    {
        nint at = _context->AllocPointer;
        nint next = at + ObjectLayout.ConsBytes;
        if (next > _context->AllocLimit) return ConsSlowly(head, tail);
        _context->AllocPointer = next;
        var words = (ulong*)at;
        words[0] = (ulong)ObjectType.Cons;
        words[1] = head.Bits;
        words[2] = tail.Bits;
        return Value.FromAddress(words);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Value ConsSlowly(Value head, Value tail)
    {
        using RootScope scope = Roots();
        Root a = scope.Add(head), b = scope.Add(tail);
        ulong* at = AllocateSlowly((ulong)ObjectType.Cons, ObjectLayout.ConsBytes);
        at[1] = a.Value.Bits;
        at[2] = b.Value.Bits;
        return Value.FromAddress(at);
    }

    public Value AllocateBox(Value value) => AllocateHolder(ObjectType.Box, value);
    public Value AllocateCell(Value value) => AllocateHolder(ObjectType.Cell, value);

    private Value AllocateHolder(ObjectType type, Value value)
    {
        using RootScope scope = Roots();
        Root held = scope.Add(value);
        ulong* at = Allocate(ObjectLayout.Header(type, 0), ObjectLayout.BoxBytes);
        at[1] = held.Value.Bits;
        return Value.FromAddress(at);
    }

    /// <summary>A closure whose captured words are all nil; the caller fills them (<see cref="ObjectLayout.ClosureCaptured"/>) before it allocates again.</summary>
    public Value AllocateClosure(FunctionHandle* handle, int captured)
    {
        ulong* at = Allocate(ObjectLayout.Header(ObjectType.Closure, captured), 8 * (2L + captured));
        at[1] = (ulong)handle;
        for (int i = 0; i < captured; i++) at[2 + i] = Value.NilBits;
        return Value.FromAddress(at);
    }

    // ---- sequences --------------------------------------------------------------------------------------------------
    public Value AllocateVector(long length, Value fill)
    {
        using RootScope scope = Roots();
        Root held = scope.Add(fill);
        ulong* at = AllocateLong(ObjectType.Vector, length, 8 * length);
        new Span<ulong>(at + 1, (int)length).Fill(held.Value.Bits);
        if (8 * length > LargeBytes && !held.Value.IsHeap) ForgetNewLarge(at);
        return Value.FromAddress(at);
    }

    public Value AllocateFloatVector(long length, double fill)
    {
        ulong* at = AllocateLong(ObjectType.FloatVector, length, 8 * length);
        new Span<double>(at + 1, (int)length).Fill(fill);
        return Value.FromAddress(at);
    }

    public Value AllocateByteVector(long length, byte fill)
    {
        Value vector = AllocateByteStorage(length);
        new Span<byte>(Objects.Bytes(vector), (int)length).Fill(fill);
        return vector;
    }

    /// <summary>A ByteVector that no program sees: what its bytes are nobody knows before they are written.</summary>
    public Value AllocateByteStorage(long length) => Value.FromAddress(AllocateLong(ObjectType.ByteVector, length, length));

    /// <summary>An object whose tagged words (all but the header) are nil, to be filled by the caller.</summary>
    public Value AllocateTagged(ObjectType type, int length)
    {
        int words = Objects.FixedWordsOf(type) + length;
        ulong* at = AllocateLong(type, length, 8L * (words - 1));
        FillWithNil(at + 1, words - 1);
        return Value.FromAddress(at);
    }

    /// <summary>Few words in a loop: .NET compiles its fill with vectors at every start.</summary>
    private static void FillWithNil(ulong* at, int words)
    {
        const int few = 32;
        if (words > few) new Span<ulong>(at, words).Fill(Value.NilBits);
        else for (int i = 0; i < words; i++) at[i] = Value.NilBits;
    }

    /// <summary>A Continuation with so many words for frames, which are to be filled before the next allocation.</summary>
    public Value AllocateContinuation(long frameWords)
    {
        ulong* at = AllocateLong(ObjectType.Continuation, frameWords, 8 * (Objects.ContinuationFrames - 1 + frameWords));
        for (int i = 1; i < Objects.ContinuationFrames; i++) at[i] = Value.NilBits;
        return Value.FromAddress(at);
    }

    /// <summary>Room of a new Buffer for elements. Machine code makes such ones as well.</summary>
    public const long BufferCapacityMin = 8;

    /// <summary>An empty Buffer with room for some elements.</summary>
    public Value AllocateBuffer(long capacity)
    {
        using RootScope scope = Roots();
        Root storage = scope.Add(AllocateVector(capacity, Value.Nil));
        Value buffer = AllocateTagged(ObjectType.Buffer, 0);
        buffer.Address[Objects.BufferCount] = Value.FromFixnum(0).Bits;
        buffer.Address[Objects.BufferStorage] = storage.Value.Bits;
        return buffer;
    }

    private ulong* AllocateLong(ObjectType type, long length, long payloadBytes)
    {
        if (payloadBytes > _options.HeapBytesMax || length > int.MaxValue) throw Faults.OutOfMemory(_options.HeapBytesMax);
        long bytes = Objects.Align(ObjectLayout.HeaderBytes + payloadBytes);
        ulong header = ObjectLayout.Header(type, length);
        // A large object must not begin in the nursery, even where there is room: no block could take it over.
        return bytes > LargeBytes ? AllocateSlowly(header, bytes) : Allocate(header, bytes);
    }

    // ---- strings ----------------------------------------------------------------------------------------------------
    /// <summary>A String of the given code points and width with its bytes yet to be written. Width 1, 2 or 4 must be the least that holds the widest code point.</summary>
    public Value AllocateString(long codePoints, int width)
    {
        ulong* at = AllocateLong(ObjectType.String, codePoints, 8 + (codePoints * width));
        at[1] = (ulong)width;
        return Value.FromAddress(at);
    }

    public Value AllocateString(string text) => AllocateString(text.AsSpan());

    /// <summary>From well-formed UTF-16.</summary>
    public Value AllocateString(ReadOnlySpan<char> text)
    {
        char widest = '\0';
        int pairs = 0;
        foreach (char c in text)
        {
            if (c > widest) widest = c;
            if (char.IsLowSurrogate(c)) pairs++;
        }
        int width = pairs > 0 ? 4 : widest > 0xFF ? 2 : 1;
        Value s = AllocateString(text.Length - pairs, width);
        byte* data = Objects.StringBytes(s);
        if (width == 1) for (int i = 0; i < text.Length; i++) data[i] = (byte)text[i];
        else if (width == 2) text.CopyTo(new Span<char>(data, text.Length));
        else foreach (Rune rune in text.EnumerateRunes()) { *(int*)data = rune.Value; data += 4; }
        return s;
    }

    public static string TextOf(Value s)
    {
        int length = (int)Objects.Length(s);
        byte* data = Objects.StringBytes(s);
        switch (Objects.StringWidth(s))
        {
            case 1: return Encoding.Latin1.GetString(data, length);
            case 2: return new string((char*)data, 0, length);
            default:
                var text = new StringBuilder(length + 16);
                for (int i = 0; i < length; i++) text.Append(new Rune(((int*)data)[i]).ToString());
                return text.ToString();
        }
    }

    /// <summary>A list of the values, which must be rooted (or no heap objects); they are read anew after each allocation.</summary>
    public Value ListOf(Value* values, long count)
    {
        Value list = Value.Empty;
        for (long i = count - 1; i >= 0; i--) list = AllocateCons(values[i], list);
        return list;
    }
}
