using System.Security.Cryptography;

namespace ClaudeLang.Vm.Bytecode;

/// <summary>A SHA-256 digest: the name of a function, a program or a code image in the whole cluster.</summary>
public readonly record struct Hash256(ulong A, ulong B, ulong C, ulong D) : IComparable<Hash256>
{
    public const int Bytes = 32;

    public static Hash256 Of(ReadOnlySpan<byte> content)
    {
        Span<byte> digest = stackalloc byte[Bytes];
        SHA256.HashData(content, digest);
        return FromBytes(digest);
    }

    /// <exception cref="ArgumentException">Not exactly 32 bytes.</exception>
    public static Hash256 FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Bytes) throw new ArgumentException($"A hash has {Bytes} bytes, these are {bytes.Length}.", nameof(bytes));
        return new Hash256(
            System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes),
            System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]),
            System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]),
            System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]));
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[Bytes];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, A);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8), B);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(16), C);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(24), D);
        return bytes;
    }

    public int CompareTo(Hash256 other) => ToString().CompareTo(other.ToString(), StringComparison.Ordinal);
    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString() => $"{A:x16}{B:x16}{C:x16}{D:x16}";
    /// <summary>The first 12 digits, for people.</summary>
    public string Short => $"{A:x16}"[..12];
}
