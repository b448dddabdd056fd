using System.Collections.Immutable;
using System.Reflection;
using ClaudeLang.Vm.Syntax;

namespace ClaudeLang.Vm.Modules;

/// <summary>The library's files that a program has to import: `std/…`, written in ClaudeLang, one resource each.</summary>
public static class StandardModules
{
    private static readonly Assembly Home = typeof(StandardModules).Assembly;

    /// <summary>`std/list` and so on.</summary>
    public static ImmutableArray<string> Paths { get; } =
        [.. Home.GetManifestResourceNames().Where(ImportPath.IsLibrary).Select(name => name[..^ImportPath.Extension.Length]).Order(StringComparer.Ordinal)];

    /// <summary>The file `std/….cl`; null if the library has none of that name.</summary>
    public static SourceText? Find(string file)
    {
        using Stream? stream = Home.GetManifestResourceStream(file);
        if (stream is null) return null;
        using var reader = new StreamReader(stream);
        return new SourceText(file, reader.ReadToEnd());
    }
}
