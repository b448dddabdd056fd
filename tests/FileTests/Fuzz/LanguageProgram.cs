using System.Text;

namespace ClaudeLang.FileTests.Fuzz;

/// <summary>
/// A random program of the whole language. Loops are short and functions call earlier ones only, what replaces one calls none, so it always ends; collections hold atoms
/// only, so nothing grows beyond bounds; no closure is put into a variable that it may call; every step catches its own errors and prints them. The same seed gives the same text.
/// Lines that begin with "message:" hold wordings, which another implementation may choose differently.
/// </summary>
internal sealed partial class LanguageProgram(int seed)
{
    private enum Kind { Int, Float, Bool, Text, List, Vector, Dict, Set, Table, Buffer, Floats, Bytes, Tuple, Point, Function, Cell, Any }

    private sealed record Variable(string Name, Kind Kind, bool Assignable);
    private sealed record Function(string Name, Kind Result, Kind[] Parameters);

    /// <summary>Seeds from here on make programs of one function and one step, of which several times as many can be tried.</summary>
    public const int SmallFrom = 100_000_000;

    private const int Rounds = 20, FewRounds = 12, ReplacedAfter = 11, LoopNestingMax = 2, KindCount = (int)Kind.Any;

    private const string Frame = """
        (defrecord Point x y)
        (defrecord Box value)
        (define (tell what e)
          (io:print what "caught" (if (Error? e) (Error-kind e) e))
          (when (Error? e) (io:print "message:" (Error-message e))))
        (define (report what f) (try (io:print what (f)) (catch e (tell what e))))
        (define (clip s) (if (> (string-length s) 30) (substring s 0 30) s))
        (define counter 0)
        (define vec (vector 0 1 -1 2.5 4611686018427387903 "s" -7 nil))
        (define tab (make-table))
        (define ints [0 1 -1 2 7 63 255 -128 1000003 2147483648 4611686018427387903 4611686018427387904 -4611686018427387904 9223372036854775807 -9223372036854775808 5])
        (define floats [0.0 -0.0 1.0 -1.5 0.1 2.0 1e10 -1e-10 1e300 5e-324 inf 4611686018427387904.0 0.5 3.0 1e21 nan])

        """;

    private static readonly string[] Odd = ["nil", ":key", "'sym", "\"odd\"", "[]", "[1 2]", "1.5", "#t", "{}", "car", "(lambda (x) x)", "(Point 1 2)", "(Box 3)", "7", "(tuple \"Some\" 4)", "(cell 1)"];

    private readonly Random _random = new(seed);
    private readonly List<Function> _functions = [];
    private readonly List<Variable> _scope = [];
    private readonly List<string> _handled = [];
    private readonly int _count = seed < SmallFrom ? 3 : 1;
    private int _names, _loops, _callsLeft;

    public string Text()
    {
        var text = new StringBuilder(Frame);
        for (int i = 0; i < _count; i++) text.Append(Define(i));
        foreach (Function function in _functions) text.Append(Calls(function, function == _functions[seed % _count] ? Rounds : FewRounds));
        for (int i = 0; i < _count; i++)
        {
            _callsLeft = 2;
            text.Append($"(report \"step {i}\" (lambda () {Value((Kind)Next(KindCount + 1), 5)}))\n");
        }
        text.Append("(io:print counter vec tab)\n");
        _callsLeft = 2;
        if (Next(3) == 0) text.Append($"(io:print \"last\" {Value(Kind.Any, 4)})\n");
        return text.ToString();
    }

    // ---- functions ----------------------------------------------------------------------------------------------------
    private string Define(int number)
    {
        var result = (Kind)Next(KindCount + 1);
        Kind[] parameters = [.. Enumerable.Range(0, 1 + Next(3)).Select(_ => (Kind)Next(KindCount))];
        bool annotated = Next(4) == 0;
        _scope.Clear();
        _callsLeft = 2;
        foreach (Kind kind in parameters) _scope.Add(new($"p{_scope.Count}", kind, true));
        string names = string.Concat(_scope.Select(variable => annotated && Annotation(variable.Kind) is { } type ? $" ({variable.Name} : {type})" : " " + variable.Name));
        string type = annotated && Annotation(result) is { } name ? $" : {name}" : "", body = Value(result, 6);
        string text = Next(6) == 0
            ? $"(define (f{number}{names}){type}\n  (define (down n) (if (<= n 0) {body} {Around(result, "(down (- n 1))")}))\n  (down (if (= (mod counter 8) 3) 120 2)))\n"
            : $"(define (f{number}{names}){type}\n  {body})\n";
        _scope.Clear();
        _functions.Add(new Function($"f{number}", result, parameters));
        return text;
    }

    /// <summary>Calls a function until it is hot, and now and then replaces it while it is.</summary>
    private string Calls(Function function, int rounds)
    {
        string call = $"({function.Name}{string.Concat(function.Parameters.Select((kind, i) => " " + Argument(kind, i)))})";
        string replace = Next(4) == 0 ? $" (when (= r {ReplacedAfter}) (set! {function.Name} {Replacement(function)}))" : "";
        return $"(dotimes (r {rounds}) (set! counter r){replace} (report \"{function.Name}\" (lambda () {call})))\n";
    }

    /// <summary>Another function, one around the old one, or no function at all.</summary>
    private string Replacement(Function function)
    {
        string names = string.Concat(function.Parameters.Select((_, i) => $" p{i}"));
        if (Next(8) == 0) return Odd[Next(Odd.Length)];
        if (Next(2) == 0) return $"(let ((old {function.Name})) (lambda ({names.TrimStart()}) {Around(function.Result, $"(old{names})")}))";
        for (int i = 0; i < function.Parameters.Length; i++) _scope.Add(new($"p{i}", function.Parameters[i], true));
        _callsLeft = 0; // a later function that calls this one would else never end
        string body = Value(function.Result, 3);
        _scope.Clear();
        return $"(lambda ({names.TrimStart()}) {body})";
    }

    /// <summary>The value of a call in a place that is no tail position, so that frames stay pending.</summary>
    private static string Around(Kind kind, string call) => kind switch
    {
        Kind.Int => $"(+% 1 {call})",
        Kind.Float => $"(+ 0.5 {call})",
        Kind.Text => $"(clip (concat \"d\" {call}))",
        _ => $"(let ((d {call})) d)",
    };

    private static string? Annotation(Kind kind) => kind switch
    {
        Kind.Text => "String",
        Kind.Floats => "FloatVector",
        Kind.Bytes => "ByteVector",
        Kind.Any => null,
        _ => kind.ToString(),
    };

    /// <summary>The argument in round r; now and then one of another type in the second half, when the function is hot.</summary>
    private string Argument(Kind kind, int i)
    {
        string usual = kind switch
        {
            Kind.Int => $"(nth ints (mod (+ (* r {(2 * i) + 1}) {i}) 16))",
            Kind.Float => $"(nth floats (mod (+ (* r {(2 * i) + 1}) {i}) 16))",
            _ => Value(kind, 1),
        };
        return Next(5) == 0 ? $"(if (< r {Rounds * 2 / 3}) {usual} {Odd[Next(Odd.Length)]})" : usual;
    }

    // ---- choices ------------------------------------------------------------------------------------------------------
    private int Next(int n) => _random.Next(n);
    private string Pick(params string[] choices) => choices[Next(choices.Length)];
    private string Fresh(string prefix = "x") => $"{prefix}{_names++}";

    private string With(string name, Kind kind, Func<string> inner, bool assignable = true)
    {
        _scope.Add(new(name, kind, assignable));
        string text = inner();
        _scope.RemoveAt(_scope.Count - 1);
        return text;
    }

    private string Value(Kind kind, int depth)
    {
        if (Next(250) == 0) return Odd[Next(Odd.Length)];
        if (kind == Kind.Any) kind = (Kind)Next(KindCount);
        if (depth <= 0 || Next(10) == 0) return Leaf(kind);
        return Next(5) < 2 ? Structure(kind, depth - 1) : Plain(kind, depth - 1);
    }

    /// <summary>What may be assigned to a variable that is in scope: a function that calls no variable, or it might call itself.</summary>
    private string Assigned(Kind kind, int depth)
    {
        if (kind != Kind.Function) return Value(kind, depth);
        Variable[] scope = [.. _scope];
        _scope.RemoveAll(variable => variable.Kind == Kind.Function);
        string text = Value(kind, depth);
        _scope.Clear();
        _scope.AddRange(scope);
        return text;
    }

    private string Int(int depth) => Value(Kind.Int, depth);

    /// <summary>What a collection may hold: never another collection, except small constants.</summary>
    private string Atom(int depth) => Next(4) > 0 ? Int(depth) : Value((Kind)Next(4), depth);
    private string Atoms(int depth) => string.Concat(Enumerable.Range(0, Next(5)).Select(_ => " " + Atom(depth)));

    private string Leaf(Kind kind)
    {
        string[] known = [.. _scope.Where(variable => variable.Kind == kind).Select(variable => variable.Name)];
        if (known.Length > 0 && Next(4) > 0) return known[Next(known.Length)];
        return kind switch
        {
            Kind.Int => Next(6) == 0 ? "counter" : Next(4) == 0 ? $"(nth ints {Next(16)})" : (Next(24) - 4).ToString(),
            Kind.Float => Pick("0.0", "-0.0", "1.5", "-2.25", "1e10", "inf", "0.1", "1e-9", "7.0"),
            Kind.Bool => Pick("#t", "#f"),
            Kind.Text => Pick("\"\"", "\"a\"", "\"hello\"", "\"b c d\"", "\"é😀x\"", "\"12\"", "\"1.5\"", "\"Ab\\tC\""),
            Kind.List => Pick("[]", "[1 2 3]", "[3 1 2 3]", "[5 4]", "[0 -3 9]", "'(a b 1)", "[\"b\" \"a\"]", "(range 5)"),
            Kind.Vector => Pick("vec", "(vector 3 1 2)", "(make-vector 3 0)"),
            Kind.Dict => Pick("{}", "{:a 1 :b 2}", "{1 2 1.0 3}", "{\"k\" :v nil 0}"),
            Kind.Set => Pick("(set)", "(set 1 2 3)", "(set 1 1.0 \"a\")"),
            Kind.Table => Pick("tab", "(make-table)"),
            Kind.Buffer => Pick("(buffer)", "(buffer 1 2 3)", "(buffer 4 5 6)"),
            Kind.Floats => Pick("(float-vector 1 2.5)", "(make-float-vector 4 0.5)"),
            Kind.Bytes => Pick("(byte-vector 1 255)", "(string->bytes \"hé\")"),
            Kind.Tuple => Pick("(tuple \"Some\" 4)", "(tuple \"None\")", "(tuple \"Pair\" 1 2)"),
            Kind.Point => Pick("(Point 1 2)", "(Point 0.5 \"y\")"),
            Kind.Function => Pick("inc", "dec", "abs", "identity", "(partial + 2)", "(const 3)", "(compose inc abs)", "(lambda (q) (* q 2))"),
            _ => Pick("(cell 0)", "(cell 5)"),
        };
    }
}
