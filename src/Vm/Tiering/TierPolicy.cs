namespace ClaudeLang.Vm.Tiering;

/// <summary>When a function changes the way it runs. Counts are calls plus back-edges.</summary>
/// <param name="Tiers">Which compilers are used.</param>
/// <param name="ProfileAfter">Interpreted until then; what the first rounds met is forgotten.</param>
/// <param name="BaselineAfter">Profiled that long before baseline code is asked for.</param>
/// <param name="CompileAfter">Profiled that long, with baseline code from when it was asked for, before a compile is asked for.</param>
/// <param name="RecheckAfter">How long until a running loop looks for new code again.</param>
/// <param name="DeoptsMax">Guard failures of one piece of code before it is withdrawn and profiled anew.</param>
/// <param name="WithdrawalsMax">Withdrawals before the function stays interpreted for good.</param>
/// <param name="CompileLoopAfter">As CompileAfter, but for code that a running loop is left for; null: the same.</param>
public sealed record TierLimits(
    int ProfileAfter = 50, int CompileAfter = 500, int RecheckAfter = 500, int DeoptsMax = 10, int WithdrawalsMax = 6, int BaselineAfter = 50,
    CodeTiers Tiers = CodeTiers.Both, int? CompileLoopAfter = null)
{
    public static readonly TierLimits Default = new();

    /// <summary>Counts from a function's first call until optimized code is asked for.</summary>
    public int HotTurns => ProfileAfter + BaselineAfter + CompileAfter;
    public int LoopAfter => CompileLoopAfter ?? CompileAfter;

    /// <summary>The same limits with other numbers of counts until optimized code is asked for. The stages before it are shortened alike, but never made longer.</summary>
    /// <param name="calls">For the next call; null: as it is.</param>
    /// <param name="loops">For a loop that is running; null: as it is.</param>
    public TierLimits HotAfter(int? calls, int? loops)
    {
        int forCalls = calls ?? HotTurns, forLoops = loops ?? HotTurns, least = Math.Min(forCalls, forLoops);
        int Shortened(int stage) => (int)Math.Clamp((long)stage * least / HotTurns, 1, stage);
        int before = Shortened(ProfileAfter) + Shortened(BaselineAfter);
        return this with
        {
            ProfileAfter = Shortened(ProfileAfter),
            BaselineAfter = Shortened(BaselineAfter),
            CompileAfter = Math.Max(1, forCalls - before),
            CompileLoopAfter = Math.Max(1, forLoops - before),
            RecheckAfter = Shortened(RecheckAfter),
        };
    }
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
    /// <summary>Not yet; loops and calls have thresholds of their own.</summary>
    Wait,
}

/// <summary>The decision alone: no state, no effect.</summary>
public static class TierPolicy
{
    /// <param name="baselineRequested">Baseline code of the function was asked for already.</param>
    /// <param name="requested">A compile for this entry was asked for already.</param>
    /// <param name="withdrawals">How often code of the function had to be withdrawn.</param>
    /// <param name="isLoop">At a loop's head, not at a call.</param>
    /// <param name="counted">Counts since the function began to be profiled in the best way that it has without optimized code.</param>
    public static TierDecision OnCountdown(
        TierLimits limits, ExecutionMode mode, bool baselineRequested, bool requested, int withdrawals, bool isLoop, long counted) => mode switch
        {
            ExecutionMode.Interpreted => TierDecision.StartProfiling,
            _ when !baselineRequested && limits.Tiers.HasFlag(CodeTiers.Baseline) => TierDecision.RequestBaseline,
            _ when requested || withdrawals > limits.WithdrawalsMax || !limits.Tiers.HasFlag(CodeTiers.Optimized) => TierDecision.Stay,
            _ when counted < (isLoop ? limits.LoopAfter : limits.CompileAfter) => TierDecision.Wait,
            _ => TierDecision.RequestCompile,
        };

    public static bool ShouldWithdraw(TierLimits limits, int deopts) => deopts >= limits.DeoptsMax;

    /// <summary>Counts until the policy is asked next.</summary>
    /// <param name="counted">As the decision was told.</param>
    public static int NextCountdown(TierLimits limits, TierDecision decision, long counted) => decision switch
    {
        TierDecision.StartProfiling => limits.Tiers.HasFlag(CodeTiers.Baseline) ? limits.BaselineAfter : FirstThreshold(limits),
        TierDecision.RequestBaseline => FirstThreshold(limits),
        // Past the first threshold each count is asked, since nobody knows whether the next one is a call or a back-edge.
        TierDecision.Wait => (int)Math.Max(1, FirstThreshold(limits) - counted),
        _ => limits.RecheckAfter,
    };

    /// <summary>Counts until a call or a loop may be due.</summary>
    public static int FirstThreshold(TierLimits limits) => Math.Min(limits.CompileAfter, limits.LoopAfter);
}
