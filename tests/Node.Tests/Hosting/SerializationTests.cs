using System.Text;
using Akka.Actor;
using ClaudeLang.Node.Hosting;
using ClaudeLang.Protocol;
using Xunit;

namespace ClaudeLang.Node.Tests.Hosting;

public sealed class SerializationTests : IDisposable
{
    private readonly ActorSystem _system = ActorSystem.Create(ClusterSetup.SystemName, ClusterSetup.ForClient("127.0.0.1", verbose: false));

    public void Dispose() => _system.Terminate().Wait(TimeSpan.FromSeconds(5));

    /// <summary>What a peer could name to have its constructor and setter run.</summary>
    public sealed class Trap
    {
        public static int Sprung { get; private set; }
        public Trap() => Sprung++;
        public int Value { get => 0; set => Sprung += value; }
    }

    [Fact]
    public void No_type_that_a_peer_names_is_ever_made()
    {
        var name = typeof(Trap).AssemblyQualifiedName!;
        var bytes = Encoding.UTF8.GetBytes($$"""{"$id":"1","$type":"{{name}}","Value":1}""");
        var before = Trap.Sprung;
        for (var serializer = -10; serializer < 100; serializer++)
            foreach (var manifest in (string[])[name, typeof(Trap).FullName!, ""])
            {
                try
                {
                    Assert.IsNotType<Trap>(_system.Serialization.Deserialize(bytes, serializer, manifest));
                }
                catch (Exception e) when (e is not Xunit.Sdk.XunitException)
                {
                    // Refused: as it should be.
                }
                Assert.True(Trap.Sprung == before, $"serializer {serializer} made what the peer named");
            }
    }

    [Fact]
    public void Number_one_is_closed()
    {
        var one = Assert.IsType<DenyJson>(_system.Serialization.FindSerializerFor(new Trap()));
        Assert.Equal(1, one.Identifier);
        Assert.Throws<ProtocolException>(() => { _ = one.FromBinary([1, 2], typeof(string)); });
    }

    [Fact]
    public void Our_messages_take_our_codec_and_others_do_not_travel()
    {
        Assert.IsType<AkkaCodec>(_system.Serialization.FindSerializerFor(new StatusQuery(1)));
        Assert.Throws<ProtocolException>(() => { _ = _system.Serialization.FindSerializerFor(new Trap()).ToBinary(new Trap()); });
    }
}
