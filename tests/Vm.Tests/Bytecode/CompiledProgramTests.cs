using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Syntax;
using ClaudeLang.Vm.Tests.Runtime;
using Xunit;

namespace ClaudeLang.Vm.Tests.Bytecode;

/// <summary>What programs print, from text to interpreter: closures, boxes, loops, scopes, tail calls, order of evaluation.</summary>
public sealed class CompiledProgramTests
{
    [Theory]
    [InlineData("(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))\n(io:print (fib 15))", "610")]
    [InlineData("(define (f n) (+ 1 (let loop ((i 0) (a 0)) (if (and (< i n) (not (= a 500))) (loop (+ i 1) (+ a i)) a))))\n(io:print (f 10) (f 100))", "46 4951")]
    [InlineData("(let ((fs [])) (dotimes (i 3) (set! fs (cons (lambda () i) fs))) (io:print ((car fs)) ((car (cdr fs))) ((car (cdr (cdr fs))))))", "2 1 0")]
    [InlineData("(let ((fs [])) (let loop ((i 0)) (when (< i 3) (set! fs (cons (lambda () (set! i (+ i 10)) i) fs)) (loop (+ i 1)))) (io:print ((car fs)) ((car fs)) ((car (cdr fs)))))", "12 22 11")]
    [InlineData("(let ((fs []) (k 0)) (while (< k 3) (define j k) (set! fs (cons (lambda () (set! j (+ j 1)) j) fs)) (set! k (+ k 1))) (io:print ((car fs)) ((car fs)) ((car (cdr fs))) k))", "3 4 2 3")]
    [InlineData("(letrec ((e? (lambda (n) (if (= n 0) #t (o? (- n 1))))) (o? (lambda (n) (if (= n 0) #f (e? (- n 1)))))) (io:print (e? 100001)))", "false")]
    [InlineData("(define (g) (define a 1) (define (h) (+ a b)) (define b 2) (h)) (io:print (g))", "3")]
    [InlineData("(define (g) (define (h) b) (h) (define b 2) b) (g)", "error: :unbound unbound variable: b")]
    [InlineData("(define (g) (define x (+ x 1)) x)\n(g)", "error: :unbound unbound variable: x")]
    [InlineData("(define (f x) (define x (+ x 1)) x) (io:print (f 4))", "5")]
    [InlineData("(define (f) (g))\n(f)\n(define (g) 1)", "error: :unbound unbound variable: g")]
    [InlineData("(define (f) (g 1 (io:print \"arg\")))\n(f)\n(define (g x y) 1)", "error: :unbound unbound variable: g")]
    [InlineData("(define c 0) (define (inc!) (set! c (+ c 1))) (inc!) (inc!) (io:print c)", "2")]
    [InlineData("(define (list-of a . r) [a r]) (io:print (list-of 1) (list-of 1 2 3))", "[1, []] [1, [2, 3]]")]
    [InlineData("(define (length x) 42) (io:print (length []))", "42")]
    [InlineData("(io:print (length []))\n(define (length x) 42)", "error: :unbound unbound variable: length")]
    [InlineData("(io:print (let ((x 1) (x (+ x 1))) x) (let ((a 1) (f (lambda () b)) (b 5)) (f)))", "2 5")]
    [InlineData("(let ((a 1) (f (lambda () b)) (c (f)) (b 5)) c)", "error: :unbound unbound variable: b")]
    [InlineData("(define (f x y) (+ x y (begin (io:print \"third\") z) 1)) (f 1 \"a\")", "third\nerror: :unbound unbound variable: z")]
    [InlineData("(define (f x) (+ 1 \"a\" (begin (io:print \"late\") 2)))\n(f 1)", "late\nerror: :type +: argument 2: expected a number, got String \"a\"")]
    [InlineData("(io:print (+ 1 2 3.5 4) (- 10 1 2 3) (* 2 3 4) (/ 100 5 2) (bit-or 1 2 4) (-% 5) (- 5) (/ 2.0) (/ 4))", "10.5 4 24 10 7 -5 -5 0.5 0")]
    [InlineData("(io:print (< 1 2 3) (< 1 3 2) (= 1 1 1) (<= 1) (= 1.0 1 1))", "true false true true true")]
    [InlineData("(io:print (and) (or) (and 1 nil 2) (or nil #f 3) (and 1 2) (or nil nil) (cond) (cond (#f 1)) (cond (5)) (cond (nil 1) (#f) (else)) (if #f 1) (when 1) (unless nil 1 2))", "true false nil 3 2 nil nil nil 5 nil nil nil 2")]
    [InlineData("(io:print (let outer ((i 0) (s 0)) (if (< i 5) (let inner ((j 0) (s s)) (if (< j i) (inner (+ j 1) (+ s 1)) (outer (+ i 1) s))) s)))", "10")]
    [InlineData("(io:print (let loop ((i 0) (fs [])) (if (< i 3) (loop (+ i 1) (cons (lambda () i) fs)) [((car fs)) ((car (cdr fs)))])))", "[2, 1]")]
    [InlineData("(io:print (let loop ((a 1) (b 2) (n 0)) (if (= n 3) [a b] (loop b a (+ n 1)))))", "[2, 1]")]
    [InlineData("(define f (let ((n 0)) (lambda () (set! n (+ n 1)) n))) (f) (f) (io:print (f))", "3")]
    [InlineData("(define (mk) (define n 0) (define (up) (set! n (+ n 1)) n) up) (define u (mk)) (u) (io:print (u) mk u)", "2 #<function mk/0> #<function up/0>")]
    [InlineData("(io:print (let go2 ((n 5)) (if (= n 0) [] (cons n (go2 (- n 1))))) (lambda (x) x) (lambda (a . b) a) fib2)\n(define (fib2 x) x)", "error: :unbound unbound variable: fib2")]
    [InlineData("(io:print '(1 [2 b] 'c nil) [] () '() 'sym :k \"s\")", "[1, [2, b], [quote, c], nil] [] [] [] sym :k s")]
    [InlineData("(define (loop n acc) (if (= n 0) acc (loop (- n 1) (+ acc n)))) (io:print (loop 100000 0))", "5000050000")]
    [InlineData("(io:print (dotimes (i 3) i) (while #f 1) (let ((s 0)) (dotimes (i 5) (set! s (+ s i)) (set! i 100)) s))", "nil nil 10")]
    [InlineData("(dotimes (i 2.5) i)", "error: :type dotimes: expected Int, got Float 2.5")]
    [InlineData("(define (h x) (car x))\n(define (g x) (+ 1 (h x)))\n(define (f x)\n  (let loop ((i 0))\n    (if (= i 3) (g 5) (loop (+ i 1)))))\n(io:print (f 1))", "error: :type head: argument 1: expected List, got Int 5")]
    [InlineData("(define (f x)\n  (+ 1 (let loop ((i 0))\n    (if (= i 3) (/ 1 0) (loop (+ i 1))))))\n(+ 1 (f 1))", "error: :divide-by-zero /: Int division by zero")]
    [InlineData("zork", "error: :unbound unbound variable: zork")]
    [InlineData("(define (f) (+ 1 zork))\n(list (f))", "error: :unbound unbound variable: zork")]
    [InlineData("(let ((x 5)) (x 1))", "error: :type call: expected a function, got Int 5")]
    [InlineData("((lambda (x) x))", "error: :arity lambda: expected 1 argument, got 0")]
    [InlineData("(car [])", "error: :index head: index 0 is out of range for length 0")]
    [InlineData("(substring \"abc\")", "error: :arity substring: expected 2 to 3 arguments, got 1")]
    [InlineData("(define x 1)\n(define (f) (set! y 2))\n(define (g) (f) (io:print y))\n(g)\n(define y 1)", "error: :unbound unbound variable: y")]
    [InlineData("(define (f n) (let loop ((i n)) (define k (* i 2)) (define (get) k) (if (< i 3) (loop (+ i 1)) (get)))) (io:print (f 0))", "6")]
    [InlineData("(define (f) (let ((g (lambda (n) (if (= n 0) (lambda () g) (g (- n 1)))))) (= g ((g 3))))) (io:print (f))", "true")]
    [InlineData("(define (f) (let ((g (lambda (n) n)) (h g)) (set! g (lambda (n) (* 2 n))) [(g 1) (h 1)])) (io:print (f))", "[2, 1]")]
    [InlineData("(define (f n) (begin (define a n) (begin (define b (* 2 a)))) (+ a b)) (io:print (f 5))", "15")]
    [InlineData("(io:print (let loop ((x (lambda () x)) (n 1)) (if (= n 0) (= x ((x))) (loop x 0))))", "true")]
    [InlineData("(io:print (let loop ((i 0)) (or (> i 10) (loop (+ i 1)))) (let loop ((i 0)) (and (< i 10) (loop (+ i 1)))))", "true false")]
    [InlineData("(define p io:print) (p 1 2 3) (p) ((lambda (q) (q \"x\")) io:write) (io:print)", "1 2 3\n\nx")]
    [InlineData("(io:print inf nan (- inf) -0.0 0xFF 1e3 (let ((inf 3)) inf))", "inf nan -inf -0.0 255 1000.0 3")]
    [InlineData("(io:print (if (let loop ((i 0)) (if (< i 5) (loop (+ i 1)) (= i 5))) \"yes\" \"no\"))", "yes")]
    [InlineData("(define (f a b c d e g h) [a b c d e g h]) (io:print (f 1 2 3 4 5 6 7))", "[1, 2, 3, 4, 5, 6, 7]")]
    [InlineData("(define (f) (let ((x 1)) (let ((x 2) (y x)) (set! x 3) [x y]))) (io:print (f))", "[3, 2]")]
    [InlineData("(io:print (let loop ((i 0) (j (+ i 1))) (if (< i 3) (loop (+ i 1) (+ j i)) [i j])))", "[3, 4]")]
    [InlineData("(io:print (not 1) (not nil) (if (not (not 5)) 1 2) (nil? nil) (same? 'a 'a))", "false true 1 true true")]
    [InlineData("(define (f x) (cond ((= x 1) \"one\") ((= x 2) (set! x 5) \"two\") ((and x (> x 3)) \"big\") (else \"other\"))) (io:print (f 1) (f 2) (f 3) (f 4))", "one two other big")]
    public void A_program_prints(string text, string expected)
    {
        CompileOutcome outcome = SourceCompiler.Compile(new SourceText("t.cl", text), StandardLibrary.Instance);
        Assert.True(outcome.Program is not null, outcome.RenderErrors());
        ChunkVerifier.Verify(outcome.Program!.Main);
        var host = new TestHost();
        using var execution = new Execution(outcome.Program, host, library: StandardLibrary.Instance.Prelude);
        RunStatus status = execution.Run();
        string printed = host.Out.ToString();
        if (status == RunStatus.Failed) printed += $"error: :{execution.Fault!.Kind} {execution.Fault.Message}";
        Assert.Equal(expected, printed.TrimEnd('\n'));
    }

    [Fact]
    public void An_inlined_loop_has_its_line_in_a_trace()
    {
        CompileOutcome outcome = SourceCompiler.Compile(new SourceText("t.cl", """
            (define (f x)
              (+ 1 (let loop ((i 0))
                (if (= i 3) (/ 1 0) (loop (+ i 1))))))
            (define (g) (let loop ((i 0)) (if (= i 3) (+ 1 (f i)) (loop (+ i 1)))))
            (+ 1 (g))
            """), StandardLibrary.Instance);
        using var execution = new Execution(outcome.Program!, new TestHost(), library: StandardLibrary.Instance.Prelude);
        Assert.Equal(RunStatus.Failed, execution.Run());
        Assert.Equal(["  at loop (t.cl:3:17)", "  at f (t.cl:2:8)", "  at loop (t.cl:4:48)", "  at top level (t.cl:5:6)"], execution.Fault!.Trace.Select(line => line.ToString()));
    }

    [Fact]
    public void The_prelude_is_sound() => ChunkVerifier.Verify(StandardLibrary.Instance.Prelude);
}
