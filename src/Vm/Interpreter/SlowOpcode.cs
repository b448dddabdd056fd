using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using ClaudeLang.Vm.Bytecode;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>
/// One instruction that the interpreter does deliberately slowly, so that one can see whether a benchmark notices. Linking replaces it
/// by <see cref="FusedOpcode.Slow"/> and fuses nothing with it; where none is slowed, nothing is different. Machine code is as fast as ever.
/// </summary>
/// <param name="Turns">Turns of an empty loop each time.</param>
public sealed record SlowOpcode(Opcode Op, int Turns)
{
    public const int TurnsMax = 1_000_000;

    /// <summary>Reads `add:100`. Only what computes a value from its operands can be slowed: no jump, call or variable.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out SlowOpcode? slow)
    {
        string[] parts = text.Split(':');
        slow = parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int turns) && turns <= TurnsMax
            && Opcodes.Table.FirstOrDefault(row => row.Name == parts[0] && CanBeSlow(row)) is { } row ? new SlowOpcode(row.Op, turns) : null;
        return slow is not null;
    }

    private static bool CanBeSlow(OpcodeInfo row) => row.Op is >= Opcode.Add and <= Opcode.VectorLength && row is { Pops: > 0, Pushes: 1, Shape: OperandShape.None };

    private int _turn;

    /// <summary>How often the instruction was done.</summary>
    internal long Times { get; private set; }

    /// <summary>Spends the time.</summary>
    /// <returns>How many operands the instruction has.</returns>
    internal int Waste()
    {
        Times++;
        for (int i = 0; i < Turns; i++) Volatile.Write(ref _turn, i);
        return Opcodes.Info(Op).Pops;
    }
}
