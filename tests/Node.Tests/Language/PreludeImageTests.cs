using ClaudeLang.Node.Language;
using ClaudeLang.Vm.Bytecode;
using Xunit;

namespace ClaudeLang.Node.Tests.Language;

public sealed class PreludeImageTests
{
    /// <summary>What the build put into the program is what the compiler makes of the prelude now.</summary>
    [Fact]
    public void The_image_is_up_to_date() => Assert.Equal(LibraryImage.Write(StandardLibrary.Instance), LibraryImage.Write(ClaudeLanguage.StandardLibrary));
}
