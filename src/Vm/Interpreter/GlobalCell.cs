using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>
/// The words of a global's cell. Of a record's function it also has what machine code needs of it, so that the code looks neither at the function nor at what it
/// is: those two words stand for the last function that was stored, which is the only one if nothing else assigns the global. They are part of the machine-code contract.
/// </summary>
public static unsafe class GlobalCell
{
    /// <summary>The value, or unbound.</summary>
    public const int Content = 0;
    /// <summary>1 while it is in the list of those that were set.</summary>
    public const int IsListed = 1;
    /// <summary>The record type that a record's function knows.</summary>
    public const int RecordType = 2;
    /// <summary><see cref="WordOf"/> its role; 0 if there was none yet.</summary>
    public const int RecordRole = 3;
    public const int Words = 4;

    /// <summary>A role in a cell; never 0.</summary>
    public static int WordOf(RecordRole role) => role.Code + 1;

    internal static void Store(ulong* cell, Value value)
    {
        cell[Content] = value.Bits;
        if (!Objects.Is(value, ObjectType.RecordFunction)) return;
        cell[RecordType] = Records.TypeOf(value).Bits;
        cell[RecordRole] = (ulong)WordOf(Records.RoleOf(value));
    }
}
