using ClaudeLang.Jit.Ir;

namespace ClaudeLang.Jit.Build;

/// <summary>
/// What one build supposes of the loop variables and of what can be inlined, and what the next should: the graph is built anew until nothing that was
/// supposed is contradicted. Each variable goes at most from free to a type to Any, and each call from inlined to a call, so that ends.
/// </summary>
internal sealed class Assumptions
{
    private readonly Dictionary<(int Head, int Slot), (IrType Type, int Pc)> _known = [];
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
    public (IrType Type, int Pc) Of(int head, int slot) =>
        _giveUp ? (IrType.Any, head) : _known.GetValueOrDefault((head, slot), (IrType.None, head));

    /// <summary>A back-edge brings something else.</summary>
    public void Refute(int head, int slot)
    {
        _known[(head, slot)] = (IrType.Any, head);
        Changed = true;
    }

    /// <summary>An instruction in the loop guards a variable that was taken for Any.</summary>
    public void Ask(int head, int slot, IrType type, int pc)
    {
        if (_giveUp || !_known.TryAdd((head, slot), (type, pc))) return;
        Changed = true;
    }
}
