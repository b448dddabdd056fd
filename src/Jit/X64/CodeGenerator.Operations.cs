using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.X64;

/// <summary>Which method makes the code of which operation; conversions that take a line.</summary>
internal sealed partial class CodeGenerator
{
    private void Emit(int id, int next)
    {
        if (_leavesAtGuards) EmitLeaveOfGuard(id);
        switch (_graph[id].Op)
        {
            case IrOp.Const or IrOp.Float or IrOp.Bool or IrOp.Param or IrOp.LoopArg or IrOp.Phi: break;
            case IrOp.ChunkConst: EmitChunkConst(id); break;
            case IrOp.Reload: EmitReload(id); break;
            case IrOp.Self: { Gpr to = Result(id); _code.Load(to, new Mem(Gpr.Rsp, 0)); Define(id, to); break; }
            case IrOp.GuardFixnum: EmitGuardFixnum(id); break;
            case IrOp.GuardObject: EmitGuardObject(id); break;
            case IrOp.UnboxFloat: EmitUnbox(id, takesFixnums: false); break;
            case IrOp.UnboxNumber: EmitUnbox(id, takesFixnums: true); break;
            case IrOp.FixnumToFloat: EmitFixnumToFloat(id); break;
            case IrOp.BoxFloat: EmitBoxFloat(id); break;
            case IrOp.BoxBool: EmitBoxBool(id); break;
            case IrOp.FloatToFixnum: EmitFloatToFixnum(id); break;
            case IrOp.Untag: { Gpr to = Result(id); MoveTo(to, _graph.Input(id, 0)); _code.Do(Shift.Sar, to, 1); Define(id, to); break; }
            case IrOp.AddFixnum: EmitAdd(id, Alu.Add, Alu.Sub); break;
            case IrOp.SubFixnum: EmitAdd(id, Alu.Sub, Alu.Add); break;
            case IrOp.MulFixnum: EmitMultiply(id); break;
            case IrOp.QuotientFixnum or IrOp.RemFixnum or IrOp.ModFixnum: EmitDivide(id); break;
            case IrOp.NegFixnum: EmitNegate(id); break;
            case IrOp.AbsFixnum: EmitAbsolute(id); break;
            case IrOp.MinFixnum: EmitExtreme(id, Cc.Le); break;
            case IrOp.MaxFixnum: EmitExtreme(id, Cc.Ge); break;
            case IrOp.AndFixnum: EmitBits(id, Alu.And); break;
            case IrOp.OrFixnum: EmitBits(id, Alu.Or); break;
            case IrOp.XorFixnum: EmitBits(id, Alu.Xor); break;
            case IrOp.NotFixnum: { Gpr to = Result(id); MoveTo(to, _graph.Input(id, 0)); _code.Do(Alu.Xor, to, -2); Define(id, to); break; }
            case IrOp.ShlFixnum or IrOp.ShrFixnum or IrOp.UshrFixnum: EmitShift(id); break;
            case IrOp.AddFloat: EmitFloat(id, Sse.Add); break;
            case IrOp.SubFloat: EmitFloat(id, Sse.Sub); break;
            case IrOp.MulFloat: EmitFloat(id, Sse.Mul); break;
            case IrOp.DivFloat: EmitFloat(id, Sse.Div); break;
            case IrOp.NegFloat: EmitNegateFloat(id); break;
            case IrOp.SqrtFloat: { Xmm to = FloatResult(id); Do(Sse.Sqrt, to, At(_graph.Input(id, 0))); Define(id, to); break; }
            case IrOp.CompareFixnum or IrOp.CompareFloat or IrOp.SameWord or IrOp.IsTruthy or IrOp.Not: EmitBool(id); break;
            case IrOp.Select: EmitSelect(id); break;
            case IrOp.Arithmetic: EmitArithmetic(id); break;
            case IrOp.Comparison: EmitComparison(id); break;
            case IrOp.Same: EmitSame(id); break;
            default: EmitMemoryOrControl(id, next); break;
        }
    }

    private void EmitMemoryOrControl(int id, int next)
    {
        switch (_graph[id].Op)
        {
            case IrOp.CaptureGet: EmitCaptureGet(id); break;
            case IrOp.BoxGet: EmitBoxGet(id); break;
            case IrOp.BoxSet: EmitBoxSet(id); break;
            case IrOp.Globals: EmitGlobals(id); break;
            case IrOp.GlobalsOf: EmitGlobalsOf(id); break;
            case IrOp.GlobalGet or IrOp.GlobalConstant or IrOp.GlobalCheck: EmitGlobalGet(id); break;
            case IrOp.VectorLength: EmitVectorLength(id); break;
            case IrOp.IndexCheck: EmitIndexCheck(id); break;
            case IrOp.IndicesCheck: EmitCompare(_graph.Input(id, 0), _graph.Input(id, 1)); _code.Jump(Cc.A, Deopt(id)); break;
            case IrOp.VectorRef: EmitVectorRef(id); break;
            case IrOp.VectorSet: EmitVectorSet(id); break;
            case IrOp.ConsField: EmitConsField(id); break;
            case IrOp.IsEmpty: EmitIsEmpty(id); break;
            case IrOp.ListField: EmitListField(id); break;
            case IrOp.IsOfType: EmitIsOfType(id); break;
            case IrOp.FieldGet: EmitFieldGet(id); break;
            case IrOp.FieldSet or IrOp.FieldSetFixnum: EmitFieldSet(id); break;
            case IrOp.RecordGlobal: EmitRecordGlobal(id); break;
            case IrOp.RecordType: EmitRecordType(id); break;
            case IrOp.GuardSame: EmitCompare(_graph.Input(id, 0), _graph.Input(id, 1)); _code.Jump(Cc.Ne, Deopt(id)); break;
            case IrOp.GuardRecord: EmitGuardRecord(id); break;
            case IrOp.RecordGet: EmitRecordGet(id); break;
            case IrOp.RecordSet: EmitRecordSet(id); break;
            case IrOp.RecordIs: EmitRecordIs(id); break;
            case IrOp.RecordNew: EmitRecordNew(id); break;
            case IrOp.NewBox: EmitNewBox(id); break;
            case IrOp.NewCons: EmitNewCons(id); break;
            case IrOp.NewVector: EmitNewVector(id); break;
            case IrOp.VectorOf: EmitVectorOf(id); break;
            case IrOp.NewClosure: EmitNewClosure(id); break;
            case IrOp.CheckArgument: EmitCheckArgument(id); break;
            case IrOp.Routine: EmitRoutine(id); break;
            case IrOp.RuntimeCall: EmitRuntimeCall(id); break;
            case IrOp.Poll: EmitPoll(id); break;
            case IrOp.CallSelf or IrOp.CallGlobal or IrOp.CallClosure: EmitCall(id); break;
            case IrOp.CallValue: EmitCallValue(id); break;
            case IrOp.Control: EmitControl(id); break;
            case IrOp.TailCallGlobal or IrOp.TailCallClosure: EmitTailCall(id); break;
            case IrOp.TailResume: EmitTailResume(id); break;
            case IrOp.Branch: EmitBranch(id, next); break;
            case IrOp.Jump:
                EmitMoves(EdgeMoves(_block));
                if (Forward(_graph.Blocks[_block].Successor0) is int target && target != next) GoOn(target, next);
                break;
            case IrOp.Return:
                MoveTo(Target.Result, _graph.Input(id, 0));
                DropFrame();
                _code.Return();
                break;
            default: EmitTypedVector(id); break;
        }
    }

    private void EmitReload(int id)
    {
        int a = _graph.Input(id, 0);
        if (_graph[id].Type == IrType.Float) { Define(id, UseFloat(a, FloatResult(id))); return; }
        Define(id, Use(a, Result(id)));
    }

    private void EmitBoxBool(int id)
    {
        Gpr to = Result(id);
        MoveTo(to, _graph.Input(id, 0));
        _code.Do(Shift.Shl, to, 8);
        _code.Do(Alu.Add, to, (int)Value.FalseBits);
        Define(id, to);
    }
}
