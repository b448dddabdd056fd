using System.Collections.Immutable;
using ClaudeLang.Jit.Image;
using ClaudeLang.Jit.X64;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Jit.Baseline;

internal enum SlowKind : byte
{
    /// <summary>The interpreter executes the instruction; its result goes to rax.</summary>
    Step,
    /// <summary>The same; the result is a Bool and decides a branch.</summary>
    Branch,
    /// <summary>A call of something that is no closure; registers hold it and the arguments.</summary>
    Call,
    /// <summary>The same in tail position: a continuation takes the frame's place, for all else the interpreter goes on in it.</summary>
    TailCall,
    Tick,
    /// <summary>A guard failed: the interpreter goes on at the instruction.</summary>
    Deopt,
}

/// <summary>Code that is emitted behind the rest.</summary>
internal struct SlowPath
{
    public SlowKind Kind;
    /// <summary>Where it is entered; if there is one, first with what <see cref="Undo"/> brings back.</summary>
    public int Label, UndoLabel;
    public Template? Undo;
    public int UndoNumber;
    /// <summary>The operand number <see cref="InPlaceAt"/>, if that is in no register; the others are in rax and rcx.</summary>
    public Operand? InPlace;
    public int InPlaceAt;
    /// <summary>What is tried first, with the operands in registers.</summary>
    public Template? General;
    /// <summary>The words of its own operands are not in registers, but where the list of pending ones says.</summary>
    public bool IsInPlace;
    public int OwnFrom;
    /// <summary>Registers with doubles that the exit loses.</summary>
    public int Doubles;
    public int Back;
    /// <summary>Of a branch: where it goes if the Bool is <see cref="JumpsIf"/>.</summary>
    public int Target;
    public bool JumpsIf;
    public int Pc;
    /// <summary>Operands before the instruction; how many of them are its own, in registers; the pending ones of the others, in the list of these.</summary>
    public int Depth, Own, PendingFrom, PendingTo;
}

/// <summary>Where the code leaves for C#, and what is written down of the frame there: everything is in its slot, so the depth says it all.</summary>
internal sealed partial class BaselineCompiler
{
    private static readonly Gpr[] OwnRegisters = [Gpr.Rax, Gpr.Rcx, Gpr.Rdx];

    private const int SharedMax = 500;

    private readonly List<SlowPath> _slowPaths = [];
    private readonly List<(Operand Operand, int Position)> _pending = [];
    private readonly List<NativeSite> _sites = [];
    private readonly List<LoopEntry> _entries = [];
    /// <summary>By number of live words above the header.</summary>
    private readonly Dictionary<int, ImmutableArray<int>> _taggedSlots = [];
    private readonly Dictionary<int, ImmutableArray<SlotSource>> _sources = [];

    private void ClearSites()
    {
        _slowPaths.Clear();
        _pending.Clear();
        _sites.Clear();
        _entries.Clear();
        if (_sources.Count <= SharedMax) return;
        _sources.Clear();
        _taggedSlots.Clear();
    }

    private void AddSlowPath(SlowPath path) => _slowPaths.Add(path);

    /// <summary>The slow path of the current instruction, whose operands are in registers and will be gone; the others keep their pending state.</summary>
    private SlowPath SlowPathOf(int own, SlowKind kind = SlowKind.Step)
    {
        var path = new SlowPath { Kind = kind, Label = _code.NewLabel(), UndoLabel = -1, Back = _code.NewLabel(), Pc = _pc, Depth = _depth, Own = own, Doubles = LiveDoubles(), PendingFrom = _pending.Count };
        for (int i = 0; i < _depth - own; i++)
            if (_operands[i].Kind != OperandKind.InSlot) _pending.Add((_operands[i], i));
        path.PendingTo = _pending.Count;
        return path;
    }

    private void EmitSlowPaths()
    {
        _code.Bind(_entryWrong);
        _code.Add(Templates.ToInterpreter);
        for (int i = 0; i < _slowPaths.Count; i++) Emit(_slowPaths[i]);
        _loops.Sort();
        for (int i = 0; i < _loops.Count; i++)
            if (i == 0 || _loops[i] != _loops[i - 1]) EmitLoopEntry(_loops[i]);
    }

    /// <summary>Where an interpreter frame comes in.</summary>
    private void EmitLoopEntry(int head)
    {
        int at = _labels[head];
        if (_heads.TryGetValue(head, out var begin))
        {
            _code.Bind(at = _code.NewLabel());
            int wrong = _code.NewLabel();
            CheckLocals(begin.Fixnums, wrong);
            LoadDoubles(begin.Doubles);
            _code.Add(Templates.Jump, label0: begin.Label);
            _code.Bind(wrong);
            if (begin.Fixnums != 0) EmitDeopt(head, _depths[head]);
        }
        _entries.Add(new LoopEntry(head, _code.OffsetOf(at)));
    }

    private void Emit(in SlowPath path)
    {
        if (path.UndoLabel >= 0)
        {
            _code.Bind(path.UndoLabel);
            _code.Add(path.Undo!, path.UndoNumber);
        }
        _code.Bind(path.Label);
        if (path.Kind == SlowKind.Tick)
        {
            EmitExit(NativeExit.Tick, SiteKind.Tick, path.Pc, path.Depth);
            _code.Add(Templates.Jump, label0: path.Back);
            return;
        }
        if (path.Kind == SlowKind.Call)
        {
            _code.Add(Templates.CallOther, path.Own - 1, (int)NativeExit.CallOther | (path.Pc << 8));
            _sites.Add(CallSite(path.Pc, path.Depth, path.Own));
            _code.Add(Templates.Jump, label0: path.Back);
            return;
        }
        if (path.Kind == SlowKind.TailCall && path.Own == 2)
        {
            int other = _code.NewLabel();
            _code.Add(Templates.TailResume, 8 * _frameWords, label0: other);
            _code.Bind(other);
        }
        if (path.General is not null) EmitGeneral(path);
        for (int i = path.PendingFrom; i < path.PendingTo; i++) EmitWrite(_pending[i].Operand, _pending[i].Position);
        EmitOwn(path);
        if (path.Kind == SlowKind.Deopt)
        {
            EmitDeopt(path.Pc, path.Depth);
            return;
        }
        EmitExit(NativeExit.Step, SiteKind.Step, path.Pc, path.Depth);
        EmitNans(path.Doubles);
        if (path.Kind == SlowKind.Branch) _code.Add(Templates.BranchWord[(int)Cc.E], (int)(path.JumpsIf ? Value.TrueBits : Value.FalseBits), label0: path.Target);
        _code.Add(Templates.Jump, label0: path.Back);
    }

    /// <summary>Two operands to rax and rcx, and what is tried with them. If that is in vain they still are there.</summary>
    private void EmitGeneral(in SlowPath path)
    {
        if (path.IsInPlace)
        {
            ((Operand a, int positionA), (Operand b, int positionB)) = (_pending[path.OwnFrom], _pending[path.OwnFrom + 1]);
            if (b.Kind == OperandKind.Rax) EmitLoad(Gpr.Rcx, b, positionB);
            EmitLoad(Gpr.Rax, a, positionA);
            if (b.Kind != OperandKind.Rax) EmitLoad(Gpr.Rcx, b, positionB);
        }
        int step = _code.NewLabel();
        _code.Add(path.General!, label0: step, label1: path.Target);
        _code.Add(Templates.Jump, label0: path.Back);
        _code.Bind(step);
    }

    /// <summary>The instruction's own operands to their slots.</summary>
    private void EmitOwn(in SlowPath path)
    {
        for (int i = 0; i < path.Own; i++)
        {
            int position = path.Depth - path.Own + i;
            if (path.IsInPlace && path.General is null)
            {
                EmitWrite(_pending[path.OwnFrom + i].Operand, position);
                continue;
            }
            if (path.InPlace is not { } known) _code.Add(Templates.Store[(int)(path.Kind == SlowKind.TailCall ? CallRegister(i) : OwnRegisters[i])], OperandWord(position));
            else if (i == path.InPlaceAt) EmitWrite(known, position);
            else _code.Add(Templates.Store[(int)OwnRegisters[i < path.InPlaceAt ? i : i - 1]], OperandWord(position));
        }
    }

    /// <summary>Of a callee and its arguments.</summary>
    private static Gpr CallRegister(int own) => own == 0 ? Target.Function : Target.ArgumentRegisters[own - 1];

    private void EmitExit(NativeExit exit, SiteKind kind, int pc, int depth)
    {
        int words = _chunk.LocalCount + depth;
        _code.Add(Templates.Exit, (int)exit | (pc << 8), FrameHeader + words);
        _sites.Add(new NativeSite(kind, _code.Offset, pc, _frameWords, 0, TaggedSlots(words), new Snapshot(pc, Sources(words, words)), 0));
    }

    private void EmitDeopt(int pc, int depth)
    {
        int words = _chunk.LocalCount + depth;
        _code.Add(Templates.Deopt, (int)NativeExit.DeoptInPlace | (pc << 8));
        _sites.Add(new NativeSite(SiteKind.DeoptInPlace, _code.Offset, pc, _frameWords, 0, TaggedSlots(words), new Snapshot(pc, Sources(words, words)), (int)DeoptReason.OtherThanFixnum));
    }

    /// <summary>The site of a call that was just emitted; its arguments are no longer operands.</summary>
    private void AddCallSite(int own) => _sites.Add(CallSite(_pc, _depth, own));

    private NativeSite CallSite(int pc, int depth, int own)
    {
        int words = _chunk.LocalCount + depth - own;
        Snapshot? landing = IsInUnwindRange(pc) ? new Snapshot(pc, Sources(_chunk.LocalCount + depth, words)) : null;
        return new NativeSite(SiteKind.Call, _code.Offset, pc, _frameWords, 0, TaggedSlots(words), landing, 0);
    }

    private bool IsInUnwindRange(int pc)
    {
        foreach (UnwindRange range in _chunk.Unwinds)
            if (range.Contains(pc)) return true;
        return false;
    }

    private ImmutableArray<int> TaggedSlots(int words)
    {
        if (_taggedSlots.TryGetValue(words, out ImmutableArray<int> known)) return known;
        return _taggedSlots[words] = [.. Plain.Array(words, i => FrameHeader + i)];
    }

    /// <param name="count">Sources wanted.</param>
    /// <param name="words">Of them so many are in the frame; the others nobody will ask for.</param>
    private ImmutableArray<SlotSource> Sources(int count, int words)
    {
        int key = (count << 12) | words;
        if (_sources.TryGetValue(key, out ImmutableArray<SlotSource> known)) return known;
        var sources = new SlotSource[count];
        for (int i = 0; i < count; i++)
            sources[i] = i < words ? new SlotSource(SlotSourceKind.Slot, (ulong)(FrameHeader + i)) : new SlotSource(SlotSourceKind.Constant, Value.NilBits);
        return _sources[key] = [.. sources];
    }

    private ImmutableArray<NativeSite> SortedSites()
    {
        _sites.Sort(static (a, b) => a.ReturnOffset.CompareTo(b.ReturnOffset));
        return [.. _sites];
    }
}
