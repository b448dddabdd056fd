namespace ClaudeLang.Jit.Image;

/// <summary>Which rule an image breaks. Numbers leave the process: never change or reuse one.</summary>
public enum ImageFaultReason
{
    Shape = 1,
    OtherFunction = 2,
    CpuLevel = 3,
    CpuFeature = 4,
    Undecodable = 5,
    Instruction = 6,
    Prefix = 7,
    Register = 8,
    BranchTarget = 9,
    IndirectTarget = 10,
    StackPointer = 11,
    Load = 12,
    Store = 13,
    FrameSize = 14,
    ReturnInFrame = 15,
    FallsOffTheEnd = 16,
    CallWithoutPoll = 17,
    LoopWithoutPoll = 18,
    SiteTable = 19,
    SiteKind = 20,
    SiteFrame = 21,
    ExitDetail = 22,
    Snapshot = 23,
    FunctionWord = 24,
}

/// <summary>Why an image is refused.</summary>
/// <param name="Offset">Of the instruction in question; 0 if it is about the whole.</param>
/// <param name="Detail">For people.</param>
public sealed record ImageFault(ImageFaultReason Reason, int Offset, string Detail)
{
    public override string ToString() => $"at +{Offset:x}: {ImageFaults.Text(Reason)}: {Detail}";
}

/// <summary>An image that breaks a rule; nothing of it was mapped.</summary>
public sealed class ImageRefusedException(ImageFault fault) : Exception($"The machine code is refused {fault}")
{
    public ImageFault Fault { get; } = fault;
}

public static class ImageFaults
{
#pragma warning disable IDE0055 // one aligned row a reason
    public static IReadOnlyList<(ImageFaultReason Reason, string Text)> Table { get; } =
    [
        (ImageFaultReason.Shape,           "its numbers do not fit together"),
        (ImageFaultReason.OtherFunction,   "it belongs to another function"),
        (ImageFaultReason.CpuLevel,        "it is for another processor"),
        (ImageFaultReason.CpuFeature,      "an instruction needs more than the processor level that is declared"),
        (ImageFaultReason.Undecodable,     "there is no instruction"),
        (ImageFaultReason.Instruction,     "an instruction is not among those that the compiler emits"),
        (ImageFaultReason.Prefix,          "an instruction has a prefix that the compiler does not emit"),
        (ImageFaultReason.Register,        "a register is used that must not be, or so"),
        (ImageFaultReason.BranchTarget,    "a branch does not go to an instruction of the image"),
        (ImageFaultReason.IndirectTarget,  "control goes through a place that is no stub and no function handle"),
        (ImageFaultReason.StackPointer,    "the stack pointer is changed in another way than a frame needs"),
        (ImageFaultReason.Load,            "memory is read where it must not be"),
        (ImageFaultReason.Store,           "memory is written where it must not be"),
        (ImageFaultReason.FrameSize,       "the frame has not one size, or too large a one"),
        (ImageFaultReason.ReturnInFrame,   "the function is left while its frame stands"),
        (ImageFaultReason.FallsOffTheEnd,  "execution runs past the last instruction"),
        (ImageFaultReason.CallWithoutPoll, "a call is reached without the check of the stack limit"),
        (ImageFaultReason.LoopWithoutPoll, "a loop goes round without the check of the stack limit"),
        (ImageFaultReason.SiteTable,       "sites and calls do not match"),
        (ImageFaultReason.SiteKind,        "a site is of another kind than its call"),
        (ImageFaultReason.SiteFrame,       "a site tells a frame that is not the one there"),
        (ImageFaultReason.ExitDetail,      "an exit does not say what it is"),
        (ImageFaultReason.Snapshot,        "a snapshot names what does not exist"),
        (ImageFaultReason.FunctionWord,    "a frame does not begin with its function word"),
    ];
#pragma warning restore IDE0055

    public static string Text(ImageFaultReason reason) => Table.First(row => row.Reason == reason).Text;
}
