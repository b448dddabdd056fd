using System.Globalization;
using System.Runtime.InteropServices;

namespace ClaudeLang.Vm.Runtime;

/// <summary>Puts threads below the ones that run programs.</summary>
public static partial class LowPriority
{
    /// <summary>For what a program waits for in the end, and for what only makes it faster or its pauses shorter.</summary>
    public const int Some = 5, More = 10;

    /// <summary>.NET's own thread priorities do nothing on Linux, where niceness is a thread's.</summary>
    public static void EnterThread(int niceness)
    {
        if (OperatingSystem.IsLinux()) _ = SetPriority(0, GetThreadId(), niceness);
        else Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
    }

    /// <summary>
    /// .NET's own compiler works for a quarter of a second at the start of a program, on a thread that nobody can ask to give way but by its
    /// name. Where there is no such thread nothing happens.
    /// </summary>
    public static void PutCompilerOfDotNetBelow(int niceness)
    {
        const string tasks = "/proc/self/task", name = ".NET Tiered Com";
        if (!Directory.Exists(tasks)) return;
        foreach (string task in Directory.GetDirectories(tasks))
            if (NameOf(task) == name) _ = SetPriority(0, int.Parse(Path.GetFileName(task), CultureInfo.InvariantCulture), niceness);
    }

    private static string NameOf(string task)
    {
        try
        {
            return File.ReadAllText(Path.Combine(task, "comm")).TrimEnd();
        }
        catch (IOException)
        {
            // The thread has just ended.
            return "";
        }
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int priority);

    [LibraryImport("libc", EntryPoint = "gettid")]
    private static partial int GetThreadId();
}
