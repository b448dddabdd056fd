using Akka.Actor;
using Akka.Serialization;
using ClaudeLang.Protocol;

namespace ClaudeLang.Node.Hosting;

/// <summary>Our messages on Akka's wire: <see cref="Codec"/> under its short manifests.</summary>
public sealed class AkkaCodec(ExtendedActorSystem system) : SerializerWithStringManifest(system)
{
    /// <summary>Above Akka's own numbers; part of the protocol.</summary>
    public const int Number = 1761;

    public override int Identifier => Number;
    public override string Manifest(object message) => Codec.ManifestOf(message);
    public override byte[] ToBinary(object message) => Codec.Encode((IMessage)message);
    public override object FromBinary(byte[] bytes, string manifest) => Codec.Decode(manifest, bytes);
}
