namespace ClaudeLang.Vm.Tiering;

/// <summary>When a function changes the way it runs. Counts are calls plus back-edges.</summary>
/// <param name="Tiers">Which compilers are used.</param>
/// <param name="ProfileAfter">Interpreted until then; what the first rounds met is forgotten.</param>
/// <param name="BaselineAfter">Profiled that long before baseline code is asked for.</param>
/// <param name="CompileAfter">Profiled that long, with baseline code from when it was asked for, before a compile is asked for.</param>
/// <param name="RecheckAfter">How long until a running loop looks for new code again.</param>
/// <param name="DeoptsMax">Guard failures of one piece of code before it is withdrawn and profiled anew.</param>
/// <param name="WithdrawalsMax">Withdrawals before the function stays interpreted for good.</param>
public sealed record TierLimits(
    int ProfileAfter = 50, int CompileAfter = 500, int RecheckAfter = 500, int DeoptsMax = 10, int WithdrawalsMax = 6, int BaselineAfter = 50,
    CodeTiers Tiers = CodeTiers.Both)
{
    public static readonly TierLimits Default = new();
}

[Flags]
public enum CodeTiers
{
    Baseline = 1,
    Optimized = 2,
    Both = Baseline | Optimized,
}

public enum TierDecision
{
    Stay,
    StartProfiling,
    RequestBaseline,
    RequestCompile,
}

/// <summary>The decision alone: no state, no effect.</summary>
public static class TierPolicy
{
    /// <param name="baselineRequested">Baseline code of the function was asked for already.</param>
    /// <param name="requested">A compile for this entry was asked for already.</param>
    /// <param name="withdrawals">How often code of the function had to be withdrawn.</param>
    public static TierDecision OnCountdown(TierLimits limits, ExecutionMode mode, bool baselineRequested, bool requested, int withdrawals) => mode switch
    {
        ExecutionMode.Interpreted => TierDecision.StartProfiling,
        _ when !baselineRequested && limits.Tiers.HasFlag(CodeTiers.Baseline) => TierDecision.RequestBaseline,
        _ when requested || withdrawals > limits.WithdrawalsMax || !limits.Tiers.HasFlag(CodeTiers.Optimized) => TierDecision.Stay,
        _ => TierDecision.RequestCompile,
    };

    public static bool ShouldWithdraw(TierLimits limits, int deopts) => deopts >= limits.DeoptsMax;

    /// <summary>Counts until the policy is asked next.</summary>
    public static int NextCountdown(TierLimits limits, TierDecision decision) => decision switch
    {
        TierDecision.StartProfiling => limits.Tiers.HasFlag(CodeTiers.Baseline) ? limits.BaselineAfter : limits.CompileAfter,
        TierDecision.RequestBaseline => limits.CompileAfter,
        _ => limits.RecheckAfter,
    };
}
