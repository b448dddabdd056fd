using System.Text;
using System.Text.RegularExpressions;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Syntax;

namespace ClaudeLang.FileTests;

/// <summary>
/// The library with each function, and each effect as one, once more as `true-NAME`, and with what makes a broken function of one: see <see cref="Breakages"/>. A program in
/// which one is broken defines its name anew; the library's own functions go on calling the true ones.
/// </summary>
internal static class BrokenLibrary
{
    private const string Makers = """
        (define (%wrong v)
          (cond ((bool? v) (not v))
                ((number? v) (if (= v 0) 1 0))
                ((string? v) (concat v "?"))
                ((nil? v) 0)
                (else nil)))
        (define (%is-own e kind teller)
          (and (Error? e) (= (Error-kind e) kind) (starts-with? (Error-message e) (concat teller ":"))))
        (define (break-nothing f) (define (broken . args) (apply f args)) broken)
        (define (break-all f) (define (broken . args) nil) broken)
        (define (break-result f) (define (broken . args) (%wrong (apply f args))) broken)
        (define (break-errors f kind teller)
          (define (broken . args)
            (try (apply f args)
              (catch e (if (%is-own e kind teller) nil (throw e)))))
          broken)
        """;

    private static readonly Lazy<StandardLibrary> All = new(() => new StandardLibrary(new SourceText(Prelude.FileName, Text())));

    public static StandardLibrary Library => All.Value;

    /// <summary>The library's functions: what of its names is no special form.</summary>
    public static IEnumerable<string> Functions => StandardLibrary.Instance.Names.Except(Expander.Reserved).Order(StringComparer.Ordinal);

    /// <summary>A program in which the function is another: its own definition goes before the library's. Its lines stay where they are.</summary>
    /// <param name="breakage">One of <see cref="Breakages"/>.</param>
    public static string Break(string program, string name, string breakage) => $"(define {name} ({string.Format(null, breakage, True(name))})) {program}";

    /// <summary>A program in which an effect is another function, wherever its name stands but in a clause of a `handler`.</summary>
    public static string BreakEffect(string program, string name, string breakage) =>
        Regex.Replace(program, BrokenPrograms.Word(name) + @"(?! \(lambda)", $"({string.Format(null, breakage, True(name))})");

    /// <summary>No name can be bound that has a colon in it.</summary>
    private static string True(string name) => "true-" + name.Replace(':', '.');

    /// <summary>The name that the function's errors begin with.</summary>
    public static string Teller(string name) => BuiltinTable.TryFind(name)?.Name ?? name;

    private static string Text()
    {
        var text = new StringBuilder(Prelude.Text).Append('\n').Append(Makers).Append('\n');
        foreach (string name in Functions.Concat(EffectTable.All.Select(row => row.Name)).Concat(EffectTable.Control)) text.Append($"(define {True(name)} {name})\n");
        return text.ToString();
    }
}

/// <summary>How a library function is broken: a call that makes another function of it, {0}.</summary>
internal static class Breakages
{
    /// <summary>It is another function that does and gives the same. Who sees this sees which function it is, not what it does.</summary>
    public const string None = "break-nothing {0}";
    /// <summary>It does nothing and gives nil.</summary>
    public const string DoesNothing = "break-all {0}";
    /// <summary>It gives something else: the other boolean, another number, a longer string, 0 for nil, else nil.</summary>
    public const string GivesWrong = "break-result {0}";
    /// <summary>It is this other function, in which TRUE stands for the one that it takes the place of.</summary>
    public static string Instead(string function) => "break-nothing " + function.Replace("TRUE", "{0}", StringComparison.Ordinal);
    /// <summary>Instead of an error of this kind it gives nil. Errors of functions that it calls are not its own.</summary>
    public static string NeverRaises(string name, string kind) => $"break-errors {{0}} {kind} \"{BrokenLibrary.Teller(name)}\"";
}
