using System.Diagnostics;

namespace ClaudeLang.Bench;

/// <summary>Where things are, and what they are called in a report.</summary>
public static class Repository
{
    public static readonly string Root = FindRoot();
    public static string Programs => Path.Combine(Root, "bench", "programs");
    public static string Harness => Path.Combine(Root, "bench", "harness");
    public static string ReportFolder => Path.Combine(Root, "bench", "report");

    /// <summary>The commit measured; `+` after it if files differ from it.</summary>
    public static string Commit()
    {
        try
        {
            string commit = Git("rev-parse --short=10 HEAD");
            return commit == "" ? "unknown" : commit + (Git("status --porcelain --untracked-files=no") == "" ? "" : "+");
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "unknown";
        }
    }

    public static string Machine()
    {
        string model = "unknown processor";
        if (File.Exists("/proc/cpuinfo"))
            model = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? model;
        return $"{model}, {Environment.ProcessorCount} cores, {Environment.OSVersion.VersionString}";
    }

    private static string Git(string arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Root };
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output.Trim();
    }

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "global.json")))
            directory = directory.Parent ?? throw new InvalidOperationException("the benchmark runs from inside the repository");
        return directory.FullName;
    }
}
