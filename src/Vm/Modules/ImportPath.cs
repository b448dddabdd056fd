namespace ClaudeLang.Vm.Modules;

/// <summary>Where an import leads: a path from the file that it stands in, by the text alone, so that every machine comes to the same answer.</summary>
public static class ImportPath
{
    public const string Extension = ".cl", LibraryPrefix = "std/";

    public static bool IsLibrary(string path) => path.StartsWith(LibraryPrefix, StringComparison.Ordinal);

    /// <param name="importer">The importing file, absolute or from the working directory.</param>
    public static string Resolve(string importer, string path)
    {
        string file = path.EndsWith(Extension, StringComparison.Ordinal) ? path : path + Extension;
        return Normalize(file.StartsWith('/') ? file : importer[..(importer.LastIndexOf('/') + 1)] + file);
    }

    /// <summary>The file's name without folder and extension: the name of a module that gives itself none.</summary>
    public static string ModuleName(string file)
    {
        string name = file[(file.LastIndexOf('/') + 1)..];
        return name.EndsWith(Extension, StringComparison.Ordinal) ? name[..^Extension.Length] : name;
    }

    // Steps up that have nothing to go up from stay where they are.
    private static string Normalize(string path)
    {
        var parts = new List<string>();
        bool isAbsolute = path.StartsWith('/');
        foreach (string part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".") continue;
            if (part != "..") parts.Add(part);
            else if (parts.Count > 0 && parts[^1] != "..") parts.RemoveAt(parts.Count - 1);
            else if (!isAbsolute) parts.Add(part);
        }
        return (isAbsolute ? "/" : "") + string.Join('/', parts);
    }
}
