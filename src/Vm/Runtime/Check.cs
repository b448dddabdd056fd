using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ClaudeLang.Vm.Runtime;

/// <summary>An invariant of this program itself is broken. Ends one run or one compile, never the node.</summary>
public sealed class BugException(string message) : Exception(message);

public static class Check
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void That([DoesNotReturnIf(false)] bool condition, string message)
    {
        if (!condition) Fail(message);
    }

    [DoesNotReturn]
    public static void Fail(string message) => throw new BugException(message);
}
