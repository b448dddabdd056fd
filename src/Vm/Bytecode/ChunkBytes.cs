using System.Buffers.Binary;
using System.Text;

namespace ClaudeLang.Vm.Bytecode;

/// <summary>Bytes that are not an encoded chunk; the message says what is wrong and where.</summary>
public sealed class ChunkFormatException(string message) : Exception(message);

/// <summary>Appends numbers in 7-bit groups, lowest first, and strings with their length.</summary>
internal sealed class ChunkWriter
{
    private byte[] _bytes = new byte[256];
    private int _count;

    public byte[] ToArray() => _bytes.AsSpan(0, _count).ToArray();

    public void Byte(byte b) => Room(1)[0] = b;

    /// <exception cref="ArgumentException">Negative: no valid chunk holds such a number.</exception>
    public void Number(int n) => Bits(n >= 0 ? (ulong)n : throw new ArgumentException($"A chunk cannot hold the count or index {n}."));

    /// <summary>Small numbers of either sign stay short.</summary>
    public void Signed(long n) => Bits((ulong)(n << 1) ^ (ulong)(n >> 63));

    public void Float(double d) => BinaryPrimitives.WriteDoubleLittleEndian(Room(8), d);

    /// <exception cref="ArgumentException">Holds half a surrogate pair.</exception>
    public void Text(string text)
    {
        int length = ChunkReader.Utf8.GetByteCount(text);
        Number(length);
        ChunkReader.Utf8.GetBytes(text, Room(length));
    }

    private void Bits(ulong bits)
    {
        for (; bits >= 0x80; bits >>= 7) Byte((byte)(bits | 0x80));
        Byte((byte)bits);
    }

    private Span<byte> Room(int length)
    {
        if (_bytes.Length - _count < length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, checked(_count + length)));
        _count += length;
        return _bytes.AsSpan(_count - length, length);
    }
}

/// <summary>Reads what <see cref="ChunkWriter"/> wrote and only that: each value has one spelling.</summary>
internal ref struct ChunkReader(ReadOnlySpan<byte> bytes)
{
    public static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    public readonly int Remaining => _bytes.Length - _at;

    public readonly ChunkFormatException Bad(string what) => new($"This is no valid bytecode: {what}, near byte {_at} of {_bytes.Length}.");

    public byte Byte() => Take(1)[0];

    /// <param name="what">For the message.</param>
    public int Number(int max, string what)
    {
        ulong n = Bits();
        return n <= (ulong)max ? (int)n : throw Bad($"{what} is {n}, more than {max}");
    }

    /// <summary>A number of things that follow, each at least <paramref name="bytesEach"/> long.</summary>
    public int Count(int bytesEach, string what)
    {
        ulong n = Bits();
        return n <= (ulong)(Remaining / bytesEach) ? (int)n : throw Bad($"{n} {what} do not fit into the {Remaining} bytes that are left");
    }

    public long Signed()
    {
        ulong bits = Bits();
        return (long)(bits >> 1) ^ -(long)(bits & 1);
    }

    public double Float() => BinaryPrimitives.ReadDoubleLittleEndian(Take(8));

    public string Text()
    {
        ReadOnlySpan<byte> text = Take(Count(1, "bytes of text"));
        try { return Utf8.GetString(text); }
        catch (ArgumentException) { throw Bad("a text is not UTF-8"); }
    }

    public ReadOnlySpan<byte> Take(int length)
    {
        if (Remaining < length) throw Bad("it ends too early");
        _at += length;
        return _bytes.Slice(_at - length, length);
    }

    private ulong Bits()
    {
        ulong bits = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte b = Byte();
            if (shift == 63 && b > 1) throw Bad("a number has more than 64 bits");
            bits |= (ulong)(b & 0x7F) << shift;
            if (b >= 0x80) continue;
            return b != 0 || shift == 0 ? bits : throw Bad("a number is written longer than it has to be");
        }
    }
}
