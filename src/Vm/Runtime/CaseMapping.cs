using System.Text;

namespace ClaudeLang.Vm.Runtime;

/// <summary>Unicode's simple case mapping: one code point to one, independent of any language.</summary>
public static class CaseMapping
{
    public static int ToUpper(int codePoint) => Rune.ToUpperInvariant(new Rune(codePoint)).Value;
    public static int ToLower(int codePoint) => Rune.ToLowerInvariant(new Rune(codePoint)).Value;
}
