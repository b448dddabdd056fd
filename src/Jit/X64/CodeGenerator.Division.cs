using System.Numerics;
using ClaudeLang.Jit.Ir;

namespace ClaudeLang.Jit.X64;

/// <summary>Division of fixnums: by anything, by a constant, and by a power of two without a division.</summary>
internal sealed partial class CodeGenerator
{
    /// <summary>Both operands are doubled by their tags: the quotient comes out plain, the remainder tagged.</summary>
    private void EmitDivide(int id)
    {
        int a = _graph.Input(id, 0), b = _graph.Input(id, 1);
        if (_graph.DividesByPower(id))
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

    /// <summary>
    /// The tagged divisor is 2^(k+1), and tagged numbers are even. A remainder is what is below it; division truncates once a negative
    /// number is brought up by 2^(k+1) - 1.
    /// </summary>
    private void EmitDivideByPower(int id, int a, long divisor)
    {
        bool isQuotient = _graph[id].Op == IrOp.QuotientFixnum;
        int bits = BitOperations.TrailingZeroCount(divisor);
        if (_graph[id].Op == IrOp.ModFixnum || _graph[id].Imm == 3 || (isQuotient && _graph[id].Imm == 2))
        {
            Gpr to = Result(id);
            MoveTo(to, a);
            if (isQuotient) _code.Do(Shift.Sar, to, bits - 1);
            if (!isQuotient || _graph[id].Imm == 3) _code.Do(Alu.And, to, isQuotient ? -2 : (int)(divisor - 1));
            Define(id, to);
            return;
        }
        MoveTo(Target.Scratch, a);
        _code.Do(Shift.Sar, Target.Scratch, 63);
        _code.Do(Shift.Shr, Target.Scratch, 64 - bits);
        Do(Alu.Add, Target.Scratch, At(a));
        if (isQuotient)
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
}
