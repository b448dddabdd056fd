using System.Globalization;
using System.Text;
using ClaudeLang.Vm.Interpreter;

namespace ClaudeLang.Vm.Runtime;

/// <summary>Values as text (language.md, Printing). Works off an explicit stack, so depth is bounded by memory alone. Never allocates on the heap.</summary>
public static unsafe class Printer
{
    private const int ShortMax = 60;

    /// <summary>The display form: a String is its bare text.</summary>
    public static string Display(Value v) => Objects.IsString(v) ? Heap.TextOf(v) : Quoted(v);

    /// <summary>The form inside a collection: Strings quoted.</summary>
    public static string Quoted(Value v) => new Writer(int.MaxValue).Write(v);

    /// <summary>For messages: the quoted form, cut after 60 code points.</summary>
    public static string Short(Value v)
    {
        string text = new Writer(2 * ShortMax).Write(v);
        int end = 0;
        for (int codePoints = 0; codePoints < ShortMax && end < text.Length; codePoints++) end += char.IsSurrogatePair(text, end) ? 2 : 1;
        return end == text.Length ? text : text[..end] + "…";
    }

    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in text)
        {
            switch (c)
            {
                case '\n': quoted.Append("\\n"); break;
                case '\t': quoted.Append("\\t"); break;
                case '\r': quoted.Append("\\r"); break;
                case '"': quoted.Append("\\\""); break;
                case '\\': quoted.Append("\\\\"); break;
                case < ' ' or (>= '\u007F' and < '\u00A0'): quoted.Append(CultureInfo.InvariantCulture, $"\\u{{{(int)c:X}}}"); break;
                default: quoted.Append(c); break;
            }
        }
        return quoted.Append('"').ToString();
    }

    /// <summary>A collection that is being written: where it is and how it ends.</summary>
    private struct Open
    {
        public Value Collection, Cursor;
        public long Index, Length;
        public string Close, Separator;
        /// <summary>Of a dict, set or table: its words in order of printing.</summary>
        public Value[]? Items;
    }

    private sealed class Writer(int max)
    {
        private readonly StringBuilder _out = new();
        private readonly Stack<Open> _open = new();
        private readonly HashSet<ulong> _inside = [];

        public string Write(Value v)
        {
            One(v);
            while (_open.Count > 0 && _out.Length <= max)
            {
                LongWork.Step(_out.Length);
                Open open = _open.Pop();
                if (!TryNext(ref open, out Value next))
                {
                    _out.Append(open.Close);
                    _inside.Remove(open.Collection.Bits);
                    continue;
                }
                _open.Push(open);
                One(next);
            }
            return _out.ToString();
        }

        private void One(Value v)
        {
            if (v.IsFixnum) _out.Append(CultureInfo.InvariantCulture, $"{v.Fixnum}");
            else if (Objects.TryFloat(v, out double d)) _out.Append(FloatText.Of(d));
            else if (v.IsHeap) OneObject(v);
            else OneImmediate(v);
        }

        private void OneImmediate(Value v)
        {
            switch (v.ImmediateKind)
            {
                case ImmediateKind.Symbol: _out.Append(Names.TextOf(v)); break;
                case ImmediateKind.Keyword: _out.Append(':').Append(Names.TextOf(v)); break;
                case ImmediateKind.Builtin: Function(BuiltinTable.Row(v.Payload)); break;
                default:
                    _out.Append(v.IsNil ? "nil" : v.IsEmpty ? "[]" : v.Bits == Value.TrueBits ? "true" : v.Bits == Value.FalseBits ? "false" : "#<undefined>");
                    break;
            }
        }

        private void OneObject(Value v)
        {
            ObjectType type = Objects.TypeOf(v);
            switch (type)
            {
                case ObjectType.BoxedInt: _out.Append(CultureInfo.InvariantCulture, $"{(long)v.Address[1]}"); return;
                case ObjectType.String: _out.Append(Quote(Heap.TextOf(v))); return;
                case ObjectType.Closure: Function(Objects.Handle(v)); return;
                case ObjectType.RecordFunction: Function(Records.NameOf(v), Records.ArityOf(v)); return;
                case ObjectType.Channel: _out.Append("#<channel>"); return;
                case ObjectType.Task: _out.Append("#<task>"); return;
                case ObjectType.Continuation: _out.Append("#<continuation>"); return;
                case ObjectType.StringBuilder: _out.Append("#<string-builder>"); return;
                case ObjectType.RecordType: _out.Append(CultureInfo.InvariantCulture, $"#<record-type {Names.TextOf(Objects.Word(v, Objects.RecordTypeName))}>"); return;
                case ObjectType.Module: _out.Append(CultureInfo.InvariantCulture, $"#<module {Names.TextOf(Objects.Word(v, Objects.ModuleName))}>"); return;
                case ObjectType.Box: One(Objects.Word(v, 1)); return;
            }
            if (!_inside.Add(v.Bits)) _out.Append("...");
            else Begin(v, type);
        }

        private void Begin(Value v, ObjectType type)
        {
            var open = new Open { Collection = v, Cursor = v, Close = "]", Separator = ", ", Length = Objects.Length(v) };
            switch (type)
            {
                case ObjectType.Cons: _out.Append('['); open.Length = long.MaxValue; break;
                case ObjectType.Vector: _out.Append("#["); break;
                case ObjectType.FloatVector: Floats(v); _inside.Remove(v.Bits); return;
                case ObjectType.ByteVector: _out.Append("#b["); break;
                case ObjectType.Buffer: _out.Append("#buffer["); open.Length = Objects.Word(v, Objects.BufferCount).Fixnum; break;
                case ObjectType.Dict: BeginMap(ref open, "{", 2); break;
                case ObjectType.Table: BeginMap(ref open, "#table{", 2); break;
                case ObjectType.Set: BeginMap(ref open, "#{", 1); break;
                case ObjectType.Cell: Begin(ref open, "#<cell ", ">", 1); break;
                case ObjectType.Tuple: BeginFields(ref open, Display(Objects.Word(v, Objects.FieldsTag))); break;
                case ObjectType.Record: BeginFields(ref open, Types.NameOf(v)); break;
                default: throw new BugException($"cannot print a {type}");
            }
            _open.Push(open);
        }

        private void Floats(Value v)
        {
            _out.Append("#f[");
            for (long i = 0; i < Objects.Length(v) && _out.Length <= max; i++)
            {
                Separate(i, ", ");
                _out.Append(FloatText.Of(Objects.Doubles(v)[i]));
            }
            _out.Append(']');
        }

        private void BeginFields(ref Open open, string name) => Begin(ref open, open.Length > 0 ? $"({name} " : $"({name}", ")", open.Length);

        private void BeginMap(ref Open open, string text, int wordsPerEntry)
        {
            _out.Append(text);
            (Value Key, Value Value)[] entries = Maps.Entries(open.Collection);
            open.Close = "}";
            open.Length = entries.Length * wordsPerEntry;
            open.Items = wordsPerEntry == 1 ? Array.ConvertAll(entries, entry => entry.Key) : [.. entries.SelectMany(entry => new[] { entry.Key, entry.Value })];
        }

        private void Begin(ref Open open, string text, string close, long length)
        {
            _out.Append(text);
            (open.Close, open.Separator, open.Length) = (close, " ", length);
        }

        private bool TryNext(ref Open open, out Value next)
        {
            next = default;
            if (open.Index == open.Length) return false;
            long i = open.Index++;
            switch (Objects.TypeOf(open.Collection))
            {
                case ObjectType.Cons:
                    if (open.Cursor.IsEmpty) return false;
                    next = Objects.Head(open.Cursor);
                    open.Cursor = Objects.Tail(open.Cursor);
                    break;
                case ObjectType.Vector: next = Objects.Element(open.Collection, i); break;
                case ObjectType.ByteVector: next = Value.FromFixnum(Objects.Bytes(open.Collection)[i]); break;
                case ObjectType.Buffer: next = Objects.Element(Objects.Word(open.Collection, Objects.BufferStorage), i); break;
                case ObjectType.Set: next = open.Items![i]; break;
                case ObjectType.Dict or ObjectType.Table:
                    next = open.Items![i];
                    _out.Append(i == 0 ? "" : i % 2 == 1 ? " " : ", ");
                    return true;
                case ObjectType.Cell: next = Objects.Word(open.Collection, 1); break;
                default: next = Objects.Field(open.Collection, i); break;
            }
            Separate(i, open.Separator);
            return true;
        }

        private void Separate(long index, string separator)
        {
            if (index > 0) _out.Append(separator);
        }

        private void Function(FunctionHandle* handle) =>
            _out.Append(CultureInfo.InvariantCulture, $"#<function {Names.Text(handle->NameId)}/{handle->ParamCount}{((handle->Flags & FunctionHandle.HasRestFlag) != 0 ? "+" : "")}>");

        private void Function(string name, int arity) => _out.Append(CultureInfo.InvariantCulture, $"#<function {name}/{arity}>");

        private void Function(BuiltinRow row) =>
            _out.Append(CultureInfo.InvariantCulture, $"#<function {row.Name}/{row.ArgsMin}{(row.ArgsMax == row.ArgsMin ? "" : "+")}>");
    }
}
