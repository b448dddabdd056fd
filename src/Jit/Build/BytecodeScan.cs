using System.Numerics;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Build;

/// <summary>A loop as it lies in the bytecode: instructions Head .. End, End its last `loop`.</summary>
/// <param name="Assigned">Locals that it stores to.</param>
/// <param name="ChangesOperands">It takes from the operand stack what was there at its head.</param>
internal sealed record BytecodeLoop(int Head, int End, int Parent, bool[] Assigned, bool ChangesOperands)
{
    public bool Contains(int pc) => pc >= Head && pc <= End;
}

/// <summary>
/// What the graph builder wants to know beforehand: depth of the operand stack, where blocks begin, what is reached from the
/// entry, the loops, and which locals are still read from each instruction on.
/// </summary>
internal sealed class BytecodeScan
{
    public readonly Chunk Chunk;
    public readonly int EntryPc;
    /// <summary>Operands before each instruction; -1 if it is never reached from the function's start.</summary>
    public readonly int[] Depth;
    public readonly bool[] IsLeader, IsReached;
    /// <summary>Outer loops before inner ones.</summary>
    public readonly List<BytecodeLoop> Loops = [];
    /// <summary>The function calls itself in tail position, which is a loop to its start.</summary>
    public readonly bool HasSelfLoop;
    private readonly ulong[] _live;
    private readonly int _liveWords;

    public BytecodeScan(Chunk chunk, int entryPc)
    {
        Chunk = chunk;
        EntryPc = entryPc;
        int count = chunk.Code.Length;
        Depth = new int[count];
        IsLeader = new bool[count];
        IsReached = new bool[count];
        FindDepths();
        for (int pc = 0; pc < count; pc++) HasSelfLoop |= entryPc == 0 && IsSelfTailCall(pc);
        if (entryPc < 0 || entryPc >= count || Depth[entryPc] < 0) throw new BailoutException(BailoutReason.MalformedJob, $"no instruction {entryPc}");
        FindReached();
        FindLoops();
        if (entryPc != 0 && !Loops.Exists(loop => loop.Head == entryPc))
            throw new BailoutException(BailoutReason.NoLoopAtEntry, $"instruction {entryPc}");
        _liveWords = (chunk.LocalCount + 63) / 64;
        _live = new ulong[(count + 1) * _liveWords];
        FindLiveLocals();
    }

    /// <summary>A call of the function by itself that needs no look at the callee.</summary>
    public bool IsSelfCall(int pc) => EntryPc == 0 && IsSelfCall(Chunk, pc);

    public static bool IsSelfCall(Chunk chunk, int pc)
    {
        uint word = chunk.Code[pc];
        if (Instruction.Op(word) is not (Opcode.CallGlobal or Opcode.TailCallGlobal)) return false;
        return !chunk.HasRest && chunk.Globals[Instruction.U16(word)].IsSelf && Instruction.U8(word) == chunk.ParamCount;
    }

    public bool IsSelfTailCall(int pc) => Instruction.Op(Chunk.Code[pc]) == Opcode.TailCallGlobal && IsSelfCall(pc);

    public bool IsLive(int pc, int local) => (_live[(pc * _liveWords) + (local >> 6)] >> (local & 63) & 1) != 0;

    public int LoopAt(int head) => Loops.FindIndex(loop => loop.Head == head);

    private IEnumerable<int> Next(int pc)
    {
        uint word = Chunk.Code[pc];
        switch (Instruction.Op(word))
        {
            case Opcode.Jump or Opcode.Loop:
                yield return Instruction.JumpTarget(word, pc);
                break;
            case Opcode.JumpFalse or Opcode.JumpTrue or Opcode.JumpFalseKeep or Opcode.JumpTrueKeep:
                yield return pc + 1;
                yield return Instruction.JumpTarget(word, pc);
                break;
            case Opcode.Return or Opcode.TailCall or Opcode.TailCallGlobal or Opcode.Throw:
                break;
            default:
                yield return pc + 1;
                break;
        }
    }

    private void FindDepths()
    {
        Plain.Fill(Depth, -1);
        Depth[0] = 0;
        IsLeader[0] = true;
        var work = new Stack<int>([0]);
        while (work.TryPop(out int pc))
        {
            uint word = Chunk.Code[pc];
            OpcodeInfo info = Opcodes.Find(Instruction.Op(word)) ?? throw new BailoutException(BailoutReason.MalformedJob, $"opcode {word & 255} at {pc}");
            int after = Depth[pc] - Opcodes.PopsOf(word);
            if (after < 0) throw new BailoutException(BailoutReason.MalformedJob, $"operand stack underflow at {pc}");
            after += info.Pushes;
            if (info.Shape == OperandShape.Jump) IsLeader[Math.Min(pc + 1, Depth.Length - 1)] = true;
            foreach (UnwindRange range in Chunk.Unwinds)
            {
                if (!range.Lands || !range.Contains(pc) || Depth[range.Target] >= 0) continue;
                Depth[range.Target] = range.Depth + 1;
                IsLeader[range.Target] = true;
                work.Push(range.Target);
            }
            foreach (int next in Next(pc))
            {
                if (next < 0 || next >= Depth.Length) throw new BailoutException(BailoutReason.MalformedJob, $"control leaves the code at {pc}");
                bool keeps = info.Op is Opcode.JumpFalseKeep or Opcode.JumpTrueKeep && next != pc + 1;
                int depth = info.Op is Opcode.JumpFalseKeep or Opcode.JumpTrueKeep ? Depth[pc] - (keeps ? 0 : 1) : after;
                if (info.Shape == OperandShape.Jump) IsLeader[next] = true;
                if (Depth[next] >= 0 && Depth[next] != depth) throw new BailoutException(BailoutReason.MalformedJob, $"operand depths differ at {next}");
                if (Depth[next] >= 0) continue;
                Depth[next] = depth;
                work.Push(next);
            }
        }
    }

    private void FindReached()
    {
        IsLeader[EntryPc] = true;
        var work = new Stack<int>([EntryPc]);
        while (work.TryPop(out int pc))
        {
            if (IsReached[pc]) continue;
            IsReached[pc] = true;
            foreach (int next in Next(pc)) work.Push(next);
        }
    }

    private void FindLoops()
    {
        // By the pc of the head; -1: no loop begins there.
        var ends = new int[Depth.Length];
        Plain.Fill(ends, -1);
        for (int pc = 0; pc < Depth.Length; pc++)
        {
            if (!IsReached[pc]) continue;
            if (Instruction.Op(Chunk.Code[pc]) == Opcode.Loop) ends[Instruction.JumpTarget(Chunk.Code[pc], pc)] = pc;
            else if (IsSelfTailCall(pc)) ends[0] = pc;
        }
        if (HasSelfLoop) ends[0] = Depth.Length - 1;
        // A round of an outer loop may begin anew from inside an inner one: then the inner one's rest belongs to both.
        List<int> heads = [];
        for (int pc = 0; pc < ends.Length; pc++)
            if (ends[pc] >= 0) heads.Add(pc);
        for (int i = heads.Count - 1; i >= 0; i--)
            for (int j = i + 1; j < heads.Count; j++)
                if (heads[j] <= ends[heads[i]]) ends[heads[i]] = Math.Max(ends[heads[i]], ends[heads[j]]);
        foreach (int head in heads)
        {
            int end = ends[head];
            if (head > end) throw new BailoutException(BailoutReason.MalformedJob, $"a loop goes forward to {head}");
            int parent = Loops.FindLastIndex(loop => loop.Contains(head));
            Loops.Add(Describe(head, end, parent));
        }
        for (int pc = 0; pc < Depth.Length; pc++)
        {
            if (!IsReached[pc]) continue;
            foreach (int next in Next(pc))
                if (Loops.Exists(loop => loop.Contains(next) && next != loop.Head && !loop.Contains(pc)))
                    throw new BailoutException(BailoutReason.UnsupportedInstruction, $"a jump into the middle of a loop at {pc}");
        }
    }

    private BytecodeLoop Describe(int head, int end, int parent)
    {
        var assigned = new bool[Chunk.LocalCount];
        bool changes = false;
        bool self = head == 0 && HasSelfLoop;
        for (int pc = head; pc <= end; pc++)
        {
            if (!IsReached[pc]) continue;
            uint word = Chunk.Code[pc];
            if (Instruction.Op(word) == Opcode.LocalSet) assigned[Instruction.U24(word)] = true;
            changes |= Depth[pc] - Opcodes.PopsOf(word) < Depth[head];
        }
        if (self) Plain.Fill(assigned, true);
        return new BytecodeLoop(head, end, parent, assigned, changes);
    }

    private void FindLiveLocals()
    {
        if (_liveWords == 0) return;
        Span<ulong> row = stackalloc ulong[_liveWords];
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int pc = Depth.Length - 1; pc >= 0; pc--)
            {
                if (Depth[pc] < 0) continue;
                row.Clear();
                foreach (int next in Next(pc))
                    for (int i = 0; i < _liveWords; i++) row[i] |= _live[(next * _liveWords) + i];
                Transfer(pc, row);
                foreach (UnwindRange range in Chunk.Unwinds)
                    if (range.Contains(pc)) KeepForUnwinding(range, row);
                for (int i = 0; i < _liveWords; i++)
                {
                    changed |= _live[(pc * _liveWords) + i] != row[i];
                    _live[(pc * _liveWords) + i] = row[i];
                }
            }
        }
    }

    /// <summary>An error may leave any instruction of the range: what its landing reads stays alive all through it.</summary>
    private void KeepForUnwinding(UnwindRange range, Span<ulong> row)
    {
        if (range.Kind == UnwindKind.Handlers) row[range.Depth >> 6] |= 1UL << (range.Depth & 63);
        for (int i = 0; range.Lands && i < _liveWords; i++) row[i] |= _live[(range.Target * _liveWords) + i];
    }

    private void Transfer(int pc, Span<ulong> row)
    {
        uint word = Chunk.Code[pc];
        int operand = Instruction.U24(word);
        switch (Instruction.Op(word))
        {
            case Opcode.LocalSet:
                row[operand >> 6] &= ~(1UL << (operand & 63));
                break;
            case Opcode.LocalGet:
                row[operand >> 6] |= 1UL << (operand & 63);
                break;
            case Opcode.Closure:
                foreach (Capture capture in Chunk.Functions[operand].Captures)
                    if (capture.FromLocal) row[capture.Index >> 6] |= 1UL << (capture.Index & 63);
                break;
            default:
                break;
        }
    }

    /// <summary>Whether the operands name what exists; jobs come from outside too.</summary>
    public static void CheckOperands(Chunk chunk)
    {
        if (chunk.Code.Length == 0) throw new BailoutException(BailoutReason.MalformedJob, "no code");
        if (chunk.ParamCount < 0 || chunk.ParamCount + (chunk.HasRest ? 1 : 0) > chunk.LocalCount) throw new BailoutException(BailoutReason.MalformedJob, "more parameters than locals");
        for (int pc = 0; pc < chunk.Code.Length; pc++)
        {
            uint word = chunk.Code[pc];
            int operand = Instruction.U24(word);
            bool valid = Instruction.Op(word) switch
            {
                Opcode.LocalGet or Opcode.LocalSet => operand < chunk.LocalCount,
                Opcode.Const or Opcode.BoxGet or Opcode.RecordType or Opcode.TypeFail or Opcode.ResultFail or Opcode.ResultDefer or Opcode.ModuleGet => operand < chunk.Constants.Length,
                Opcode.CaptureGet => operand < chunk.Captures.Length,
                Opcode.GlobalGet or Opcode.GlobalSet or Opcode.GlobalDefine or Opcode.GlobalCheck or Opcode.GlobalPeek => operand < chunk.Globals.Length,
                Opcode.CallGlobal or Opcode.TailCallGlobal => Instruction.U16(word) < chunk.Globals.Length,
                Opcode.Effect or Opcode.TupleIs or Opcode.HandlersPush or Opcode.Handle => Instruction.U16(word) < chunk.Constants.Length,
                Opcode.Closure => operand < chunk.Functions.Length && chunk.Functions[operand].Captures.All(c =>
                    (uint)c.Index < (uint)(c.FromLocal ? chunk.LocalCount : chunk.Captures.Length)),
                _ => true,
            };
            if (!valid) throw new BailoutException(BailoutReason.MalformedJob, $"operand of {Instruction.Op(word)} at {pc}");
        }
        foreach (UnwindRange range in chunk.Unwinds)
        {
            bool isInside = range.StartPc >= 0 && range.EndPc <= chunk.Code.Length && (range.Lands ? (uint)range.Target < (uint)chunk.Code.Length : (uint)range.Depth < (uint)chunk.LocalCount);
            if (!isInside) throw new BailoutException(BailoutReason.MalformedJob, $"an unwind range from {range.StartPc} on");
        }
    }
}
