using ClaudeLang.Vm.Runtime;
using Xunit;

namespace ClaudeLang.Jit.Tests.Differential;

public sealed class RandomProgramTests
{
    [Theory]
    [InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5)]
    public void Random_programs_run_alike_in_every_tier(int batch)
    {
        for (int seed = batch * 25; seed < (batch + 1) * 25; seed++) Check(seed);
    }

    internal static void Check(int seed)
    {
        string program = RandomProgram.Of(seed);
        Outcome expected = Tiers.Interpret(program);
        Assert.Equal(expected, Tiers.RunCompiled(program, new CompileAtOnce()));
        Assert.Equal(expected, Tiers.RunCompiled(program, new CompileAtOnce(), tiers: Tiers.EagerBaseline));
        Assert.Equal(expected, Tiers.RunCompiled(program, new CompileAtOnce(), stress: StressKinds.Deopt));
        var random = new Random(seed);
        Assert.Equal(expected, Tiers.RunCompiled(program, new CompileAtOnce(c => Wrong(c.Feedback, random))));
        if (seed % 5 == 0) Assert.Equal(expected, Tiers.RunCompiled(program, new CompileAtOnce(), heap: new HeapOptions(Stress: true)));
    }

    private static byte[] Wrong(byte[] feedback, Random random) => [.. feedback.Select(b => random.Next(4) == 0 ? (byte)random.Next(16) : b)];
}
