using ClaudeLang.Jit.Ir;

namespace ClaudeLang.Jit.Build;

/// <summary>A local or operand at the head of a loop.</summary>
/// <param name="Copy">Which copy of the function the loop is in; null: none.</param>
internal readonly record struct LoopVariable(IrCaller? Copy, int Head, int Slot);

/// <summary>
/// What one build supposes of the loop variables and of what can be inlined, and what the next should: the graph is built anew until nothing that was
/// supposed is contradicted. Each variable goes at most from free to a type to Any, and each call from inlined to a call, so that ends.
/// </summary>
internal sealed class Assumptions
{
    private readonly Dictionary<LoopVariable, (IrType Type, int Pc)> _known = [];
    private readonly HashSet<int> _calls = [];
    private bool _giveUp;

    /// <summary>Set by a build that has to be repeated.</summary>
    public bool Changed { get; private set; }

    public void BeginBuild() => Changed = false;

    /// <summary>From now on every loop variable is Any, and every call a call.</summary>
    public void GiveUp() => _giveUp = true;

    /// <summary>The callee cannot stand in the place of the call at this instruction.</summary>
    public bool IsCall(int pc) => _giveUp || _calls.Contains(pc);

    public void MakeCall(int pc)
    {
        if (_calls.Add(pc)) Changed = true;
    }

    /// <summary>The type that the variable is to have; None if its initial value may decide. Pc: whose guard asks for it.</summary>
    public (IrType Type, int Pc) Of(LoopVariable variable) =>
        _giveUp ? (IrType.Any, variable.Head) : _known.GetValueOrDefault(variable, (IrType.None, variable.Head));

    /// <summary>A back-edge brings something else.</summary>
    public void Refute(LoopVariable variable)
    {
        _known[variable] = (IrType.Any, variable.Head);
        Changed = true;
    }

    /// <summary>An instruction in the loop guards a variable that was taken for Any.</summary>
    public void Ask(LoopVariable variable, IrType type, int pc)
    {
        if (_giveUp || !_known.TryAdd(variable, (type, pc))) return;
        Changed = true;
    }
}
