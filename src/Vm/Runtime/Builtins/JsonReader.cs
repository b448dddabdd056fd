using System.Globalization;
using System.Text;

namespace ClaudeLang.Vm.Runtime;

/// <summary>
/// `json-parse`: objects become dicts with String keys (of equal keys the last wins), arrays lists. A whole number beyond 64 bits becomes
/// a Float; one beyond a Float's range, half of a surrogate pair and anything else that is no JSON are :parse errors.
/// Values stand on a stack of their own until the collection around them closes, so depth is bounded by memory alone.
/// </summary>
internal sealed unsafe class JsonReader(Heap heap, string text)
{
    private readonly Stack<(char Opening, int First)> _open = new();
    private int _at, _count;

    public static Value Parse(BuiltinContext c, Value* args, int count)
    {
        using RootScope scope = c.Heap.Roots();
        Root values = scope.Add(c.Heap.AllocateVector(16, Value.Nil));
        return new JsonReader(c.Heap, Arg.Text("json-parse", args, 0)).Run(values);
    }

    private Value Run(Root values)
    {
        for (; ; )
        {
            char c = Peek();
            if (c is '[' or '{')
            {
                _at++;
                _open.Push((c, _count));
                if (Peek() != Closing)
                {
                    if (c == '{') Key(values);
                    continue;
                }
            }
            else Push(values, Scalar(c));
            CloseAll(values);
            if (_open.Count > 0) continue;
            if (Peek() != '\0' || _at < text.Length) throw Bad("expected the end");
            return Objects.Element(values.Value, 0);
        }
    }

    private char Closing => _open.Peek().Opening == '[' ? ']' : '}';

    /// <summary>After a value: closes what ends here, and stops before the next value.</summary>
    private void CloseAll(Root values)
    {
        while (_open.Count > 0)
        {
            char c = Peek();
            if (c == ',')
            {
                _at++;
                if (Closing == '}') Key(values);
                return;
            }
            if (c != Closing) throw Bad($"expected ',' or '{Closing}'");
            _at++;
            Value collection = Closing == ']' ? List(values, _open.Peek().First) : Dict(values, _open.Peek().First);
            _count = _open.Pop().First;
            Push(values, collection);
        }
    }

    private Value List(Root values, int first)
    {
        Value list = Value.Empty;
        for (int i = _count - 1; i >= first; i--) list = heap.AllocateCons(Objects.Element(values.Value, i), list);
        return list;
    }

    private Value Dict(Root values, int first)
    {
        using RootScope scope = heap.Roots();
        Root dict = scope.Add(Dicts.Create(heap, ObjectType.Dict)), key = scope.Add(Value.Nil), value = scope.Add(Value.Nil);
        for (int i = first; i < _count; i += 2)
        {
            (key.Value, value.Value) = (Objects.Element(values.Value, i), Objects.Element(values.Value, i + 1));
            dict.Value = Dicts.Set(heap, dict, key, value);
        }
        return dict.Value;
    }

    private void Push(Root values, Value value)
    {
        if (_count == Objects.Length(values.Value))
        {
            using RootScope scope = heap.Roots();
            Root held = scope.Add(value);
            Value wider = heap.AllocateVector(_count * 2L, Value.Nil);
            for (int i = 0; i < _count; i++) heap.Store(wider, 1 + i, Objects.Element(values.Value, i));
            values.Value = wider;
            value = held.Value;
        }
        heap.Store(values.Value, 1 + _count++, value);
    }

    private void Key(Root values)
    {
        if (Peek() != '"') throw Bad("expected a string as key");
        Push(values, heap.AllocateString(String()));
        if (Peek() != ':') throw Bad("expected ':'");
        _at++;
    }

    // ---- scalars ----------------------------------------------------------------------------------------------------
    private Value Scalar(char c)
    {
        switch (c)
        {
            case '"': return heap.AllocateString(String());
            case '-' or (>= '0' and <= '9'): return Number();
            case 't' when TryWord("true"): return Value.True;
            case 'f' when TryWord("false"): return Value.False;
            case 'n' when TryWord("null"): return Value.Nil;
            default: throw Bad("expected a value");
        }
    }

    private bool TryWord(string word)
    {
        bool found = string.CompareOrdinal(text, _at, word, 0, word.Length) == 0;
        if (found) _at += word.Length;
        return found;
    }

    private Value Number()
    {
        int start = _at;
        if (text[_at] == '-') _at++;
        if (_at < text.Length && text[_at] == '0') _at++;
        else Digits();
        bool isWhole = true;
        if (_at < text.Length && text[_at] == '.')
        {
            isWhole = false;
            _at++;
            Digits();
        }
        if (_at < text.Length && text[_at] is 'e' or 'E')
        {
            isWhole = false;
            _at++;
            if (_at < text.Length && text[_at] is '+' or '-') _at++;
            Digits();
        }
        ReadOnlySpan<char> number = text.AsSpan(start.._at);
        if (isWhole && NumberText.TryInt(number, out long n)) return heap.FromLong(n);
        double d = double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(d) ? heap.FromDouble(d) : throw Bad($"{number} is beyond the range of a Float");
    }

    private void Digits()
    {
        int start = _at;
        while (_at < text.Length && char.IsAsciiDigit(text[_at])) _at++;
        if (_at == start) throw Bad("expected a digit");
    }

    private string String()
    {
        var s = new StringBuilder();
        for (_at++; ; _at++)
        {
            if (_at >= text.Length || text[_at] < ' ') throw Bad("the string does not end");
            if (text[_at] == '"') break;
            s.Append(text[_at] == '\\' ? Escaped() : text[_at]);
        }
        _at++;
        for (int i = 0; i < s.Length; i++)
        {
            if (char.IsHighSurrogate(s[i]) && i + 1 < s.Length && char.IsLowSurrogate(s[i + 1])) i++;
            else if (char.IsSurrogate(s[i])) throw Bad("half of a surrogate pair");
        }
        return s.ToString();
    }

    /// <summary>Leaves the place at the escape's last character.</summary>
    private char Escaped()
    {
        char c = ++_at < text.Length ? text[_at] : '\0';
        switch (c)
        {
            case '"' or '\\' or '/': return c;
            case 'b': return '\b';
            case 'f': return '\f';
            case 'n': return '\n';
            case 'r': return '\r';
            case 't': return '\t';
            case 'u' when _at + 4 < text.Length && ushort.TryParse(text.AsSpan(_at + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort unit):
                _at += 4;
                return (char)unit;
            default: throw Bad("unknown escape");
        }
    }

    private char Peek()
    {
        while (_at < text.Length && text[_at] is ' ' or '\t' or '\n' or '\r') _at++;
        return _at < text.Length ? text[_at] : '\0';
    }

    private FaultException Bad(string what) => Faults.Of("parse", $"json-parse: {what} at index {_at}");
}
