namespace ClaudeLang.FileTests;

/// <summary>The repository's folder, and the programs below `tests/FileTests/Files/`.</summary>
internal static class TestFiles
{
    public static readonly string Root = FindRoot();
    public static readonly string Folder = Path.Combine(Root, "tests", "FileTests", "Files");

    /// <summary>Their paths below <see cref="Folder"/>: all but what lies in a folder `lib`, which is there to be imported.</summary>
    public static IEnumerable<string> All => Directory.EnumerateFiles(Folder, "*.cl", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file))
        .Where(file => !file.Contains("/lib/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public static string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "ClaudeLang.Cluster.sln"))) directory = directory.Parent;
        return directory.FullName;
    }
}
