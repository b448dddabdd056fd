using Akka.Actor;
using Akka.Serialization;
using ClaudeLang.Protocol;

namespace ClaudeLang.Node.Hosting;

/// <summary>
/// Stands in the place of Akka's JSON serializer (number 1), which would instantiate any type that a peer names. It makes
/// nothing of any bytes, and lets nothing out that has no serializer of its own.
/// </summary>
public sealed class DenySerializer(ExtendedActorSystem system) : Serializer(system)
{
    public override int Identifier => 1;
    public override bool IncludeManifest => false;
    public override byte[] ToBinary(object message) => throw new ProtocolException($"{message.GetType().Name} does not travel.");
    public override object FromBinary(byte[] bytes, Type? type) => throw new ProtocolException("This serializer is closed.");
}
