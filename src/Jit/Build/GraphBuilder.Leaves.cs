using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Build;

/// <summary>
/// Calls of the function by itself that would return at once. The first tests of the callee are made before the call, as far as they
/// cannot fail; where they lead straight to a result, that is the call's result. All else is left to the call, so no frame is missing in
/// any snapshot. In a recursion over a tree half of the calls are leaves.
/// </summary>
internal sealed partial class GraphBuilder
{
    /// <summary>Instructions of the callee that are followed.</summary>
    private const int FollowedMax = 24;

    /// <summary>The callee's frame as far as it is followed.</summary>
    private sealed record Ahead(int[] Locals, List<int> Operands)
    {
        public int Pc;

        public int Pop()
        {
            int top = Operands[^1];
            Operands.RemoveAt(Operands.Count - 1);
            return top;
        }
    }

    private int CallSelf(int global, int[] arguments)
    {
        var ahead = new Ahead([.. arguments, .. Enumerable.Repeat(Word(Value.NilBits), LocalCount - arguments.Length)], []);
        var results = new List<(int Block, int Value)>();
        bool returns = false;
        for (int steps = 0; steps < FollowedMax && !returns; steps++)
        {
            uint word = _chunk.Code[ahead.Pc];
            if (Instruction.Op(word) == Opcode.Return)
            {
                results.Add((_block, Tagged(ahead.Pop())));
                returns = true;
            }
            else if (Instruction.Op(word) is Opcode.JumpFalse or Opcode.JumpTrue)
            {
                if (!FollowBranch(ahead, word, results)) break;
            }
            else if (!Follow(ahead, word) && !FollowTest(ahead, word)) break;
        }
        if (!returns) results.Add((_block, Add(IrOp.CallSelf, IrType.Any, arguments, global, UnwindSnapshot())));
        return results.Count == 1 ? results[0].Value : Meet(results, _graph.Blocks[_block].Loop);
    }

    private int Meet(List<(int Block, int Value)> results, int loop)
    {
        int block = _graph.AddBlock();
        _graph.Blocks[block].Loop = loop;
        foreach ((int from, int _) in results) EndWithJump(from, block);
        IrType type = results.TrueForAll(result => TypeOf(result.Value) == TypeOf(results[0].Value)) ? TypeOf(results[0].Value) : IrType.Any;
        _block = block;
        return Add(IrOp.Phi, type, [.. results.Select(result => result.Value)]);
    }

    /// <summary>One way has to lead to a result at once; the other is followed. False: nothing was done.</summary>
    private bool FollowBranch(Ahead ahead, uint word, List<(int Block, int Value)> results)
    {
        int condition = ahead.Pop(), target = Instruction.JumpTarget(word, ahead.Pc);
        bool jumpsIfTrue = Instruction.Op(word) == Opcode.JumpTrue, jumpIsLeaf = IsLeaf(target);
        if (TypeOf(condition) != IrType.Bool || _graph.IsConstant(condition) || (!jumpIsLeaf && !IsLeaf(ahead.Pc + 1))) return false;
        (int leafPc, int onPc) = jumpIsLeaf ? (target, ahead.Pc + 1) : (ahead.Pc + 1, target);
        int from = _block;
        Add(IrOp.Branch, IrType.None, [condition]);
        int leaf = AddSuccessorHere(from), on = AddSuccessorHere(from);
        (_graph.Blocks[from].Successor0, _graph.Blocks[from].Successor1) = jumpIsLeaf == jumpsIfTrue ? (leaf, on) : (on, leaf);
        _block = leaf;
        results.Add((leaf, LeafResult(new Ahead([.. ahead.Locals], [.. ahead.Operands]) { Pc = leafPc })));
        _block = on;
        ahead.Pc = onPc;
        return true;
    }

    private int AddSuccessorHere(int from)
    {
        int block = _graph.AddBlock();
        _graph.Blocks[block].Loop = _graph.Blocks[from].Loop;
        _graph.AddEdge(from, block);
        return block;
    }

    /// <summary>From here the function loads something and returns it.</summary>
    private bool IsLeaf(int pc)
    {
        for (int steps = 0; steps < FollowedMax; steps++)
        {
            uint word = _chunk.Code[pc];
            Opcode op = Instruction.Op(word);
            if (op == Opcode.Return) return true;
            if (op is not (Opcode.Jump or Opcode.Nop) && !IsPlain(op)) return false;
            pc = op == Opcode.Jump ? Instruction.JumpTarget(word, pc) : pc + 1;
        }
        return false;
    }

    private int LeafResult(Ahead ahead)
    {
        while (Instruction.Op(_chunk.Code[ahead.Pc]) != Opcode.Return) Follow(ahead, _chunk.Code[ahead.Pc]);
        return Tagged(ahead.Pop());
    }

    private static bool IsPlain(Opcode op) => op is Opcode.Nil or Opcode.True or Opcode.False or Opcode.Empty or Opcode.Int or Opcode.Const
        or Opcode.Pop or Opcode.Dup or Opcode.LocalGet or Opcode.LocalSet;

    /// <summary>Executes what only moves values about. False: it is something else.</summary>
    private bool Follow(Ahead ahead, uint word)
    {
        int operand = Instruction.U24(word);
        switch (Instruction.Op(word))
        {
            case Opcode.Nop: break;
            case Opcode.Jump: ahead.Pc = Instruction.JumpTarget(word, ahead.Pc); return true;
            case Opcode.Nil: ahead.Operands.Add(Word(Value.NilBits)); break;
            case Opcode.True: ahead.Operands.Add(_graph.BoolLiteral(true)); break;
            case Opcode.False: ahead.Operands.Add(_graph.BoolLiteral(false)); break;
            case Opcode.Empty: ahead.Operands.Add(Word(Value.EmptyBits)); break;
            case Opcode.Int: ahead.Operands.Add(_graph.FixnumLiteral(Instruction.S24(word))); break;
            case Opcode.Const: ahead.Operands.Add(ChunkConstant(operand)); break;
            case Opcode.Pop: ahead.Pop(); break;
            case Opcode.Dup: ahead.Operands.Add(ahead.Operands[^1]); break;
            case Opcode.LocalGet: ahead.Operands.Add(ahead.Locals[operand]); break;
            case Opcode.LocalSet: ahead.Locals[operand] = ahead.Pop(); break;
            default: return false;
        }
        ahead.Pc++;
        return true;
    }

    /// <summary>Makes a test that cannot fail whatever the operands are. False: it is something else.</summary>
    private bool FollowTest(Ahead ahead, uint word)
    {
        Condition? condition = Instruction.Op(word) switch
        {
            Opcode.Eq => Condition.Equal,
            Opcode.Ne => Condition.NotEqual,
            Opcode.Lt => Condition.Less,
            Opcode.Le => Condition.LessEqual,
            Opcode.Gt => Condition.Greater,
            Opcode.Ge => Condition.GreaterEqual,
            _ => null,
        };
        if (condition is { } compares)
        {
            if (TypeOf(ahead.Operands[^1]) != IrType.Fixnum || TypeOf(ahead.Operands[^2]) != IrType.Fixnum) return false;
            int b = ahead.Pop(), a = ahead.Pop();
            ahead.Operands.Add(Add(IrOp.CompareFixnum, IrType.Bool, [a, b], (long)compares));
        }
        else if (Instruction.Op(word) == Opcode.IsNil && IrTypes.IsTagged(TypeOf(ahead.Operands[^1])))
            ahead.Operands.Add(Add(IrOp.SameWord, IrType.Bool, [ahead.Pop(), Word(Value.NilBits)]));
        else return false;
        ahead.Pc++;
        return true;
    }
}
