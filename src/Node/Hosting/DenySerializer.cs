using Akka.Actor;
using Akka.Configuration;
using Akka.Serialization;
using ClaudeLang.Protocol;

namespace ClaudeLang.Node.Hosting;

/// <summary>
/// Stands in the place of those of Akka's own serializers that make an object of whatever type a peer names. It makes nothing
/// of any bytes, and lets nothing out that has no serializer of its own.
/// </summary>
public abstract class DenySerializer(ExtendedActorSystem system, int identifier) : Serializer(system)
{
    public override int Identifier => identifier;
    public override bool IncludeManifest => false;
    public override byte[] ToBinary(object message) => throw new ProtocolException($"{message.GetType().Name} does not travel.");
    public override object FromBinary(byte[] bytes, Type? type) => throw new ProtocolException("This serializer is closed.");
}

/// <summary>Number 1, Newtonsoft's: it would run constructors and setters. Akka hands its settings to the serializer called `json`.</summary>
public sealed class DenyJson : DenySerializer
{
    public DenyJson(ExtendedActorSystem system, Config _) : base(system, 1) { }
}

/// <summary>Number 2, for plain Protobuf messages: it would run the constructor of the named type before it looks whether it is one.</summary>
public sealed class DenyProto(ExtendedActorSystem system) : DenySerializer(system, 2);
