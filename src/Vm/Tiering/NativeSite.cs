using System.Collections.Immutable;

namespace ClaudeLang.Vm.Tiering;

/// <summary>What machine code does at a place where the rest of the system may look at its frame.</summary>
public enum SiteKind : byte
{
    /// <summary>A call of a ClaudeLang function; live tagged values are in frame slots.</summary>
    Call = 1,
    /// <summary>The fused check's slow path; values may be in registers.</summary>
    Poll = 2,
    /// <summary>A guard's exit.</summary>
    Deopt = 3,
    /// <summary>A runtime call; values may be in registers.</summary>
    RuntimeCall = 4,
    /// <summary>Baseline code has the interpreter execute one instruction; all values are in frame slots.</summary>
    Step = 5,
    /// <summary>Baseline code's fused check, where calls and back-edges are counted too; all values are in frame slots.</summary>
    Tick = 6,
    /// <summary>An instruction that may call, switch or take frames away; as at a Call, live tagged values are in frame slots.</summary>
    Control = 7,
    /// <summary>A guard's exit in baseline code; all values are in frame slots.</summary>
    DeoptInPlace = 8,
}

/// <summary>Where one value of an interpreter frame is found at a site. Numbers travel in images: only add.</summary>
public enum SlotSourceKind : byte
{
    /// <summary>The tagged word itself. Never a heap reference.</summary>
    Constant = 1,
    /// <summary>A tagged word in general register Operand.</summary>
    Gpr = 2,
    /// <summary>A double in xmm register Operand.</summary>
    Xmm = 3,
    /// <summary>A tagged word in frame slot Operand (word index from the frame's low end).</summary>
    Slot = 4,
    /// <summary>A raw double in frame slot Operand.</summary>
    FloatSlot = 5,
    /// <summary>0 or 1 in general register Operand, a Bool.</summary>
    GprBool = 6,
    /// <summary>0 or 1 in frame slot Operand, a Bool.</summary>
    BoolSlot = 7,
    /// <summary>A tagged word in Args[Operand]; only at the entry of a loop.</summary>
    Arg = 8,
    /// <summary>A constant of the chunk, by index.</summary>
    ChunkConstant = 9,
    /// <summary>What the global with this index holds, which does not change any more.</summary>
    Global = 10,
}

/// <summary>One source; <see cref="Operand"/> is the word of a Constant, else a register, slot or index number.</summary>
public readonly record struct SlotSource(SlotSourceKind Kind, ulong Operand);

/// <summary>
/// How to rebuild the interpreter frame: the instruction to (re-)execute and one source for each local and then each operand
/// that is on the stack before it. Of a frame that waits for one above it: the call, and what is on the stack without its arguments.
/// </summary>
public sealed record Snapshot(int BytecodePc, ImmutableArray<SlotSource> Slots);

/// <summary>
/// One place in an image, named by the offset of the return address that its `call` pushes.
/// </summary>
/// <param name="ReturnOffset">Bytes from the image's start.</param>
/// <param name="BytecodePc">The instruction that is being executed.</param>
/// <param name="FrameWords">Size of the machine frame here, the function word (slot 0) included, the return address not. 0 if the frame is not set up yet.</param>
/// <param name="TaggedGprs">Bit n: general register n holds a live tagged word (Poll and RuntimeCall sites).</param>
/// <param name="TaggedSlots">Frame slots that hold live tagged words, slot 0 not named (it always does).</param>
/// <param name="Snapshot">Present at every site but a Call and a Control, which have one where an error may land.</param>
/// <param name="Reason">Number of the deopt reason; 0 elsewhere.</param>
public sealed record NativeSite(
    SiteKind Kind, int ReturnOffset, int BytecodePc, int FrameWords, uint TaggedGprs, ImmutableArray<int> TaggedSlots, Snapshot? Snapshot, int Reason)
{
    /// <summary>
    /// A function that calls itself may stand in its own machine frame several times: the interpreter frames that wait for the one that the site is in, the
    /// nearest first. At a Call, from which no frame is rebuilt, they have no sources.
    /// </summary>
    public ImmutableArray<Snapshot> Callers { get; init; } = [];
}
