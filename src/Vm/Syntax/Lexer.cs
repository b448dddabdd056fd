using System.Globalization;
using System.Text;
using ClaudeLang.Vm.Bytecode;

namespace ClaudeLang.Vm.Syntax;

public enum TokenKind { End, Open, Close, Quote, Datum }

/// <summary>Cuts a source text into tokens. A bad literal is reported and stands for nil, so that reading goes on.</summary>
public sealed class Lexer
{
    private readonly SourceText _source;
    private readonly string _text;
    private readonly DiagnosticBag _diagnostics;
    private int _at;
    private int _placed; // StartPosition is the place of this offset

    public Lexer(SourceText source, DiagnosticBag diagnostics)
    {
        _source = source;
        _text = source.Text;
        _diagnostics = diagnostics;
        if (_text.StartsWith('\uFEFF')) _at = _placed = 1;
        if (_text.AsSpan(_at).StartsWith("#!")) SkipLine();
        if (HalfPair(_text) is int half) Report(Messages.HalfOfAPair, half);
    }

    /// <summary>Where a text that did not come from UTF-8 has a surrogate alone, which no string of the language can hold.</summary>
    private static int? HalfPair(string text)
    {
        for (int i = 0; ; i += 2)
        {
            int next = text.AsSpan(i).IndexOfAnyInRange('\ud800', '\udfff');
            if (next < 0) return null;
            i += next;
            if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return i;
        }
    }

    /// <summary>Of the last token: where it begins, its bracket, its datum.</summary>
    public SourcePosition StartPosition { get; private set; } = new(1, 1);
    public int Start { get; private set; }
    public char Bracket { get; private set; }
    public Datum? Value { get; private set; }

    public TokenKind Next()
    {
        SkipBlanks();
        Start = _at;
        Place();
        if (_at >= _text.Length) return TokenKind.End;
        char c = _text[_at];
        switch (c)
        {
            case '(' or '[' or '{':
                Bracket = c;
                _at++;
                return TokenKind.Open;
            case ')' or ']' or '}':
                Bracket = c;
                _at++;
                return TokenKind.Close;
            case '\'':
                _at++;
                return TokenKind.Quote;
            case '"':
                Value = new AtomDatum(StartPosition, new Constant.String(ReadString()));
                return TokenKind.Datum;
        }
        while (_at < _text.Length && !IsDelimiter(_text[_at])) _at++;
        Value = Atom(_text[Start.._at]);
        return TokenKind.Datum;
    }

    // Counts on from the token before: asking the source each time would make one long line quadratic.
    private void Place()
    {
        (int line, int column) = (StartPosition.Line, StartPosition.Column);
        for (; _placed < Start; _placed++)
        {
            if (_text[_placed] == '\n') (line, column) = (line + 1, 1);
            else if (!char.IsLowSurrogate(_text[_placed])) column++;
        }
        StartPosition = new SourcePosition(line, column);
    }

    private void Report(Message message, int offset, params object[] arguments) =>
        _diagnostics.Report(message, offset == Start ? StartPosition : _source.PositionAt(offset), arguments);

    private void SkipBlanks()
    {
        while (_at < _text.Length)
        {
            if (IsBlank(_text[_at])) _at++;
            else if (_text[_at] == ';') SkipLine();
            else if (IsAt("#|")) SkipComment();
            else return;
        }
    }

    // Patterns, here and below: .NET's searches for sets of characters use the widest vectors of the machine, so it compiles them at every start.

    /// <summary>Unicode White_Space, and the comma.</summary>
    private static bool IsBlank(char c) => c is ' ' or '\n' or '\t' or '\v' or '\f' or '\r' or ','
        or '\u0085' or '\u00a0' or '\u1680' or (>= '\u2000' and <= '\u200a') or '\u2028' or '\u2029' or '\u202f' or '\u205f' or '\u3000';

    /// <summary>Where an atom ends.</summary>
    private static bool IsDelimiter(char c) => c is '(' or ')' or '[' or ']' or '{' or '}' or '"' or ';' or '\'' || IsBlank(c);

    private bool IsAt(string what) => _text.AsSpan(_at).StartsWith(what);

    private void SkipLine()
    {
        int end = _text.IndexOf('\n', _at);
        _at = end < 0 ? _text.Length : end;
    }

    private void SkipComment()
    {
        int start = _at, depth = 0;
        while (_at < _text.Length)
        {
            int step = 2;
            if (IsAt("#|")) depth++;
            else if (IsAt("|#")) depth--;
            else step = 1;
            _at += step;
            if (depth == 0) return;
        }
        Report(Messages.CommentNotClosed, start);
    }

    private string ReadString()
    {
        var result = new StringBuilder();
        int start = _at++;
        while (_at < _text.Length)
        {
            char c = _text[_at];
            if (c == '"')
            {
                _at++;
                return result.ToString();
            }
            if (c == '\\') ReadEscape(result);
            else
            {
                result.Append(c);
                _at++;
            }
        }
        Report(Messages.StringNotClosed, start);
        return "";
    }

    private void ReadEscape(StringBuilder result)
    {
        int start = _at;
        if (_at + 1 >= _text.Length)
        {
            _at++;
            return; // the string is not closed either, and that is said
        }
        char c = _text[_at + 1];
        _at += 2;
        int known = "ntr0\"\\".IndexOf(c, StringComparison.Ordinal);
        if (known >= 0) result.Append("\n\t\r\0\"\\"[known]);
        else if (c == 'u') ReadCodePoint(result, start);
        else
        {
            if (char.IsHighSurrogate(c) && _at < _text.Length) _at++;
            Report(Messages.UnknownEscape, start, _text[(start + 1).._at]);
        }
    }

    private void ReadCodePoint(StringBuilder result, int start)
    {
        int from = _at + 1, to = from;
        while (to < _text.Length && char.IsAsciiHexDigit(_text[to])) to++;
        bool framed = _at < _text.Length && _text[_at] == '{' && to < _text.Length && _text[to] == '}' && to - from is >= 1 and <= 6;
        int value = framed ? int.Parse(_text.AsSpan(from, to - from), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) : -1;
        if (Rune.IsValid(value)) result.Append(new Rune(value).ToString());
        else Report(Messages.BadCodePoint, start);
        if (framed) _at = to + 1;
    }

    private Datum Atom(string token)
    {
        SourcePosition position = StartPosition;
        Constant? constant = token switch
        {
            "#t" or "true" => new Constant.Bool(true),
            "#f" or "false" => new Constant.Bool(false),
            "nil" => new Constant.Nil(),
            _ when LooksLikeNumber(token) => Number(token),
            _ when token[0] == '#' => Bad(Messages.UnknownHash, token),
            _ when token[0] == ':' && token.Length > 1 => new Constant.Keyword(token[1..]),
            _ => null,
        };
        return constant is null ? new NameDatum(position, token) : new AtomDatum(position, constant);
    }

    private Constant.Nil Bad(Message message, string token)
    {
        Report(message, Start, Shortened(token));
        return new Constant.Nil();
    }

    private static string Shortened(string token) => token.Length <= 60 ? token : token[..28] + "…" + token[^28..];

    // an optional sign, an optional point, a digit: nothing that begins so is a name
    private static bool LooksLikeNumber(string token)
    {
        int i = token[0] is '+' or '-' ? 1 : 0;
        if (i < token.Length && token[i] == '.') i++;
        return i < token.Length && char.IsAsciiDigit(token[i]);
    }

    private Constant Number(string token)
    {
        ReadOnlySpan<char> digits = token[0] is '+' or '-' ? token.AsSpan(1) : token;
        bool negative = token[0] == '-';
        if (digits.Length > 2 && digits[0] == '0' && digits[1] is 'x' or 'X') return Hex(token, digits[2..], negative);
        int whole = DigitsAt(digits, 0), end = whole;
        if (whole == 0) return Bad(Messages.MalformedNumber, token);
        if (whole == digits.Length)
            return long.TryParse(token, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
                ? new Constant.Int(value) : Bad(Messages.IntTooLarge, token);
        if (digits[end] == '.')
        {
            int fraction = DigitsAt(digits, end + 1);
            if (fraction == 0) return Bad(Messages.MalformedNumber, token);
            end += 1 + fraction;
        }
        if (end < digits.Length && digits[end] is 'e' or 'E')
        {
            int sign = end + 1 < digits.Length && digits[end + 1] is '+' or '-' ? 1 : 0;
            int exponent = DigitsAt(digits, end + 1 + sign);
            if (exponent == 0) return Bad(Messages.MalformedNumber, token);
            end += 1 + sign + exponent;
        }
        if (end < digits.Length) return Bad(Messages.MalformedNumber, token);
        double number = double.Parse(token, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(number) ? new Constant.Float(number) : Bad(Messages.FloatTooLarge, token);
    }

    // A 64-bit pattern; a minus sign negates it modulo 2^64.
    private Constant Hex(string token, ReadOnlySpan<char> digits, bool negative)
    {
        foreach (char c in digits)
            if (!char.IsAsciiHexDigit(c)) return Bad(Messages.MalformedNumber, token);
        if (digits.Length > 16) return Bad(Messages.HexTooLong, token);
        long value = unchecked((long)ulong.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        return new Constant.Int(negative ? unchecked(-value) : value);
    }

    private static int DigitsAt(ReadOnlySpan<char> text, int from)
    {
        int to = from;
        while (to < text.Length && char.IsAsciiDigit(text[to])) to++;
        return Math.Max(0, to - from);
    }
}
