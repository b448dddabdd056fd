using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>
/// What a minor collection need not look at again: constants that it has seen, globals that nobody set, and the frames of the stack that
/// did not run. The frames above the watermark ran; the watermark is a return slot whose address was replaced by that of a stub, so
/// that a return through it comes by here (<see cref="LowerWatermark"/>) and a lower one is chosen.
/// <para>
/// Whoever stores a heap reference into a global's cell (<see cref="GlobalCell"/>) goes through <see cref="SetGlobal"/>; other values are stored as they are.
/// </para>
/// <para>
/// Reading a return slot goes through <see cref="ReturnAddressAt"/>, which sees through the watermark. Frames may be dropped as they
/// are: a watermark that is gone only makes the next collection look at the whole stack. Whoever copies frames away calls
/// <see cref="RemoveWatermark"/> first; a copied watermark is found out when something returns through it.
/// </para>
/// </summary>
public sealed unsafe partial class Execution
{
    private const nint NoMachineCodeMark = 0xFF;
    /// <summary>Frames from the top that the watermark leaves out, so that a short return does not meet it.</summary>
    private const int WatermarkDepth = 8, WatermarkDepthMax = 1 << 16;

    private readonly List<Chunk> _newConstants = [];
    private readonly List<nint> _setGlobals = [];
    /// <summary>What stands in the watermark's slot; without machine code only a mark. Its low bits are those of an immediate that does not exist, so no value looks like it.</summary>
    private readonly nint _watermarkStub;
    private ulong _watermarkReturn;
    private int _watermarkStep = WatermarkDepth;

    internal void SetGlobal(ulong* cell, Value value)
    {
        GlobalCell.Store(cell, value);
        if (!value.IsHeap || cell[GlobalCell.IsListed] != 0) return;
        cell[GlobalCell.IsListed] = 1;
        _setGlobals.Add((nint)cell);
    }

    private void VisitGlobals(RootVisitor visitor)
    {
        if (!visitor.IsMinor)
        {
            foreach (Dictionary<string, nint> cells in _globalCells)
                foreach (nint cell in cells.Values) VisitCell(visitor, (ulong*)cell);
        }
        foreach (nint cell in _setGlobals)
        {
            VisitCell(visitor, (ulong*)cell);
            ((ulong*)cell)[GlobalCell.IsListed] = 0;
        }
        _setGlobals.Clear();
    }

    private static void VisitCell(RootVisitor visitor, ulong* cell)
    {
        visitor.Visit(cell + GlobalCell.Content);
        if (cell[GlobalCell.RecordRole] != 0) visitor.Visit(cell + GlobalCell.RecordType);
    }

    private void VisitConstants(RootVisitor visitor)
    {
        foreach (Chunk chunk in visitor.IsMinor ? _newConstants : _chunks) visitor.VisitRange(((FunctionHandle*)_handleOf[chunk])->Constants, chunk.Constants.Length);
        _newConstants.Clear();
    }

    // ---- the stack --------------------------------------------------------------------------------------------------
    private void VisitStack(RootVisitor visitor)
    {
        if (!TryTopFrame(out Frame frame)) return;
        ulong* place = null;
        for (int depth = 1; ; depth++)
        {
            // The handle is reached through the function word: read it before the collector moves the closure.
            ulong* returnSlot = frame.ReturnSlot;
            VisitFrame(visitor, frame);
            if (depth == WatermarkDepth) place = returnSlot;
            if (visitor.IsMinor && IsWatermark(returnSlot)) break;
            if (!TryCaller(returnSlot, out frame)) break;
        }
        if (place is not null) PlaceWatermark(place);
        _watermarkStep = WatermarkDepth;
    }

    private bool IsWatermark(ulong* returnSlot) => (nint)(*returnSlot) == _watermarkStub;

    /// <summary>Where the frame below a return slot goes back to.</summary>
    private nint ReturnAddressAt(ulong* returnSlot)
    {
        if (!IsWatermark(returnSlot)) return (nint)(*returnSlot);
        Check.That((nint)returnSlot == _context->Watermark, "a frame was copied with the stack's watermark in it");
        return (nint)_watermarkReturn;
    }

    private void PlaceWatermark(ulong* returnSlot)
    {
        if ((nint)returnSlot == _context->Watermark && IsWatermark(returnSlot)) return;
        RemoveWatermark();
        // The first frame's return address is the dispatcher's own.
        if (returnSlot == (ulong*)_stack.Top - 1) return;
        _context->Watermark = (nint)returnSlot;
        _watermarkReturn = *returnSlot;
        *returnSlot = (ulong)_watermarkStub;
    }

    /// <summary>Puts the return address back, so that the stack is as its frames made it. To be called before frames are copied.</summary>
    internal void RemoveWatermark()
    {
        var slot = (ulong*)_context->Watermark;
        if (slot is null) return;
        // Frames above the top may have been dropped, and the slot used for something else.
        if ((nint)slot >= _context->FiberSp && IsWatermark(slot)) *slot = _watermarkReturn;
        _context->Watermark = 0;
    }

    /// <summary>
    /// A frame returns through the watermark, which is at FiberSp. The frame that goes on is to be looked at by the next collection, and
    /// some below it, twice as many each time: a deep return comes by here a few times only.
    /// </summary>
    private void LowerWatermark()
    {
        var place = (ulong*)_context->FiberSp;
        Check.That((nint)place == _context->Watermark, "a frame was copied with the stack's watermark in it");
        RemoveWatermark();
        _watermarkStep = Math.Min(WatermarkDepthMax, _watermarkStep * 2);
        for (int i = 0; i < _watermarkStep && place is not null; i++) place = TryCaller(place, out Frame frame) ? frame.ReturnSlot : null;
        if (place is not null) PlaceWatermark(place);
    }
}
