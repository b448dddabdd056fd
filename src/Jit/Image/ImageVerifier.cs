using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;
using Iced.Intel;

namespace ClaudeLang.Jit.Image;

/// <summary>
/// An image is a proposal: before a byte of it is mapped, every instruction is decoded and must be one that the compiler emits,
/// used as the compiler uses it (<see cref="InstructionRules"/>), control flow must stay inside or leave through a stub or a
/// handle, the frame must have the size that the sites tell, and nothing may go round or deeper without the fused check.
/// This catches a broken compiler or a damaged image; it does not make a stranger's code safe, whose heap stores it cannot follow.
/// </summary>
public sealed class ImageVerifier
{
    private readonly CodeImage _image;
    private readonly List<Iced.Intel.Instruction> _instructions = [];
    /// <summary>Number of the instruction that starts at an offset; -1 if none does.</summary>
    private readonly int[] _startsAt;
    private readonly InstructionRules _rules;
    private readonly SiteRules _sites;

    private ImageVerifier(CodeImage image, Chunk? chunk)
    {
        _image = image;
        _startsAt = new int[image.CodeLength];
        Plain.Fill(_startsAt, -1);
        _rules = new InstructionRules(image);
        _sites = new SiteRules(image, chunk);
    }

    /// <summary>The first rule that the image breaks; null if it keeps them all.</summary>
    /// <param name="chunk">The function that it is for, a valid one, if it is at hand.</param>
    /// <param name="machineLevel">What the code will run on.</param>
    public static ImageFault? Verify(CodeImage image, Chunk? chunk, string machineLevel)
    {
        try
        {
            CheckShape(image, chunk);
            if (CpuLevels.Rank(image.CpuLevel) < 0) throw Refused(ImageFaultReason.CpuLevel, 0, $"`{image.CpuLevel}` is no level");
            if (!CpuLevels.RunsOn(image.CpuLevel, machineLevel)) throw Refused(ImageFaultReason.CpuLevel, 0, $"{image.CpuLevel}, and this machine is {machineLevel}");
            var verifier = new ImageVerifier(image, chunk);
            verifier.Decode();
            verifier.CheckBranches();
            verifier._sites.Match(verifier._instructions);
            Flow[] flow = verifier.FollowFrames();
            verifier.CheckDirectCalls(flow);
            verifier.CheckLoops(flow);
            return null;
        }
        catch (ImageRefusedException refused)
        {
            return refused.Fault;
        }
    }

    internal static ImageRefusedException Refused(ImageFaultReason reason, ulong offset, string detail) => new(new ImageFault(reason, (int)offset, detail));

    private static void CheckShape(CodeImage image, Chunk? chunk)
    {
        static void That(bool holds, string detail)
        {
            if (!holds) throw Refused(ImageFaultReason.Shape, 0, detail);
        }
        That(image.CodeLength > 0 && image.CodeLength <= image.Code.Length, $"{image.CodeLength} bytes of instructions in {image.Code.Length}");
        That(image.Code.Length <= ImageLimits.CodeBytesMax, $"{image.Code.Length} bytes are more than an image may have");
        That(image.EntryOffset >= 0 && image.EntryOffset < image.CodeLength, $"the entry is at {image.EntryOffset} of {image.CodeLength}");
        That(image.Sites.Length <= ImageLimits.SitesMax, $"{image.Sites.Length} sites are more than an image may have");
        That(image.EntryPc >= 0, "the entry pc is negative");
        That(image.FrameWordsMax is >= 0 and <= ImageLimits.FrameWordsMax, $"a frame of {image.FrameWordsMax} words");
        That(image.FrameWordsMax == Plain.Max(image.Sites.AsSpan(), site => site.FrameWords), $"{image.FrameWordsMax} is not the largest frame of a site");
        That(image.LoopEntries.All(entry => entry.Offset >= 0 && entry.Offset < image.CodeLength), "a loop's entry is outside the code");
        That(image.LoopEntries.IsEmpty || image.Tier == CodeTier.Baseline, "loop entries of optimized code");
        That(image.Tier != CodeTier.Baseline || (image.EntryPc == 0 && image.Sites.All(site => site.FrameWords == image.FrameWordsMax)), "baseline code with frames of two sizes");
        if (chunk is null) return;
        if (chunk.Hash != image.FunctionHash) throw Refused(ImageFaultReason.OtherFunction, 0, $"of {image.FunctionHash.Short}, wanted is {chunk.Hash.Short}");
        int words = InterpreterFrame.Locals + chunk.LocalCount + chunk.OperandDepthMax;
        That(image.Tier != CodeTier.Baseline || image.FrameWordsMax == words, $"baseline frames of {image.FrameWordsMax} words, the interpreter's have {words}");
        ChunkFacts facts = ChunkVerifier.FactsOf(chunk);
        That(image.LoopEntries.All(entry => facts.IsLoopHead(entry.Pc)), "an entry where no loop begins");
        That(image.EntryPc == 0 || facts.IsLoopHead(image.EntryPc), $"no loop begins at {image.EntryPc}");
    }

    private void Decode()
    {
        var decoder = Decoder.Create(64, new ByteArrayCodeReader(_image.Code.ToArray(), 0, _image.CodeLength));
        while (decoder.IP < (ulong)_image.CodeLength)
        {
            ulong offset = decoder.IP;
            decoder.Decode(out Iced.Intel.Instruction instruction);
            if (instruction.IsInvalid) throw Refused(ImageFaultReason.Undecodable, offset, $"byte {_image.Code[(int)offset]:x2}");
            _rules.Check(instruction);
            _startsAt[(int)offset] = _instructions.Count;
            _instructions.Add(instruction);
            CollectionPauses.GiveWay();
        }
        if (_startsAt[_image.EntryOffset] < 0) throw Refused(ImageFaultReason.BranchTarget, (ulong)_image.EntryOffset, "the entry is inside an instruction");
        foreach (LoopEntry entry in _image.LoopEntries)
            if (_startsAt[entry.Offset] < 0) throw Refused(ImageFaultReason.BranchTarget, (ulong)entry.Offset, "an entry is inside an instruction");
    }

    private int Target(in Iced.Intel.Instruction instruction)
    {
        ulong target = instruction.NearBranchTarget;
        return target < (ulong)_startsAt.Length ? _startsAt[(int)target] : -1;
    }

    private void CheckBranches()
    {
        foreach (Iced.Intel.Instruction instruction in _instructions)
        {
            if (instruction.FlowControl is not (FlowControl.UnconditionalBranch or FlowControl.ConditionalBranch or FlowControl.Call)) continue;
            int target = Target(instruction);
            if (target < 0) throw Refused(ImageFaultReason.BranchTarget, instruction.IP, $"to {instruction.NearBranchTarget:x}");
            if (InstructionRules.IsExitCall(_instructions[target])) throw Refused(ImageFaultReason.ExitDetail, instruction.IP, "a branch to the exit itself");
        }
    }

    /// <summary>What is known before an instruction runs.</summary>
    /// <param name="Depth">Words of the frame; -1: not reached.</param>
    /// <param name="Polled">Every way here passed the fused check.</param>
    /// <param name="HasFunction">Without a frame: rdi still is the function word; with one: it stands in the lowest slot.</param>
    private readonly record struct Flow(int Depth, bool Polled, bool HasFunction);

    private Flow[] FollowFrames()
    {
        var flow = new Flow[_instructions.Count];
        Plain.Fill(flow, new Flow(-1, false, false));
        var work = new Stack<int>();
        Meet(_startsAt[_image.EntryOffset], new Flow(0, false, true), 0);
        // The interpreter polled, and made the frame.
        foreach (LoopEntry entry in _image.LoopEntries) Meet(_startsAt[entry.Offset], new Flow(_image.FrameWordsMax, true, true), (ulong)entry.Offset);
        while (work.TryPop(out int at))
        {
            Iced.Intel.Instruction instruction = _instructions[at];
            Flow after = Step(at, flow[at]);
            foreach (int next in Successors(at)) Meet(next, after, instruction.IP);
        }
        return flow;

        void Meet(int at, Flow coming, ulong from)
        {
            if (at >= _instructions.Count) throw Refused(ImageFaultReason.FallsOffTheEnd, from, "no instruction follows");
            Flow known = flow[at];
            if (known.Depth >= 0 && known.Depth != coming.Depth)
                throw Refused(ImageFaultReason.FrameSize, _instructions[at].IP, $"reached with {known.Depth} and with {coming.Depth} words");
            Flow met = known.Depth < 0 ? coming : new Flow(known.Depth, known.Polled && coming.Polled, known.HasFunction && coming.HasFunction);
            if (met == known) return;
            flow[at] = met;
            work.Push(at);
        }
    }

    /// <summary>A direct call begins the function anew: only where no frame is set up and the stack is not checked yet.</summary>
    private void CheckDirectCalls(Flow[] flow)
    {
        foreach (Iced.Intel.Instruction instruction in _instructions)
        {
            if (instruction.FlowControl != FlowControl.Call) continue;
            if (_image.EntryPc != 0 || flow[Target(instruction)] != new Flow(0, false, true))
                throw Refused(ImageFaultReason.BranchTarget, instruction.IP, "a direct call of something else than the function's beginning");
        }
    }

    private Flow Step(int at, Flow before)
    {
        Iced.Intel.Instruction instruction = _instructions[at];
        InstructionRules.CheckInFrame(instruction, before.Depth);
        switch (instruction.FlowControl)
        {
            case FlowControl.Return or FlowControl.IndirectBranch when before.Depth != 0:
                throw Refused(ImageFaultReason.ReturnInFrame, instruction.IP, $"{before.Depth} words are left on the stack");
            case FlowControl.IndirectCall when InstructionRules.IsRoutineCall(instruction):
                if (!before.Polled) throw Refused(ImageFaultReason.CallWithoutPoll, instruction.IP, instruction.ToString());
                break;
            case FlowControl.Call or FlowControl.IndirectCall:
                NativeSite site = _sites.At(at);
                if (site.FrameWords != before.Depth) throw Refused(ImageFaultReason.SiteFrame, instruction.IP, $"{site.FrameWords} words told, {before.Depth} there");
                if (site.Kind == SiteKind.Call && !before.Polled) throw Refused(ImageFaultReason.CallWithoutPoll, instruction.IP, instruction.ToString());
                break;
            case FlowControl.IndirectBranch when !before.Polled && !InstructionRules.IsThroughContext(instruction):
                throw Refused(ImageFaultReason.CallWithoutPoll, instruction.IP, instruction.ToString());
            case FlowControl.Interrupt or FlowControl.Exception:
                throw Refused(ImageFaultReason.Instruction, instruction.IP, $"{instruction} can be reached");
        }
        int depth = before.Depth + InstructionRules.FrameWordsAdded(instruction);
        if (depth < 0 || depth > _image.FrameWordsMax) throw Refused(ImageFaultReason.FrameSize, instruction.IP, $"{depth} words, the sites know of {_image.FrameWordsMax}");
        return new Flow(depth, before.Polled || IsPoll(at), KeepsFunction(at, before, depth));
    }

    /// <summary>The collector and the stack walker believe the lowest slot, so it is written once, right where the frame is made.</summary>
    private bool KeepsFunction(int at, Flow before, int depth)
    {
        Iced.Intel.Instruction instruction = _instructions[at];
        if (InstructionRules.IsFunctionStore(instruction))
        {
            bool isFresh = at > 0 && InstructionRules.FrameWordsAdded(_instructions[at - 1]) == before.Depth;
            return isFresh && before.HasFunction ? true : throw Refused(ImageFaultReason.FunctionWord, instruction.IP, "written elsewhere than at the frame's beginning");
        }
        if (depth > 0 && before.Depth == 0 && !(at + 1 < _instructions.Count && InstructionRules.IsFunctionStore(_instructions[at + 1])))
            throw Refused(ImageFaultReason.FunctionWord, instruction.IP, "not written when the frame is made");
        return before.HasFunction && (before.Depth > 0 || !_rules.Writes(instruction, Register.RDI));
    }

    private bool IsPoll(int at) =>
        InstructionRules.IsLimitCompare(_instructions[at]) && at + 1 < _instructions.Count && _instructions[at + 1].ConditionCode is ConditionCode.b or ConditionCode.ae
        && _instructions[at + 1].IsJccShortOrNear;

    private IEnumerable<int> Successors(int at)
    {
        Iced.Intel.Instruction instruction = _instructions[at];
        switch (instruction.FlowControl)
        {
            case FlowControl.Return or FlowControl.IndirectBranch:
                break;
            case FlowControl.UnconditionalBranch:
                yield return Target(instruction);
                break;
            case FlowControl.ConditionalBranch:
                yield return Target(instruction);
                yield return at + 1;
                break;
            case FlowControl.IndirectCall when !InstructionRules.IsRoutineCall(instruction) && _sites.At(at).Kind is SiteKind.Deopt or SiteKind.DeoptInPlace: // never resumed
                break;
            default:
                yield return at + 1;
                break;
        }
    }

    /// <summary>No cycle may be left when the polls are taken out of the graph.</summary>
    private void CheckLoops(Flow[] flow)
    {
        var state = new byte[_instructions.Count]; // 0 new, 1 on the path, 2 done
        var path = new Stack<(int At, IEnumerator<int> Ways)>();
        for (int root = 0; root < state.Length; root++)
        {
            if (flow[root].Depth < 0 || state[root] != 0 || IsPoll(root)) continue;
            Enter(root);
            while (path.TryPeek(out var top))
            {
                if (!top.Ways.MoveNext())
                {
                    state[top.At] = 2;
                    path.Pop();
                    continue;
                }
                int next = top.Ways.Current;
                if (state[next] == 1) throw Refused(ImageFaultReason.LoopWithoutPoll, _instructions[next].IP, "reached again");
                if (state[next] == 0 && !IsPoll(next)) Enter(next);
            }
        }

        void Enter(int at)
        {
            state[at] = 1;
            path.Push((at, Successors(at).GetEnumerator()));
        }
    }
}
