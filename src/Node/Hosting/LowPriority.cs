using System.Runtime.InteropServices;

namespace ClaudeLang.Node.Hosting;

/// <summary>Puts the calling thread below the ones that run programs.</summary>
public static partial class LowPriority
{
    private const int Niceness = 5;

    /// <summary>.NET's own thread priorities do nothing on Linux, where niceness is a thread's.</summary>
    public static void EnterThread()
    {
        if (OperatingSystem.IsLinux()) _ = SetPriority(0, GetThreadId(), Niceness);
        else Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int priority);

    [LibraryImport("libc", EntryPoint = "gettid")]
    private static partial int GetThreadId();
}
