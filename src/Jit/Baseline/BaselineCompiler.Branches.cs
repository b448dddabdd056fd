using ClaudeLang.Jit.X64;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Jit.Baseline;

/// <summary>Jumps, and conditions, which are a branch if the next instruction is one, and else a Bool in rax.</summary>
internal sealed partial class BaselineCompiler
{
    private void GoTo(int target)
    {
        FlushAll();
        NoteDepth(target);
        _code.Add(Templates.Jump, label0: LabelAt(target));
        _isReached = false;
    }

    private void Loop(int head)
    {
        FlushAll();
        _loops.Add(head);
        (int label, int doubles, ulong fixnums) = _heads.TryGetValue(head, out var begin) ? begin : (LabelAt(head), 0, 0);
        CheckLocalsOfLoop(fixnums, head);
        LoadDoubles(doubles & ~_doubles);
        int slow = _code.NewLabel();
        _code.Add(Templates.LoopTick, label0: slow, label1: label);
        _code.Bind(slow);
        EmitExit(NativeExit.Tick, SiteKind.Tick, head, _depth);
        LoadDoubles(doubles);
        _code.Add(Templates.Jump, label0: label);
        _isReached = false;
    }

    private void BranchOnTop(int target, bool jumpsIf)
    {
        FlushBelow(1);
        TakeOne();
        Drop(1);
        NoteDepth(target);
        _code.Add(Templates.BranchTruth[(int)(jumpsIf ? Cc.Ne : Cc.E)], label0: LabelAt(target));
    }

    private void BranchKeeping(int target, bool jumpsIf)
    {
        FlushBelow(1);
        TakeOne();
        Write(_depth - 1);
        NoteDepth(target);
        _code.Add(Templates.BranchTruth[(int)(jumpsIf ? Cc.Ne : Cc.E)], label0: LabelAt(target));
        Drop(1);
    }

    /// <summary>A condition on its way to where it is used.</summary>
    /// <param name="Target">Where to go if it is <paramref name="JumpsIf"/>.</param>
    /// <param name="IsBranch">Whether that is the target of the next instruction, which is skipped; else two places that make a Bool.</param>
    private readonly record struct Use(int Target, bool JumpsIf, bool IsBranch);

    /// <summary>Before the condition's own operands are taken to registers: at a branch all others must be in their slots.</summary>
    private Use BeginCondition(int own)
    {
        uint next = _pc + 1 < _chunk.Code.Length ? _chunk.Code[_pc + 1] : 0;
        if (Instruction.Op(next) is not (Opcode.JumpFalse or Opcode.JumpTrue) || _labels[_pc + 1] >= 0) return new Use(_code.NewLabel(), true, false);
        FlushBelow(own);
        return new Use(LabelAt(Instruction.JumpTarget(next, _pc + 1)), Instruction.Op(next) == Opcode.JumpTrue, true);
    }

    /// <summary>The code that goes to the target stands; here is where the condition did not hold.</summary>
    private void EndCondition(in Use use, int pops)
    {
        Drop(pops);
        if (use.IsBranch)
        {
            NoteDepth(Instruction.JumpTarget(_chunk.Code[_pc + 1], _pc + 1));
            _pc++;
            return;
        }
        int end = _code.NewLabel();
        _code.Add(Templates.SetFalse);
        _code.Add(Templates.Jump, label0: end);
        _code.Bind(use.Target);
        _code.Add(Templates.SetTrue);
        _code.Bind(end);
        PushRax();
    }

    private static Cc Wanted(Cc cc, in Use use) => use.JumpsIf ? cc : cc ^ (Cc)1;

    /// <param name="floats">The condition of unsigned numbers; null: Floats take the slow path.</param>
    private void Compare(Cc fixnums, Cc? floats)
    {
        if (floats is { } condition && TakesFloats)
        {
            CompareFloats(fixnums, condition);
            return;
        }
        CompareFixnums(fixnums);
    }

    /// <summary>The same condition of the operands in the other order.</summary>
    private static Cc Mirrored(Cc cc) => cc switch { Cc.L => Cc.G, Cc.G => Cc.L, Cc.Le => Cc.Ge, Cc.Ge => Cc.Le, _ => cc };

    private SlowPath BranchPath(int own, in Use use)
    {
        SlowPath slow = SlowPathOf(own, SlowKind.Branch);
        (slow.Target, slow.JumpsIf) = (use.Target, use.JumpsIf);
        return slow;
    }

    /// <summary>not.</summary>
    private void TestTruth()
    {
        Use use = BeginCondition(1);
        TakeOne();
        _code.Add(Templates.BranchTruth[(int)Wanted(Cc.E, use)], label0: use.Target);
        EndCondition(use, pops: 1);
    }

    private void TestNil()
    {
        Use use = BeginCondition(1);
        TakeOne();
        _code.Add(Templates.BranchWord[(int)Wanted(Cc.E, use)], (int)Value.NilBits, label0: use.Target);
        EndCondition(use, pops: 1);
    }

    private void TestEmpty()
    {
        Use use = BeginCondition(1);
        TakeOne();
        SlowPath slow = BranchPath(1, use);
        _code.Add(Templates.BranchIfEmpty, label0: slow.Label, label1: use.JumpsIf ? use.Target : slow.Back);
        if (!use.JumpsIf) _code.Add(Templates.Jump, label0: use.Target);
        _code.Bind(slow.Back);
        AddSlowPath(slow);
        EndCondition(use, pops: 1);
    }

    /// <summary>Two values: those whose content decides are compared by the interpreter, unless they are one.</summary>
    private void TestSame()
    {
        Use use = BeginCondition(2);
        TakeTwo();
        SlowPath slow = BranchPath(2, use);
        _code.Add(Templates.BranchUnlessSame, label0: slow.Label, label1: use.JumpsIf ? slow.Back : use.Target);
        if (use.JumpsIf) _code.Add(Templates.Jump, label0: use.Target);
        _code.Bind(slow.Back);
        AddSlowPath(slow);
        EndCondition(use, pops: 2);
    }

    private static bool HasTemplate(int test) => test == (int)TypeTest.Nil || TypeTestCode.Has(test);

    /// <param name="test">See <see cref="TypeTest"/>; one with a template.</param>
    private void TestType(int test)
    {
        if (test == (int)TypeTest.Nil)
        {
            TestNil();
            return;
        }
        Use use = BeginCondition(1);
        TakeOne();
        BranchUnless(Templates.BranchUnlessType(test), use);
        EndCondition(use, pops: 1);
    }

    /// <summary>record.is, whose function the compiler knows to be one.</summary>
    private void TestRecord()
    {
        Use use = BeginCondition(2);
        TakeTwo();
        BranchUnless(Templates.BranchUnlessRecord, use);
        EndCondition(use, pops: 2);
    }

    /// <summary>With a template that branches if the condition does not hold.</summary>
    private void BranchUnless(Template template, in Use use)
    {
        if (!use.JumpsIf)
        {
            _code.Add(template, label0: use.Target);
            return;
        }
        int no = _code.NewLabel();
        _code.Add(template, label0: no);
        _code.Add(Templates.Jump, label0: use.Target);
        _code.Bind(no);
    }
}
