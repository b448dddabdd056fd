using ClaudeLang.Jit.Build;
using ClaudeLang.Jit.X64;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Baseline;

/// <summary>One instruction to templates. What has none is a step of the interpreter.</summary>
internal sealed partial class BaselineCompiler
{
    private const int Tag = (int)Value.HeapTag;

    private void Translate(uint word)
    {
        int operand = Instruction.U24(word);
        Opcode op = Instruction.Op(word);
        switch (op)
        {
            case Opcode.Nop: break;
            case Opcode.Nil: PushWord(Value.NilBits); break;
            case Opcode.True: PushWord(Value.TrueBits); break;
            case Opcode.False: PushWord(Value.FalseBits); break;
            case Opcode.Empty: PushWord(Value.EmptyBits); break;
            case Opcode.Int: PushWord(Value.FromFixnum(Instruction.S24(word)).Bits); break;
            case Opcode.Const: PushConstant(operand); break;
            case Opcode.Pop: Drop(1); break;
            case Opcode.Dup: PushCopyOfTop(); break;
            case Opcode.Swap: SwapTop(); break;
            case Opcode.LocalGet: Push(new Operand(OperandKind.FrameWord, LocalWord(operand))); break;
            case Opcode.LocalSet: SetLocal(operand); break;
            case Opcode.Self: Push(new Operand(OperandKind.FrameWord, InterpreterFrame.Function)); break;
            case Opcode.CaptureGet: Produce(Templates.LoadCapture, ObjectLayout.ClosureCaptured - Tag + (8 * operand)); break;
            case Opcode.HandlersGet: Produce(Templates.LoadHandlers, 0); break;
            case Opcode.GlobalGet: GlobalGet(operand); break;
            case Opcode.GlobalCheck: GlobalCheck(operand); break;
            case Opcode.BoxGet: Unary(Templates.BoxGet); break;
            case Opcode.BoxNew: Unary(Templates.BoxNew); break;
            case Opcode.BoxSet: Binary(Templates.BoxSet, pushes: false); break;

            case Opcode.Add when TakesFloats: FloatArithmetic(Templates.AddDoubles, Templates.AddFloats, Templates.AddNumbers); break;
            case Opcode.Sub when TakesFloats: FloatArithmetic(Templates.SubDoubles, Templates.SubFloats, Templates.SubNumbers); break;
            case Opcode.Mul when TakesFloats: FloatArithmetic(Templates.MultiplyDoubles, Templates.MultiplyFloats, Templates.MultiplyNumbers); break;
            case Opcode.Div when TakesFloats: FloatArithmetic(Templates.DivideDoubles, Templates.DivideFloats, Templates.DivideNumbers); break;
            case Opcode.Neg when MetFloats || HasDouble(_depth - 1): Unary(Templates.NegateFloat); break;
            case Opcode.Neg: UnaryFixnum(Templates.Negate); break;
            case Opcode.BitNot: UnaryFixnum(Templates.Not); break;
            case >= Opcode.Add and <= Opcode.Ushr: Arithmetic(op); break;

            case Opcode.Lt: Compare(Cc.L, Cc.B); break;
            case Opcode.Le: Compare(Cc.Le, Cc.Be); break;
            case Opcode.Gt: Compare(Cc.G, Cc.A); break;
            case Opcode.Ge: Compare(Cc.Ge, Cc.Ae); break;
            case Opcode.Eq: Compare(Cc.E, null); break;
            case Opcode.Ne: Compare(Cc.Ne, null); break;
            case Opcode.Not: TestTruth(); break;
            case Opcode.IsNil: TestNil(); break;
            case Opcode.IsEmpty: TestEmpty(); break;
            case Opcode.Same: TestSame(); break;
            case Opcode.TypeIs when HasTemplate(operand): TestType(operand); break;

            case Opcode.Jump: GoTo(Instruction.JumpTarget(word, _pc)); break;
            case Opcode.JumpFalse or Opcode.JumpTrue: BranchOnTop(Instruction.JumpTarget(word, _pc), jumpsIf: op == Opcode.JumpTrue); break;
            case Opcode.JumpFalseKeep or Opcode.JumpTrueKeep: BranchKeeping(Instruction.JumpTarget(word, _pc), jumpsIf: op == Opcode.JumpTrueKeep); break;
            case Opcode.Loop: Loop(Instruction.JumpTarget(word, _pc)); break;

            case Opcode.Call: Call(operand); break;
            case Opcode.TailCall: TailCall(operand); break;
            case Opcode.CallGlobal: CallGlobal(Instruction.U16(word), Instruction.U8(word)); break;
            case Opcode.TailCallGlobal: TailCallGlobal(Instruction.U16(word), Instruction.U8(word)); break;
            case Opcode.Return: Return(); break;
            case Opcode.Throw:
                Step(word);
                End();
                break;

            case Opcode.Closure: Closure(word); break;
            case Opcode.Cons: Binary(Templates.Cons); break;
            case Opcode.Head: Unary(Templates.Head); break;
            case Opcode.Tail: Unary(Templates.Tail); break;
            case Opcode.VectorRef: Element(Templates.VectorRef); break;
            case Opcode.VectorSet: VectorSet(); break;
            case Opcode.VectorLength: Unary(Templates.VectorLength); break;
            case Opcode.RecordGet: Binary(Templates.RecordGet, 8 * (Objects.FieldsFirst + operand)); break;
            case Opcode.RecordSet: Assign(Templates.RecordSet, (8 * (Objects.FieldsFirst + operand)) - Tag); break;
            case Opcode.RecordIs: TestRecord(); break;
            case Opcode.RecordNew when operand <= InlineFieldsMax: RecordNew(operand); break;
            case Opcode.Sqrt: Sqrt(); break;
            case Opcode.ToFloat: ToFloat(); break;
            case Opcode.ToInt when MetFloats || HasDouble(_depth - 1): Unary(Templates.ToInt); break;
            case Opcode.CallBuiltin: CallBuiltin(word); break;
            case Opcode.FieldGet: FieldGet(operand); break;
            default: Step(word); break;
        }
    }

    /// <summary>The interpreter executes the instruction; it finds the operands where it has them.</summary>
    private void Step(uint word)
    {
        FlushAll();
        EmitExit(NativeExit.Step, Vm.Tiering.SiteKind.Step, _pc, _depth);
        Drop(Opcodes.PopsOf(word));
        ForgetDoubles();
        if (Opcodes.Info(Instruction.Op(word)).Pushes > 0) PushRax();
    }

    private void Produce(Template template, int number)
    {
        SpillRax();
        _code.Add(template, number);
        PushRax();
    }

    private void SpillRax()
    {
        if (_inRax >= 0) Write(_inRax);
    }

    private void GlobalGet(int index)
    {
        SpillRax();
        SlowPath slow = SlowPathOf(0);
        _code.Add(Templates.GlobalGet, 8 * index, label0: slow.Label);
        Finish(slow, pops: 0);
    }

    /// <summary>What is in rax would be lost if it were unbound.</summary>
    private void GlobalCheck(int index)
    {
        SpillRax();
        SlowPath slow = SlowPathOf(0);
        _code.Add(Templates.GlobalCheck, 8 * index, label0: slow.Label);
        Finish(slow, pops: 0, pushes: false);
    }

    /// <summary>The template's code stands; here its slow path comes back, and the result is in rax.</summary>
    private void Finish(in SlowPath slow, int pops, bool pushes = true)
    {
        _code.Bind(slow.Back);
        AddSlowPath(slow);
        Drop(pops);
        if (pushes) PushRax();
    }

    private void Unary(Template template)
    {
        TakeOne();
        SlowPath slow = SlowPathOf(1);
        _code.Add(template, label0: slow.Label);
        Finish(slow, pops: 1);
    }

    /// <param name="hasIndex">The template takes the top operand for a fixnum.</param>
    private void Binary(Template template, int number = 0, bool pushes = true, bool hasIndex = false)
    {
        bool isFixnum = !hasIndex || IsFixnum(_depth - 1);
        TakeTwo();
        SlowPath slow = SlowPathOf(2);
        CheckIndex(isFixnum, slow.Label);
        _code.Add(template, number, label0: slow.Label);
        Finish(slow, pops: 2, pushes);
    }

    // ---- objects ----------------------------------------------------------------------------------------------------

    /// <summary>What reads an element: the top operand is its index.</summary>
    private void Element(Template template) => Binary(template, hasIndex: true);

    /// <summary>What writes one: the index is below the top.</summary>
    private void SetElement(Template template) => Assign(template, hasIndex: true);

    private void CheckIndex(bool isFixnum, int slow)
    {
        if (!isFixnum) _code.Add(Templates.CheckSecond, label0: slow);
    }

    /// <summary>Three operands, the result is nil.</summary>
    /// <param name="hasIndex">The template takes the operand below the top for a fixnum.</param>
    private void Assign(Template template, int number = 0, bool hasIndex = false)
    {
        bool isFixnum = !hasIndex || IsFixnum(_depth - 2);
        TakeThree();
        SlowPath slow = SlowPathOf(3);
        CheckIndex(isFixnum, slow.Label);
        _code.Add(template, number, label0: slow.Label);
        Finish(slow, pops: 3, pushes: false);
        PushWord(Value.NilBits);
    }

    /// <summary>Records with more fields are made by the interpreter.</summary>
    private const int InlineFieldsMax = 32;

    private void RecordNew(int fields)
    {
        FlushAll();
        SlowPath slow = SlowPathOf(0);
        int function = _depth - fields - 1, role = (int)Value.FromFixnum(new RecordRole(RecordRoleKind.Make, fields).Code).Bits;
        _code.Add(Templates.RecordNew, OperandWord(function), role, 8 * (Objects.FieldsFirst + fields), (int)ObjectLayout.Header(ObjectType.Record, fields), label0: slow.Label);
        for (int i = 0; i < fields; i++) _code.Add(Templates.RecordField, OperandWord(function + 1 + i), (8 * (Objects.FieldsFirst + i)) - Tag);
        Finish(slow, pops: fields + 1);
    }

    private void FieldGet(int field)
    {
        TakeOne();
        _code.Add(Templates.LoadField, (8 * (Objects.FieldsFirst + field)) - Tag);
        Drop(1);
        PushRax();
    }

    /// <summary>Closures with more captures are made by the interpreter.</summary>
    private const int InlineCapturesMax = 32;

    private void Closure(uint word)
    {
        int index = Instruction.U24(word);
        var captures = _chunk.Functions[index].Captures;
        if (captures.Length > InlineCapturesMax)
        {
            Step(word);
            return;
        }
        SpillRax();
        SlowPath slow = SlowPathOf(0);
        _code.Add(Templates.ClosureNew, ObjectLayout.ClosureCaptured + (8 * captures.Length), (int)ObjectLayout.Header(ObjectType.Closure, captures.Length), 8 * index, label0: slow.Label);
        for (int i = 0; i < captures.Length; i++)
        {
            int to = ObjectLayout.ClosureCaptured - Tag + (8 * i);
            if (captures[i].FromLocal) _code.Add(Templates.CaptureLocal, LocalWord(captures[i].Index), to);
            else _code.Add(Templates.CaptureCaptured, ObjectLayout.ClosureCaptured - Tag + (8 * captures[i].Index), to);
        }
        _code.Add(Templates.MoveR8ToRax);
        Finish(slow, pops: 0);
    }

    // ---- calls ------------------------------------------------------------------------------------------------------

    private void Call(int count)
    {
        LoadArguments(count, own: count + 1);
        LoadTo(Target.Function, _depth - count - 1);
        SlowPath slow = SlowPathOf(count + 1, SlowKind.Call);
        _code.Add(Templates.CheckClosure, label0: slow.Label);
        _code.Add(Templates.Call, count);
        AddCallSite(own: count + 1);
        slow.Doubles = 0;
        Finish(slow, pops: count + 1, pushes: false);
        ForgetDoubles();
        PushRax();
    }

    private void CallGlobal(int global, int count)
    {
        LoadArguments(count, own: count);
        if (_chunk.Globals[global].IsSelf) _code.Add(Templates.CallSelf, count);
        else
        {
            _code.Add(Templates.GlobalCallee, 8 * global);
            _code.Add(Templates.Call, count);
        }
        AddCallSite(own: count);
        Drop(count);
        ForgetDoubles();
        PushRax();
    }

    private void TailCall(int count)
    {
        LoadArguments(count, own: count + 1);
        LoadTo(Target.Function, _depth - count - 1);
        SlowPath slow = SlowPathOf(count + 1, SlowKind.TailCall);
        _code.Add(Templates.CheckClosure, label0: slow.Label);
        _code.Add(Templates.TailCall, count, 8 * _frameWords);
        if (count > Target.ArgumentRegisters.Length) slow.Own = 0; // all of them are in their slots
        // The frame goes on as the interpreter's: what follows the step is never reached.
        _code.Bind(slow.Back);
        AddSlowPath(slow);
        _code.Add(Templates.Return, 8 * _frameWords);
        _isReached = false;
    }

    private void TailCallGlobal(int global, int count)
    {
        LoadArguments(count, own: count);
        if (_chunk.Globals[global].IsSelf) _code.Add(Templates.SelfCallee);
        else _code.Add(Templates.GlobalCallee, 8 * global);
        _code.Add(Templates.TailCall, count, 8 * _frameWords);
        _isReached = false;
    }

    /// <summary>
    /// The top operands to where a call wants its arguments; those that are not the call's own to their slots. With more arguments than registers all
    /// go to their slots first.
    /// </summary>
    private void LoadArguments(int count, int own)
    {
        if (count > Target.ArgumentRegisters.Length) FlushAll();
        else FlushBelow(own);
        for (int i = 0; i < count; i++)
        {
            int position = _depth - count + i;
            if (i < Target.ArgumentRegisters.Length)
            {
                LoadTo(Target.ArgumentRegisters[i], position);
                continue;
            }
            LoadTo(Gpr.R11, position);
            _code.Add(Templates.StoreArgument, ExecContext.ArgsOffset + (8 * i));
        }
    }

    private void Return()
    {
        TakeOne();
        End();
    }

    private void End()
    {
        _code.Add(Templates.Return, 8 * _frameWords);
        _isReached = false;
    }
}
