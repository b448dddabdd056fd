using System.Text;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Syntax;

namespace ClaudeLang.FileTests;

/// <summary>How a library function is broken.</summary>
internal enum Breakage
{
    /// <summary>It does nothing and gives nil.</summary>
    DoesNothing,
    /// <summary>It gives something else, unless that is nil: the other boolean, another number, a longer string, else nil.</summary>
    GivesWrong,
}

/// <summary>The library, and in it each function once more for each way to break it. There they call the true ones; the library's own functions go on calling those.</summary>
internal static class BrokenLibrary
{
    private const string Wrong = """
        (define (%wrong v)
          (cond ((bool? v) (not v))
                ((number? v) (if (= v 0) 1 0))
                ((string? v) (concat v "?"))
                (else nil)))
        """;

    private static readonly Lazy<StandardLibrary> All = new(() => new StandardLibrary(new SourceText(Prelude.FileName, Text())));

    public static StandardLibrary Library => All.Value;

    /// <summary>The library's functions: what of its names is no special form.</summary>
    public static IEnumerable<string> Functions => StandardLibrary.Instance.Names.Except(Expander.Reserved).Order(StringComparer.Ordinal);

    /// <summary>A program in which the function is broken: its own definition goes before the library's. Its lines stay where they are.</summary>
    public static string Break(string program, string name, Breakage breakage) => $"(define {name} {BrokenName(name, breakage)}) {program}";

    private static string BrokenName(string name, Breakage breakage) => $"{breakage}-{name}";

    private static string Text()
    {
        var text = new StringBuilder(Prelude.Text).Append('\n').Append(Wrong).Append('\n');
        foreach (string name in Functions)
        {
            text.Append($"(define ({BrokenName(name, Breakage.DoesNothing)} . args) nil)\n");
            text.Append($"(define ({BrokenName(name, Breakage.GivesWrong)} . args) (%wrong (apply {name} args)))\n");
        }
        return text.ToString();
    }
}
