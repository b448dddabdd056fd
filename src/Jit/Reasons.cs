namespace ClaudeLang.Jit;

/// <summary>Why a job gave no code. Numbers leave the process: never change or reuse one.</summary>
public enum BailoutReason
{
    UnsupportedInstruction = 1,
    TooManyInstructions = 2,
    TooManyValues = 3,
    FrameTooLarge = 4,
    TooManyArguments = 5,
    NoLoopAtEntry = 6,
    MalformedJob = 7,
    UnknownCpuLevel = 8,
    CodeTooLarge = 9,
    CompilerFault = 10,
    NothingToGain = 11,
    CodeMemoryFull = 12,
}

/// <summary>Which assumption broke. Numbers leave the process: never change or reuse one.</summary>
public enum DeoptReason
{
    None = 0,
    NotFixnum = 1,
    NotFloat = 2,
    FixnumOverflow = 3,
    DivideByZero = 4,
    ShiftCount = 5,
    NotClosure = 6,
    OtherCallee = 7,
    NotVector = 8,
    IndexOutside = 9,
    NotCons = 10,
    Unbound = 11,
    FloatNeedsBox = 13,
    IntNeedsBox = 14,
    LoopEntryType = 15,
    NotNumber = 16,
    HeapFull = 17,
    OtherRecord = 18,
    NotBuffer = 19,
    NotString = 20,
    OtherThanFixnum = 21,
}

/// <param name="Terminal">The same job will bail out again; otherwise it may be tried later, with more feedback or elsewhere.</param>
public sealed record BailoutInfo(BailoutReason Reason, bool Terminal, string Text);

public sealed record DeoptInfo(DeoptReason Reason, string Text);

public static class Reasons
{
#pragma warning disable IDE0055 // one aligned row a reason
    public static IReadOnlyList<BailoutInfo> Bailouts { get; } =
    [
        new(BailoutReason.UnsupportedInstruction, true,  "has an instruction that the compiler does not know"),
        new(BailoutReason.TooManyInstructions,    true,  "is longer than the compiler takes"),
        new(BailoutReason.TooManyValues,          true,  "needs more values than the compiler takes"),
        new(BailoutReason.FrameTooLarge,          true,  "needs a larger frame than the compiler makes"),
        new(BailoutReason.TooManyArguments,       true,  "passes more arguments than a call can"),
        new(BailoutReason.NoLoopAtEntry,          true,  "has no loop at the place where it should be entered"),
        new(BailoutReason.MalformedJob,           true,  "is no valid job"),
        new(BailoutReason.UnknownCpuLevel,        true,  "is for a processor that the compiler does not know"),
        new(BailoutReason.CodeTooLarge,           true,  "gives more machine code than an image may hold"),
        new(BailoutReason.CompilerFault,          false, "met a bug of the compiler"),
        new(BailoutReason.NothingToGain,          false, "would leave machine code at once with the feedback so far"),
        new(BailoutReason.CodeMemoryFull,         false, "has no place in code memory"),
    ];

    public static IReadOnlyList<DeoptInfo> Deopts { get; } =
    [
        new(DeoptReason.None,           "no reason"),
        new(DeoptReason.NotFixnum,      "a value was no small Int"),
        new(DeoptReason.NotFloat,       "a value was no Float"),
        new(DeoptReason.FixnumOverflow, "a result was no small Int"),
        new(DeoptReason.DivideByZero,   "a divisor was zero"),
        new(DeoptReason.ShiftCount,     "a shift count was outside 0..63"),
        new(DeoptReason.NotClosure,     "a called value was no closure"),
        new(DeoptReason.OtherCallee,    "a call went to another function than before"),
        new(DeoptReason.NotVector,      "a value was no vector"),
        new(DeoptReason.IndexOutside,   "an index was outside"),
        new(DeoptReason.NotCons,        "a value was no non-empty list"),
        new(DeoptReason.Unbound,        "a variable had no value"),
        new(DeoptReason.FloatNeedsBox,  "a Float had no immediate form"),
        new(DeoptReason.IntNeedsBox,    "an Int had no immediate form"),
        new(DeoptReason.LoopEntryType,  "a variable had another type when the loop was entered"),
        new(DeoptReason.NotNumber,      "a value was no number"),
        new(DeoptReason.HeapFull,       "the heap's free part was used up"),
        new(DeoptReason.OtherRecord,    "a value was no record of the expected type"),
        new(DeoptReason.NotBuffer,      "a value was no Buffer"),
        new(DeoptReason.NotString,      "a value was no String"),
        new(DeoptReason.OtherThanFixnum, "a value or result was no small Int"),
    ];
#pragma warning restore IDE0055

    public static BailoutInfo Info(BailoutReason reason) => Bailouts.FirstOrDefault(row => row.Reason == reason) ?? throw new ArgumentOutOfRangeException(nameof(reason));
    /// <summary>The row of a deopt number as a site carries it; null if there is none.</summary>
    public static DeoptInfo? Info(int deoptReason) => Deopts.FirstOrDefault(row => (int)row.Reason == deoptReason);
}
