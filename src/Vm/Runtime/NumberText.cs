using System.Globalization;

namespace ClaudeLang.Vm.Runtime;

/// <summary>Number literals in strings, as the reader takes them: `42 -17 +5 0xFF`, `3.14 -1e9`.</summary>
public static class NumberText
{
    public static bool TryInt(ReadOnlySpan<char> text, out long n)
    {
        n = 0;
        bool negative = text.Length > 0 && text[0] == '-';
        ReadOnlySpan<char> digits = text.Length > 0 && text[0] is '-' or '+' ? text[1..] : text;
        if (digits.Length == 0) return false;
        ulong magnitude = 0;
        foreach (char c in digits)
        {
            if (!char.IsAsciiDigit(c)) return false;
            if (magnitude > (ulong.MaxValue - 9) / 10) return false;
            magnitude = (magnitude * 10) + (uint)(c - '0');
        }
        if (magnitude > (negative ? 1UL << 63 : long.MaxValue)) return false;
        n = negative ? unchecked(-(long)magnitude) : (long)magnitude;
        return true;
    }

    /// <summary>Digits, then a fraction or an exponent or both; beyond the range of a Float is false.</summary>
    public static bool TryFloat(ReadOnlySpan<char> text, out double d)
    {
        switch (text)
        {
            case "inf": d = double.PositiveInfinity; return true;
            case "-inf": d = double.NegativeInfinity; return true;
            case "nan": d = double.NaN; return true;
        }
        d = 0;
        return IsFloat(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out d) && double.IsFinite(d);
    }

    private static bool IsFloat(ReadOnlySpan<char> text)
    {
        int i = text.Length > 0 && text[0] is '-' or '+' ? 1 : 0;
        if (!Digits(text, ref i)) return false;
        if (i < text.Length && text[i] == '.')
        {
            i++;
            if (!Digits(text, ref i)) return false;
        }
        if (i < text.Length && text[i] is 'e' or 'E')
        {
            i++;
            if (i < text.Length && text[i] is '-' or '+') i++;
            if (!Digits(text, ref i)) return false;
        }
        return i == text.Length;
    }

    private static bool Digits(ReadOnlySpan<char> text, ref int i)
    {
        int start = i;
        while (i < text.Length && char.IsAsciiDigit(text[i])) i++;
        return i > start;
    }
}
