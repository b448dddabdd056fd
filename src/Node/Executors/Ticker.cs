using ClaudeLang.Node.Language;
namespace ClaudeLang.Node.Executors;

/// <summary>One thread that looks at all running programs every millisecond: where they are, and whether their slice is over.</summary>
public static class Ticker
{
    private const int PeriodMs = 1;
    private static readonly Lock Gate = new();
    private static readonly List<TickedRun> Runs = [];
    private static bool _isRunning;

    /// <param name="sliceMs">Ticks after which a slice is cut; 0: never.</param>
    public static TickedRun Add(IProgram program, int sliceMs)
    {
        var run = new TickedRun(program, sliceMs);
        lock (Gate)
        {
            Runs.Add(run);
            if (!_isRunning) new Thread(Loop) { IsBackground = true, Name = "ticker" }.Start();
            _isRunning = true;
        }
        return run;
    }

    /// <summary>After this no tick touches the program.</summary>
    public static void Remove(TickedRun run)
    {
        lock (Gate) Runs.Remove(run);
    }

    private static void Loop()
    {
        while (true)
        {
            Thread.Sleep(PeriodMs);
            lock (Gate)
            {
                if (Runs.Count == 0)
                {
                    _isRunning = false;
                    return;
                }
                foreach (var run in Runs) run.Tick();
            }
        }
    }
}

/// <summary>What the ticker saw of one program.</summary>
public sealed class TickedRun(IProgram program, int sliceMs)
{
    private volatile bool _isOn;
    private int _ticksOn, _samples, _nativeSamples;

    public int Samples => Volatile.Read(ref _samples);
    public double NativeShare => Samples == 0 ? 0 : (double)Volatile.Read(ref _nativeSamples) / Samples;

    /// <summary>Around a slice; the program counts as running only in between.</summary>
    public SliceEnd Run()
    {
        Volatile.Write(ref _ticksOn, 0);
        _isOn = true;
        try
        {
            return program.Run();
        }
        finally
        {
            _isOn = false;
        }
    }

    internal void Tick()
    {
        if (!_isOn) return;
        _samples++;
        if (program.InNative) _nativeSamples++;
        if (sliceMs > 0 && ++_ticksOn % sliceMs == 0) program.Preempt();
    }
}
