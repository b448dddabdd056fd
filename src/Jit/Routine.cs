using System.Runtime.InteropServices;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit;

/// <summary>Library functions with a routine that machine code calls for their usual case (docs/execution-model.md); what it asks the interpreter for is the rest.</summary>
internal enum Routine
{
    TableGet,
    TableGetOr,
    TableHas,
    TableSet,
    MakeVector,
    CodePointToString,
    CharAt,
    Substring,
    BuilderAdd,
    Buffer,
}

internal static class Routines
{
    /// <summary>In registers.</summary>
    public const int OperandsMax = 3;
    /// <summary>A string builder and what is added to it.</summary>
    private const int PartsMax = 16;

    private static readonly int First = (int)Marshal.OffsetOf<ExecContext>(nameof(ExecContext.TableGetRoutine));

    public static int Count { get; } = Enum.GetValues<Routine>().Length;

    /// <summary>Where the context holds its address.</summary>
    public static int At(Routine routine) => First + (8 * (int)routine);

    public static bool IsAt(long displacement) => displacement >= First && displacement < First + (8 * Count) && displacement % 8 == 0;

    /// <summary>Whether its operands are in Args, and their number in rax.</summary>
    public static bool TakesArgs(Routine routine) => routine is Routine.BuilderAdd or Routine.Buffer;

    /// <summary>The routine of a built-in function for so many arguments.</summary>
    public static Routine? Of(Builtin function, int arguments) => (function, arguments) switch
    {
        (Builtin.TableGet, 2) => Routine.TableGet,
        (Builtin.TableGetOr, 3) => Routine.TableGetOr,
        (Builtin.TableHas, 2) => Routine.TableHas,
        (Builtin.TableSet, 3) => Routine.TableSet,
        (Builtin.MakeVector, 2) => Routine.MakeVector,
        (Builtin.CodePointToString, 1) => Routine.CodePointToString,
        (Builtin.CharAt, 2) => Routine.CharAt,
        (Builtin.Substring, 3) => Routine.Substring,
        (Builtin.BuilderAdd, > 1 and <= PartsMax) => Routine.BuilderAdd,
        (Builtin.Buffer, <= (int)Heap.BufferCapacityMin) => Routine.Buffer,
        _ => null,
    };
}
