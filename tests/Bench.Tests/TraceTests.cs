using Xunit;

namespace ClaudeLang.Bench.Tests;

public sealed class TraceTests
{
    [Fact]
    public void The_protocol_is_read_and_all_else_is_the_programs_own_output()
    {
        Trace trace = Trace.Parse("hello\nit 2500000 42\nit 1000000 42\npeak VmHWM:\t    2048 kB\n");
        Assert.Equal([2.5, 1], trace.Ms);
        Assert.Equal(["42", "42"], trace.Results);
        Assert.Equal(2048, trace.PeakKib);
    }

    [Fact]
    public void The_steady_state_is_the_median_of_the_last_half() => Assert.Equal(2, Of(100, 50, 9, 1, 2, 3).SteadyMs);

    /// <summary>The first that is within a tenth begins after all those before it.</summary>
    [Fact]
    public void It_settles_when_the_first_iteration_is_as_fast() => Assert.Equal(130, Of(100, 30, 10.9, 10, 10, 10).SettledMs);

    [Fact]
    public void What_is_never_slow_settles_at_once() => Assert.Equal(0, Of(10, 10, 10, 10).SettledMs);

    private static Trace Of(params double[] ms) => new(ms, [], null);
}
