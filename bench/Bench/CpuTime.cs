using System.Runtime.InteropServices;

namespace ClaudeLang.Bench;

/// <summary>
/// Processor time of the calling thread. Lua's os.clock and the JavaScript programs count processor time too, so a busy machine
/// disturbs all alike and little.
/// </summary>
public static partial class CpuTime
{
    private const int ClockThreadCpu = 3;

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds, Nanoseconds;
    }

    public static double ThreadMs
    {
        get
        {
            if (clock_gettime(ClockThreadCpu, out TimeSpec now) != 0) throw new InvalidOperationException("this machine does not count the processor time of threads");
            return (now.Seconds * 1e3) + (now.Nanoseconds / 1e6);
        }
    }

    [LibraryImport("libc")]
    private static partial int clock_gettime(int clock, out TimeSpec time);
}
