using System.Numerics;
using ClaudeLang.Jit.Ir;
using ClaudeLang.Jit.Passes;
using ClaudeLang.Vm.Bytecode;

namespace ClaudeLang.Jit.X64;

/// <summary>Fixnums: operations that leave on overflow, and those of any numbers with a way for two fixnums.</summary>
internal sealed partial class CodeGenerator
{
    /// <summary>The two guards of an operation's operands are asked at once: a processor takes few branches at a time.</summary>
    private void EmitGuardFixnum(int id)
    {
        int a = _graph.Input(id, 0), before = _graph[id].Prev, next = _graph[id].Next;
        if (before >= 0 && IsAskedWith(before, id)) return;
        if (next >= 0 && IsAskedWith(id, next))
        {
            CheckFixnums(a, _graph.Input(next, 0), Deopt(id));
            return;
        }
        Place place = At(a);
        if (place.Kind == PlaceKind.Slot) _code.TestByte(place.Memory, 1);
        else _code.TestByte(Use(a, Target.Scratch), 1);
        _code.Jump(Cc.Ne, Deopt(id));
        if (_liveness.Name[id] == id) DefineCopy(id, a);
    }

    /// <summary>They leave with the same frame for the same reason, and no third one stands before them.</summary>
    private bool IsAskedWith(int guard, int next) => AreAlike(guard, next) && !(_graph[guard].Prev is >= 0 and int before && AreAlike(before, guard));

    private bool AreAlike(int guard, int other) => IsGuardInPlace(guard) && IsGuardInPlace(other)
        && (_graph[guard].Snapshot, _graph[guard].Pc, _graph[guard].Reason) == (_graph[other].Snapshot, _graph[other].Pc, _graph[other].Reason);

    private bool IsGuardInPlace(int id) => _graph[id].Op == IrOp.GuardFixnum && _liveness.Name[id] != id && !_graph.IsConstant(_graph.Input(id, 0));

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
        if (_liveness.Scaled(id) is { } scaled && At(scaled.Number) is { Kind: PlaceKind.Gpr, Gpr: var number })
        {
            // The sum waits for the number alone; that neither product nor sum overflows is asked beside it.
            if (_graph[id].Snapshot >= 0)
            {
                EmitMove(Place.Of(Target.Scratch), a);
                Do(Alu.Add, Target.Scratch, b);
                LeaveOnOverflow(id);
            }
            DefineMultiple(id, to, number, scaled.Factor, (int)_graph[b.Index].Imm);
            return;
        }
        bool inPlace = a == Place.Of(to);
        if (_graph[id].Snapshot < 0 && !inPlace && a.Kind == PlaceKind.Gpr && b.Kind == PlaceKind.Constant && _graph[b.Index].Imm is > -int.MaxValue and < int.MaxValue)
        {
            int sum = (int)_graph[b.Index].Imm;
            _code.LoadAddress(to, new Mem(a.Gpr, op == Alu.Add ? sum : -sum));
            Define(id, to);
            return;
        }
        if (!inPlace) EmitMove(Place.Of(to), a);
        Do(op, to, b);
        if (_graph[id].Snapshot >= 0) LeaveOnOverflow(id, inPlace ? () => Do(inverse, to, b) : null);
        Define(id, to);
    }

    /// <summary>3, 5 or 9 times a number, and a constant, as the address that they are.</summary>
    private void DefineMultiple(int id, Gpr to, Gpr number, int factor, int constant)
    {
        _code.LoadAddress(to, new Mem(number, constant, number, BitOperations.Log2((uint)factor - 1)));
        Define(id, to);
    }

    /// <summary>A speculated value that overflowed leaves only if its condition holds, which is asked again out of line.</summary>
    private void LeaveOnOverflow(int id, Action? undo = null)
    {
        int exit = Deopt(id, undo), position = _position;
        if (!_graph.Speculated.TryGetValue(id, out (int Condition, bool Holds) under))
        {
            _code.Jump(Cc.O, exit);
            return;
        }
        int asks = _code.NewLabel(), back = _code.NewLabel();
        _code.Jump(Cc.O, asks);
        _code.Bind(back);
        _outOfLine.Add(() =>
        {
            _code.Bind(asks);
            int now = _position;
            _position = position;
            Flags flags = EmitFlags(under.Condition);
            _position = now;
            _code.Jump((under.Holds ? flags : flags.Inverted).Cc, exit);
            _code.Jump(back);
        });
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
            else if (factor is 3 or 5 or 9 && place.Kind == PlaceKind.Gpr)
            {
                // An address is there sooner than a product, which says whether it overflows while the program goes on.
                if (_graph[id].Snapshot >= 0)
                {
                    _code.Multiply(Target.Scratch, place.Gpr, factor);
                    LeaveOnOverflow(id);
                }
                DefineMultiple(id, to, place.Gpr, factor, 0);
                return;
            }
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
        if (_graph[id].Snapshot >= 0) LeaveOnOverflow(id);
        Define(id, to);
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
        if (_graph[id].Imm != 0)
        {
            EmitSafeShift(id, (int)(_graph[b].Imm >> 1));
            return;
        }
        IrOp op = _graph[id].Op;
        bool isConstant = _graph.IsConstant(b);
        int exit = Deopt(id), count = isConstant ? (int)Math.Clamp(_graph[b].Imm >> 1, -1, Bounds.ShiftMax + 1) : 0;
        if (count is < 0 or > Bounds.ShiftMax)
        {
            _code.Jump(exit);
            return;
        }
        if (!isConstant)
        {
            MoveTo(Gpr.Rcx, b);
            _code.Do(Shift.Sar, Gpr.Rcx, 1);
            _code.Do(Alu.Cmp, Gpr.Rcx, Bounds.ShiftMax);
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

    private void EmitSafeShift(int id, int count)
    {
        Gpr to = Result(id);
        MoveTo(to, _graph.Input(id, 0));
        if (count > 0) _code.Do(_graph[id].Op switch { IrOp.ShlFixnum => Shift.Shl, IrOp.ShrFixnum => Shift.Sar, _ => Shift.Shr }, to, count);
        // A bit of the number that has come where the tag is.
        if (count > 0 && _graph[id].Op != IrOp.ShlFixnum) _code.Do(Alu.And, to, -2);
        Define(id, to);
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

    // ---- any numbers -------------------------------------------------------------------------------------------------

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
