using System.Globalization;
using System.Text.RegularExpressions;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Syntax;
using Xunit;

namespace ClaudeLang.Vm.Tests.Runtime;

/// <summary>The library written in ClaudeLang, interpreted; each program also while every allocation moves every object.</summary>
public sealed class PreludeTests
{
    private static readonly StandardLibrary Library = new(new SourceText(Prelude.FileName, Prelude.Text));

    private static string Run(string text, HeapOptions options)
    {
        CompileOutcome outcome = SourceCompiler.Compile(new SourceText("test.cl", text), Library);
        Assert.True(outcome.Program is not null, outcome.RenderErrors());
        var host = new TestHost();
        using var execution = new Execution(outcome.Program, host, new ExecutionOptions(new Limits(StackBytes: 64 << 20), options), Library.Prelude);
        RunStatus status = execution.Run();
        return host.Out + (status == RunStatus.Failed ? $":{execution.Fault!.Kind} {execution.Fault.Message}" : "");
    }

    private static void Check(string program, string expected)
    {
        Assert.Equal(expected, Run(program, new HeapOptions()));
        Assert.Equal(expected, Run(program, new HeapOptions(NurseryBytes: 64 << 10, Stress: true)));
    }

    [Theory]
    [InlineData("(map (lambda (x) (* x x)) [1 2 3]) (map + [1 2 3] [10 20]) (map inc [])", "[1, 4, 9] [11, 22] []")]
    [InlineData("(filter even? (range 6)) (fold + 0 (range 101)) (fold-right cons [] [1 2 3]) (reduce max 0 [3 9 2])", "[0, 2, 4] 5050 [1, 2, 3] 9")]
    [InlineData("(sort [3 1 2]) (sort > [3 1 2]) (sort-by length [\"ccc\" \"a\" \"bb\"]) (sort (lambda (a b) (< (head a) (head b))) [[2 1] [1 1] [2 0] [1 0]])",
        "[1, 2, 3] [3, 2, 1] [\"a\", \"bb\", \"ccc\"] [[1, 1], [1, 0], [2, 1], [2, 0]]")]
    [InlineData("(any? odd? [2 4 5]) (all? odd? [1 3]) (find even? [1 3]) (find even? [1 4]) (partition odd? (range 7))", "true true nil 4 [[1, 3, 5], [0, 2, 4, 6]]")]
    [InlineData("(concat-map (lambda (x) [x x]) [1 2]) (map-indexed list [:a :b])", "[1, 1, 2, 2] [[0, :a], [1, :b]]")]
    [InlineData("((compose inc (lambda (x) (* 2 x))) 5) ((pipe inc (lambda (x) (* 2 x))) 5) ((partial + 1 2) 3 4) ((const 7) 1 2 3) (identity 9) ((compose) 5)", "11 12 10 7 9 5")]
    [InlineData("(compose inc dec) (pipe inc) (partial + 1) (const 1) (memoize inc) map reduce sort apply",
        "#<function compose/0+> #<function pipe/0+> #<function partial/0+> #<function const/0+> #<function memoize/0+> #<function map/2+> #<function fold/3> #<function sort/1+> #<function apply/2+>")]
    [InlineData("(apply max 1 [5 3]) (arity map) (function? map) (type-of map)", "5 2 true Function")]
    public void Expressions(string expressions, string expected) => Check($"(io:print {expressions})", expected + "\n");

    [Theory]
    [InlineData("(define calls 0) (define m (memoize (lambda (x y) (set! calls (+ calls 1)) (+ x y)))) (io:print (m 1 2) (m 1 2) (m 1.0 2) calls)", "3 3 3 1\n")]
    [InlineData("(define v (vector 3 1 2)) (vector-sort! v) (io:print v) (vector-sort! v >) (io:print v)", "#[1, 2, 3]\n#[3, 2, 1]\n")]
    [InlineData("(define v (float-vector 3 1 2)) (float-vector-sort! v >) (io:print v) (define b (byte-vector 3 1 2)) (byte-vector-sort! b) (io:print b)", "#f[3.0, 2.0, 1.0]\n#b[1, 2, 3]\n")]
    [InlineData("(define t (make-table)) (table-update! t :a inc 0) (io:print (table-update! t :a inc)) (table-for-each (lambda (k v) (io:print k v)) t)", "2\n:a 2\n")]
    [InlineData("(dict-for-each (lambda (k v) (io:print k v)) {:x 1 \"y\" [2]}) (for-each io:print [1 2])", ":x 1\ny [2]\n1\n2\n")]
    [InlineData("(define r (map (lambda (x) (str x \"!\")) (range 300))) (io:print (length r) (last r) (fold (lambda (n s) (+ n (string-length s))) 0 r))", "300 299! 1090\n")]
    public void Programs(string program, string expected) => Check(program, expected);

    [Theory]
    [InlineData("(map 5 [])", ":type map: argument 1: expected Function, got Int 5")]
    [InlineData("(map inc 5)", ":type map: argument 2: expected List, got Int 5")]
    [InlineData("(map + [1] 5)", ":type map: argument 3: expected List, got Int 5")]
    [InlineData("(fold + 0 (vector))", ":type fold: argument 3: expected List, got Vector #[]")]
    [InlineData("(concat-map inc [1])", ":type concat-map: expected the function to give a List, got Int 2")]
    [InlineData("(sort [1 \"a\"])", ":type sort: element 1: expected a number, got String \"a\"")]
    [InlineData("(sort < [1] 2)", ":arity sort: expected 1 to 2 arguments, got 3")]
    [InlineData("(vector-sort! [1])", ":type vector-sort!: argument 1: expected Vector, got List [1]")]
    [InlineData("(table-update! {} 1 inc)", ":type table-update!: argument 1: expected Table, got Dict {}")]
    [InlineData("(compose inc 5)", ":type compose: argument 2: expected Function, got Int 5")]
    [InlineData("((compose) 1 2)", ":arity compose: expected 1 argument, got 2")]
    [InlineData("(filter (lambda () 1) [1])", ":arity lambda: expected 0 arguments, got 1")]
    public void Wrong_arguments(string program, string expected) => Check(program, expected);

    [Fact]
    public void Long_lists_need_no_deep_stack() =>
        Assert.Equal("199999 200000\n", Run("(define l (map inc (range 200000))) (io:print (head (drop 199998 l)) (length (filter int? (fold-right cons [] l))))", new HeapOptions()));

    [Fact]
    public void Sorting_agrees_with_a_model_whatever_the_function()
    {
        var random = new Random(5);
        for (int n = 0; n < 40; n++)
        {
            int[] numbers = [.. Enumerable.Range(0, n).Select(_ => random.Next(10))];
            // Stable: equal keys keep their order, which the second half shows.
            string pairs = string.Join(' ', numbers.Select((x, i) => $"[{x} {i}]"));
            string expected = "[" + string.Join(", ", numbers.Select((x, i) => (x, i)).OrderBy(p => p.x).Select(p => $"[{p.x}, {p.i}]")) + "]";
            string program = $"(define l '[{pairs}]) (define a (sort-by head l)) (define b (sort (lambda (x y) (< (head x) (head y))) l)) (io:print a) (io:print (= a b))";
            Assert.Equal($"{expected}\ntrue\n", Run(program, new HeapOptions()));
        }
    }

    /// <summary>What a function's own count of its arguments says, errors of the call say as well.</summary>
    [Fact]
    public void Functions_with_optional_arguments_take_as_many_as_they_count()
    {
        (string Name, int Max)[] counted = [.. Regex.Matches(Prelude.Text, "\\(%check-count \"(?<name>[^\"]+)\" \\d+ (?<max>\\d+) ")
            .Select(match => (match.Groups["name"].Value, int.Parse(match.Groups["max"].Value, CultureInfo.InvariantCulture)))];
        Assert.Equal(5, counted.Length);
        Assert.All(counted, function => Assert.Equal(function.Max, Prelude.ArgumentsMax(function.Name)));
    }
}
