using System.Runtime.InteropServices;

namespace ClaudeLang.Vm.Runtime;

/// <summary>Processor time of the calling thread: what a loaded machine takes away does not count.</summary>
internal static unsafe partial class ThreadTime
{
    private const int ThreadCpuTime = 3;

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public nint Seconds, Nanoseconds;
    }

    public static long Microseconds
    {
        get
        {
            TimeSpec now;
            return clock_gettime(ThreadCpuTime, &now) == 0 ? (now.Seconds * 1_000_000) + (now.Nanoseconds / 1000) : 0;
        }
    }

    [LibraryImport("libc")]
    private static partial int clock_gettime(int clock, TimeSpec* time);
}
