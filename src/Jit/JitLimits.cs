namespace ClaudeLang.Jit;

/// <summary>What the compiler takes; beyond it a job bails out with a reason.</summary>
public static class JitLimits
{
    public const int InstructionsMax = 20_000;
    public const int LocalsMax = 1_000;
    public const int ValuesMax = 200_000;
    public const int FrameWordsMax = 4_000;
    public const int CodeBytesMax = 4 << 20;
    /// <summary>Graph builds of one job until every assumption about loop variables is given up.</summary>
    public const int BuildsMax = 10;
}

/// <summary>Ends one compile: the job bails out.</summary>
internal sealed class BailoutException(BailoutReason reason, string detail) : Exception(detail)
{
    public BailoutReason Reason { get; } = reason;
}
