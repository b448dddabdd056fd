namespace ClaudeLang.Vm.Runtime;

/// <summary>
/// What built-in functions that can take very long look at: a small value that shares its parts can have an endless text, and an endless
/// comparison. Of the run on this thread.
/// </summary>
internal static class LongWork
{
    private const int Period = 1 << 16;

    [ThreadStatic]
    private static Meter? _meter;
    [ThreadStatic]
    private static int _charsMax, _steps;

    public static void Begin(Meter meter, int charsMax) => (_meter, _charsMax) = (meter, charsMax);
    public static void End() => (_meter, _charsMax) = (null, 0);

    /// <summary>One step of many; raises :timeout once in a while, if it is time.</summary>
    public static void Step()
    {
        if (++_steps % Period == 0 && _meter?.TakeDeadline() is { } fault) throw fault;
    }

    /// <summary>A step of a text that has so many characters by now; more than fit the heap raise :out-of-memory.</summary>
    public static void Step(int chars)
    {
        if (_charsMax != 0 && chars > _charsMax) throw Faults.TextTooLong(_charsMax);
        Step();
    }
}
