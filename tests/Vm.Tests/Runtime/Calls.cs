using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Vm.Tests.Runtime;

/// <summary>Evaluates nested calls of built-in functions and effects written as text, arguments in a window that the collector sees.</summary>
internal sealed unsafe class Calls : IRootSource, IDisposable
{
    private const int WindowWords = 4096;
    private readonly Value* _window = (Value*)NativeMemory.AllocZeroed(WindowWords, 8);
    private readonly ExecContext* _context = (ExecContext*)NativeMemory.AllocZeroed((nuint)sizeof(ExecContext));
    private readonly BuiltinContext _builtins;
    private readonly Dictionary<string, int> _variables = [];
    private int _top;

    public Calls(HeapOptions? options = null, TestHost? host = null)
    {
        Heap = new Heap(_context, options);
        Heap.AddRoots(this);
        Host = host ?? new TestHost();
        _builtins = new BuiltinContext(Heap, Host);
    }

    public Heap Heap { get; }
    public TestHost Host { get; }

    public void VisitRoots(RootVisitor visitor) => visitor.VisitRange((ulong*)_window, _top);

    /// <summary>The quoted form of what the last call gives, or `:kind message`. `name = call;` keeps a value for later calls.</summary>
    public string Run(string text)
    {
        int bottom = _top;
        try
        {
            var reader = new Reader(text);
            string printed = "";
            while (!reader.AtEnd)
            {
                string? name = reader.TryAssignment();
                Eval(reader);
                printed = Printer.Quoted(_window[_top - 1]);
                reader.Skip(';');
                if (name is null) _top--;
                else _variables[name] = bottom = _top - 1;
                bottom = _top;
            }
            return printed;
        }
        catch (FaultException fault)
        {
            _top = bottom;
            Value record = Heap.ErrorRecord(fault);
            return fault.IsThrownValue ? $"thrown {Printer.Quoted(record)}" : fault.ToString();
        }
    }

    private void Push(Value v) => _window[_top++] = v;

    private void Eval(Reader reader)
    {
        switch (reader.Peek())
        {
            case '(': EvalCall(reader); break;
            case '[': EvalList(reader); break;
            case '"': Push(Heap.AllocateString(reader.String())); break;
            default: Push(Atom(reader.Word())); break;
        }
    }

    private void EvalCall(Reader reader)
    {
        reader.Skip('(');
        string name = reader.Word();
        int first = _top;
        while (reader.Peek() != ')') Eval(reader);
        reader.Skip(')');
        BuiltinRow row = BuiltinTable.TryFind(name) ?? EffectTable.TryFind(name) ?? throw new ArgumentException($"no built-in {name}");
        Value result = row.Call(_builtins, _window + first, _top - first);
        _top = first;
        Push(result);
    }

    private void EvalList(Reader reader)
    {
        reader.Skip('[');
        int first = _top;
        while (reader.Peek() != ']') Eval(reader);
        reader.Skip(']');
        Value list = Heap.ListOf(_window + first, _top - first);
        _top = first;
        Push(list);
    }

    private Value Atom(string word) => word switch
    {
        "nil" => Value.Nil,
        "#t" => Value.True,
        "#f" => Value.False,
        "inf" => Heap.FromDouble(double.PositiveInfinity),
        "nan" => Heap.FromDouble(double.NaN),
        ['\'', .. string symbol] => Names.Symbol(symbol),
        [':', .. string keyword] => Names.Keyword(keyword),
        ['#', .. string builtin] => Value.FromImmediate(ImmediateKind.Builtin, BuiltinTable.TryFind(builtin)!.Number),
        _ when _variables.TryGetValue(word, out int place) => _window[place],
        _ when long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long n) => Heap.FromLong(n),
        _ => Heap.FromDouble(double.Parse(word, CultureInfo.InvariantCulture)),
    };

    public void Dispose()
    {
        Heap.Dispose();
        NativeMemory.Free(_context);
        NativeMemory.Free(_window);
    }

    private sealed class Reader(string text)
    {
        private int _at;

        public bool AtEnd => Peek() == '\0';

        public char Peek()
        {
            while (_at < text.Length && text[_at] is ' ' or '\n') _at++;
            return _at < text.Length ? text[_at] : '\0';
        }

        public void Skip(char c)
        {
            if (Peek() == c) _at++;
        }

        public string? TryAssignment()
        {
            Peek();
            int equals = text.IndexOf(" = ", _at, StringComparison.Ordinal);
            if (equals < 0 || !text[_at..equals].All(char.IsLetter)) return null;
            string name = text[_at..equals];
            _at = equals + 3;
            return name;
        }

        public string Word()
        {
            Peek();
            int start = _at;
            while (_at < text.Length && !"()[]; \n".Contains(text[_at])) _at++;
            return text[start.._at];
        }

        public string String()
        {
            var s = new StringBuilder();
            for (_at++; text[_at] != '"'; _at++) s.Append(text[_at] == '\\' ? text[++_at] switch { 'n' => '\n', 't' => '\t', char c => c } : text[_at]);
            _at++;
            return s.ToString();
        }
    }
}

internal sealed class TestHost : IHost
{
    public StringBuilder Out { get; } = new();
    public StringBuilder Error { get; } = new();
    public Queue<string> Input { get; } = new();
    public IReadOnlyList<string> Args { get; init; } = [];
    public Permissions Permissions { get; init; } = Permissions.Denied;
    public void WriteOut(string text) => Out.Append(text);
    public void WriteError(string text) => Error.Append(text);
    public string? ReadLine() => Input.TryDequeue(out string? line) ? line : null;
}
