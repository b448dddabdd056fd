using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Vm.Bytecode;

/// <summary>
/// Checks everything that the interpreter and the compilers take for granted about a chunk (<see cref="ChunkRule"/>), so that they need not look.
/// Takes time linear in the chunk and no stack for its nesting. What a local holds is not checked: that box.get and box.set meet a box is the compiler's promise.
/// </summary>
public static class ChunkVerifier
{
    /// <summary>Verifies the function and all inside it.</summary>
    /// <param name="isBuiltin">Whether a built-in function has that number; null: any may.</param>
    /// <returns>The facts about the outermost function.</returns>
    /// <exception cref="ChunkInvalidException">The first violation.</exception>
    public static ChunkFacts Verify(Chunk chunk, Func<int, bool>? isBuiltin = null)
    {
        ChunkFacts? facts = null;
        var globals = new Dictionary<string, GlobalRef>();
        var pending = new Stack<(Chunk Chunk, Chunk? Around)>([(chunk, null)]);
        while (pending.TryPop(out (Chunk Chunk, Chunk? Around) next))
        {
            var one = new FunctionVerifier(next.Chunk, next.Around, globals, isBuiltin);
            ChunkFacts found = one.Run();
            facts ??= found;
            foreach (Chunk inner in next.Chunk.Functions) pending.Push((inner, next.Chunk));
        }
        return facts!;
    }

    public static bool TryVerify(Chunk chunk, [NotNullWhen(true)] out ChunkFacts? facts, [NotNullWhen(false)] out string? error)
    {
        try
        {
            (facts, error) = (Verify(chunk), null);
            return true;
        }
        catch (ChunkInvalidException e)
        {
            (facts, error) = (null, e.Message);
            return false;
        }
    }

    /// <summary>The facts about one function alone; the functions inside it are not looked at.</summary>
    /// <exception cref="ChunkInvalidException">The first violation.</exception>
    public static ChunkFacts FactsOf(Chunk chunk) => new FunctionVerifier(chunk, null, [], null).Run();
}

/// <summary>One function: first its tables, then each instruction by itself, then the operand depth along every way.</summary>
internal sealed class FunctionVerifier(Chunk chunk, Chunk? around, Dictionary<string, GlobalRef> globals, Func<int, bool>? isBuiltin)
{
    private readonly short[] _depth = new short[chunk.Code.Length];
    private readonly Stack<int> _pending = new();

    public ChunkFacts Run()
    {
        CheckSizes();
        CheckInlinedLoops();
        CheckUnwinds();
        CheckConstants();
        CheckGlobals();
        CheckCaptures();
        for (int pc = 0; pc < chunk.Code.Length; pc++) CheckInstruction(pc, chunk.Code[pc]);
        CheckEnd();
        FollowDepths();
        return new ChunkFacts(_depth, LoopHeads());
    }

    private void Check(bool holds, ChunkRule rule, int pc, string message)
    {
        if (!holds) throw new ChunkInvalidException(new ChunkViolation(rule, chunk.Name, pc, message));
    }

    private void Check(bool holds, ChunkRule rule, int pc, [InterpolatedStringHandlerArgument(nameof(holds))] MessageIfBroken message)
    {
        if (!holds) Check(holds, rule, pc, message.ToString());
    }

    /// <summary>Puts a message together only if it is needed.</summary>
    [InterpolatedStringHandler]
    private readonly ref struct MessageIfBroken
    {
        private readonly StringBuilder? _text;

        public MessageIfBroken(int literalLength, int formattedCount, bool holds, out bool needed)
        {
            needed = !holds;
            if (needed) _text = new StringBuilder(literalLength + (formattedCount * 8));
        }

        public void AppendLiteral(string text) => _text!.Append(text);
        public void AppendFormatted<T>(T part, string? format = null) => _text!.Append(part is IFormattable f ? f.ToString(format, null) : part?.ToString());
        public override string ToString() => _text!.ToString();
    }

    // ---- tables -----------------------------------------------------------------------------------------------------
    private void CheckSizes()
    {
        Check(chunk.ParamCount >= 0 && chunk.LocalCount >= 0 && chunk.OperandDepthMax >= 0, ChunkRule.Locals, -1, "a count is negative");
        Check(chunk.ParamCount <= ChunkLimits.ArgsMax, ChunkRule.FrameSize, -1, $"it has {chunk.ParamCount} parameters, more than {ChunkLimits.ArgsMax}");
        long frameWords = (long)Interpreter.InterpreterFrame.Locals + chunk.LocalCount + chunk.OperandDepthMax;
        Check(frameWords <= ChunkLimits.FrameWordsMax, ChunkRule.FrameSize, -1, $"its frame has {frameWords} words, more than {ChunkLimits.FrameWordsMax}");
        int filled = chunk.ParamCount + (chunk.HasRest ? 1 : 0);
        Check(chunk.LocalCount >= filled, ChunkRule.Locals, -1, $"it has {chunk.LocalCount} locals, and its parameters need {filled}");
        Check(chunk.Positions.Length == 0 || chunk.Positions.Length == chunk.Code.Length, ChunkRule.Positions, -1,
            $"it has {chunk.Positions.Length} positions and {chunk.Code.Length} instructions");
    }

    private void CheckInlinedLoops()
    {
        foreach (InlinedLoop loop in chunk.InlinedLoops)
        {
            Check(loop.StartPc >= 0 && loop.StartPc < loop.EndPc && loop.EndPc <= chunk.Code.Length, ChunkRule.InlinedLoops, -1,
                $"the loop {loop.Name} has the instructions {loop.StartPc} to {loop.EndPc} of {chunk.Code.Length}");
        }
    }

    private void CheckUnwinds()
    {
        const long CoveredMax = 1 << 26; // each range is walked over
        Check(chunk.Unwinds.Sum(range => Math.Max(0L, (long)range.EndPc - range.StartPc)) <= CoveredMax, ChunkRule.Unwinds, -1, "its unwind ranges are nested too deeply");
        foreach (UnwindRange range in chunk.Unwinds)
        {
            Check(range.StartPc >= 0 && range.StartPc < range.EndPc && range.EndPc <= chunk.Code.Length, ChunkRule.Unwinds, -1,
                $"an unwind range has the instructions {range.StartPc} to {range.EndPc} of {chunk.Code.Length}");
            switch (range.Kind)
            {
                case UnwindKind.Catch or UnwindKind.Finally:
                    Check(range.Target >= range.EndPc && range.Target < chunk.Code.Length, ChunkRule.Unwinds, range.StartPc, $"an error lands at {range.Target}");
                    Check(range.Depth >= 0 && range.Depth < chunk.OperandDepthMax, ChunkRule.Unwinds, range.StartPc, $"an error lands on top of {range.Depth} operands");
                    break;
                case UnwindKind.Handlers:
                    Check(range.Depth >= 0 && range.Depth < chunk.LocalCount && range.Target == 0, ChunkRule.Unwinds, range.StartPc, $"handlers are in local {range.Depth} of {chunk.LocalCount}");
                    break;
                default:
                    Check(false, ChunkRule.Unwinds, range.StartPc, $"no code may have an unwind range of kind {range.Kind}");
                    break;
            }
        }
    }

    private void CheckConstants()
    {
        var pending = new Stack<Constant>();
        for (int k = 0; k < chunk.Constants.Length; k++)
        {
            Inside(chunk.Constants[k]);
            while (pending.TryPop(out Constant? item))
            {
                Check(item is not (Constant.Unbound or Constant.Builtin), ChunkRule.Constants, -1, $"constant {k} is quoted data and has a built-in or unbound in it");
                Inside(item);
            }
            continue;

            void Inside(Constant constant)
            {
                if (constant is Constant.Dict odd) Check(odd.Items.Length % 2 == 0, ChunkRule.Constants, -1, $"constant {k} has a dict with a key without a value");
                ImmutableArray<Constant> items = constant is Constant.List list ? list.Items : constant is Constant.Dict dict ? dict.Items : [];
                foreach (Constant item in items) pending.Push(item);
            }
        }
    }

    private void CheckGlobals()
    {
        bool sawSelf = false;
        foreach (GlobalRef global in chunk.Globals)
        {
            Check(global.Kind <= GlobalKind.Function, ChunkRule.Globals, -1, $"{global.Name} is of no known kind");
            bool isFunction = global.Kind == GlobalKind.Function;
            Check(isFunction || (global.ParamCount == 0 && !global.HasRest && !global.IsSelf), ChunkRule.Globals, -1, $"{global.Name} is a variable with parameters");
            Check(global.ParamCount >= 0, ChunkRule.Globals, -1, $"{global.Name} has {global.ParamCount} parameters");
            Check(!global.IsSelf || (global.ParamCount == chunk.ParamCount && global.HasRest == chunk.HasRest), ChunkRule.Globals, -1,
                $"{global.Name} is this function, but takes other parameters");
            Check(!global.IsSelf || !sawSelf, ChunkRule.Globals, -1, $"{global.Name} is this function, and so is another global");
            sawSelf |= global.IsSelf;
            GlobalRef shared = global with { IsSelf = false };
            if (!globals.TryAdd(global.Name, shared)) Check(globals[global.Name] == shared, ChunkRule.Globals, -1, $"{global.Name} is elsewhere another kind of global");
        }
    }

    private void CheckCaptures()
    {
        for (int i = 0; i < chunk.Captures.Length; i++)
        {
            (bool fromLocal, int index) = chunk.Captures[i];
            int end = around is null ? int.MaxValue : fromLocal ? around.LocalCount : around.Captures.Length;
            Check(index >= 0 && index < end, ChunkRule.Captures, -1, $"capture {i} is {(fromLocal ? "local" : "capture")} {index} of the function around, which it does not have");
        }
    }

    // ---- each instruction by itself ---------------------------------------------------------------------------------
    private void CheckInstruction(int pc, uint word)
    {
        Opcode op = Instruction.Op(word);
        OpcodeInfo? info = Opcodes.Find(op);
        Check(info is not null, ChunkRule.Opcode, pc, $"no opcode has the number {(byte)word}");
        Check(info!.Shape != OperandShape.None || word <= byte.MaxValue, ChunkRule.Operand, pc, $"{info.Name} has no operand, but the word is 0x{word:x8}");
        switch (op)
        {
            case Opcode.LocalGet or Opcode.LocalSet:
                Check(Instruction.U24(word) < chunk.LocalCount, ChunkRule.LocalIndex, pc, $"local {Instruction.U24(word)} of {chunk.LocalCount}");
                break;
            case Opcode.CaptureGet:
                Check(Instruction.U24(word) < chunk.Captures.Length, ChunkRule.CaptureIndex, pc, $"capture {Instruction.U24(word)} of {chunk.Captures.Length}");
                break;
            case Opcode.Const:
                ConstantAt(pc, Instruction.U24(word));
                break;
            case Opcode.BoxGet:
                Check(ConstantAt(pc, Instruction.U24(word)) is Constant.Symbol, ChunkRule.ConstantKind, pc, "the variable's name is not a symbol");
                break;
            case Opcode.ModuleGet:
                Check(ConstantAt(pc, Instruction.U24(word)) is Constant.Symbol, ChunkRule.ConstantKind, pc, "the member's name is not a symbol");
                break;
            case Opcode.Effect:
                Check(ConstantAt(pc, Instruction.U16(word)) is Constant.Symbol, ChunkRule.ConstantKind, pc, "the effect's name is not a symbol");
                break;
            case Opcode.RecordType:
                Check(ConstantAt(pc, Instruction.U24(word)) is Constant.List { Items.IsEmpty: false } names && names.Items.All(name => name is Constant.Symbol),
                    ChunkRule.ConstantKind, pc, "the names of a record are not symbols");
                break;
            case Opcode.TypeFail or Opcode.ResultFail or Opcode.ResultDefer:
                Check(ConstantAt(pc, Instruction.U24(word)) is Constant.String, ChunkRule.ConstantKind, pc, "what was expected is not a string");
                break;
            case Opcode.TupleIs:
                Check(ConstantAt(pc, Instruction.U16(word)) is Constant.String, ChunkRule.ConstantKind, pc, "the tag is not a string");
                break;
            case Opcode.TypeIs:
                Check(Runtime.TypeTests.IsKnown(Instruction.U24(word)), ChunkRule.Operand, pc, $"no type test has the number {Instruction.U24(word)}");
                break;
            case Opcode.HandlersPush or Opcode.Handle:
                int clauses = Instruction.U8(word) - (op == Opcode.Handle ? 2 : 0);
                Check(ConstantAt(pc, Instruction.U16(word)) is Constant.List effects && effects.Items.Length == clauses && effects.Items.All(name => name is Constant.Symbol),
                    ChunkRule.ConstantKind, pc, $"what names the effects is not a list of {clauses} symbols");
                break;
            case Opcode.GlobalPeek:
            case Opcode.GlobalGet or Opcode.GlobalDefine or Opcode.GlobalCheck:
                GlobalAt(pc, Instruction.U24(word));
                break;
            case Opcode.GlobalSet:
                GlobalRef assigned = GlobalAt(pc, Instruction.U24(word));
                Check(assigned.Kind == GlobalKind.Variable, ChunkRule.GlobalUse, pc, $"assigns {assigned.Name}, which is a function for ever");
                break;
            case Opcode.CallGlobal or Opcode.TailCallGlobal:
                CheckGlobalCall(pc, GlobalAt(pc, Instruction.U16(word)), Instruction.U8(word));
                break;
            case Opcode.Closure:
                Check(Instruction.U24(word) < chunk.Functions.Length, ChunkRule.FunctionIndex, pc, $"function {Instruction.U24(word)} of {chunk.Functions.Length}");
                break;
            case Opcode.CallBuiltin:
                Check(isBuiltin is null || isBuiltin(Instruction.U16(word)), ChunkRule.BuiltinIndex, pc, $"no built-in function has the number {Instruction.U16(word)}");
                break;
            case Opcode.Call or Opcode.TailCall:
                Check(Instruction.U24(word) <= ChunkLimits.ArgsMax, ChunkRule.ArgCount, pc, $"{Instruction.U24(word)} arguments, more than {ChunkLimits.ArgsMax}");
                break;
            case Opcode.Loop:
                int head = Instruction.JumpTarget(word, pc);
                Check(head >= 0 && head <= pc, ChunkRule.JumpTarget, pc, $"the loop goes to {head}");
                break;
            case Opcode.Jump or Opcode.JumpFalse or Opcode.JumpTrue or Opcode.JumpFalseKeep or Opcode.JumpTrueKeep:
                int target = Instruction.JumpTarget(word, pc);
                Check(target > pc && target < chunk.Code.Length, ChunkRule.JumpTarget, pc, $"the jump goes to {target} of {chunk.Code.Length}");
                break;
            default: break;
        }
    }

    private Constant ConstantAt(int pc, int k)
    {
        Check(k < chunk.Constants.Length, ChunkRule.ConstantIndex, pc, $"constant {k} of {chunk.Constants.Length}");
        return chunk.Constants[k];
    }

    private GlobalRef GlobalAt(int pc, int k)
    {
        Check(k < chunk.Globals.Length, ChunkRule.GlobalIndex, pc, $"global {k} of {chunk.Globals.Length}");
        return chunk.Globals[k];
    }

    private void CheckGlobalCall(int pc, GlobalRef global, int argCount)
    {
        Check(global.Kind == GlobalKind.Function, ChunkRule.GlobalUse, pc, $"calls {global.Name} directly, which is a variable");
        Check(!global.HasRest && global.ParamCount == argCount, ChunkRule.GlobalUse, pc,
            $"calls {global.Name} with {argCount} arguments, which takes {global.ParamCount}{(global.HasRest ? " or more" : "")}");
    }

    private static bool GoesOn(Opcode op) => !Opcodes.Leaves(op) && op is not (Opcode.Jump or Opcode.Loop);

    private void CheckEnd()
    {
        Check(chunk.Code.Length > 0, ChunkRule.End, -1, "it has no code");
        Check(!GoesOn(Instruction.Op(chunk.Code[^1])), ChunkRule.End, chunk.Code.Length - 1, "the code ends here without leaving the function");
    }

    // ---- the operand depth along every way --------------------------------------------------------------------------
    private void FollowDepths()
    {
        Plain.Fill(_depth, ChunkFacts.Unreachable);
        Reach(-1, 0, 0);
        // What is only reached by errors is found once the ranges that lead there are.
        while (_pending.TryPop(out int pc))
        {
            Step(pc);
            foreach (UnwindRange range in chunk.Unwinds)
            {
                if (!range.Contains(pc) || range.Kind == UnwindKind.Handlers) continue;
                Check(_depth[pc] >= range.Depth, ChunkRule.Unwinds, pc, $"an error here lands on top of {range.Depth} operands, and there are {_depth[pc]}");
                Reach(pc, range.Target, range.Depth + 1);
            }
        }
    }

    private void Step(int pc)
    {
        uint word = chunk.Code[pc];
        Opcode op = Instruction.Op(word);
        int before = _depth[pc], pops = Opcodes.PopsOf(word), after = before - pops + Opcodes.Info(op).Pushes;
        Check(before >= pops, ChunkRule.Underflow, pc, $"takes {pops} operands of {before}");
        Check(after <= chunk.OperandDepthMax, ChunkRule.Overflow, pc, $"leaves {after} operands, more than {chunk.OperandDepthMax}");
        if (Opcodes.Info(op).Shape == OperandShape.Jump)
        {
            bool keeps = op is Opcode.JumpFalseKeep or Opcode.JumpTrueKeep;
            Reach(pc, Instruction.JumpTarget(word, pc), keeps ? before : after);
        }
        if (GoesOn(op)) Reach(pc, pc + 1, after);
    }

    private void Reach(int from, int to, int depth)
    {
        if (_depth[to] == ChunkFacts.Unreachable)
        {
            _depth[to] = (short)depth;
            _pending.Push(to);
        }
        Check(_depth[to] == depth, ChunkRule.DepthMismatch, from, $"comes to instruction {to} with {depth} operands, another way with {_depth[to]}");
    }

    private ImmutableArray<int> LoopHeads()
    {
        var isHead = new bool[chunk.Code.Length];
        for (int pc = 0; pc < chunk.Code.Length; pc++)
        {
            if (Instruction.Op(chunk.Code[pc]) == Opcode.Loop && _depth[pc] != ChunkFacts.Unreachable) isHead[Instruction.JumpTarget(chunk.Code[pc], pc)] = true;
        }
        ImmutableArray<int>.Builder heads = ImmutableArray.CreateBuilder<int>();
        for (int pc = 0; pc < isHead.Length; pc++)
            if (isHead[pc]) heads.Add(pc);
        return heads.DrainToImmutable();
    }
}
