using System.Text;

namespace ClaudeLang.Vm.Runtime;

/// <summary>Unicode's simple case mapping: one code point to one, independent of any language.</summary>
public static class CaseMapping
{
    public static int ToUpper(int codePoint) => codePoint switch
    {
        DotlessI => 'I',
        LongS => 'S',
        _ => Rune.ToUpperInvariant(new Rune(codePoint)).Value,
    };

    public static int ToLower(int codePoint) => codePoint == DottedI ? 'i' : Rune.ToLowerInvariant(new Rune(codePoint)).Value;

    // .NET's invariant mapping leaves these three alone, Unicode does not.
    private const int DottedI = 0x130, DotlessI = 0x131, LongS = 0x17F;
}
