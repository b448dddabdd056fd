using System.Globalization;
using System.Text;

namespace ClaudeLang.Jit.Tests.Differential;

/// <summary>A program out of a seed: two functions over ints, floats, conditions, loops, vectors, lists and calls, and a main that tries them.</summary>
internal sealed class RandomProgram
{
    private readonly Random _random;
    private readonly StringBuilder _text = new();
    private readonly List<string> _variables = [];
    private int _counters, _budget = 120;

    private RandomProgram(int seed) => _random = new Random(seed);

    public static string Of(int seed)
    {
        var program = new RandomProgram(seed);
        program.Write();
        return program._text.ToString();
    }

    private bool Chance(int percent) => _random.Next(100) < percent;
    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];

    private void Write()
    {
        _variables.AddRange(["x", "y"]);
        _text.Append($"(define (g x y) {Expression(3)})\n");
        _variables.AddRange(["a", "b", "c"]);
        _text.Append($"(define (f x y) (let ((a {Literal()}) (b {Expression(2)}) (c {Literal()}) (v (make-vector 4 {Literal()})) (l [])) ");
        for (int i = _random.Next(1, 4); i > 0; i--) _text.Append(Statement(3)).Append(' ');
        _text.Append("(io:print a b c v l) ").Append(Expression(2)).Append("))\n");
        _text.Append($"(dotimes (k {_random.Next(10, 30)}) (io:print (f {Argument()} {Argument()})))\n");
        if (Chance(50)) _text.Append($"(dotimes (k 12) (io:print (f {Argument()} {Argument()})))\n");
    }

    private string Argument() => Pick("k", "(- k 5)", "(* k 0.25)", "(+ k 0.5)", "(if (= (rem k 7) 6) 1.5 k)", "3", "-2.5");

    private string Literal() => Pick("0", "1", "2", "7", "-3", "255", "100000", "4611686018427387903", "0.0", "1.0", "0.5", "-1.25", "1e-200");

    private string Statement(int depth)
    {
        if (depth == 0 || --_budget < 0) return Assignment();
        switch (_random.Next(8))
        {
            case 0:
                {
                    string i = $"i{_counters++}";
                    _variables.Add(i);
                    string body = Statement(depth - 1);
                    string text = $"(dotimes ({i} {_random.Next(1, 12)}) {body} {Assignment()})";
                    _variables.Remove(i);
                    return text;
                }
            case 1:
                {
                    string i = $"w{_counters++}";
                    _variables.Add(i);
                    string text = $"(let (({i} {Pick("0", "0.0", "1")})) (while (< {i} {_random.Next(1, 10)}) {Statement(depth - 1)} (set! {i} (+ {i} {Pick("1", "1", "0.5", "2")}))))";
                    _variables.Remove(i);
                    return text;
                }
            case 2:
                {
                    string i = $"n{_counters++}", s = $"s{_counters++}";
                    _variables.AddRange([i, s]);
                    string text = $"(set! {Pick("a", "b", "c")} (let loop (({i} 0) ({s} {Expression(1)})) (if (< {i} {_random.Next(1, 9)}) {(Chance(30) ? $"(if {Condition(1)} (loop (+ {i} 2) {s}) (loop (+ {i} 1) {Expression(2)}))" : $"(loop (+ {i} 1) {Expression(2)})")} {s})))";
                    _variables.Remove(i);
                    _variables.Remove(s);
                    return text;
                }
            case 3: return $"(if {Condition(2)} {Statement(depth - 1)} {Statement(depth - 1)})";
            case 4: return $"(when {Condition(2)} {Statement(depth - 1)})";
            case 5: return $"(vector-set! v {Pick("0", "1", "3", "(bit-and 3 (int x))")} {Expression(1)})";
            case 6: return $"(set! l (cons {Expression(1)} l))";
            default: return $"(begin {Assignment()} {Statement(depth - 1)})";
        }
    }

    private string Assignment() => $"(set! {Pick("a", "b", "c")} {Expression(2)})";

    private string Variable() => _variables[_random.Next(_variables.Count)];

    private string Expression(int depth)
    {
        if (depth == 0 || --_budget < 0) return Chance(70) ? Variable() : Literal();
        string a = Expression(depth - 1), b = Expression(depth - 1);
        return _random.Next(22) switch
        {
            0 or 1 or 2 or 3 => $"(+ {a} {b})",
            4 or 5 => $"(- {a} {b})",
            6 or 7 => $"(* {a} {b})",
            8 => $"(/ {a} {Pick("2", "2.0", "-7")})",
            9 => $"(rem (int {a}) {Pick("3", "8", "-5")})",
            10 => $"(mod (int {a}) {Pick("3", "8", "-5")})",
            11 => $"({Pick("bit-and", "bit-or", "bit-xor")} (int {a}) {Pick("255", "3", "-16")})",
            12 => $"({Pick("shl", "shr", "ushr")} (int {a}) {Pick("1", "3", "(bit-and 7 (int x))")})",
            13 or 14 => $"(if {Condition(depth - 1)} {a} {b})",
            15 when _variables.Contains("a") => $"(g {a} {b})",
            16 => $"({Pick("+%", "-%", "*%")} (int {a}) (int {b}))",
            17 => $"(float {a})",
            18 => "(- " + a + ")",
            19 when _variables.Contains("a") => $"(vector-ref v {Pick("0", "1", "2", "(bit-and 3 (int y))")})",
            20 => $"(let ((t {a})) (* t t))",
            21 => $"(int {a})",
            _ => Chance(70) ? a : Literal(),
        };
    }

    private string Condition(int depth)
    {
        if (depth <= 0 || --_budget < 0) return $"({Pick("<", "<=", ">", ">=", "=", "!=")} {Variable()} {Literal()})";
        return _random.Next(6) switch
        {
            0 => $"(and {Condition(depth - 1)} {Condition(depth - 1)})",
            1 => $"(or {Condition(depth - 1)} {Condition(depth - 1)})",
            2 => $"(not {Condition(depth - 1)})",
            _ => string.Create(CultureInfo.InvariantCulture, $"({Pick("<", "<=", ">", ">=", "=", "!=")} {Expression(depth - 1)} {Expression(depth - 1)})"),
        };
    }
}
