using System.Numerics;
using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.X64;

/// <summary>Arithmetic, conditions and conversions.</summary>
internal sealed partial class CodeGenerator
{
    private void Emit(int id, int next)
    {
        if (_leavesAtGuards) EmitLeaveOfGuard(id);
        switch (_graph[id].Op)
        {
            case IrOp.Const or IrOp.Float or IrOp.Bool or IrOp.Param or IrOp.LoopArg or IrOp.Phi: break;
            case IrOp.ChunkConst: EmitChunkConst(id); break;
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
            case IrOp.Arithmetic: EmitArithmetic(id); break;
            case IrOp.Comparison: EmitComparison(id); break;
            case IrOp.Same: EmitSame(id); break;
            default: EmitMemoryOrControl(id, next); break;
        }
    }

    // ---- fixnums ----------------------------------------------------------------------------------------------------

    private void EmitGuardFixnum(int id)
    {
        int a = _graph.Input(id, 0);
        Place place = At(a);
        if (place.Kind == PlaceKind.Slot) _code.TestByte(place.Memory, 1);
        else _code.TestByte(Use(a, Target.Scratch), 1);
        _code.Jump(Cc.Ne, Deopt(id));
        if (_liveness.Name[id] == id) DefineCopy(id, a);
    }

    /// <summary>A guard on a constant is a value of its own.</summary>
    private void DefineCopy(int id, int a)
    {
        Gpr to = Result(id);
        MoveTo(to, a);
        Define(id, to);
    }

    private void EmitAdd(int id, Alu op, Alu inverse)
    {
        Place a = At(_graph.Input(id, 0)), b = At(_graph.Input(id, 1));
        Gpr to = Result(id);
        bool inPlace = a == Place.Of(to);
        if (_graph[id].Snapshot < 0 && !inPlace && a.Kind == PlaceKind.Gpr && b.Kind == PlaceKind.Constant && Math.Abs(_graph[b.Index].Imm) < int.MaxValue)
        {
            int sum = (int)_graph[b.Index].Imm;
            _code.LoadAddress(to, new Mem(a.Gpr, op == Alu.Add ? sum : -sum));
            Define(id, to);
            return;
        }
        if (!inPlace) EmitMove(Place.Of(to), a);
        Do(op, to, b);
        if (_graph[id].Snapshot >= 0) _code.Jump(Cc.O, Deopt(id, inPlace ? () => Do(inverse, to, b) : null));
        Define(id, to);
    }

    private void EmitMultiply(int id)
    {
        int a = _graph.Input(id, 0), b = _graph.Input(id, 1);
        Gpr to = Result(id); // shared with no operand, see Liveness
        if (_graph.IsConstant(a)) (a, b) = (b, a);
        if (_graph.IsConstant(b) && Fits(_graph[b].Imm >> 1))
        {
            int factor = (int)(_graph[b].Imm >> 1);
            Place place = At(a);
            if (place.Kind == PlaceKind.Slot) _code.Multiply(to, place.Memory, factor);
            else _code.Multiply(to, Use(a, Target.Scratch), factor);
        }
        else
        {
            MoveTo(to, a);
            if (_graph[a].Type == IrType.Fixnum) _code.Do(Shift.Sar, to, 1);
            Place place = At(b);
            if (place.Kind == PlaceKind.Slot) _code.Multiply(to, place.Memory);
            else _code.Multiply(to, Use(b, Target.Scratch2));
        }
        _code.Jump(Cc.O, Deopt(id));
        Define(id, to);
    }

    /// <summary>Both operands are doubled by their tags: the quotient comes out plain, the remainder tagged.</summary>
    private void EmitDivide(int id)
    {
        int a = _graph.Input(id, 0), b = _graph.Input(id, 1);
        if (IsPowerOfTwo(b))
        {
            EmitDivideByPower(id, a, _graph[b].Imm);
            return;
        }
        int exit = _graph[id].Snapshot >= 0 ? Deopt(id) : -1;
        Gpr divisor = Use(b, Target.Scratch2);
        if (!_graph.IsConstant(b) || _graph[b].Imm == 0)
        {
            _code.Test(divisor, divisor);
            _code.Jump(Cc.E, exit);
        }
        MoveTo(Gpr.Rax, a);
        _code.Divide(divisor);
        if (_graph[id].Op == IrOp.QuotientFixnum)
        {
            _code.Do(Alu.Add, Gpr.Rax, Gpr.Rax);
            if (exit >= 0) _code.Jump(Cc.O, exit);
            Define(id, Gpr.Rax);
            return;
        }
        if (_graph[id].Op == IrOp.ModFixnum)
        {
            int done = _code.NewLabel();
            _code.Test(Gpr.Rdx, Gpr.Rdx);
            _code.Jump(Cc.E, done);
            _code.Move(Gpr.Rax, Gpr.Rdx);
            _code.Do(Alu.Xor, Gpr.Rax, divisor);
            _code.Jump(Cc.Ns, done);
            _code.Do(Alu.Add, Gpr.Rdx, divisor);
            _code.Bind(done);
        }
        Define(id, Gpr.Rdx);
    }

    private bool IsPowerOfTwo(int divisor) => _graph[divisor] is { Op: IrOp.Const, Imm: > 1 and <= int.MaxValue } && long.IsPow2(_graph[divisor].Imm);

    /// <summary>
    /// The tagged divisor is 2^(k+1), and tagged numbers are even. A remainder is what is below it; division truncates once a negative
    /// number is brought up by 2^(k+1) - 1.
    /// </summary>
    private void EmitDivideByPower(int id, int a, long divisor)
    {
        MoveTo(Target.Scratch, a);
        if (_graph[id].Op == IrOp.ModFixnum)
        {
            _code.Do(Alu.And, Target.Scratch, (int)(divisor - 1));
            Define(id, Target.Scratch);
            return;
        }
        int bits = BitOperations.TrailingZeroCount(divisor);
        _code.Do(Shift.Sar, Target.Scratch, 63);
        _code.Do(Shift.Shr, Target.Scratch, 64 - bits);
        Do(Alu.Add, Target.Scratch, At(a));
        if (_graph[id].Op == IrOp.QuotientFixnum)
        {
            _code.Do(Shift.Sar, Target.Scratch, bits - 1);
            _code.Do(Alu.And, Target.Scratch, -2);
            Define(id, Target.Scratch);
            return;
        }
        _code.Do(Alu.And, Target.Scratch, (int)-divisor);
        MoveTo(Target.Scratch2, a);
        _code.Do(Alu.Sub, Target.Scratch2, Target.Scratch);
        Define(id, Target.Scratch2);
    }

    private void EmitNegate(int id)
    {
        MoveTo(Target.Scratch, _graph.Input(id, 0));
        _code.Negate(Target.Scratch);
        _code.Jump(Cc.O, Deopt(id));
        Define(id, Target.Scratch);
    }

    /// <summary>With m = -1 for a negative number and 0 for another, |a| is (a ^ m) - m.</summary>
    private void EmitAbsolute(int id)
    {
        MoveTo(Target.Scratch, _graph.Input(id, 0));
        _code.Move(Target.Scratch2, Target.Scratch);
        _code.Do(Shift.Sar, Target.Scratch2, 63);
        _code.Do(Alu.Xor, Target.Scratch, Target.Scratch2);
        _code.Do(Alu.Sub, Target.Scratch, Target.Scratch2);
        _code.Jump(Cc.O, Deopt(id));
        Define(id, Target.Scratch);
    }

    /// <summary>The first operand if it compares with the second as the condition says, else the second.</summary>
    private void EmitExtreme(int id, Cc keepsFirst)
    {
        int done = _code.NewLabel(), b = _graph.Input(id, 1);
        MoveTo(Target.Scratch, _graph.Input(id, 0));
        Do(Alu.Cmp, Target.Scratch, At(b));
        _code.Jump(keepsFirst, done);
        MoveTo(Target.Scratch, b);
        _code.Bind(done);
        Define(id, Target.Scratch);
    }

    private void EmitBits(int id, Alu op)
    {
        Gpr to = Result(id);
        MoveTo(to, _graph.Input(id, 0));
        Do(op, to, At(_graph.Input(id, 1)));
        Define(id, to);
    }

    private void EmitShift(int id)
    {
        int a = _graph.Input(id, 0), b = _graph.Input(id, 1);
        IrOp op = _graph[id].Op;
        bool isConstant = _graph.IsConstant(b);
        int exit = Deopt(id), count = isConstant ? (int)Math.Clamp(_graph[b].Imm >> 1, -1, 64) : 0;
        if (count is < 0 or > 63)
        {
            _code.Jump(exit);
            return;
        }
        if (!isConstant)
        {
            MoveTo(Gpr.Rcx, b);
            _code.Do(Shift.Sar, Gpr.Rcx, 1);
            _code.Do(Alu.Cmp, Gpr.Rcx, 63);
            _code.Jump(Cc.A, exit);
        }
        MoveTo(Target.Scratch, a);
        switch (op)
        {
            case IrOp.ShlFixnum:
                ShiftBy(Shift.Shl, Target.Scratch);
                _code.Move(Target.Scratch2, Target.Scratch);
                ShiftBy(Shift.Sar, Target.Scratch2);
                if (At(a).Kind == PlaceKind.Constant)
                {
                    EmitCompareConstant(Target.Scratch2, _graph[a].Imm);
                }
                else Do(Alu.Cmp, Target.Scratch2, At(a));
                _code.Jump(Cc.Ne, exit);
                break;
            case IrOp.ShrFixnum:
                ShiftBy(Shift.Sar, Target.Scratch);
                _code.Do(Alu.And, Target.Scratch, -2);
                break;
            default:
                _code.Do(Shift.Sar, Target.Scratch, 1);
                ShiftBy(Shift.Shr, Target.Scratch);
                _code.Do(Alu.Add, Target.Scratch, Target.Scratch);
                _code.Jump(Cc.O, exit);
                break;
        }
        Define(id, Target.Scratch);

        void ShiftBy(Shift shift, Gpr register)
        {
            if (isConstant) _code.Do(shift, register, count); else _code.DoByCl(shift, register);
        }
    }

    /// <summary>Compares with a word of any size while both scratch registers are in use.</summary>
    private void EmitCompareConstant(Gpr a, long word)
    {
        if (Fits(word)) { _code.Do(Alu.Cmp, a, (int)word); return; }
        _code.MoveBits(Target.FloatScratch, Target.Scratch);
        _code.Set(Target.Scratch, word);
        _code.Do(Alu.Cmp, a, Target.Scratch);
        _code.MoveBits(Target.Scratch, Target.FloatScratch);
    }

    // ---- floats -----------------------------------------------------------------------------------------------------

    private void EmitFloat(int id, Sse op)
    {
        Xmm to = FloatResult(id);
        EmitMove(Place.Of(to), At(_graph.Input(id, 0)));
        Do(op, to, At(_graph.Input(id, 1)));
        Define(id, to);
    }

    private void EmitNegateFloat(int id)
    {
        Xmm to = FloatResult(id);
        EmitMove(Place.Of(to), At(_graph.Input(id, 0)));
        _code.XorData(to, _code.Data(long.MinValue));
        Define(id, to);
    }

    private void EmitFixnumToFloat(int id)
    {
        MoveTo(Target.Scratch, _graph.Input(id, 0));
        _code.Do(Shift.Sar, Target.Scratch, 1);
        Xmm to = _graph[id].Imm != 0 ? Target.FloatScratch : FloatResult(id);
        _code.Zero(to); // or the conversion would wait for what the register held
        _code.FromInt(to, Target.Scratch);
        if (_graph[id].Imm != 0) CheckExact(to, Deopt(id));
        Define(id, to);
    }

    /// <summary>The plain int in the scratch register was converted without loss.</summary>
    private void CheckExact(Xmm converted, int exit)
    {
        _code.ToInt(Target.Scratch2, converted);
        _code.Do(Alu.Cmp, Target.Scratch2, Target.Scratch);
        _code.Jump(Cc.Ne, exit);
    }

    private void EmitFloatToFixnum(int id)
    {
        // What does not fit becomes the least 64-bit number, and that does not survive being doubled.
        _code.ToInt(Target.Scratch, UseFloat(_graph.Input(id, 0), Target.FloatScratch));
        _code.Do(Alu.Add, Target.Scratch, Target.Scratch);
        _code.Jump(Cc.O, Deopt(id));
        Define(id, Target.Scratch);
    }

    private void EmitUnbox(int id, bool takesFixnums)
    {
        int a = _graph.Input(id, 0), slow = _code.NewLabel(), back = _code.NewLabel(), exit = Deopt(id);
        Gpr word = Use(a, Target.Scratch2);
        Xmm to = FloatResult(id);
        _code.LoadAddress(Target.Scratch, new Mem(word, -(int)Value.FlonumTag));
        _code.TestByte(Target.Scratch, (byte)Value.FlonumMask);
        _code.Jump(Cc.Ne, slow);
        _code.Move(Target.Scratch, word);
        _code.Do(Shift.Ror, Target.Scratch, Value.FlonumRotate);
        _code.Do(Alu.Add, Target.Scratch, new Mem(Target.Context, FlonumBiasAt));
        _code.MoveBits(to, Target.Scratch);
        _code.Bind(back);
        Define(id, to);
        bool exact = _graph[id].Imm != 0;
        _outOfLine.Add(() =>
        {
            _code.Bind(slow);
            if (takesFixnums) UnboxFixnum(word, to, exact, back, exit);
            UnboxImmediate(word, to, Value.ZeroBits, 0.0, back);
            UnboxImmediate(word, to, Value.NegativeZeroBits, -0.0, back);
            UnboxImmediate(word, to, Value.InfinityBits, double.PositiveInfinity, back);
            UnboxImmediate(word, to, Value.NegativeInfinityBits, double.NegativeInfinity, back);
            UnboxImmediate(word, to, Value.NanBits, double.NaN, back);
            CheckObject(word, ObjectType.BoxedFloat, exit);
            _code.Load(to, new Mem(Target.Scratch, ObjectLayout.BoxedRaw));
            _code.Jump(back);
        });
    }

    private void UnboxFixnum(Gpr word, Xmm to, bool exact, int back, int exit)
    {
        int other = _code.NewLabel();
        _code.TestByte(word, 1);
        _code.Jump(Cc.Ne, other);
        _code.Move(Target.Scratch, word);
        _code.Do(Shift.Sar, Target.Scratch, 1);
        _code.Zero(Target.FloatScratch);
        _code.FromInt(Target.FloatScratch, Target.Scratch);
        if (exact) CheckExact(Target.FloatScratch, exit);
        _code.Move(to, Target.FloatScratch);
        _code.Jump(back);
        _code.Bind(other);
    }

    private void UnboxImmediate(Gpr word, Xmm to, ulong bits, double d, int back)
    {
        int other = _code.NewLabel();
        _code.Do(Alu.Cmp, word, (int)bits);
        _code.Jump(Cc.Ne, other);
        SetFloat(to, BitConverter.DoubleToInt64Bits(d));
        _code.Jump(back);
        _code.Bind(other);
    }

    private void EmitBoxFloat(int id)
    {
        int slow = _code.NewLabel(), back = _code.NewLabel(), exit = Deopt(id);
        Xmm from = UseFloat(_graph.Input(id, 0), Target.FloatScratch);
        _code.MoveBits(Target.Scratch, from);
        _code.Do(Alu.Sub, Target.Scratch, new Mem(Target.Context, FlonumBiasAt));
        _code.Do(Shift.Rol, Target.Scratch, Value.FlonumRotate);
        _code.LoadAddress(Target.Scratch2, new Mem(Target.Scratch, -(int)Value.FlonumTag));
        _code.TestByte(Target.Scratch2, (byte)Value.FlonumMask);
        _code.Jump(Cc.Ne, slow);
        _code.Bind(back);
        Define(id, Target.Scratch);
        _outOfLine.Add(() =>
        {
            _code.Bind(slow);
            BoxImmediate(from, back);
            Allocate(ObjectLayout.BoxedBytes, ObjectLayout.Header(ObjectType.BoxedFloat, 0), exit);
            _code.Store(new Mem(Target.Scratch, ObjectLayout.BoxedRaw - Tag), from);
            _code.Jump(back);
        });
    }

    /// <summary>Zeros, infinities and nan to their words; falls through for the rest.</summary>
    private void BoxImmediate(Xmm from, int back)
    {
        int nan = _code.NewLabel(), zero = _code.NewLabel(), other = _code.NewLabel();
        _code.Do(Sse.Ucomi, from, from);
        _code.Jump(Cc.P, nan);
        _code.Zero(Target.FloatScratch2);
        _code.Do(Sse.Ucomi, from, Target.FloatScratch2);
        _code.Jump(Cc.E, zero);
        _code.Set(Target.Scratch, (long)Value.InfinityBits);
        _code.DoData(Sse.Ucomi, from, _code.Data(BitConverter.DoubleToInt64Bits(double.PositiveInfinity)));
        _code.Jump(Cc.E, back);
        _code.Set(Target.Scratch, (long)Value.NegativeInfinityBits);
        _code.DoData(Sse.Ucomi, from, _code.Data(BitConverter.DoubleToInt64Bits(double.NegativeInfinity)));
        _code.Jump(Cc.E, back);
        _code.Jump(other);
        _code.Bind(nan);
        _code.Set(Target.Scratch, (long)Value.NanBits);
        _code.Jump(back);
        _code.Bind(zero);
        _code.MoveBits(Target.Scratch, from);
        _code.Do(Shift.Shr, Target.Scratch, 63);
        _code.Do(Shift.Shl, Target.Scratch, 8);
        _code.Do(Alu.Add, Target.Scratch, (int)Value.ZeroBits);
        _code.Jump(back);
        _code.Bind(other);
    }

    private void EmitBoxBool(int id)
    {
        Gpr to = Result(id);
        MoveTo(to, _graph.Input(id, 0));
        _code.Do(Shift.Shl, to, 8);
        _code.Do(Alu.Add, to, (int)Value.FalseBits);
        Define(id, to);
    }

    // ---- conditions -------------------------------------------------------------------------------------------------

    /// <summary>Flags that mean a Bool: the code holds, and of a float equality also that nothing was a nan.</summary>
    private readonly record struct Flags(Cc Cc, bool IsFloatEquality)
    {
        public Flags Inverted => this with { Cc = Cc ^ (Cc)1 };
    }

    private Flags EmitFlags(int value)
    {
        if (!_liveness.IsFused[value] && value != _materialising)
        {
            Place place = At(value);
            if (place.Kind == PlaceKind.Slot) _code.Do(Alu.Cmp, place.Memory, 0);
            else { Gpr register = Use(value, Target.Scratch); _code.Test(register, register); }
            return new Flags(Cc.Ne, false);
        }
        int a = _graph.Input(value, 0);
        switch (_graph[value].Op)
        {
            case IrOp.Not: return EmitFlags(a).Inverted;
            case IrOp.IsTruthy:
                MoveTo(Target.Scratch2, a);
                _code.Do(Alu.And, Target.Scratch2, ~(int)Value.TruthMask);
                _code.Do(Alu.Cmp, Target.Scratch2, (int)Value.NilBits);
                return new Flags(Cc.Ne, false);
            case IrOp.SameWord:
                EmitCompare(a, _graph.Input(value, 1));
                return new Flags(Cc.E, false);
            case IrOp.CompareFixnum:
                EmitCompare(a, _graph.Input(value, 1));
                return new Flags(IntCode((Condition)_graph[value].Imm), false);
            default: return EmitFloatCompare((Condition)_graph[value].Imm, a, _graph.Input(value, 1));
        }
    }

    /// <summary>The value whose Bool is being made into a register; -1 outside of <see cref="EmitBool"/>.</summary>
    private int _materialising = -1;

    private static Cc IntCode(Condition condition) => condition switch
    {
        Condition.Equal => Cc.E,
        Condition.NotEqual => Cc.Ne,
        Condition.Less => Cc.L,
        Condition.LessEqual => Cc.Le,
        Condition.Greater => Cc.G,
        _ => Cc.Ge,
    };

    private void EmitCompare(int a, int b)
    {
        Place left = At(a), right = At(b);
        if (left.Kind == PlaceKind.Slot && right.Kind == PlaceKind.Gpr) _code.Compare(left.Memory, right.Gpr);
        else if (left.Kind == PlaceKind.Slot && right.Kind == PlaceKind.Constant && Fits(_graph[b].Imm)) _code.Do(Alu.Cmp, left.Memory, (int)_graph[b].Imm);
        else Do(Alu.Cmp, Use(a, Target.Scratch), right);
    }

    /// <summary>Less is asked the other way round, so that the flags of a nan say no.</summary>
    private Flags EmitFloatCompare(Condition condition, int a, int b)
    {
        if (condition is Condition.Less or Condition.LessEqual) (a, b) = (b, a);
        Do(Sse.Ucomi, UseFloat(a, Target.FloatScratch), At(b));
        return condition switch
        {
            Condition.Equal => new Flags(Cc.E, true),
            Condition.NotEqual => new Flags(Cc.Ne, true),
            Condition.Less or Condition.Greater => new Flags(Cc.A, false),
            _ => new Flags(Cc.Ae, false),
        };
    }

    private void EmitBool(int id)
    {
        _materialising = id;
        Flags flags = EmitFlags(id);
        _materialising = -1;
        _code.SetByte(flags.Cc, Target.Scratch);
        if (flags.IsFloatEquality)
        {
            bool equal = flags.Cc == Cc.E;
            _code.SetByte(equal ? Cc.Np : Cc.P, Target.Scratch2);
            _code.Do(equal ? Alu.And : Alu.Or, Target.Scratch, Target.Scratch2);
        }
        _code.ZeroExtendByte(Target.Scratch, Target.Scratch);
        Define(id, Target.Scratch);
    }

    private void EmitBranch(int id, int next)
    {
        int whenTrue = Forward(_graph.Blocks[_block].Successor0), whenFalse = Forward(_graph.Blocks[_block].Successor1);
        Flags flags = EmitFlags(_graph.Input(id, 0));
        if (flags.IsFloatEquality)
        {
            _code.Jump(Cc.P, _labels[flags.Cc == Cc.E ? whenFalse : whenTrue]);
        }
        if (whenTrue == next)
        {
            _code.Jump(flags.Inverted.Cc, _labels[whenFalse]);
            return;
        }
        // Of two far targets the one behind is the loop that goes on: it gets the one jump.
        if (whenFalse != next && _code.OffsetOf(_labels[whenFalse]) >= 0)
        {
            _code.Jump(flags.Inverted.Cc, _labels[whenFalse]);
            _code.Jump(_labels[whenTrue]);
            return;
        }
        _code.Jump(flags.Cc, _labels[whenTrue]);
        if (whenFalse != next) _code.Jump(_labels[whenFalse]);
    }

    // ---- the interpreter's instructions with a fast path ------------------------------------------------------------

    private void EmitArithmetic(int id)
    {
        int a = _graph.Input(id, 0), b = _graph.Input(id, 1), back = _code.NewLabel(), slow = SlowPath(id, back);
        CheckFixnums(a, b, slow);
        MoveTo(Target.Scratch, a);
        switch ((Opcode)_graph[id].Imm)
        {
            case Opcode.Add or Opcode.AddWrap: Do(Alu.Add, Target.Scratch, At(b)); break;
            case Opcode.Sub or Opcode.SubWrap: Do(Alu.Sub, Target.Scratch, At(b)); break;
            default:
                _code.Do(Shift.Sar, Target.Scratch, 1);
                _code.Multiply(Target.Scratch, Use(b, Target.Scratch2));
                break;
        }
        _code.Jump(Cc.O, slow);
        _code.Bind(back);
        Define(id, Target.Scratch);
    }

    private void CheckFixnums(int a, int b, int slow)
    {
        MoveTo(Target.Scratch, a);
        Do(Alu.Or, Target.Scratch, At(b));
        _code.TestByte(Target.Scratch, 1);
        _code.Jump(Cc.Ne, slow);
    }

    private void EmitComparison(int id)
    {
        int a = _graph.Input(id, 0), b = _graph.Input(id, 1), back = _code.NewLabel(), slow = SlowPath(id, back, toBool: true);
        CheckFixnums(a, b, slow);
        EmitCompare(a, b);
        _code.SetByte(IntCode((Condition)_graph[id].Imm), Target.Scratch);
        _code.ZeroExtendByte(Target.Scratch, Target.Scratch);
        _code.Bind(back);
        Define(id, Target.Scratch);
    }
}
