using ClaudeLang.Vm.Bytecode;
using Xunit;

namespace ClaudeLang.Vm.Tests.Bytecode;

/// <summary>A library that was written and read is the one that was compiled.</summary>
public sealed class LibraryImageTests
{
    private static readonly StandardLibrary Compiled = StandardLibrary.Instance, Read = LibraryImage.Read(LibraryImage.Write(Compiled));

    [Fact]
    public void Its_code_is_the_same() =>
        Assert.Equal(ChunkCodec.Encode(Compiled.Prelude, withDebug: true), ChunkCodec.Encode(Read.Prelude, withDebug: true));

    [Fact]
    public void Its_names_mean_the_same()
    {
        Assert.Equal(Compiled.Names.Order(), Read.Names.Order());
        Assert.All(Compiled.Names, name =>
        {
            Assert.True(Compiled.TryFind(name, out LibraryName? compiled) && Read.TryFind(name, out LibraryName? read) && compiled == read, name);
        });
    }

    [Fact]
    public void Its_functions_have_the_same_identities() =>
        Assert.All(
            Compiled.Prelude.Globals.Select(global => global.Name),
            name => Assert.Equal(Compiled.Identities.OfGlobal(name), Read.Identities.OfGlobal(name)));

    [Fact]
    public void Its_map_has_an_identity() => Assert.NotNull(Read.Identities.OfGlobal(StandardLibrary.GlobalPrefix + "map"));

    [Fact]
    public void What_is_cut_off_is_refused()
    {
        byte[] image = LibraryImage.Write(Compiled);
        for (int length = 0; length < image.Length; length += 17) Assert.Throws<ChunkFormatException>(() => LibraryImage.Read(image.AsSpan(0, length)));
    }
}
