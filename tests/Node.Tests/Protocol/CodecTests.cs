using ClaudeLang.Protocol;
using Xunit;

namespace ClaudeLang.Node.Tests.Protocol;

public sealed class CodecTests
{
    public static TheoryData<IMessage> Samples =>
    [
        new CompileRequest("k", 2, [1, 2, 3]),
        new CompileReply("k", 2, [4, 5], 77),
        new CompileRefused("k", 2, RefusalReason.CannotCompile, "has too many locals"),
        new ImageLookup("k"), new ImageFound("k", [9], "127.0.0.1:1"), new ImageMissing("k"),
        new SubmitProgram(1, "a.cl", [40, 41], ["x", "y"], JitMode.Off, new Grants([], null, ["h"], null),
            [new SubmittedFile("b.cl", [59], null, null, null), new SubmittedFile("./b.cl", null, "b.cl", null, null), new SubmittedFile("c.cl", null, null, "io", "cannot read c")], new ProgramLimits(Fuel: 7, HeapBytes: 1 << 20), new TierSettings(TierLogForm.Json, true, 10, null, ["bounds"])),
        new SubmitAccepted("n", "h"), new SubmitRefused(RefusalReason.BadProgram, "a.cl:1:1"),
        new OutputChunk(3, true, [65]), new OutputAck(3), new CancelProgram(),
        new ProgramFinished(1, 4, new RunReport("n", "h", 1.5, 0.25, 4, 2, 1, 0, [new FunctionReport("f", "h", "jit-compiled", [new CodeReport(0, 1, 2, 3, "compiled", "n", 100, 0.5, ["note"])], 2)], ["n"])),
        new NodeHello(1, "n", ["executor"], "v3", ["worker-1"], true), new StatusQuery(1),
        new StatusReply(1, "n", [new MemberInfo("n", ["compiler"], "up")], [new NodeStatus("n", 1, 2, 3, 4, 5, 6, 7)]),
        new NodeStatusQuery(), new NodeStatus("n", 1, 2, 3, 4, 5, 6, 7), new ProfileEntry("f", 4, [0, 1], "k"),
    ];

    [Fact]
    public void There_is_a_sample_of_every_message() =>
        Assert.Equal(Manifests.All.Select(manifest => manifest.Type).ToHashSet(), Samples.Select(sample => ((IMessage)sample.Data).GetType()).ToHashSet());

    [Theory]
    [MemberData(nameof(Samples), DisableDiscoveryEnumeration = true)]
    public void A_message_survives_the_way(IMessage message)
    {
        var manifest = Codec.ManifestOf(message);
        var bytes = Codec.Encode(message);
        var again = Codec.Decode(manifest, bytes);
        Assert.Equal(message.GetType(), again.GetType());
        Assert.Equal(bytes, Codec.Encode(again));
    }

    [Theory]
    [MemberData(nameof(Samples), DisableDiscoveryEnumeration = true)]
    public void Hostile_bytes_give_a_message_or_the_one_exception(IMessage message)
    {
        var random = new Random(20261);
        var good = Codec.Encode(message);
        var refused = 0;
        for (var round = 0; round < 2000; round++)
        {
            var bytes = good.ToArray();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                if (bytes.Length > 0 && random.Next(4) == 0) bytes = bytes[..random.Next(bytes.Length)];
                else if (bytes.Length > 0) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }
            try
            {
                Assert.True(Codec.Decode(Codec.ManifestOf(message), bytes).IsWellFormed);
            }
            catch (ProtocolException)
            {
                refused++;
            }
        }
        Assert.True(refused > 0 || good.Length <= 1);
    }

    /// <summary>An array of four thousand million bytes in a message of a few: nothing is allocated for it.</summary>
    [Fact]
    public void A_length_that_is_a_lie_is_refused() =>
        Assert.Throws<ProtocolException>(() => Codec.Decode("cq", new byte[] { 0x93, 0xA1, (byte)'k', 1, 0xC6, 0xFF, 0xFF, 0xFF, 0xFF }));

    [Fact]
    public void A_missing_field_is_refused() => Assert.Throws<ProtocolException>(() => Codec.Decode("iq", new byte[] { 0x91, 0xC0 }));

    [Fact]
    public void An_unknown_manifest_is_refused() => Assert.Throws<ProtocolException>(() => Codec.Decode("System.String", new byte[] { 0xA1, 65 }));

    [Fact]
    public void A_payload_above_the_cap_does_not_leave() =>
        Assert.Throws<ProtocolException>(() => Codec.Encode(new CompileReply("k", 1, new byte[Limits.PayloadBytesMax + 1], 0)));
}
