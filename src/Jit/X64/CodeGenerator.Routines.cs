using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.X64;

/// <summary>Library functions whose usual case is a routine that all machine code shares.</summary>
internal sealed partial class CodeGenerator
{
    private void EmitRoutine(int id)
    {
        int back = _code.NewLabel(), slow = SlowPath(id, back);
        var routine = (Routine)_graph[id].Imm;
        int operands = _graph[id].InputCount;
        if (Routines.TakesArgs(routine))
        {
            for (int i = 0; i < operands; i++) StoreArgument(i, At(_graph.Input(id, i)));
            _code.Set(Target.Scratch, operands);
        }
        else
        {
            if (operands == Routines.OperandsMax) LoadBits(_graph.Input(id, 2));
            if (operands > 1) MoveTo(Target.Scratch2, _graph.Input(id, 1));
            MoveTo(Target.Scratch, _graph.Input(id, 0));
        }
        _code.Call(new Mem(Target.Context, Routines.At(routine)));
        _code.Jump(Cc.B, slow);
        _code.Bind(back);
        Define(id, Target.Scratch);
    }

    private void EmitCheckArgument(int id)
    {
        int back = _code.NewLabel(), slow = SlowPath(id, back);
        var type = (ObjectType)_graph[id].Imm;
        Gpr argument = Use(_graph.Input(id, 2), Target.Scratch2);
        if (type == ObjectType.Cons)
        {
            _code.Do(Alu.Cmp, argument, (int)Value.EmptyBits);
            _code.Jump(Cc.E, back);
        }
        CheckObject(argument, type, slow);
        _code.Bind(back);
    }

    /// <summary>A tagged word to the float scratch register.</summary>
    private void LoadBits(int value)
    {
        Place from = At(value);
        if (from.Kind == PlaceKind.Gpr) _code.MoveBits(Target.FloatScratch, from.Gpr);
        else if (from.Kind == PlaceKind.Constant) _code.LoadData(Target.FloatScratch, _code.Data(_graph[value].Imm));
        else _code.Load(Target.FloatScratch, from.Memory);
    }
}
