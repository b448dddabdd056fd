using ClaudeLang.Vm.Tiering;
using Xunit;

namespace ClaudeLang.Vm.Tests.Tiering;

public sealed class TierPolicyTests
{
    [Fact]
    public void Unchanged_thresholds_are_the_default_ones()
    {
        var same = TierLimits.Default.HotAfter(null, null);
        Assert.Equal(TierLimits.Default with { CompileLoopAfter = TierLimits.Default.CompileAfter }, same);
        Assert.Equal(600, TierLimits.Default.HotTurns);
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(3, 100_000)]
    [InlineData(24, null)]
    [InlineData(null, 24)]
    [InlineData(7000, 2000)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void The_stages_of_a_threshold_add_up_to_it(int? calls, int? loops)
    {
        var limits = TierLimits.Default.HotAfter(calls, loops);
        Assert.Equal(calls ?? 600, limits.HotTurns);
        Assert.Equal(loops ?? 600, limits.ProfileAfter + limits.BaselineAfter + limits.LoopAfter);
        Assert.InRange(limits.ProfileAfter, 1, TierLimits.Default.ProfileAfter);
        Assert.InRange(limits.BaselineAfter, 1, TierLimits.Default.BaselineAfter);
    }

    [Theory]
    [InlineData(100, 30, true)]
    [InlineData(30, 100, false)]
    public void What_is_due_first_is_asked_for_first_and_the_other_one_at_its_own_count(int calls, int loops, bool loopsAreFirst)
    {
        var limits = new TierLimits(CompileAfter: calls, CompileLoopAfter: loops, Tiers: CodeTiers.Optimized);
        var first = TierPolicy.NextCountdown(limits, TierDecision.StartProfiling, 0);
        Assert.Equal(Math.Min(calls, loops), first);
        TierDecision Ask(bool isLoop, long counted) => TierPolicy.OnCountdown(limits, ExecutionMode.Profiling, true, requested: false, withdrawals: 0, isLoop, counted);
        Assert.Equal(TierDecision.RequestCompile, Ask(loopsAreFirst, first));
        Assert.Equal(TierDecision.Wait, Ask(!loopsAreFirst, first));
        Assert.Equal(1, TierPolicy.NextCountdown(limits, TierDecision.Wait, first));
        Assert.Equal(TierDecision.Wait, Ask(!loopsAreFirst, Math.Max(calls, loops) - 1));
        Assert.Equal(TierDecision.RequestCompile, Ask(!loopsAreFirst, Math.Max(calls, loops)));
    }
}
