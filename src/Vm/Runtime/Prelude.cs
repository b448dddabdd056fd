using System.Reflection;

namespace ClaudeLang.Vm.Runtime;

/// <summary>
/// The part of the library that is written in ClaudeLang, so that callbacks never cross C#. One program: its top-level definitions are
/// the library's names; those that begin with `%` are not for programs.
/// </summary>
public static class Prelude
{
    public const string FileName = "std/prelude.cl";

    private static readonly Lazy<string> AllText = new(Load);

    /// <summary>The source of all topics, one after the other.</summary>
    public static string Text => AllText.Value;

    /// <summary>How many arguments a function takes that has optional ones, which it counts itself (`%check-count`); -1: any number.</summary>
    public static int ArgumentsMax(string function) => function switch
    {
        "sort" or "vector-sort!" or "float-vector-sort!" or "byte-vector-sort!" => 2,
        "table-update!" => 4,
        _ => -1,
    };

    private static string Load()
    {
        Assembly assembly = typeof(Prelude).Assembly;
        IEnumerable<string> names = assembly.GetManifestResourceNames().Where(name => name.StartsWith("prelude/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        return string.Join("\n", names.Select(Read));

        string Read(string name)
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            return reader.ReadToEnd();
        }
    }
}
