using ClaudeLang.Vm.Profile;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>Guards that failed, and the code that goes because of them.</summary>
public sealed unsafe partial class Execution
{
    /// <summary>A guard failed: what the interpreter meets next widens the feedback. Code that fails too often is withdrawn and asked for anew.</summary>
    /// <param name="address">Where the code was left.</param>
    private void OnGuardFailed(FunctionHandle* h, NativeSite site, nint address)
    {
        FunctionState state = _functionStates[h->Index];
        lock (state)
        {
            state.Deopts++;
            if (site.Kind == SiteKind.DeoptInPlace) OnBaselineFailed(h, state, site, address);
            else OnOptimizedFailed(h, state, site);
        }
    }

    /// <summary>A place that fails under a second piece of code is never speculated on again.</summary>
    private void OnOptimizedFailed(FunctionHandle* h, FunctionState state, NativeSite site)
    {
        int failures = CountFailure(state.GuardFailures, site), deopts = ++state.DeoptsOfThisCode;
        if (failures > _tiers.DeoptsMax) h->Feedback[site.BytecodePc] |= (byte)Feedback.GuardFailed;
        LogDeopt(h, CodeTier.Optimized, site, deopts, failures);
        if (!TierPolicy.ShouldWithdraw(_tiers, deopts)) return;
        state.DeoptsOfThisCode = 0;
        state.Withdrawals++;
        Withdraw(h, state);
        TierLog?.Invoke(new TierEvent.Withdrawn(
            _chunks[h->Index], CodeTier.Optimized, deopts, state.Withdrawals, state.Withdrawals > _tiers.WithdrawalsMax, ModeOf(h, state)));
    }

    /// <summary>
    /// It is made anew as soon as the function is counted again: something more is not assumed each time, so that comes to an end. Frames that were in code
    /// that is gone already are no fault of what took its place.
    /// </summary>
    private void OnBaselineFailed(FunctionHandle* h, FunctionState state, NativeSite site, nint address)
    {
        int failures = CountFailure(state.BaselineFailures, site);
        bool isGone = state.Baseline is not { } code || address - code.Entry < 0 || address - code.Entry > code.CodeBytes;
        int deopts = isGone ? _tiers.DeoptsMax : ++state.DeoptsOfBaseline;
        LogDeopt(h, CodeTier.Baseline, site, deopts, failures);
        if (isGone || !TierPolicy.ShouldWithdraw(_tiers, deopts)) return;
        state.WithdrawalsOfBaseline++;
        WithdrawBaseline(h, state);
        TierLog?.Invoke(new TierEvent.Withdrawn(_chunks[h->Index], CodeTier.Baseline, deopts, state.WithdrawalsOfBaseline, IsLast: false, ModeOf(h, state)));
    }

    private static int CountFailure(Dictionary<int, int> failures, NativeSite site) => failures[site.BytecodePc] = failures.GetValueOrDefault(site.BytecodePc) + 1;

    private void LogDeopt(FunctionHandle* h, CodeTier tier, NativeSite site, int count, int countHere) => TierLog?.Invoke(
        new TierEvent.Deoptimized(_chunks[h->Index], tier, FileNameOf(h->Index), site.BytecodePc, site.Reason, count, countHere, _tiers.DeoptsMax));

    /// <summary>Where a guard of its failed often although what is recorded does not tell why (a result that is an error, say) it is told so.</summary>
    private byte[] FeedbackForBaseline(FunctionHandle* h, FunctionState state)
    {
        byte[] feedback = FeedbackOf(h->Index);
        lock (state)
        {
            foreach ((int pc, int failures) in state.BaselineFailures)
                if (failures > _tiers.DeoptsMax) feedback[pc] |= (byte)Feedback.GuardFailed;
        }
        return feedback;
    }

    private void WithdrawBaseline(FunctionHandle* h, FunctionState state)
    {
        state.Baseline = null;
        state.IsBaselineRequested = false;
        if (state.Code is { Tier: CodeTier.Baseline }) UseForCalls(h, state, null);
        state.CountdownBefore = 0;
        NextTurn(h, state, 1);
    }

    private void Withdraw(FunctionHandle* h, FunctionState state)
    {
        state.Optimized = null;
        UseForCalls(h, state, state.Baseline);
        h->Mode = (byte)ExecutionMode.Profiling;
        NextTurn(h, state, TierPolicy.FirstThreshold(_tiers));
        state.Counted = 0;
        state.Loops.Clear();
        state.RequestedAt.Clear();
    }
}
