using ClaudeLang.Jit.X64;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Baseline;

/// <summary>Library functions whose usual case is a template, or a routine that all machine code shares.</summary>
internal sealed partial class BaselineCompiler
{
    private void CallBuiltin(uint word)
    {
        int count = Instruction.U8(word);
        var function = (Builtin)Instruction.U16(word);
        switch (function, count)
        {
            case (Builtin.DotimesCount, 1): CheckFixnum(); break;
            case (Builtin.Abs, 1): Unary(Templates.Absolute); break;
            case (Builtin.Min, 2): Binary(Templates.Smaller); break;
            case (Builtin.Max, 2): Binary(Templates.Larger); break;
            case (Builtin.FloatVectorLength, 1): Unary(Templates.FloatVectorLength); break;
            case (Builtin.ByteVectorLength, 1): Unary(Templates.ByteVectorLength); break;
            case (Builtin.FloatVectorRef, 2): FloatVectorRef(); break;
            case (Builtin.ByteVectorRef, 2): Element(Templates.ByteVectorRef); break;
            case (Builtin.FloatVectorSet, 3): FloatVectorSet(); break;
            case (Builtin.ByteVectorSet, 3): SetElement(Templates.ByteVectorSet); break;
            case (Builtin.BufferLength, 1): Unary(Templates.BufferLength); break;
            case (Builtin.BufferRef, 2): Binary(Templates.BufferRef); break;
            case (Builtin.BufferSet, 3): Assign(Templates.BufferSet); break;
            case (Builtin.BufferPush, 2): BufferPush(); break;
            case (Builtin.BufferPop, 1): Unary(Templates.BufferPop); break;
            case (Builtin.StringLength, 1): Unary(Templates.StringLength); break;
            case (Builtin.CodePoint, 2): Element(Templates.CodePoint); break;
            case (Builtin.CheckFunction, 3): CheckArgument((int)ObjectType.Closure); break;
            case (Builtin.CheckList, 3): CheckArgument((int)TypeTest.List); break;
            case (Builtin.CheckTable, 3): CheckArgument((int)ObjectType.Table); break;
            case (Builtin.Vector, <= InlineFieldsMax): NewVector(count); break;
            case (_, 1) when TypeTests.Of(function) is { } test && HasTemplate(test): TestType(test); break;
            case var _ when Routines.Of(function, count) is { } routine: CallRoutine(routine, count); break;
            default: Step(word); break;
        }
    }

    private void BufferPush()
    {
        Binary(Templates.BufferPush, pushes: false);
        PushWord(Value.NilBits);
    }

    /// <summary>Of three operands the last one is looked at; the others say what is wrong with it.</summary>
    private void CheckArgument(int test)
    {
        TakeOne();
        SlowPath slow = SlowPathOf(0);
        _code.Add(Templates.BranchUnlessType(test), label0: slow.Label);
        Finish(slow, pops: 3, pushes: false);
        PushWord(Value.NilBits);
    }

    private void NewVector(int count)
    {
        FlushAll();
        SlowPath slow = SlowPathOf(0);
        _code.Add(Templates.VectorNew, ObjectLayout.VectorElements + (8 * count), (int)ObjectLayout.Header(ObjectType.Vector, count), label0: slow.Label);
        for (int i = 0; i < count; i++) _code.Add(Templates.RecordField, OperandWord(_depth - count + i), ObjectLayout.VectorElements + (8 * i) - Tag);
        Finish(slow, pops: count);
    }

    private void CallRoutine(Routine routine, int operands)
    {
        if (Routines.TakesArgs(routine))
        {
            CallRoutineOnArgs(routine, operands);
            return;
        }
        if (operands == 1) TakeOne();
        else if (operands == 2) TakeTwo();
        else TakeThree();
        SlowPath slow = SlowPathOf(operands);
        _code.Add(Templates.Routine[operands - 1], Routines.At(routine), label0: slow.Label);
        Finish(slow, pops: operands);
    }

    /// <summary>The slow path finds the operands where they were: none of them in rax, which takes their number.</summary>
    private void CallRoutineOnArgs(Routine routine, int operands)
    {
        SpillRax();
        SlowPath slow = SlowPathOf(0);
        for (int i = 0; i < operands; i++)
        {
            LoadTo(Gpr.R11, _depth - operands + i);
            _code.Add(Templates.StoreArgument, ExecContext.ArgsOffset + (8 * i));
        }
        _code.Add(Templates.RoutineOnArgs, operands, Routines.At(routine), label0: slow.Label);
        Finish(slow, pops: operands);
    }
}
