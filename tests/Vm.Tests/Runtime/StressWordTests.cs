using ClaudeLang.Vm.Runtime;
using Xunit;

namespace ClaudeLang.Vm.Tests.Runtime;

public sealed class StressWordTests
{
    [Theory]
    [InlineData("", StressKinds.None)]
    [InlineData("gc", StressKinds.Gc)]
    [InlineData("osr,deopt", StressKinds.Osr | StressKinds.Deopt)]
    [InlineData(" gc, deopt ,osr,install,", StressKinds.Gc | StressKinds.Deopt | StressKinds.Osr | StressKinds.Install)]
    public void Words_between_commas_are_joined(string text, StressKinds kinds) => Assert.Equal(kinds, Stress.Parse(text));

    [Theory]
    [InlineData("gcc", "gcc")]
    [InlineData("gc,Deopt", "Deopt")]
    public void A_word_that_is_none_is_told(string text, string word)
    {
        FormatException e = Assert.Throws<FormatException>(() => Stress.Parse(text));
        Assert.Equal($"CLAUDE_STRESS: '{word}' is none of gc, deopt, osr, install", e.Message);
    }
}
