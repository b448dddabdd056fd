using ClaudeLang.Vm.Bytecode;
using Xunit;
using static ClaudeLang.Vm.Tests.Bytecode.SampleLibrary;

namespace ClaudeLang.Vm.Tests.Bytecode;

/// <summary>The shape of what the compiler makes. Each listing is read by hand; what programs print is tested elsewhere.</summary>
public sealed class CompilerTests
{
    private const string Fib = "(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))";

    private static string Body(string form, string parameters = "x y z") => Listing(Function($"(define (f {parameters}) {form})", "f"));

    [Fact]
    public void A_function_calls_itself_by_name()
    {
        Chunk fib = Function(Fib, "fib");
        Assert.Equal("local.get 0; int 2; lt; jump.false @6; local.get 0; return; " +
            "local.get 0; int 1; sub; call.global 0 1; local.get 0; int 2; sub; call.global 0 1; add; return", Listing(fib));
        Assert.Equal(new GlobalRef("fib", GlobalKind.Function, 1, false, IsSelf: true), Assert.Single(fib.Globals));
        Assert.Equal((1, 3), (fib.LocalCount, fib.OperandDepthMax));
        Assert.Equal("closure 0; global.define 0; nil; return", Listing(MainOf(Fib)));
    }

    [Theory]
    // operators
    [InlineData("(+ x 1)", "local.get 0; int 1; add; return")]
    [InlineData("(- x)", "local.get 0; neg; return")]
    [InlineData("(+ 1 2)", "int 3; return")]
    [InlineData("(+ 9223372036854775807 1)", "const 0; int 1; add; return")]
    [InlineData("(* x y z)", "local.get 0; local.get 1; mul; local.get 2; mul; return")]
    [InlineData("(* x y (f z) 2)", "local.get 0; local.get 1; global.get 0; local.get 2; call 1; local.set 3; mul; local.get 3; mul; int 2; mul; return")]
    [InlineData("(< x y z)", "local.get 0; local.get 1; local.get 2; call.builtin 132 3; return")]
    [InlineData("(vector-set! x y z)", "local.get 0; local.get 1; local.get 2; vector.set; return")]
    [InlineData("(let ((+ x)) (+ y z))", "local.get 0; local.set 3; local.get 3; local.get 1; local.get 2; tail.call 2")]
    // library functions
    [InlineData("(length x)", "local.get 0; call.builtin 4 1; return")]
    [InlineData("(length)", "const 0; tail.call 0")]
    [InlineData("(map x y)", "local.get 0; local.get 1; tail.call.global 0 2")]
    [InlineData("(map x)", "global.get 0; local.get 0; tail.call 1")]
    [InlineData("(apply x y)", "global.get 0; local.get 0; local.get 1; tail.call 2")]
    [InlineData("(map length x)", "const 0; local.get 0; tail.call.global 0 2")]
    // data
    [InlineData("[x 1]", "local.get 0; int 1; empty; cons; cons; return")]
    [InlineData("{:a x}", "const 0; local.get 0; call.builtin 1 2; return")]
    [InlineData("'(1 [b])", "const 0; return")]
    [InlineData("()", "empty; return")]
    [InlineData("inf", "const 0; return")]
    // choice
    [InlineData("(if (not x) y)", "local.get 0; jump.true @4; local.get 1; return; nil; return")]
    [InlineData("(if #t x y)", "local.get 0; return")]
    [InlineData("(and x y)", "local.get 0; jump.false.keep @4; local.get 1; return; return")]
    [InlineData("(if (and x (or y z)) 1 2)", "local.get 0; jump.false @8; local.get 1; jump.true @6; local.get 2; jump.false @8; int 1; return; int 2; return")]
    [InlineData("(cond (x) (y 1) (else 2))", "local.get 0; jump.true.keep @8; local.get 1; jump.false @6; int 1; return; int 2; return; return")]
    [InlineData("(begin (if x (f 1)) y)", "local.get 0; jump.false @6; global.get 0; int 1; call 1; pop; local.get 1; return")]
    // effects
    [InlineData("(io:print x y)", "local.get 0; local.get 1; effect 0 2; return")]
    [InlineData("(effect io print x)", "local.get 0; effect 0 1; return")]
    // loops
    [InlineData("(while x (f))", "local.get 0; jump.false @6; global.get 0; call 0; pop; loop @0; nil; return")]
    [InlineData("(dotimes (i 3) (f i))", "int 0; local.set 3; local.get 3; int 3; lt; jump.false @15; global.get 0; local.get 3; call 1; pop; " +
        "local.get 3; int 1; add; local.set 3; loop @2; nil; return")]
    [InlineData("(dotimes (i x) 1)", "local.get 0; call.builtin 7 1; local.set 3; int 0; local.set 4; local.get 4; local.get 3; lt; jump.false @14; " +
        "local.get 4; int 1; add; local.set 4; loop @5; nil; return")]
    public void Forms_compile_to(string form, string expected) => Assert.Equal(expected, Body(form));

    [Fact]
    public void Calls_in_tail_position_replace_the_frame()
    {
        foreach (string form in new[] { "(x)", "(if y (x) 1)", "(cond (y 1) (else (x)))", "(when y (x))", "(unless y (x))", "(and y (x))", "(or y (x))", "(let ((a 1)) (x))", "(begin 1 (x))", "(let loop ((i 0)) (if y (loop 1) (x)))" })
        {
            string body = Body(form);
            Assert.Contains("tail.call 0", body, StringComparison.Ordinal);
            Assert.DoesNotContain("; call 0", body, StringComparison.Ordinal);
        }
        Assert.DoesNotContain("tail.call", Body("(+ 1 (x))"), StringComparison.Ordinal);
        Assert.DoesNotContain("tail.call", Body("(begin (x) 1)"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_named_let_runs_in_the_frame_around_it()
    {
        Chunk f = Function("(define (f n) (let loop ((i 0) (a 0)) (if (= i n) a (loop (+ i 1) (+ a i)))))", "f");
        Assert.Equal("int 0; local.set 1; int 0; local.set 2; local.get 1; local.get 0; eq; jump.false @10; local.get 2; return; " +
            "local.get 1; int 1; add; local.get 2; local.get 1; add; local.set 2; local.set 1; loop @4", Listing(f));
        Assert.Equal(new InlinedLoop(4, 19, "loop", true, new SourcePosition(1, 15)), Assert.Single(f.InlinedLoops));
    }

    [Fact]
    public void Nested_loops_go_round_each_other_and_leave_unchanged_variables_alone() => Assert.Equal(
        "int 0; local.set 3; local.get 1; local.set 4; int 0; local.set 5; local.get 5; local.get 0; lt; jump.false @15; " +
        "local.get 5; int 1; add; local.set 5; loop @6; local.get 3; int 1; add; local.set 3; loop @4",
        Body("(let outer ((i 0) (k y)) (let inner ((j 0)) (if (< j x) (inner (+ j 1)) (outer (+ i 1) k))))"));

    [Theory]
    [InlineData("(let go-on ((i x)) (if i (+ 1 (go-on (- i 1))) 0))")] // not in tail position
    [InlineData("(let go-on ((i x)) (if i (go-on) 0))")]               // a wrong number of arguments
    [InlineData("(let go-on ((i x)) (y go-on))")]                      // as a value
    [InlineData("(let go-on ((i x)) (lambda () (go-on i)))")]          // in another function
    [InlineData("(let go-on ((i x)) (set! go-on y) (go-on 1))")]       // assigned
    [InlineData("(let go-on ((i x)) (let inner ((j i)) (+ 1 (inner j)) (go-on j)))")] // inside a loop that is a function
    public void A_named_let_that_does_more_is_a_function(string form) =>
        Assert.Equal("go-on", Assert.Single(Function($"(define (f x y) {form})", "f").Functions).Name);

    [Fact]
    public void A_function_in_a_let_refers_to_itself_without_a_box()
    {
        Chunk f = Function("(define (f) (let ((g (lambda (n) (if n (g (lambda () g)) 1)))) (g 1)))", "f");
        Assert.Equal("closure 0; local.set 0; local.get 0; int 1; tail.call 1", Listing(f));
        Chunk g = Assert.Single(f.Functions);
        Assert.Empty(g.Captures);
        Assert.Equal("self; local.set 1; local.get 0; jump.false @7; self; closure 0; tail.call 1; int 1; return", Listing(g));
        Assert.Equal(new Capture(true, 1), Assert.Single(Assert.Single(g.Functions).Captures));
    }

    [Fact]
    public void A_captured_variable_is_copied_unless_it_changes()
    {
        Assert.Equal("local.get 0; local.set 1; closure 0; return", Listing(Function("(define (f n) (let ((k n)) (lambda () k)))", "f")));
        Chunk f = Function("(define (f n) (lambda () (set! n (+ n 1))))", "f");
        Assert.Equal("local.get 0; box.new; local.set 0; closure 0; return", Listing(f));
        Assert.Equal("capture.get 0; box.get 0; int 1; add; capture.get 0; box.set; nil; return", Listing(f.Functions[0]));
        Assert.Equal("int 0; local.set 1; int 5; local.set 1; local.get 1; return", Listing(Function("(define (f n) (let ((k 0)) (set! k 5) k))", "f")));
    }

    [Fact]
    public void A_definition_that_may_be_met_too_early_has_a_box_without_a_value()
    {
        Chunk f = Function("(define (f) (define (e? n) (o? n)) (define (o? n) (e? n)) (e? 5))", "f");
        Assert.Equal("const 0; box.new; local.set 1; closure 0; local.set 0; closure 1; local.get 1; box.set; local.get 0; int 5; tail.call 1", Listing(f));
        Assert.Equal(new Constant.Unbound(), f.Constants[0]);
        Assert.Equal("const 0; box.new; local.set 0; local.get 0; box.get 1; int 1; add; local.get 0; box.set; local.get 0; box.get 1; return",
            Listing(Function("(define (f) (define a (+ a 1)) a)", "f")));
    }

    [Fact]
    public void A_loop_variable_that_is_shared_has_a_new_box_each_round()
    {
        string loop = Body("(let loop ((i 0)) (if (x (lambda () (set! i 5))) (loop (+ i 1)) i))");
        Assert.Contains("box.new; local.set 3; loop @", loop, StringComparison.Ordinal);
        Assert.DoesNotContain("box", Body("(let loop ((i 0)) (if (x (lambda () i)) (loop (+ i 1)) i))"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_global_function_is_called_directly_and_checked_only_where_it_may_be_missing()
    {
        Assert.Equal("global.check 0; int 1; tail.call.global 0 1", Listing(Function("(define (f) (g 1)) (define (g n) n)", "f")));
        Assert.Equal("int 1; tail.call.global 0 1", Listing(Function("(define (g n) n) (define (f) (g 1))", "f")));
        Assert.Equal("global.get 0; int 1; tail.call 1", Listing(Function("(define (g n) n) (define (f) (g 1)) (set! g 5)", "f")));
        Assert.Equal("global.get 0; int 1; tail.call 1", Listing(Function("(define (g n) n) (define (g n) 2) (define (f) (g 1))", "f")));
        Assert.Equal("global.get 0; tail.call 0", Listing(Function("(define (g n) n) (define (f) (g))", "f")));
        Assert.Equal("global.get 0; int 1; tail.call 1", Listing(Function("(define (g . n) n) (define (f) (g 1))", "f")));
        Assert.Equal(GlobalKind.Variable, Assert.Single(Function("(define g 1) (define (f) g)", "f").Globals).Kind);
    }

    [Fact]
    public void Instructions_know_their_form()
    {
        Chunk f = Function("(define (f x)\n  (+ 1\n     (f x)))", "f");
        Assert.Equal("int 1; local.get 0; call.global 0 1; add; return", Listing(f));
        Assert.Equal([new(2, 3), new(3, 6), new(3, 6), new(2, 3), new(2, 3)], f.Positions);
    }

    [Fact]
    public void Long_literals_need_no_large_frame()
    {
        Chunk list = MainOf($"[{string.Join(' ', Enumerable.Repeat("x", 5000))}]"), dict = MainOf($"{{{string.Join(' ', Enumerable.Range(0, 5000))}}}");
        Assert.InRange(list.OperandDepthMax, 1, 3);
        Assert.InRange(dict.OperandDepthMax, 1, 260);
    }

    [Theory]
    [InlineData("(+ 1 ", "1", ")")]
    [InlineData("(if x ", "1", ")")]
    [InlineData("(let ((a 1)) ", "a", ")")]
    [InlineData("(begin 1 ", "1", ")")]
    [InlineData("(and x ", "1", ")")]
    public void Deep_nesting_compiles(string open, string inner, string close)
    {
        const int Depth = 20_000;
        string text = string.Concat(Enumerable.Repeat(open, Depth)) + inner + string.Concat(Enumerable.Repeat(close, Depth));
        Assert.NotNull(Compile(text).Program);
    }

    [Fact]
    public void What_later_stages_walk_is_bounded()
    {
        Assert.Equal("CL0041", Assert.Single(Compile(new string('\'', 5000) + "a").Errors).Message.Code);
        string functions = string.Concat(Enumerable.Repeat("(lambda () ", 5000)) + "1" + new string(')', 5000);
        Assert.Equal("CL0041", Assert.Single(Compile(functions).Errors).Message.Code);
    }

    [Fact]
    public void An_effect_as_a_value_performs_it_with_all_arguments()
    {
        Chunk print = Assert.Single(MainOf("(map io:print [1])").Functions);
        Assert.Equal(("io:print", 0, true), (print.Name, print.ParamCount, print.HasRest));
        Assert.StartsWith("local.get 0; local.set 1; local.get 0; is.empty; jump.false @7; effect 0 0; return; local.get 0; head; local.get 0; tail; local.set 0; " +
            "local.get 0; is.empty; jump.false @17; effect 0 1; return; ", Listing(print), StringComparison.Ordinal);
        Chunk ofMany = Assert.Single(print.Functions);
        Assert.Equal(("io:print", 1, false), (ofMany.Name, ofMany.ParamCount, ofMany.HasRest));
        Assert.EndsWith("closure 0; local.get 1; tail.call 1", Listing(print), StringComparison.Ordinal);
    }
}
