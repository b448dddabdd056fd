using System.Collections.Immutable;

namespace ClaudeLang.Vm.Bytecode;

/// <summary>A place that jumps go to; bound once, after all of them.</summary>
public sealed class JumpLabel
{
    internal List<int> Jumps { get; } = [];
    internal int Depth { get; set; } = -1;
}

/// <summary>The head of a loop: where `loop` goes back to.</summary>
public readonly record struct LoopHead(int Pc, int Depth);

/// <summary>A function that does not fit the instruction format. The compiler makes a diagnostic of it.</summary>
public sealed class ChunkLimitException(string what, int max) : Exception($"more than {max} {what}")
{
    public string What { get; } = what;
    public int Max { get; } = max;
}

/// <summary>
/// Puts a chunk together: follows the operand stack's depth, drops what cannot be reached, patches jumps, shares constants.
/// Instructions get <see cref="Position"/> as their place in the source.
/// </summary>
public sealed class ChunkBuilder
{
    private readonly ImmutableArray<uint>.Builder _code = ImmutableArray.CreateBuilder<uint>();
    private readonly ImmutableArray<SourcePosition>.Builder _positions = ImmutableArray.CreateBuilder<SourcePosition>();
    private readonly ImmutableArray<Constant>.Builder _constants = ImmutableArray.CreateBuilder<Constant>();
    private readonly ImmutableArray<GlobalRef>.Builder _globals = ImmutableArray.CreateBuilder<GlobalRef>();
    private readonly ImmutableArray<Chunk>.Builder _functions = ImmutableArray.CreateBuilder<Chunk>();
    private readonly ImmutableArray<UnwindRange>.Builder _unwinds = ImmutableArray.CreateBuilder<UnwindRange>();
    private readonly ImmutableArray<InlinedLoop>.Builder _loops = ImmutableArray.CreateBuilder<InlinedLoop>();
    private readonly Dictionary<Constant, int> _constantIndex = [];
    private readonly Dictionary<object, int> _nameIndex = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, int> _globalIndex = [];
    private int _depth, _depthMax, _locals, _localsMax;

    public SourcePosition Position { get; set; }
    public int Pc => _code.Count;
    /// <summary>Whether evaluation can come to the end of what was emitted; if not, nothing is emitted until a label is bound.</summary>
    public bool IsReachable { get; private set; } = true;
    /// <summary>Locals in use; setting it back frees those above.</summary>
    public int LocalCount
    {
        get => _locals;
        set
        {
            Check(value, Instruction.U24Max, "local variables");
            _locals = value;
            _localsMax = Math.Max(_localsMax, value);
        }
    }

    public int NewLocal() => LocalCount++;

    public void Emit(Opcode op) => Add(Instruction.Pack(op));
    public void Emit(Opcode op, int operand) => Add(Instruction.PackU24(op, operand));
    public void Emit(Opcode op, int a, int count) => Add(Instruction.PackU16U8(op, a, count));

    /// <summary>
    /// An `apply` is a tail call, for which the frame goes, if a return stands right behind it. This parts the two where an error of what it
    /// calls still lands in the frame.
    /// </summary>
    public void KeepFrame()
    {
        if (IsReachable && Pc > 0 && Instruction.Op(_code[^1]) == Opcode.CallBuiltin && Instruction.U16(_code[^1]) == Runtime.BuiltinTable.ApplyNumber) Emit(Opcode.Nop);
    }

    public void EmitConstant(Constant value)
    {
        if (!IsReachable) return;
        switch (value)
        {
            case Constant.Nil: Emit(Opcode.Nil); break;
            case Constant.Bool b: Emit(b.Value ? Opcode.True : Opcode.False); break;
            case Constant.List { Items.IsEmpty: true }: Emit(Opcode.Empty); break;
            case Constant.Int { Value: >= Instruction.S24Min and <= Instruction.S24Max and var n }: Add(Instruction.PackS24(Opcode.Int, (int)n)); break;
            default: Emit(Opcode.Const, ConstantIndex(value)); break;
        }
    }

    /// <summary>Equal constants share a number; but each quoted list and dict is an object of its own.</summary>
    public int ConstantIndex(Constant value)
    {
        bool isShared = value is not (Constant.List or Constant.Dict);
        if (isShared && _constantIndex.TryGetValue(value, out int index)) return index;
        index = _constants.Count;
        Check(index, Instruction.U24Max, "constants");
        _constants.Add(value);
        if (isShared) _constantIndex.Add(value, index);
        return index;
    }

    /// <summary>The number of a constant that only tells people what a variable is called: one a variable, shared with nothing.</summary>
    public int NameIndex(object variable, string name)
    {
        if (_nameIndex.TryGetValue(variable, out int index)) return index;
        index = _constants.Count;
        Check(index, Instruction.U24Max, "constants");
        _constants.Add(new Constant.Symbol(name));
        _nameIndex.Add(variable, index);
        return index;
    }

    public int GlobalIndex(GlobalRef global)
    {
        if (_globalIndex.TryGetValue(global.Name, out int index)) return index;
        index = _globals.Count;
        Check(index, Instruction.U24Max, "global names");
        _globals.Add(global);
        _globalIndex.Add(global.Name, index);
        return index;
    }

    public void EmitClosure(Chunk function)
    {
        Check(_functions.Count, Instruction.U24Max, "functions");
        Emit(Opcode.Closure, _functions.Count);
        _functions.Add(function);
    }

    /// <summary>A forward jump.</summary>
    public void Jump(Opcode op, JumpLabel target)
    {
        if (!IsReachable) return;
        int pc = Pc;
        Add(Instruction.Pack(op));
        target.Jumps.Add(pc);
        target.Depth = op is Opcode.JumpFalseKeep or Opcode.JumpTrueKeep ? _depth + 1 : _depth;
        if (op == Opcode.Jump) IsReachable = false;
    }

    public void Bind(JumpLabel label)
    {
        if (label.Jumps.Count == 0) return;
        if (IsReachable && label.Depth != _depth) throw new InvalidOperationException($"operand depth {_depth} meets {label.Depth} at {Pc}");
        _depth = label.Depth;
        IsReachable = true;
        foreach (int pc in label.Jumps) _code[pc] = Instruction.PackS24(Instruction.Op(_code[pc]), Pc - pc - 1);
    }

    public LoopHead BeginLoop() => new(Pc, _depth);

    public void Loop(LoopHead head)
    {
        if (!IsReachable) return;
        if (head.Depth != _depth) throw new InvalidOperationException($"operand depth {_depth} at a loop of {head.Depth}");
        Add(Instruction.PackS24(Opcode.Loop, head.Pc - Pc - 1));
        IsReachable = false;
    }

    /// <summary>Notes a named let whose body begins here; <see cref="EndInlined"/> takes the number that this gives.</summary>
    public int BeginInlined(string name, bool isTail, SourcePosition callSite)
    {
        _loops.Add(new InlinedLoop(Pc, Pc, name, isTail, callSite));
        return _loops.Count - 1;
    }

    public void EndInlined(int number) => _loops[number] = _loops[number] with { EndPc = Pc };

    /// <summary>
    /// The code after this is where an error in the instructions from <paramref name="startPc"/> on, up to here, lands: with one word on top of
    /// <paramref name="depth"/> operands. Nothing if there are no such instructions: then what follows cannot be reached.
    /// </summary>
    public void BeginLanding(UnwindKind kind, int startPc, int endPc, int depth)
    {
        if (IsReachable) throw new InvalidOperationException($"evaluation runs into the landing at {Pc}");
        if (startPc == endPc) return;
        _unwinds.Add(new UnwindRange(startPc, endPc, kind, Pc, depth));
        IsReachable = true;
        _depth = depth + 1;
        _depthMax = Math.Max(_depthMax, _depth);
    }

    /// <summary>While an error passes through the instructions from <paramref name="startPc"/> up to here, the handlers in a local come into force again.</summary>
    public void RestoresHandlers(int startPc, int local)
    {
        if (startPc < Pc) _unwinds.Add(new UnwindRange(startPc, Pc, UnwindKind.Handlers, 0, local));
    }

    public int Depth => _depth;

    private void Add(uint word)
    {
        if (!IsReachable) return;
        Check(Pc, Instruction.S24Max, "instructions");
        _code.Add(word);
        _positions.Add(Position);
        OpcodeInfo info = Opcodes.Info(Instruction.Op(word));
        _depth += info.Pushes - Opcodes.PopsOf(word);
        _depthMax = Math.Max(_depthMax, _depth);
        if (Opcodes.Leaves(info.Op)) IsReachable = false;
    }

    private static void Check(int value, int max, string what)
    {
        if (value > max) throw new ChunkLimitException(what, max);
    }

    public Chunk Build(string name, int paramCount, bool hasRest, ImmutableArray<Capture> captures)
    {
        if (IsReachable) throw new InvalidOperationException($"{name} runs off its end");
        return new Chunk
        {
            Name = name,
            ParamCount = paramCount,
            HasRest = hasRest,
            LocalCount = _localsMax,
            OperandDepthMax = _depthMax,
            Code = _code.ToImmutable(),
            Constants = _constants.ToImmutable(),
            Globals = _globals.ToImmutable(),
            Functions = _functions.ToImmutable(),
            Captures = captures,
            Positions = _positions.ToImmutable(),
            Unwinds = _unwinds.ToImmutable(),
            InlinedLoops = [.. _loops.Where(loop => loop.StartPc < loop.EndPc)],
        };
    }
}
