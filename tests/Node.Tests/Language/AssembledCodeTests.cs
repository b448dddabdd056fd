using ClaudeLang.Jit;
using ClaudeLang.Node.Language;
using Xunit;

namespace ClaudeLang.Node.Tests.Language;

public sealed class AssembledCodeTests
{
    /// <summary>What the build put into the program is what the assembler makes now.</summary>
    [Fact]
    public void The_image_is_up_to_date() => Assert.Equal(AssembledCode.Write(), ClaudeLanguage.ReadImage("code.image"));
}
