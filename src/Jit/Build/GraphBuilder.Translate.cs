using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Profile;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Build;

/// <summary>One instruction to IR. Everything that may leave is added before the state changes, so that the snapshot holds.</summary>
internal sealed partial class GraphBuilder
{
    private void Translate(uint word)
    {
        int operand = Instruction.U24(word);
        switch (Instruction.Op(word))
        {
            case Opcode.Nop: break;
            case Opcode.Nil: Push(Word(Value.NilBits)); break;
            case Opcode.True: Push(_graph.BoolLiteral(true)); break;
            case Opcode.False: Push(_graph.BoolLiteral(false)); break;
            case Opcode.Empty: Push(Word(Value.EmptyBits)); break;
            case Opcode.Int: Push(_graph.FixnumLiteral(Instruction.S24(word))); break;
            case Opcode.Const: Push(ChunkConstant(operand)); break;
            case Opcode.Pop: Pop(); break;
            case Opcode.Dup: Push(Peek()); break;
            case Opcode.Swap: { int top = Peek(), below = Peek(1); Pop(2); Push(top); Push(below); break; }
            case Opcode.LocalGet: Push(_state[operand] == Nil ? Word(Value.NilBits) : _state[operand]); break;
            case Opcode.LocalSet: { int value = Peek(); Pop(); _state[operand] = value; break; }
            case Opcode.CaptureGet: Push(Add(IrOp.CaptureGet, IrType.Any, [], operand)); break;
            case Opcode.Self: Push(Add(IrOp.Self, IrType.Closure, [])); break;
            case Opcode.BoxGet: BoxGet(); break;
            case Opcode.BoxSet: BoxSet(); break;
            case Opcode.BoxNew: Replace(1, Add(IrOp.NewBox, IrType.Box, [Tagged(Peek())], snapshot: Snapshot())); break;
            case Opcode.Cons: Replace(2, Add(IrOp.NewCons, IrType.Cons, Operands(2), snapshot: Snapshot())); break;
            case Opcode.GlobalGet: GlobalGet(operand); break;
            case Opcode.GlobalCheck: Add(IrOp.GlobalCheck, IrType.None, [Globals()], operand, Snapshot(), DeoptReason.Unbound); break;
            case Opcode.Add or Opcode.Sub or Opcode.Mul or Opcode.Div or Opcode.Quotient or Opcode.Rem or Opcode.Mod:
            case Opcode.AddWrap or Opcode.SubWrap or Opcode.MulWrap: Replace(2, Arithmetic(Instruction.Op(word))); break;
            case Opcode.BitAnd or Opcode.BitOr or Opcode.BitXor or Opcode.Shl or Opcode.Shr or Opcode.Ushr: Replace(2, Bits(Instruction.Op(word))); break;
            case Opcode.BitNot or Opcode.Neg or Opcode.ToFloat or Opcode.ToInt or Opcode.Sqrt: Replace(1, Unary(Instruction.Op(word))); break;
            case Opcode.Eq: Replace(2, Equality(Condition.Equal)); break;
            case Opcode.Ne: Replace(2, Equality(Condition.NotEqual)); break;
            case Opcode.Lt: Replace(2, Compare(Condition.Less)); break;
            case Opcode.Le: Replace(2, Compare(Condition.LessEqual)); break;
            case Opcode.Gt: Replace(2, Compare(Condition.Greater)); break;
            case Opcode.Ge: Replace(2, Compare(Condition.GreaterEqual)); break;
            case Opcode.Same: Replace(2, Same()); break;
            case Opcode.Not: Replace(1, Add(IrOp.Not, IrType.Bool, [Truth(Peek())])); break;
            case Opcode.IsNil: Replace(1, IsNil()); break;
            case Opcode.Jump: GoTo(Instruction.JumpTarget(word, _pc), _state); _block = -1; break;
            case Opcode.JumpFalse or Opcode.JumpTrue or Opcode.JumpFalseKeep or Opcode.JumpTrueKeep: Branch(word); break;
            case Opcode.Loop: Loop(word); break;
            case Opcode.Call: Call(operand); break;
            case Opcode.TailCall: TailCall(operand); break;
            case Opcode.CallGlobal: CallGlobal(Instruction.U16(word), Instruction.U8(word)); break;
            case Opcode.TailCallGlobal: TailCallGlobal(Instruction.U16(word), Instruction.U8(word)); break;
            case Opcode.Return: Return(); break;
            case Opcode.Throw:
                Runtime(word);
                Add(IrOp.Return, IrType.None, [Word(Value.NilBits)]);
                _block = -1;
                break;
            case Opcode.Closure: Closure(operand); break;
            case Opcode.Head: Replace(1, ListField(ObjectLayout.ConsHead)); break;
            case Opcode.Tail: Replace(1, ListField(ObjectLayout.ConsTail)); break;
            case Opcode.IsEmpty: Replace(1, Add(IrOp.IsEmpty, IrType.Bool, [Tagged(Peek())], snapshot: Snapshot())); break;
            case Opcode.CallBuiltin: CallBuiltin(word); break;
            case Opcode.VectorLength: Replace(1, VectorLength(word)); break;
            case Opcode.VectorRef: Replace(2, VectorRef(word)); break;
            case Opcode.VectorSet: Replace(3, VectorSet(word)); break;
            case Opcode.RecordNew: RecordNew(operand); break;
            case Opcode.RecordGet: Replace(2, RecordGet(operand)); break;
            case Opcode.RecordSet: RecordSet(operand); break;
            case Opcode.RecordIs: Replace(2, Add(IrOp.RecordIs, IrType.Bool, Operands(2), 0, Snapshot())); break;
            case Opcode.RecordTest: Replace(2, Add(IrOp.RecordIs, IrType.Bool, Operands(2), 1, Snapshot())); break;
            case Opcode.FieldGet: Replace(1, Add(IrOp.FieldGet, IrType.Any, [Tagged(Peek())], FieldOffset(operand))); break;
            case Opcode.TypeIs: Replace(1, TypeIs(operand)); break;
            default: Runtime(word); break;
        }
    }

    private void Replace(int pops, int result)
    {
        Pop(pops);
        Push(result);
    }

    /// <summary>The interpreter executes the instruction; what it pushes is the result.</summary>
    private void Runtime(uint word)
    {
        int pops = Opcodes.PopsOf(word), pushes = Opcodes.Info(Instruction.Op(word)).Pushes;
        int result = IsControl(word) ? Control(pops) : RuntimeCall(pops);
        Pop(pops);
        if (pushes > 0) Push(result);
    }

    /// <summary>What may call, switch or take frames away. Not an `apply` in tail position, for which the frame has to go.</summary>
    private bool IsControl(uint word) => Instruction.Op(word) switch
    {
        Opcode.Effect or Opcode.Handle => true,
        Opcode.CallBuiltin => ControlNumbers.Contains(Instruction.U16(word))
            || (Instruction.U16(word) == BuiltinTable.ApplyNumber && Instruction.Op(_chunk.Code[_pc + 1]) != Opcode.Return),
        _ => false,
    };

    private int Control(int operands)
    {
        CheckArguments(operands);
        return Add(IrOp.Control, IrType.Any, Operands(operands), snapshot: UnwindSnapshot());
    }

    private int RuntimeCall(int operands)
    {
        CheckArguments(operands);
        return Add(IrOp.RuntimeCall, IrType.Any, Operands(operands), snapshot: Snapshot());
    }

    /// <summary>The top operands as tagged words, the deepest first.</summary>
    private int[] Operands(int count)
    {
        var operands = new int[count];
        for (int i = 0; i < count; i++) operands[i] = Tagged(Peek(count - 1 - i));
        return operands;
    }

    private int ChunkConstant(int index)
    {
        switch (_chunk.Constants[index])
        {
            case Constant.Int { Value: var n } when Value.FitsFixnum(n): return _graph.FixnumLiteral(n);
            case Constant.Float { Value: var d } when Value.TryFlonum(d, out _) || Value.TryImmediateFloat(d, out _):
                return _graph.Literal(IrOp.Float, IrType.Float, BitConverter.DoubleToInt64Bits(d));
            case Constant.Bool { Value: var b }: return _graph.BoolLiteral(b);
            case Constant.Nil: return Word(Value.NilBits);
            case Constant.List { Items.Length: 0 }: return Word(Value.EmptyBits);
            default:
                Check.That(!IsFrameless, "a constant of an inlined function lies in the heap");
                return Add(IrOp.ChunkConst, IrType.Any, [], index);
        }
    }

    // ---- control ----------------------------------------------------------------------------------------------------

    private void Branch(uint word)
    {
        Opcode op = Instruction.Op(word);
        bool keeps = op is Opcode.JumpFalseKeep or Opcode.JumpTrueKeep, jumpsIfTrue = op is Opcode.JumpTrue or Opcode.JumpTrueKeep;
        int value = Peek(), condition = Truth(value), target = Instruction.JumpTarget(word, _pc), from = _block;
        if (_graph[condition].Op == IrOp.Bool)
        {
            if (!keeps || _graph[condition].Imm != 0 != jumpsIfTrue) Pop();
            GoTo(_graph[condition].Imm != 0 == jumpsIfTrue ? target : _pc + 1, _state);
            _block = -1;
            return;
        }
        Add(IrOp.Branch, IrType.None, [condition]);
        int jumped = AddSuccessor(from, target), passed = AddSuccessor(from, _pc + 1);
        (_graph.Blocks[from].Successor0, _graph.Blocks[from].Successor1) = jumpsIfTrue ? (jumped, passed) : (passed, jumped);
        _block = jumped;
        if (keeps && TypeOf(value) == IrType.Bool) _state[LocalCount + _depth - 1] = _graph.BoolLiteral(jumpsIfTrue);
        if (!keeps) Pop();
        GoTo(target, _state);
        if (keeps) Pop();
        _block = passed;
        GoTo(_pc + 1, _state);
        _block = -1;
    }

    private int AddSuccessor(int from, int target)
    {
        int block = _graph.AddBlock();
        _graph.Blocks[block].Loop = CommonLoop(_pc, target);
        _graph.AddEdge(from, block);
        return block;
    }

    private void Return()
    {
        // Without a frame of its own there is nothing to box a Float in; with one, this is the last moment.
        ReturnWith(IsFrameless || (IsCopy && TypeOf(Peek()) != IrType.Float) ? Peek() : Tagged(Peek()));
    }

    private void ReturnWith(int result)
    {
        if (_call is null) Add(IrOp.Return, IrType.None, [result]);
        else _call.Results.Add((_block, result));
        _block = -1;
    }

    private void Loop(uint word)
    {
        Add(IrOp.Poll, IrType.None, [], snapshot: Snapshot());
        GoBack(_scan.LoopAt(Instruction.JumpTarget(word, _pc)));
    }

    // ---- memory -----------------------------------------------------------------------------------------------------

    private void BoxGet()
    {
        int box = GuardObject(Peek(), ObjectType.Box, IrType.Box, DeoptReason.Unbound);
        Replace(1, Add(IrOp.BoxGet, IrType.Any, [box], snapshot: Snapshot(), reason: DeoptReason.Unbound));
    }

    private void BoxSet()
    {
        int box = GuardObject(Peek(), ObjectType.Box, IrType.Box, DeoptReason.Unbound);
        Add(IrOp.BoxSet, IrType.None, [Tagged(Peek(1)), box], snapshot: Snapshot());
        Pop(2);
    }

    /// <summary>The collector never hears of it, and equal means the same word.</summary>
    private bool IsNoHeapReference(int value) => TypeOf(value) is IrType.Fixnum or IrType.Bool || _graph[value].Op == IrOp.Const || IsName(value);

    private void GlobalGet(int index)
    {
        // A function that is defined stays: only its definedness is in question, and that is settled once it was seen.
        GlobalRef global = _chunk.Globals[index];
        (IrOp op, IrType type) = global.Kind == GlobalKind.Function ? (IrOp.GlobalConstant, IrType.Closure) : (IrOp.GlobalGet, IrType.Any);
        Push(Add(op, type, [Globals()], index, Snapshot(), DeoptReason.Unbound));
    }

    private int Globals() => !IsFrameless ? Add(IrOp.Globals, IrType.Raw, []) : Add(IrOp.GlobalsOf, IrType.Raw, [_call!.Callee]);

    private bool Trusts => (FeedbackHere & (Feedback.Other | Feedback.BigInt | Feedback.GuardFailed)) == 0;

    private int VectorLength(uint word)
    {
        if (TypeOf(Peek()) != IrType.Vector && FeedbackHere.HasFlag(Feedback.GuardFailed)) return RuntimeCall(Opcodes.PopsOf(word));
        int vector = GuardObject(Peek(), ObjectType.Vector, IrType.Vector, DeoptReason.NotVector);
        return Add(IrOp.VectorLength, IrType.Fixnum, [vector]);
    }

    private int VectorRef(uint word)
    {
        if (FeedbackHere.HasFlag(Feedback.GuardFailed)) return RuntimeCall(Opcodes.PopsOf(word));
        int vector = GuardObject(Peek(1), ObjectType.Vector, IrType.Vector, DeoptReason.NotVector), index = GuardFixnum(Peek());
        CheckIndex(vector, index);
        return Add(IrOp.VectorRef, IrType.Any, [vector, index]);
    }

    /// <summary>The length stands by itself, so that a loop finds it once.</summary>
    private void CheckIndex(int vector, int index) =>
        Add(IrOp.IndexCheck, IrType.None, [index, Add(IrOp.VectorLength, IrType.Fixnum, [vector])], snapshot: Snapshot(), reason: DeoptReason.IndexOutside);

    private int VectorSet(uint word)
    {
        if (FeedbackHere.HasFlag(Feedback.GuardFailed)) return RuntimeCall(Opcodes.PopsOf(word));
        int vector = GuardObject(Peek(2), ObjectType.Vector, IrType.Vector, DeoptReason.NotVector), index = GuardFixnum(Peek(1));
        CheckIndex(vector, index);
        Add(IrOp.VectorSet, IrType.None, [vector, index, Tagged(Peek())], snapshot: Snapshot());
        return Word(Value.NilBits);
    }

    private int ListField(int offset) => TypeOf(Peek()) == IrType.Cons || IsFrameless
        ? Add(IrOp.ConsField, IrType.Any, [GuardObject(Peek(), ObjectType.Cons, IrType.Cons, DeoptReason.NotCons)], offset)
        : Add(IrOp.ListField, IrType.Any, [Tagged(Peek())], offset, Snapshot());

    private int IsNil() => IrTypes.IsTagged(TypeOf(Peek()))
        ? Add(IrOp.SameWord, IrType.Bool, [Peek(), Word(Value.NilBits)])
        : _graph.BoolLiteral(false);

    private int Same()
    {
        int a = Peek(1), b = Peek();
        bool known = IsNoHeapReference(a) || IsNoHeapReference(b) || TypeOf(a) is IrType.Vector or IrType.Closure || TypeOf(b) is IrType.Vector or IrType.Closure;
        if (known) return Add(IrOp.SameWord, IrType.Bool, [Tagged(a), Tagged(b)]);
        return Add(IrOp.Same, IrType.Bool, Operands(2), snapshot: Snapshot());
    }
}
