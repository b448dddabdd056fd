using System.Collections.Immutable;
using ClaudeLang.Jit.Image;
using ClaudeLang.Jit.X64;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Profile;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Baseline;

/// <summary>
/// Bytecode to machine code in one pass and without IR. A frame is the interpreter's own, with the function's handle in place of the resume
/// word: locals and operands have the same slots, so code is entered and left at any loop's head without a copy, and whatever a template
/// does not do, the interpreter does for one instruction ("step"). One thing is assumed: that arithmetic which met small Ints alone goes on so.
/// Between instructions operands may be pending (<see cref="Operand"/>); before every branch, call or exit they are where the interpreter has them.
/// Of the feedback two things are used: which arithmetic met Floats gets a path for them, and which met something else than small Ints assumes nothing.
/// </summary>
internal sealed partial class BaselineCompiler
{
    private const int FrameHeader = InterpreterFrame.Locals;
    private const int NotReached = -1;

    /// <summary>One a thread: its tables are used again.</summary>
    [ThreadStatic]
    private static BaselineCompiler? _ofThread;

    private readonly CodeBuffer _code = new();
    /// <summary>Heads of the loops that can be reached, one for each back-edge.</summary>
    private readonly List<int> _loops = [];
    private Chunk _chunk = null!;
    private ImmutableArray<byte> _feedback;
    /// <summary>By instruction: the label of a block that begins there, or -1; the operand depth that it begins with.</summary>
    private int[] _labels = [], _depths = [];
    private int _pc, _frameWords, _entryWrong;
    private bool _isReached;

    /// <exception cref="BailoutException">The function is beyond the limits.</exception>
    public static CodeImage Compile(CompileJob job) => (_ofThread ??= new BaselineCompiler()).Run(job);

    private CodeImage Run(CompileJob job)
    {
        Begin(job);
        EmitEntry();
        for (_pc = 0; _pc < _chunk.Code.Length; _pc++)
        {
            if (_labels[_pc] >= 0) BeginBlock();
            if (_isReached) Translate(_chunk.Code[_pc]);
        }
        EmitSlowPaths();
        ReadOnlySpan<byte> code = _code.Finish();
        if (code.Length > JitLimits.CodeBytesMax) throw new BailoutException(BailoutReason.CodeTooLarge, $"{code.Length} bytes");
        return new CodeImage
        {
            Key = job.Key,
            FunctionHash = _chunk.Hash,
            EntryPc = 0,
            EntryOffset = 0,
            Code = [.. code],
            CodeLength = code.Length,
            Sites = SortedSites(),
            FrameWordsMax = _frameWords,
            CpuLevel = CpuLevels.V1,
            Tier = Vm.Tiering.CodeTier.Baseline,
            LoopEntries = [.. _entries],
        };
    }

    private void Begin(CompileJob job)
    {
        (_chunk, _feedback) = (job.Chunk, job.Feedback);
        _frameWords = FrameHeader + _chunk.LocalCount + _chunk.OperandDepthMax;
        int parameters = _chunk.ParamCount + (_chunk.HasRest ? 1 : 0);
        if (_frameWords > JitLimits.FrameWordsMax) throw new BailoutException(BailoutReason.FrameTooLarge, $"{_frameWords} words");
        if (parameters > ExecContext.ArgsMax) throw new BailoutException(BailoutReason.TooManyArguments, $"{parameters} parameters");
        _code.Clear();
        _loops.Clear();
        ClearSites();
        ClearOperands(_chunk.OperandDepthMax);
        ClearDoubles();
        ClearFixnums();
        int count = _chunk.Code.Length;
        if (_labels.Length < count) (_labels, _depths) = (new int[count], new int[count]);
        Plain.Fill(_labels.AsSpan(0, count), -1);
        Plain.Fill(_depths.AsSpan(0, count), NotReached);
        FindFloatLocals();
        FindBlocks();
    }

    /// <summary>Where jumps and loops lead begins a block.</summary>
    private void FindBlocks()
    {
        for (int pc = 0; pc < _chunk.Code.Length; pc++)
        {
            uint word = _chunk.Code[pc];
            Opcode op = Instruction.Op(word);
            if (op == Opcode.LocalSet) NoteSet(pc);
            if (op is not (>= Opcode.Jump and <= Opcode.Loop)) continue;
            int target = Instruction.JumpTarget(word, pc);
            LabelAt(target);
            if (op == Opcode.Loop) NoteLoop(target, pc);
        }
    }

    private int LabelAt(int pc) => _labels[pc] >= 0 ? _labels[pc] : _labels[pc] = _code.NewLabel();

    /// <summary>Here everything is in its slot, however it was come by.</summary>
    private void BeginBlock()
    {
        CollectionPauses.GiveWay();
        if (_isReached)
        {
            FlushAll();
            NoteDepth(_pc);
        }
        if (_depths[_pc] == NotReached) return;
        _isReached = true;
        _code.Bind(_labels[_pc]);
        AllInSlots(_depths[_pc]);
        (_doubles, _fixnums) = (_doublesAt[_pc], _fixnumsAt[_pc]);
        BeginLoop();
    }

    private void NoteDepth(int target)
    {
        _depths[target] = _depth;
        _doublesAt[target] &= _doubles;
        _fixnumsAt[target] &= _fixnums;
    }

    private void EmitEntry()
    {
        _isReached = true;
        _entryWrong = _code.NewLabel();
        int frameBytes = 8 * _frameWords;
        if (_chunk.HasRest) _code.Add(Templates.EnterWithRest, frameBytes, label0: _entryWrong);
        else _code.Add(Templates.Enter, _chunk.ParamCount, frameBytes, label0: _entryWrong);
        int parameters = _chunk.ParamCount + (_chunk.HasRest ? 1 : 0);
        for (int i = 0; i < parameters; i++)
        {
            Gpr from = i < Target.ArgumentRegisters.Length ? Target.ArgumentRegisters[i] : Gpr.R11;
            if (from == Gpr.R11) _code.Add(Templates.LoadArgument, ExecContext.ArgsOffset + (8 * i));
            _code.Add(Templates.Store[(int)from], FrameHeader + i);
        }
        for (int i = parameters; i < _chunk.LocalCount; i++) _code.Add(Templates.StoreWord, FrameHeader + i, (int)Vm.Runtime.Value.NilBits);
        EmitTick();
    }

    /// <summary>Polls and counts before the function begins.</summary>
    private void EmitTick()
    {
        int slow = _code.NewLabel(), back = _code.NewLabel();
        _code.Add(Templates.Tick, label0: slow);
        _code.Bind(back);
        AddSlowPath(new SlowPath { Kind = SlowKind.Tick, Label = slow, UndoLabel = -1, Back = back, Pc = 0, Depth = _depth });
    }

    private bool MetFloats => ((Feedback)_feedback[_pc] & Feedback.Float) != 0;

    /// <summary>It met Floats, or will, because one of its two operands is one.</summary>
    private bool TakesFloats => MetFloats || HasDouble(_depth - 1) || HasDouble(_depth - 2);
}
