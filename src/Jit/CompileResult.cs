using ClaudeLang.Jit.Image;

namespace ClaudeLang.Jit;

/// <summary>What came of a job. Closed family.</summary>
public abstract record CompileResult
{
    private CompileResult() { }

    public sealed record Compiled(CodeImage Image, CompileStatistics Statistics) : CompileResult;

    /// <param name="Detail">For people: which instruction, which limit.</param>
    public sealed record Bailed(BailoutReason Reason, string Detail) : CompileResult;
}

/// <summary>Counts of one compile; no clock, so that equal jobs have equal ones.</summary>
public sealed record CompileStatistics
{
    public int BytecodeInstructions { get; init; }
    public int IrNodes { get; init; }
    public int Guards { get; init; }
    public int SpillSlots { get; init; }
}
