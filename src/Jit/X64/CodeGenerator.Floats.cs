using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.X64;

/// <summary>Floats in registers, and how they come out of words and into them.</summary>
internal sealed partial class CodeGenerator
{
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
}
