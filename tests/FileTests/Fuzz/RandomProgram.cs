using System.Text;

namespace ClaudeLang.FileTests.Fuzz;

/// <summary>
/// A program of random functions over Ints, Floats and both, with loops, closures, assigned variables and vectors. It always ends; now and
/// then with an overflow. The same seed gives the same text.
/// </summary>
internal sealed class RandomProgram(int seed)
{
    private enum Kind { Int, Float, Number }

    private sealed record Function(string Name, Kind Result, Kind[] Parameters);

    private const int FunctionCount = 5, LoopNestingMax = 2;
    private static readonly string[] Ints =
        ["0", "1", "-1", "2", "7", "63", "255", "-128", "1000003", "2147483648", "4611686018427387903", "4611686018427387904", "-4611686018427387904", "-4611686018427387905", "9223372036854775807", "-9223372036854775808"];
    private static readonly string[] Floats = ["0.0", "-0.0", "1.0", "-1.5", "0.1", "2.0", "1e10", "-1e-10", "1e300", "5e-324", "inf", "(- inf)", "nan", "4611686018427387904.0"];

    private readonly Random _random = new(seed);
    private readonly List<Function> _functions = [];
    private readonly List<(string Name, Kind Kind)> _scope = [];
    private int _names, _loops, _callsLeft;

    public string Text()
    {
        var text = new StringBuilder("(define v (vector 0 1 -1 2 4611686018427387903 3 -7 8))\n(define fs (vector 0.0 1.5 -2.0 inf 0.1 -0.0 3.0 1e-9))\n(define k 0)\n");
        text.Append($"(define ints [{string.Join(' ', Ints)}])\n(define floats [{string.Join(' ', Floats)}])\n");
        for (int i = 0; i < FunctionCount; i++) text.Append(Define(i));
        foreach (Function function in _functions)
        {
            string arguments = string.Concat(function.Parameters.Select((kind, i) => " " + Argument(kind, i)));
            text.Append($"(dotimes (r 32) (set! k r) (io:print \"{function.Name}\" r ({function.Name}{arguments})))\n");
        }
        return text.Append("(io:print v fs)\n").ToString();
    }

    private static string Argument(Kind kind, int i) => kind switch
    {
        Kind.Int => $"(nth ints (mod (+ (* r {(2 * i) + 1}) {i}) {Ints.Length}))",
        Kind.Float => $"(nth floats (mod (+ (* r {(2 * i) + 1}) {i}) {Floats.Length}))",
        _ => $"(if (< (mod (+ r {i}) 16) 11) (- r {i * 3}) (/ r 4.0))",
    };

    private string Define(int number)
    {
        var result = (Kind)_random.Next(3);
        Kind[] parameters = [.. Enumerable.Range(0, 1 + _random.Next(3)).Select(_ => result == Kind.Number ? Kind.Number : (Kind)_random.Next(2))];
        _scope.Clear();
        _callsLeft = 2;
        foreach (Kind kind in parameters) _scope.Add(($"p{_scope.Count}", kind));
        string names = string.Concat(_scope.Select(variable => " " + variable.Name));
        string body = Value(result, 5);
        _functions.Add(new Function($"f{number}", result, parameters));
        return $"(define (f{number}{names})\n  {body})\n";
    }

    private int Next(int n) => _random.Next(n);
    private string Pick(params string[] choices) => choices[Next(choices.Length)];
    private string Fresh() => $"x{_names++}";

    /// <summary>An expression in which one more variable is known.</summary>
    private string With(string name, Kind kind, Func<string> inner)
    {
        _scope.Add((name, kind));
        string text = inner();
        _scope.RemoveAt(_scope.Count - 1);
        return text;
    }

    private string Value(Kind kind, int depth) => depth <= 0 || Next(8) == 0 ? Leaf(kind) : Next(3) == 0 ? Structure(kind, depth - 1) : kind switch
    {
        Kind.Int => Int(depth - 1),
        Kind.Float => Float(depth - 1),
        _ => Number(depth - 1),
    };

    private string Leaf(Kind kind)
    {
        string[] known = [.. _scope.Where(variable => variable.Kind == kind).Select(variable => variable.Name)];
        if (known.Length > 0 && Next(4) > 0) return known[Next(known.Length)];
        return kind switch
        {
            Kind.Int => Next(8) == 0 ? "k" : Next(3) == 0 ? Ints[Next(Ints.Length)] : Next(20).ToString(),
            Kind.Float => Floats[Next(Floats.Length)],
            _ => Pick("1", "0.5", "-3", "2.0", "k"),
        };
    }

    private string Int(int depth) => Next(14) switch
    {
        0 => $"(+ {Value(Kind.Int, depth)} {Next(3)})",
        1 => $"(- {Value(Kind.Int, depth)} {Next(3)})",
        2 => $"(mod {Value(Kind.Int, depth)} {Pick("3", "7", "-5", "1024")})",
        3 => $"(rem {Value(Kind.Int, depth)} {Pick("3", "7", "-5", "1024")})",
        4 => $"(quotient {Value(Kind.Int, depth)} {Pick("2", "3", "-7", "1000")})",
        5 => $"({Pick("shl", "shr", "ushr")} {Value(Kind.Int, depth)} {Next(64)})",
        6 => $"({Pick("bit-and", "bit-or", "bit-xor")} {Value(Kind.Int, depth)} {Value(Kind.Int, depth)})",
        7 => $"(bit-not {Value(Kind.Int, depth)})",
        8 => $"(vector-ref v (bit-and {Value(Kind.Int, depth)} 7))",
        9 => $"(begin (vector-set! v (bit-and {Value(Kind.Int, depth)} 7) {Value(Kind.Int, depth)}) {Value(Kind.Int, depth)})",
        10 => $"(shr (* (shr {Value(Kind.Int, depth)} 33) (shr {Value(Kind.Int, depth)} 34)) {Next(8)})",
        _ => $"({Pick("+%", "-%", "*%")} {Value(Kind.Int, depth)} {Value(Kind.Int, depth)})",
    };

    private string Float(int depth) => Next(8) switch
    {
        0 => $"(float {Value(Kind.Int, depth)})",
        1 => $"(sqrt {Value(Kind.Float, depth)})",
        2 => $"(- {Value(Kind.Float, depth)})",
        3 => $"({Pick("+", "-", "*", "/")} {Value(Kind.Float, depth)} {Value(Kind.Int, depth)})",
        4 => $"(vector-ref fs (bit-and {Value(Kind.Int, depth)} 7))",
        5 => $"(begin (vector-set! fs (bit-and {Value(Kind.Int, depth)} 7) {Value(Kind.Float, depth)}) {Value(Kind.Float, depth)})",
        _ => $"({Pick("+", "-", "*", "/")} {Value(Kind.Float, depth)} {Value(Kind.Float, depth)})",
    };

    private string Number(int depth) => Next(5) switch
    {
        0 => $"(* {Value(Kind.Number, depth)} {Pick("2", "0.5", "-1")})",
        1 => $"(- {Value(Kind.Number, depth)} {Value(Kind.Number, depth)})",
        2 => Value(Kind.Float, depth),
        _ => $"(+ {Value(Kind.Number, depth)} {Value(Kind.Number, depth)})",
    };

    private string Condition(int depth)
    {
        var kind = (Kind)Next(3);
        return depth <= 0 ? $"(< {Leaf(kind)} {Leaf(kind)})" : Next(6) switch
        {
            0 => $"(and {Condition(depth - 1)} {Condition(depth - 1)})",
            1 => $"(or {Condition(depth - 1)} {Condition(depth - 1)})",
            2 => $"(not {Condition(depth - 1)})",
            _ => $"({Pick("<", "<=", ">", ">=", "=", "!=")} {Value(kind, depth - 1)} {Value(kind, depth - 1)})",
        };
    }

    /// <summary>Forms that can hold a value of any kind.</summary>
    private string Structure(Kind kind, int depth)
    {
        string name = Fresh(), other = Fresh();
        switch (Next(8))
        {
            case 0 or 1: return $"(if {Condition(depth)} {Value(kind, depth)} {Value(kind, depth)})";
            case 2: return $"(let (({name} {Value(kind, depth)})) {With(name, kind, () => Value(kind, depth))})";
            case 3: return $"(let (({name} {Value(kind, depth)})) {With(name, kind, () => $"(when {Condition(depth)} (set! {name} {Value(kind, depth)})) {Value(kind, depth)}")})";
            case 4: return $"((lambda ({name}) {With(name, kind, () => Value(kind, depth))}) {Value(kind, depth)})";
            case 5: return $"(let (({name} {Value(kind, depth)})) {With(name, kind, () => $"(let (({other} (lambda () (set! {name} {Value(kind, depth)})))) ({other}) {Leaf(kind)})")})";
            case 6 when _loops < LoopNestingMax: return Loop(kind, depth, name, other);
            case 7 when _loops == 0 && _callsLeft > 0: return Call(kind, depth);
            default: return Leaf(kind);
        }
    }

    private string Loop(Kind kind, int depth, string name, string counter)
    {
        _loops++;
        string start = Value(kind, depth), rounds = Pick("3", "6", "20");
        string step = With(name, kind, () => With(counter, Kind.Int, () => Value(kind, depth)));
        _loops--;
        // Now and then more stands where the loop ends, another loop for one.
        string End() => Next(3) == 0 ? With(name, kind, () => With(counter, Kind.Int, () => Value(kind, depth))) : name;
        return Next(2) == 0
            ? $"(let loop (({counter} 0) ({name} {start})) (if (>= {counter} {rounds}) {End()} (loop (+ {counter} 1) {step})))"
            : $"(let (({name} {start})) (dotimes ({counter} {rounds}) (set! {name} {step})) {name})";
    }

    private string Call(Kind kind, int depth)
    {
        Function[] known = [.. _functions.Where(function => function.Result == kind)];
        if (known.Length == 0) return Leaf(kind);
        _callsLeft--;
        Function callee = known[Next(known.Length)];
        return $"({callee.Name}{string.Concat(callee.Parameters.Select(parameter => " " + Value(parameter, depth - 1)))})";
    }
}
