using System.Globalization;
using System.Text;

namespace ClaudeLang.Vm.Runtime;

/// <summary>`json-stringify`. A value inside itself, or one that JSON has nothing for, is a :type error.</summary>
internal sealed unsafe class JsonWriter
{
    private const string Function = "json-stringify";
    private readonly StringBuilder _out = new();
    private readonly Stack<Open> _open = new();
    private readonly HashSet<ulong> _inside = [];

    /// <summary>A collection that is being written; Items are its elements, or keys and values in turn.</summary>
    private sealed class Open
    {
        public required Value Collection { get; init; }
        public required Value[] Items { get; init; }
        public required bool IsObject { get; init; }
        public int Next { get; set; }
    }

    public static Value Stringify(BuiltinContext c, Value* args, int count) => c.Heap.AllocateString(new JsonWriter().Run(args[0]));

    private string Run(Value v)
    {
        One(v);
        while (_open.TryPeek(out Open? open))
        {
            LongWork.Step(_out.Length);
            if (open.Next == open.Items.Length)
            {
                _out.Append(open.IsObject ? '}' : ']');
                _inside.Remove(open.Collection.Bits);
                _open.Pop();
                continue;
            }
            if (open.Next > 0) _out.Append(',');
            if (open.IsObject)
            {
                Text(KeyText(open.Items[open.Next++]));
                _out.Append(':');
            }
            One(open.Items[open.Next++]);
        }
        return _out.ToString();
    }

    private void One(Value v)
    {
        if (Objects.TryInt(v, out long n)) _out.Append(CultureInfo.InvariantCulture, $"{n}");
        else if (Objects.TryFloat(v, out double d)) _out.Append(double.IsFinite(d) ? FloatText.Of(d) : throw Faults.Type(Function, 1, "a finite number", v));
        else if (Objects.IsString(v)) Text(Heap.TextOf(v));
        else if (v.IsKind(ImmediateKind.Symbol) || v.IsKind(ImmediateKind.Keyword)) Text(Names.TextOf(v));
        else if (v.IsNil) _out.Append("null");
        else if (v.IsBool) _out.Append(v.IsTruthy ? "true" : "false");
        else if (Sequences.IsIndexed(v)) Array(v);
        else if (Objects.Is(v, ObjectType.Dict) || Objects.Is(v, ObjectType.Table)) Begin(v, [.. Maps.Entries(v).SelectMany(entry => new[] { entry.Key, entry.Value })], isObject: true);
        else throw Faults.Type(Function, 1, "a JSON value", v);
    }

    private void Array(Value v)
    {
        if (Objects.Is(v, ObjectType.FloatVector))
        {
            _out.Append('[');
            for (long i = 0; i < Objects.Length(v); i++)
            {
                double d = Objects.Doubles(v)[i];
                _out.Append(i > 0 ? "," : "").Append(double.IsFinite(d) ? FloatText.Of(d) : throw Faults.Type(Function, 1, "a finite number", v));
            }
            _out.Append(']');
            return;
        }
        var items = new Value[Sequences.LengthOf(v)];
        Value rest = v;
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = Objects.IsCons(rest) ? Objects.Head(rest) : Objects.Is(v, ObjectType.ByteVector) ? Value.FromFixnum(Objects.Bytes(v)[i])
                : Objects.Element(Objects.Is(v, ObjectType.Buffer) ? Objects.Word(v, Objects.BufferStorage) : v, i);
            if (Objects.IsCons(rest)) rest = Objects.Tail(rest);
        }
        Begin(v, items, isObject: false);
    }

    private void Begin(Value v, Value[] items, bool isObject)
    {
        if (!_inside.Add(v.Bits) && !v.IsEmpty) throw Faults.Type(Function, 1, "a value that does not contain itself", v);
        _out.Append(isObject ? '{' : '[');
        _open.Push(new Open { Collection = v, Items = items, IsObject = isObject });
    }

    private static string KeyText(Value key) =>
        Objects.IsString(key) ? Heap.TextOf(key)
        : key.IsKind(ImmediateKind.Symbol) || key.IsKind(ImmediateKind.Keyword) ? Names.TextOf(key)
        : throw Faults.Type(Function, 1, "String or Keyword keys", key);

    private void Text(string text)
    {
        _out.Append('"');
        foreach (char c in text)
        {
            switch (c)
            {
                case '"' or '\\': _out.Append('\\').Append(c); break;
                case '\n': _out.Append("\\n"); break;
                case '\t': _out.Append("\\t"); break;
                case '\r': _out.Append("\\r"); break;
                case '\b': _out.Append("\\b"); break;
                case '\f': _out.Append("\\f"); break;
                case < ' ': _out.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"); break;
                default: _out.Append(c); break;
            }
        }
        _out.Append('"');
    }
}
