using System.Diagnostics;

namespace ClaudeLang.Repo.Tests;

/// <summary>The tracked files of the repository these tests were built from.</summary>
internal static class Repository
{
    public static readonly string Root = FindRoot();

    /// <summary>Paths below the root, with `/`.</summary>
    public static readonly IReadOnlyList<string> Files = List();

    public static IEnumerable<string> Under(string folder, string extension) =>
        Files.Where(file => file.StartsWith(folder, StringComparison.Ordinal) && file.EndsWith(extension, StringComparison.Ordinal));

    public static string FullPath(string file) => Path.Combine(Root, file);
    public static string Read(string file) => File.ReadAllText(FullPath(file));
    public static string[] Lines(string file) => File.ReadAllLines(FullPath(file));
    public static bool Exists(string path) => File.Exists(FullPath(path)) || Directory.Exists(FullPath(path));

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "global.json")))
            directory = directory.Parent ?? throw new InvalidOperationException("these tests run from inside the repository");
        return directory.FullName;
    }

    /// <summary>What git tracks, and what it would: a new file is judged before it is committed.</summary>
    private static List<string> List()
    {
        var start = new ProcessStartInfo("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"]) { RedirectStandardOutput = true, WorkingDirectory = Root };
        using Process git = Process.Start(start)!;
        string output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        return [.. output.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(file => File.Exists(Path.Combine(Root, file))).Distinct().Order(StringComparer.Ordinal)];
    }
}
