using ClaudeLang.Jit.Build;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;
using Iced.Intel;

namespace ClaudeLang.Jit.Image;

/// <summary>Each call has its site and each site its call, and what a site tells the dispatcher and the collector is in range.</summary>
internal sealed class SiteRules(CodeImage image, Chunk? chunk)
{
    private const int Rsp = 4, R13 = 13;
    private readonly ChunkFacts? _facts = chunk is null ? null : ChunkVerifier.FactsOf(chunk);
    /// <summary>By number of the call instruction.</summary>
    private readonly Dictionary<int, NativeSite> _sites = [];

    public NativeSite At(int instruction) => _sites[instruction];

    public void Match(List<Iced.Intel.Instruction> instructions)
    {
        int next = 0;
        for (int i = 0; i < instructions.Count; i++)
        {
            Iced.Intel.Instruction call = instructions[i];
            if (call.FlowControl is not (FlowControl.Call or FlowControl.IndirectCall) || InstructionRules.IsRoutineCall(call)) continue;
            if (next == image.Sites.Length) throw ImageVerifier.Refused(ImageFaultReason.SiteTable, call.IP, "a call without a site");
            NativeSite site = image.Sites[next++];
            if ((ulong)site.ReturnOffset != call.NextIP) throw ImageVerifier.Refused(ImageFaultReason.SiteTable, call.IP, $"the next site is at {site.ReturnOffset:x}");
            CheckKind(site, call, i == 0 ? default : instructions[i - 1]);
            Check(site, call.IP);
            _sites.Add(i, site);
        }
        if (next < image.Sites.Length) throw ImageVerifier.Refused(ImageFaultReason.SiteTable, (ulong)image.Sites[next].ReturnOffset, "a site without a call");
    }

    private static void CheckKind(NativeSite site, in Iced.Intel.Instruction call, in Iced.Intel.Instruction before)
    {
        if (InstructionRules.IsExitCall(call) != (site.Kind != SiteKind.Call)) throw ImageVerifier.Refused(ImageFaultReason.SiteKind, call.IP, $"{site.Kind}");
        if (site.Kind == SiteKind.Call) return;
        NativeExit exit = site.Kind switch
        {
            SiteKind.Poll => NativeExit.Poll,
            SiteKind.Deopt => NativeExit.Deopt,
            SiteKind.RuntimeCall => NativeExit.RuntimeCall,
            SiteKind.Step => NativeExit.Step,
            SiteKind.Tick => NativeExit.Tick,
            SiteKind.Control => NativeExit.Control,
            SiteKind.DeoptInPlace => NativeExit.DeoptInPlace,
            _ => throw ImageVerifier.Refused(ImageFaultReason.SiteKind, call.IP, $"{(int)site.Kind}"),
        };
        if (InstructionRules.IsPlainExitCall(call) != site.Kind is SiteKind.Step or SiteKind.Tick or SiteKind.Control or SiteKind.DeoptInPlace) throw ImageVerifier.Refused(ImageFaultReason.SiteKind, call.IP, $"{site.Kind}");
        if (InstructionRules.IsWordsExitCall(call) && (site.Kind != SiteKind.RuntimeCall || Sources(site).Any(source => source.Kind == SlotSourceKind.Xmm)))
            throw ImageVerifier.Refused(ImageFaultReason.SiteKind, call.IP, $"{site.Kind} where doubles are not saved");
        if (!InstructionRules.IsExitDetail(before, out uint detail) || detail != ((uint)exit | ((uint)site.BytecodePc << 8)))
            throw ImageVerifier.Refused(ImageFaultReason.ExitDetail, call.IP, $"expected {exit} at {site.BytecodePc} just before");
    }

    private void Check(NativeSite site, ulong offset)
    {
        void Frame(bool holds, string detail)
        {
            if (!holds) throw ImageVerifier.Refused(ImageFaultReason.SiteFrame, offset, detail);
        }
        bool isCall = site.Kind is SiteKind.Call or SiteKind.Control, isInPlace = site.Kind is SiteKind.Step or SiteKind.Tick or SiteKind.DeoptInPlace, leavesNothingInRegisters = isCall || isInPlace;
        Frame(site.FrameWords >= 1 && site.FrameWords <= ImageLimits.FrameWordsMax, $"{site.FrameWords} words");
        Frame(site.BytecodePc >= 0 && site.BytecodePc < (chunk?.Code.Length ?? ImageLimits.BytecodePcMax), $"pc {site.BytecodePc}");
        Frame(site.TaggedGprs >> 16 == 0 && (site.TaggedGprs & (1u << Rsp | 1u << R13)) == 0 && (!leavesNothingInRegisters || site.TaggedGprs == 0), $"tagged registers {site.TaggedGprs:x}");
        foreach (int slot in site.TaggedSlots) Frame(slot > 0 && slot < site.FrameWords, $"tagged slot {slot} of {site.FrameWords}");
        Frame(site.Kind is SiteKind.Deopt or SiteKind.DeoptInPlace ? Reasons.Info(site.Reason) is not null : site.Reason == 0, $"reason {site.Reason}");
        if (site.Snapshot is null && !isCall) throw ImageVerifier.Refused(ImageFaultReason.Snapshot, offset, "there is none");
        if (leavesNothingInRegisters && site.Snapshot is { } landing && landing.Slots.Any(source => source.Kind is SlotSourceKind.Gpr or SlotSourceKind.GprBool or SlotSourceKind.Xmm))
            throw ImageVerifier.Refused(ImageFaultReason.Snapshot, offset, "nothing is left in registers");
        Frame(!isInPlace || image.Tier == CodeTier.Baseline, $"{site.Kind} in a frame that is not the interpreter's");
        if (isInPlace) CheckInPlace(site, offset);
        if (site.Snapshot is not null) CheckSnapshot(site.Snapshot, site.FrameWords, offset);
        CheckCallers(site, offset);
    }

    /// <summary>Each waits for a call of the function by itself. What the dispatcher rebuilds them from is there, or at none.</summary>
    private void CheckCallers(NativeSite site, ulong offset)
    {
        void That(bool holds, string detail)
        {
            if (!holds) throw ImageVerifier.Refused(ImageFaultReason.Snapshot, offset, detail);
        }
        if (site.Callers.IsEmpty) return;
        That(site.Kind is SiteKind.Call or SiteKind.Poll or SiteKind.Deopt or SiteKind.RuntimeCall && (site.Kind == SiteKind.Call) == (site.Snapshot is null), $"callers at a {site.Kind}");
        That(chunk is null || (site.Callers.Length + 1) * (chunk.LocalCount + _facts!.DepthBefore.Max() + InterpreterFrame.Locals) <= ImageLimits.FrameWordsMax, $"{site.Callers.Length} callers");
        foreach (Snapshot caller in site.Callers)
        {
            That(caller.BytecodePc >= 0 && caller.BytecodePc < (chunk?.Code.Length ?? ImageLimits.BytecodePcMax), $"a caller's pc {caller.BytecodePc}");
            That(chunk is null || IsWaiting(chunk, caller.BytecodePc), $"a caller's pc {caller.BytecodePc}, where the function does not call itself");
            if (chunk is not null && site.Snapshot is not null)
            {
                int values = chunk.LocalCount + _facts!.DepthBefore[caller.BytecodePc] - chunk.ParamCount;
                That(_facts.DepthBefore[caller.BytecodePc] != ChunkFacts.Unreachable && caller.Slots.Length == values, $"{caller.Slots.Length} slots of a caller that has {values}");
            }
            That(site.Snapshot is not null || caller.Slots.IsEmpty, "values of a caller that is not rebuilt");
            foreach (SlotSource source in caller.Slots) That(InRange(source, site.FrameWords), $"{source.Kind} {source.Operand}");
        }
    }

    /// <summary>Of the site's own frame and of those that wait for it.</summary>
    private static IEnumerable<SlotSource> Sources(NativeSite site) => site.Callers.Prepend(site.Snapshot).SelectMany(frame => frame?.Slots ?? []);

    /// <summary>Nothing looks for a landing in a frame that waits there.</summary>
    private static bool IsWaiting(Chunk chunk, int pc) => chunk.Unwinds.IsEmpty && BytecodeScan.IsSelfCall(chunk, pc) && Vm.Bytecode.Instruction.Op(chunk.Code[pc]) == Opcode.CallGlobal;

    /// <summary>The dispatcher takes such a frame for an interpreter frame as it is.</summary>
    private static void CheckInPlace(NativeSite site, ulong offset)
    {
        for (int i = 0; i < site.Snapshot!.Slots.Length; i++)
            if (site.Snapshot.Slots[i] != new SlotSource(SlotSourceKind.Slot, (ulong)(InterpreterFrame.Locals + i)))
                throw ImageVerifier.Refused(ImageFaultReason.Snapshot, offset, "a value of a baseline frame is not in its slot");
        if (site.Snapshot.BytecodePc != site.BytecodePc) throw ImageVerifier.Refused(ImageFaultReason.Snapshot, offset, "of another instruction");
    }

    private void CheckSnapshot(Snapshot snapshot, int frameWords, ulong offset)
    {
        void That(bool holds, string detail)
        {
            if (!holds) throw ImageVerifier.Refused(ImageFaultReason.Snapshot, offset, detail);
        }
        That(snapshot.BytecodePc >= 0 && snapshot.BytecodePc < (chunk?.Code.Length ?? ImageLimits.BytecodePcMax), $"pc {snapshot.BytecodePc}");
        That(snapshot.Slots.Length <= ImageLimits.SlotsMax, $"{snapshot.Slots.Length} slots");
        if (chunk is not null)
        {
            int depth = _facts!.DepthBefore[snapshot.BytecodePc];
            That(depth != ChunkFacts.Unreachable && snapshot.Slots.Length == chunk.LocalCount + depth, $"{snapshot.Slots.Length} slots for {chunk.LocalCount} locals and {depth} operands");
        }
        foreach (SlotSource source in snapshot.Slots)
            That(InRange(source, frameWords), $"{source.Kind} {source.Operand}");
    }

    private bool InRange(SlotSource source, int frameWords) => source.Kind switch
    {
        SlotSourceKind.Constant => (source.Operand & Value.TagMask) != Value.HeapTag,
        SlotSourceKind.Gpr or SlotSourceKind.GprBool => source.Operand < 16 && source.Operand is not (Rsp or R13),
        SlotSourceKind.Xmm => source.Operand < 16,
        SlotSourceKind.Slot or SlotSourceKind.FloatSlot or SlotSourceKind.BoolSlot => source.Operand < (ulong)frameWords,
        SlotSourceKind.Arg => image.EntryPc != 0 && source.Operand < ExecContext.ArgsMax,
        SlotSourceKind.ChunkConstant => source.Operand < (ulong)(chunk?.Constants.Length ?? Vm.Bytecode.Instruction.U24Max),
        SlotSourceKind.Global => source.Operand < (ulong)(chunk?.Globals.Length ?? Vm.Bytecode.Instruction.U24Max),
        _ => false,
    };
}
