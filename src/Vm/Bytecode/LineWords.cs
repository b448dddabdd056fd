using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ClaudeLang.Vm.Bytecode;

/// <summary>The words of one line of <see cref="ChunkText"/>: brackets alone, texts in quotes or bars with their quotes still on, all else between spaces. `;` ends the line.</summary>
internal sealed class LineWords
{
    private readonly string _text;
    private readonly int _line;
    private readonly List<string> _words = [];
    private int _next;

    public LineWords(string text, int line)
    {
        (_text, _line) = (text, line);
        for (int at = 0; at < _text.Length && _text[at] != ';';)
        {
            int end = char.IsWhiteSpace(_text[at]) ? at + 1 : End(at);
            if (!char.IsWhiteSpace(_text[at])) _words.Add(_text[at..end]);
            at = end;
        }
    }

    private int End(int at)
    {
        if (IsBracket(_text[at])) return at + 1;
        if (_text[at] == ':' && at + 1 < _text.Length && _text[at + 1] == '|') at++;
        if (_text[at] is '"' or '|') return QuoteEnd(at);
        while (at < _text.Length && !char.IsWhiteSpace(_text[at]) && !IsBracket(_text[at]) && _text[at] is not ('"' or '|' or ';')) at++;
        return at;
    }

    private int QuoteEnd(int start)
    {
        for (int at = start + 1; at < _text.Length; at++)
        {
            if (_text[at] == '\\') at++;
            else if (_text[at] == _text[start]) return at + 1;
        }
        throw Bad($"the {_text[start]} has no end");
    }

    private static bool IsBracket(char c) => c is '[' or ']' or '{' or '}';

    private ChunkTextException Bad(string message) => new(_line, message);

    public bool AtEnd => _next == _words.Count;
    public string Peek() => AtEnd ? throw Bad("the line ends too early") : _words[_next];

    public string Next()
    {
        string word = Peek();
        _next++;
        return word;
    }

    public bool Skip(string word)
    {
        if (AtEnd || Peek() != word) return false;
        _next++;
        return true;
    }

    public void Expect(string word)
    {
        string found = Next();
        if (found != word) throw Bad($"{word} expected, not '{found}'");
    }

    public int Int(int min = int.MinValue, int max = int.MaxValue)
    {
        string word = Next();
        if (!int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int n)) throw Bad($"a number expected, not '{word}'");
        return n >= min && n <= max ? n : throw Bad($"{n} is not in {min} .. {max}");
    }

    public uint Hex()
    {
        string word = Next();
        return word.StartsWith("0x", StringComparison.Ordinal) && uint.TryParse(word.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint bits)
            ? bits
            : throw Bad($"a word like 0x00000001 expected, not '{word}'");
    }

    public string Quoted(char quote)
    {
        string word = Next();
        return word[0] == quote ? Unquote(word) : throw Bad($"a text in {quote} expected, not '{word}'");
    }

    /// <summary>A symbol, in bars or without.</summary>
    public string Name() => Peek()[0] == '|' ? Unquote(Next()) : Next();

    private string Unquote(string word)
    {
        var text = new StringBuilder();
        for (int at = 1; at < word.Length - 1; at++)
        {
            if (word[at] != '\\') { text.Append(word[at]); continue; }
            at++;
            switch (word[at])
            {
                case 'n': text.Append('\n'); break;
                case 't': text.Append('\t'); break;
                case 'u' when word.IndexOf('}', at) is int close and > 0 && ushort.TryParse(word.AsSpan(at + 2, close - at - 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit):
                    text.Append((char)unit);
                    at = close;
                    break;
                case '\\' or '"' or '|': text.Append(word[at]); break;
                default: throw Bad($"no escape is \\{word[at]}");
            }
        }
        return text.ToString();
    }

    public Constant Constant(int depth = 0)
    {
        if (depth > ChunkLimits.ConstantDepthMax) throw Bad($"a constant is nested deeper than {ChunkLimits.ConstantDepthMax}");
        string word = Next();
        switch (word)
        {
            case "nil": return new Constant.Nil();
            case "true": return new Constant.Bool(true);
            case "false": return new Constant.Bool(false);
            case "#unbound": return new Constant.Unbound();
            case "#builtin": return new Constant.Builtin(Name());
            case "[": return new Constant.List(Items("]", depth));
            case "{": return new Constant.Dict(Items("}", depth));
            default: break;
        }
        return word[0] switch
        {
            '"' => new Constant.String(Unquote(word)),
            '|' => new Constant.Symbol(Unquote(word)),
            ':' when word.Length > 1 => new Constant.Keyword(word[1] == '|' ? Unquote(word[1..]) : word[1..]),
            '#' => new Constant.Float(FloatBits(word)),
            ']' or '}' or ':' => throw Bad($"a constant expected, not '{word}'"),
            _ when ConstantText.LooksLikeNumber(word) => Numeric(word),
            _ => new Constant.Symbol(word),
        };
    }

    private ImmutableArray<Constant> Items(string close, int depth)
    {
        var items = ImmutableArray.CreateBuilder<Constant>();
        while (!Skip(close)) items.Add(Constant(depth + 1));
        return items.ToImmutable();
    }

    private double FloatBits(string word)
    {
        const string prefix = "#float:";
        return word.StartsWith(prefix, StringComparison.Ordinal) && ulong.TryParse(word.AsSpan(prefix.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong bits)
            ? BitConverter.UInt64BitsToDouble(bits)
            : throw Bad($"no constant is written '{word}'");
    }

    private Constant Numeric(string word)
    {
        if (long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long n)) return new Constant.Int(n);
        return word.AsSpan().ContainsAny('.', 'E') && double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double d) ? new Constant.Float(d) : throw Bad($"'{word}' is no number");
    }
}
