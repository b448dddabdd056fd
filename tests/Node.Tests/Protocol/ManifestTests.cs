using ClaudeLang.Protocol;
using Xunit;

namespace ClaudeLang.Node.Tests.Protocol;

/// <summary>What other versions of this program rely on. A failure here means: add a new name or number, leave the old one alone.</summary>
public sealed class ManifestTests
{
    private const string Golden = """
        cq CompileRequest
        ca CompileReply
        cx CompileRefused
        iq ImageLookup
        ia ImageFound
        ix ImageMissing
        pq SubmitProgram
        pa SubmitAccepted
        px SubmitRefused
        po OutputChunk
        pk OutputAck
        pc CancelProgram
        pf ProgramFinished
        nh NodeHello
        sq StatusQuery
        sa StatusReply
        nq NodeStatusQuery
        na NodeStatus
        fe ProfileEntry
        """;

    [Fact]
    public void Manifests_only_grow() =>
        Assert.Equal(Golden.Split('\n'), Manifests.All.Take(Golden.Split('\n').Length).Select(manifest => $"{manifest.Name} {manifest.Type.Name}"));

    [Fact]
    public void No_manifest_is_used_twice() => Assert.Equal(Manifests.All.Count, Manifests.All.Select(manifest => manifest.Name).Distinct().Count());

    [Fact]
    public void Every_message_has_a_manifest() => Assert.Equal(
        typeof(IMessage).Assembly.GetTypes().Where(type => type.IsClass && typeof(IMessage).IsAssignableFrom(type)).ToHashSet(),
        Manifests.All.Select(manifest => manifest.Type).ToHashSet());

    [Theory]
    [InlineData(1, RefusalReason.CannotCompile)]
    [InlineData(2, RefusalReason.BadJob)]
    [InlineData(3, RefusalReason.TooLarge)]
    [InlineData(4, RefusalReason.CompilerFault)]
    [InlineData(5, RefusalReason.VersionMismatch)]
    [InlineData(6, RefusalReason.NoSuchRole)]
    [InlineData(7, RefusalReason.BadProgram)]
    [InlineData(8, RefusalReason.ImageRejected)]
    [InlineData(9, RefusalReason.Leaving)]
    [InlineData(10, RefusalReason.NoCodeMemory)]
    public void Refusal_numbers_stay(int number, RefusalReason reason) => Assert.Equal(number, (int)reason);
}
