using MessagePack;

namespace ClaudeLang.Protocol;

/// <summary>One row of <see cref="Manifests"/>: the name and the typed way to bytes and back, so that no type is ever looked up by name.</summary>
public sealed record Manifest(string Name, Type Type, Func<IMessage, byte[]> Write, Func<ReadOnlyMemory<byte>, IMessage?> Read)
{
    public static Manifest Of<T>(string name) where T : class, IMessage => new(
        name, typeof(T),
        message => MessagePackSerializer.Serialize((T)message, Codec.Options),
        bytes => MessagePackSerializer.Deserialize<T?>(bytes, Codec.Options));
}
