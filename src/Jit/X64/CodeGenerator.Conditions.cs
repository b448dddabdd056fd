using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.X64;

/// <summary>Conditions: as flags where a branch takes them at once, else as a Bool.</summary>
internal sealed partial class CodeGenerator
{
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
                if (_liveness.IsFused[a]) EmitTest(_graph.Input(a, 0), _graph.Input(a, 1));
                else EmitCompare(a, _graph.Input(value, 1));
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

    /// <summary>Flags that say of some bits of a number whether all are 0.</summary>
    private void EmitTest(int a, int mask)
    {
        Gpr bits = Use(a, Target.Scratch);
        if (_graph[mask] is { Op: IrOp.Const, Imm: >= 0 and <= byte.MaxValue and var few }) _code.TestByte(bits, (byte)few);
        else _code.Test(bits, Use(mask, Target.Scratch2));
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

    private void EmitSelect(int id)
    {
        int whenTrue = _graph.Input(id, 1);
        Gpr to = Result(id);
        Flags flags = EmitFlags(_graph.Input(id, 0));
        MoveTo(to, _graph.Input(id, 2)); // moves leave the flags alone
        Place place = At(whenTrue);
        if (place.Kind == PlaceKind.Slot) _code.MoveIf(flags.Cc, to, place.Memory);
        else _code.MoveIf(flags.Cc, to, Use(whenTrue, Target.Scratch2));
        Define(id, to);
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
}
