using System.Buffers.Binary;
using ClaudeLang.Vm.Bytecode;

namespace ClaudeLang.Jit.Image;

internal sealed class ByteWriter
{
    private readonly MemoryStream _stream = new();

    public byte[] ToArray() => _stream.ToArray();
    public void Byte(byte value) => _stream.WriteByte(value);
    public void Raw(ReadOnlySpan<byte> bytes) => _stream.Write(bytes);
    public void Hash(Hash256 hash) => Raw(hash.ToBytes());

    /// <summary>Seven bits a byte, the lowest first.</summary>
    public void Number(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        for (; value > 0x7F; value >>= 7) Byte((byte)(value | 0x80));
        Byte((byte)value);
    }

    public void Word(ulong value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        Raw(bytes);
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Number(bytes.Length);
        Raw(bytes);
    }
}

/// <summary>Reads what <see cref="ByteWriter"/> wrote and nothing else: every value has one form, every count is checked before anything is made of it.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    public readonly int Remaining => _bytes.Length - _position;

    /// <exception cref="ImageFormatException"/>
    public ReadOnlySpan<byte> Raw(int count)
    {
        if (count > Remaining) throw new ImageFormatException($"the bytes end at {_bytes.Length}, in the middle of something");
        ReadOnlySpan<byte> taken = _bytes.Slice(_position, count);
        _position += count;
        return taken;
    }

    public byte Byte() => Raw(1)[0];
    public ulong Word() => BinaryPrimitives.ReadUInt64LittleEndian(Raw(8));
    public Hash256 Hash() => Hash256.FromBytes(Raw(Hash256.Bytes));

    public int Number(int max, string what)
    {
        long value = 0;
        for (int shift = 0; shift < 35; shift += 7)
        {
            byte b = Byte();
            value |= (long)(b & 0x7F) << shift;
            if (b > 0x7F) continue;
            if (b == 0 && shift > 0) throw new ImageFormatException($"{what} is written longer than it need be");
            return value <= max ? (int)value : throw new ImageFormatException($"{what} is {value}, at most {max} is allowed");
        }
        throw new ImageFormatException($"{what} is no number");
    }

    /// <summary>How many things follow, each at least <paramref name="bytesEach"/> long.</summary>
    public int Count(int max, int bytesEach, string what)
    {
        int count = Number(max, $"the number of {what}");
        return (long)count * bytesEach <= Remaining ? count : throw new ImageFormatException($"there are fewer than {count} {what}");
    }

    public ReadOnlySpan<byte> Bytes(int max, string what) => Raw(Count(max, 1, what));

    public readonly void End()
    {
        if (Remaining > 0) throw new ImageFormatException($"{Remaining} bytes follow the end");
    }
}
