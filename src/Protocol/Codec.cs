using MessagePack;
using MessagePack.Resolvers;

namespace ClaudeLang.Protocol;

/// <summary>Messages as bytes and back. The bytes of a peer are never trusted: whatever they are, a message or a <see cref="ProtocolException"/> comes out.</summary>
public static class Codec
{
    /// <summary>Only resolvers that know a type from our own declarations; none that reads a type's name from the bytes.</summary>
    internal static MessagePackSerializerOptions Options { get; } = MessagePackSerializerOptions.Standard
        .WithSecurity(MessagePackSecurity.UntrustedData.WithMaximumObjectGraphDepth(16))
        .WithResolver(CompositeResolver.Create(BuiltinResolver.Instance, DynamicEnumResolver.Instance, DynamicGenericResolver.Instance, DynamicObjectResolver.Instance));

    public static string ManifestOf(object message) => Manifests.Of(message).Name;

    /// <exception cref="ProtocolException">It is no message, is not well formed, or is too large.</exception>
    public static byte[] Encode(IMessage message)
    {
        var manifest = Manifests.Of(message);
        if (!message.IsWellFormed) throw new ProtocolException($"{manifest.Type.Name} is not well formed or too large.");
        var bytes = manifest.Write(message);
        if (bytes.Length > Limits.MessageBytesMax) throw new ProtocolException($"{manifest.Type.Name} is too large: {bytes.Length} bytes.");
        return bytes;
    }

    /// <exception cref="ProtocolException">The bytes are not such a message.</exception>
    public static IMessage Decode(string manifestName, ReadOnlyMemory<byte> bytes)
    {
        var manifest = Manifests.Find(manifestName);
        if (bytes.Length > Limits.MessageBytesMax) throw new ProtocolException($"{manifest.Type.Name} is too large: {bytes.Length} bytes.");
        IMessage? message;
        try
        {
            message = manifest.Read(bytes);
        }
        catch (Exception e) when (e is MessagePackSerializationException or EndOfStreamException or OverflowException or InvalidOperationException or ArgumentException)
        {
            throw new ProtocolException($"Not a {manifest.Type.Name}.", e);
        }
        if (message is null || !message.IsWellFormed) throw new ProtocolException($"Not a well-formed {manifest.Type.Name}.");
        return message;
    }
}
