using ClaudeLang.Jit.Ir;

namespace ClaudeLang.Jit.X64;

/// <summary>Library functions whose usual case is a routine that all machine code shares.</summary>
internal sealed partial class CodeGenerator
{
    private void EmitRoutine(int id)
    {
        int back = _code.NewLabel(), slow = SlowPath(id, back);
        if (_graph[id].InputCount == Routines.OperandsMax) LoadBits(_graph.Input(id, 2));
        MoveTo(Target.Scratch2, _graph.Input(id, 1));
        MoveTo(Target.Scratch, _graph.Input(id, 0));
        _code.Call(new Mem(Target.Context, Routines.At((Routine)_graph[id].Imm)));
        _code.Jump(Cc.B, slow);
        _code.Bind(back);
        Define(id, Target.Scratch);
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
