namespace ClaudeLang.Vm.Tiering;

/// <summary>When a function changes the way it runs. Counts are calls plus back-edges.</summary>
/// <param name="ProfileAfter">Interpreted until then; what the first rounds met is forgotten.</param>
/// <param name="CompileAfter">Profiled that long before a compile is asked for.</param>
/// <param name="RecheckAfter">How long until a running loop looks for new code again.</param>
/// <param name="DeoptsMax">Guard failures of one piece of code before it is withdrawn and profiled anew.</param>
/// <param name="WithdrawalsMax">Withdrawals before the function stays interpreted for good.</param>
public sealed record TierLimits(
    int ProfileAfter = 50, int CompileAfter = 500, int RecheckAfter = 500, int DeoptsMax = 10, int WithdrawalsMax = 6)
{
    public static readonly TierLimits Default = new();
}

public enum TierDecision
{
    Stay,
    StartProfiling,
    RequestCompile,
}

/// <summary>The decision alone: no state, no effect.</summary>
public static class TierPolicy
{
    /// <param name="requested">A compile for this entry was asked for already.</param>
    /// <param name="withdrawals">How often code of the function had to be withdrawn.</param>
    public static TierDecision OnCountdown(TierLimits limits, ExecutionMode mode, bool requested, int withdrawals) => mode switch
    {
        ExecutionMode.Interpreted => TierDecision.StartProfiling,
        _ when requested || withdrawals > limits.WithdrawalsMax => TierDecision.Stay,
        _ => TierDecision.RequestCompile,
    };

    public static bool ShouldWithdraw(TierLimits limits, int deopts) => deopts >= limits.DeoptsMax;

    /// <summary>Counts until the policy is asked next.</summary>
    public static int NextCountdown(TierLimits limits, TierDecision decision) => decision switch
    {
        TierDecision.StartProfiling => limits.CompileAfter,
        _ => limits.RecheckAfter,
    };
}
