using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace ClaudeLang.Vm.Bytecode;

/// <summary>
/// Constants as text, each kind with a look of its own: `nil true -1 2.5 #float:7ff8000000000000 "text" name |odd name| :key :|odd key| [list] {k v} #builtin map #unbound`.
/// In quotes and bars `\` begins an escape.
/// </summary>
public static class ConstantText
{
    public static string Print(Constant constant)
    {
        var text = new StringBuilder();
        var pending = new Stack<object>([constant]);
        while (pending.TryPop(out object? next))
        {
            if (next is string close) text.Append(close);
            else if (next is Constant.List list) Open(text, pending, '[', list.Items, "]");
            else if (next is Constant.Dict dict) Open(text, pending, '{', dict.Items, "}");
            else Separate(text).Append(Simple((Constant)next));
        }
        return text.ToString();
    }

    private static void Open(StringBuilder text, Stack<object> pending, char open, ImmutableArray<Constant> items, string close)
    {
        Separate(text).Append(open);
        pending.Push(close);
        for (int i = items.Length - 1; i >= 0; i--) pending.Push(items[i]);
    }

    private static StringBuilder Separate(StringBuilder text) => text.Length == 0 || text[^1] is '[' or '{' ? text : text.Append(' ');

    private static string Simple(Constant constant) => constant switch
    {
        Constant.Nil => "nil",
        Constant.Bool b => b.Value ? "true" : "false",
        Constant.Int n => n.Value.ToString(CultureInfo.InvariantCulture),
        Constant.Float f => Float(f.Value),
        Constant.String s => Quote(s.Value, '"'),
        Constant.Symbol s => Name(s.Name),
        Constant.Keyword k => ":" + (IsWord(k.Name) ? k.Name : Quote(k.Name, '|')),
        Constant.Builtin b => "#builtin " + Name(b.Name),
        Constant.Unbound => "#unbound",
        _ => throw new ArgumentException($"No text for the constant {constant}."),
    };

    private static string Float(double d)
    {
        if (!double.IsFinite(d)) return $"#float:{BitConverter.DoubleToUInt64Bits(d):x16}";
        string digits = d.ToString("R", CultureInfo.InvariantCulture);
        return digits.AsSpan().ContainsAny('.', 'E') ? digits : digits + ".0";
    }

    /// <summary>A symbol as it stands, or in bars if it could be taken for something else.</summary>
    public static string Name(string name) => IsWord(name) && name[0] != ':' && !LooksLikeNumber(name) && name is not ("nil" or "true" or "false") ? name : Quote(name, '|');

    public static bool LooksLikeNumber(string word) => char.IsAsciiDigit(word[0]) || (word.Length > 1 && word[0] is ('-' or '+') && char.IsAsciiDigit(word[1]));

    private static bool IsWord(string name) => name.Length > 0 && name[0] != '#' && name.All(c => char.IsAsciiLetterOrDigit(c) || "!?*+-/<>=_%.:&$~^@#".Contains(c));

    public static string Quote(string text, char quote)
    {
        var quoted = new StringBuilder().Append(quote);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == quote || c == '\\') quoted.Append('\\').Append(c);
            else if (c == '\n') quoted.Append("\\n");
            else if (c == '\t') quoted.Append("\\t");
            else if (char.IsSurrogatePair(text, i)) quoted.Append(c).Append(text[++i]);
            else if (char.IsControl(c) || char.IsSurrogate(c)) quoted.Append(CultureInfo.InvariantCulture, $"\\u{{{(int)c:x}}}");
            else quoted.Append(c);
        }
        return quoted.Append(quote).ToString();
    }
}
