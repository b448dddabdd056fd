using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Jit.X64;

/// <summary>Calls, and calls that take the frame's place.</summary>
internal sealed partial class CodeGenerator
{
    private void DropFrame() => _code.Do(Alu.Add, Gpr.Rsp, FrameWords * 8);

    private void EmitCall(int id)
    {
        NativeSite site = Describe(SiteKind.Call, id, _liveness.AtSite[id]);
        if (_graph[id].Op == IrOp.CallSelf)
        {
            MoveArguments(id, 0);
            _code.Load(Target.Function, new Mem(Gpr.Rsp, 0));
            _code.Call(_selfEntry);
        }
        else
        {
            LoadCallee(id);
            _code.Call(new Mem(Target.Scratch2, EntryAt));
        }
        _sites.Add(site with { ReturnOffset = _code.Offset });
        Define(id, Target.Result);
    }

    /// <summary>What is no closure goes to C# with the arguments where they are.</summary>
    private void EmitCallValue(int id)
    {
        NativeSite site = Describe(SiteKind.Call, id, _liveness.AtSite[id]);
        int other = _code.NewLabel(), back = _code.NewLabel(), arguments = _graph[id].InputCount - 1;
        MoveArguments(id, 1);
        CheckObject(Target.Function, ObjectType.Closure, other);
        _code.Load(Target.Scratch2, new Mem(Target.Function, ObjectLayout.ClosureHandle - Tag));
        _code.Set(Target.ArgumentCount, arguments);
        _code.Call(new Mem(Target.Scratch2, EntryAt));
        _sites.Add(site with { ReturnOffset = _code.Offset });
        _code.Bind(back);
        _outOfLine.Add(() =>
        {
            _code.Bind(other);
            _code.Set(Target.ArgumentCount, arguments);
            _code.Call(new Mem(Target.Context, EnterInterpreterAt));
            _sites.Add(site with { ReturnOffset = _code.Offset });
            _code.Jump(back);
        });
        Define(id, Target.Result);
    }

    private void EmitTailResume(int id)
    {
        MoveArguments(id, 1);
        _code.Set(Target.ArgumentCount, (_graph[id].InputCount - 1) | ExecContext.FrameIsGone);
        DropFrame();
        _code.Jump(new Mem(Target.Context, EnterInterpreterAt));
    }

    private void EmitTailCall(int id)
    {
        LoadCallee(id);
        DropFrame();
        _code.Jump(new Mem(Target.Scratch2, EntryAt));
    }

    /// <summary>Arguments, their number and the function word to where a call wants them; the callee's handle to Scratch2.</summary>
    private void LoadCallee(int id)
    {
        bool isGlobal = _graph[id].Op is IrOp.CallGlobal or IrOp.TailCallGlobal;
        int first = isGlobal ? 0 : 1;
        MoveArguments(id, first);
        if (isGlobal) LoadGlobal(Target.Function, (int)_graph[id].Imm);
        _code.Load(Target.Scratch2, new Mem(Target.Function, ObjectLayout.ClosureHandle - Tag));
        _code.Set(Target.ArgumentCount, _graph[id].InputCount - first);
    }

    /// <summary>Inputs from <paramref name="first"/> on are the arguments; one before them is the function word.</summary>
    private void MoveArguments(int id, int first)
    {
        int[] inputs = [.. _graph.Inputs(id)];
        var moves = new List<(Place, Place)>();
        if (first == 1) moves.Add((Place.Of(Target.Function), At(inputs[0])));
        for (int i = first; i < inputs.Length; i++)
        {
            int number = i - first;
            if (number >= Target.ArgumentRegisters.Length) StoreArgument(number, At(inputs[i]));
            else moves.Add((Place.Of(Target.ArgumentRegisters[number]), At(inputs[i])));
        }
        EmitMoves(moves);
    }
}
