using ClaudeLang.Jit.Baseline;
using ClaudeLang.Jit.Image;
using ClaudeLang.Jit.Install;
using Xunit;

namespace ClaudeLang.Jit.Tests;

public sealed class AssembledCodeTests
{
    private static readonly byte[] Written = AssembledCode.Write();

    [Theory, InlineData(false), InlineData(true)]
    public void The_stubs_come_back_as_they_were_assembled(bool hasAvx)
    {
        StubBytes expected = StubCode.Assemble(hasAvx), found = AssembledCode.Read(Written).Stubs(hasAvx);
        Assert.Equal(expected.Code, found.Code);
        Assert.Equal(expected.Entries, found.Entries);
    }

    [Fact]
    public void Each_template_comes_back_under_its_number()
    {
        AssembledCode read = AssembledCode.Read(Written);
        Assert.True(Templates.All.Count > 100);
        for (int number = 0; number < Templates.All.Count; number++)
        {
            Assert.Equal(number, Templates.All[number].Number);
            foreach (bool isShort in new[] { false, true })
            {
                Template.Form expected = Templates.All[number].Assemble(isShort), found = read.Form(number, isShort);
                Assert.Equal(expected.Bytes, found.Bytes);
                Assert.Equal(expected.Holes, found.Holes);
                Assert.Equal(expected.Branches, found.Branches);
            }
        }
    }

    [Fact]
    public void Half_of_the_bytes_are_refused()
    {
        Assert.Throws<ImageFormatException>(() => AssembledCode.Read(Written.AsSpan(0, Written.Length / 2)));
        Assert.Throws<ImageFormatException>(() => AssembledCode.Read([.. Written, 0]));
        Assert.Throws<ImageFormatException>(() => AssembledCode.Read("CLI"u8));
    }
}
