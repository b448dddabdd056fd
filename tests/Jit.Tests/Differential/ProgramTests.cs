using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;
using Xunit;

namespace ClaudeLang.Jit.Tests.Differential;

/// <summary>The same program in the interpreter and compiled, with and without hostile settings: one outcome.</summary>
public sealed class ProgramTests
{
    private const string Fib = "(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2))))) (io:print (fib 20))";

    private const string Mandelbrot = """
        (define (inside? cr ci)
          (let loop ((zr 0.0) (zi 0.0) (i 0))
            (if (= i 50) true
              (if (> (+ (* zr zr) (* zi zi)) 4.0) false
                (loop (+ (- (* zr zr) (* zi zi)) cr) (+ (* 2.0 zr zi) ci) (+ i 1))))))
        (define (count)
          (let ((n 0) (y -1.2))
            (while (< y 1.2)
              (let ((x -2.0))
                (while (< x 1.0)
                  (when (inside? x y) (set! n (+ n 1)))
                  (set! x (+ x 0.1))))
              (set! y (+ y 0.1)))
            n))
        (io:print (count))
        """;

    public static TheoryData<string> Programs =>
    [
        Fib,
        Mandelbrot,
        "(define (f n) (let ((s 0)) (dotimes (i n) (dotimes (j 10) (set! s (+ s (* i j))))) s)) (io:print (f 40))",
        "(define (f n acc) (if (= n 0) acc (f (- n 1) (+ acc n)))) (io:print (f 1000 0)) (io:print (f 1000 0.5))",
        "(define (f x) (* x x)) (define (g n) (let loop ((i 0)) (if (< i n) (begin (f i) (loop (+ i 1))) (f 3037000500)))) (io:print (g 100))",
        "(define (f x) (+ x 1)) (dotimes (i 30) (f i)) (io:print (f 4611686018427387903)) (io:print (f 1.5)) (f \"a\")",
        "(define (f x) (+ x 1)) (dotimes (i 30) (f i)) (f 9223372036854775807)",
        "(define (even n) (if (= n 0) true (odd (- n 1)))) (define (odd n) (if (= n 0) false (even (- n 1)))) (io:print (even 1000))",
        "(define (adder n) (lambda (x) (set! n (+ n x)) n)) (define a (adder 10)) (dotimes (i 50) (a i)) (io:print (a 0))",
        "(define (sum v) (let ((s 0)) (dotimes (i (vector-length v)) (set! s (+ s (vector-ref v i)))) s)) (define v (make-vector 20 1)) (dotimes (i 20) (vector-set! v i (* i i)) (sum v)) (io:print (sum v)) (vector-set! v 3 1.5) (io:print (sum v)) (vector-ref v 20)",
        "(define (sum v first n) (let loop ((i first) (s 0)) (if (< i n) (loop (+ i 1) (+ s (vector-ref v i))) s))) (define (until v x n) (let loop ((i 0)) (if (= i n) nil (if (= (vector-ref v i) x) i (loop (+ i 1)))))) (define (fill! v n step) (let loop ((i 0)) (when (< i n) (vector-set! v i i) (loop (+ i step))))) (define (product v n) (let loop ((i 1) (p 1)) (if (> i n) p (loop (+ i 1) (* p (vector-ref v i)))))) (define v (make-vector 9 1)) (define (ask f) (try (f) (catch e (Error-message e)))) (dotimes (i 40) (let ((n (- (mod i 12) 1))) (io:print n (ask (lambda () (sum v 0 n))) (ask (lambda () (sum v 5 n))) (ask (lambda () (product v n))) (ask (lambda () (sum v -1 n))) (ask (lambda () (until v n (+ 9 (mod i 3))))) (ask (lambda () (until v 2 n))) (ask (lambda () (fill! v n 2))) v)))",
        "(define (len l n) (if (empty? l) n (len (tail l) (+ n 1)))) (define (make n) (let loop ((i 0) (l [])) (if (< i n) (loop (+ i 1) (cons i l)) l))) (io:print (len (make 500) 0)) (io:print (head (make 5)))",
        "(define (f a b c d e g h i) (+ a (+ b (+ c (+ d (+ e (+ g (+ h i)))))))) (define (k n) (let loop ((i 0) (s 0)) (if (< i n) (loop (+ i 1) (+ s (f i 1 2 3 4 5 6 7))) s))) (io:print (k 100))",
        "(define (f x y) (if (and (< x 10) (or (> y 5) (= x 3))) 'yes (if (not (< x y)) \"no\" nil))) (dotimes (i 20) (dotimes (j 10) (io:print (f i j))))",
        "(define (f x) (let ((y (* x 1e-200))) (* y y))) (dotimes (i 30) (io:print (f (+ i 0.5))))",
        "(define (f x) (/ 1.0 x)) (dotimes (i 30) (io:print (f (- i 15.0))))",
        "(define (f a b) [(quotient a b) (rem a b) (mod a b) (/ a b)]) (dotimes (i 9) (dotimes (j 9) (if (= j 4) nil (io:print (f (- i 4) (- j 4)))))) (f 1 0)",
        "(define (f a n) [(shl a n) (shr a n) (ushr a n) (bit-and a n) (bit-or a n) (bit-xor a n) (bit-not a)]) (dotimes (i 64) (io:print (f (- i 32) i))) (f 1 64)",
        "(define (f a) [(int a) (float a) (sqrt (abs a)) (- a)]) (dotimes (i 20) (io:print (f (- i 10)))) (dotimes (i 20) (io:print (f (* 1.25 (- i 10))))) (f nan)",
        "(define (deep n) (if (= n 0) (/ 1 0) (+ 1 (deep (- n 1))))) (define (try-it n) (if (> n 0) (+ n 1) (deep 5))) (dotimes (i 40) (try-it (+ i 1))) (try-it 0)",
        "(define (f x) (if (= x 'a) 1 (if (= x :k) 2 (if (= x nil) 3 (if (= x \"s\") 4 5))))) (dotimes (i 20) (io:print (f 'a) (f :k) (f nil) (f \"s\") (f 1.5) (f true)))",
        "(define (count n) (let ((i 0) (x 0.5)) (while (< i n) (set! i (+ i 1)) (when (> i 50) (set! x (* x 1.5)))) x)) (io:print (count 100))",
        "(define (mix n) (let ((s 0)) (dotimes (i n) (if (= (rem i 7) 0) (set! s (+ s 0.5)) (set! s (+ s 1)))) s)) (io:print (mix 100))",
        "(define (f n) (let outer ((i 0) (s 0)) (if (= i n) s (let inner ((j 0) (t s)) (if (= j i) (outer (+ i 1) (+ t 1)) (inner (+ j 1) (+ t j))))))) (io:print (f 30))",
        "(define (apply-it f n) (let loop ((i 0) (s 0)) (if (= i n) s (loop (+ i 1) (f s i))))) (io:print (apply-it (lambda (a b) (+ a b)) 50)) (io:print (apply-it (lambda (a b) (if (= b 30) 0.5 (+ a b))) 50))",
        "(define x 0) (define (bump n) (set! x (+ x n)) x) (dotimes (i 50) (bump i)) (io:print x)",
        "(defrecord P x y) (defrecord Q x) (define p (P 1 [2])) (define (f p i) (set-P-x! p (+ (P-x p) i)) (set-P-y! p (P i [i])) (P-x p)) (dotimes (i 60) (f p i)) (io:print p (f p 0.5)) (define (g x) (if (P? x) (P-y x) (if (Q? x) (Q-x x) x))) (dotimes (i 60) (g (P i i)) (g (Q i)) (g i)) (io:print (g p) (g (Q 3)) (g nil)) (f (Q 1) 1)",
        "(define f (make-float-vector 9 0.5)) (define b (make-byte-vector 9 1)) (define (step i x) (float-vector-set! f i (+ (float-vector-ref f i) x)) (byte-vector-set! b i (+ (byte-vector-ref b i) 1)) (+ (float-vector-ref f i) (byte-vector-ref b (- (byte-vector-length b) 1)))) (dotimes (i 90) (io:print (step (mod i 9) i))) (io:print f b (step 8 1e308) (step 8 1e308)) (dotimes (i 300) (step 3 0))",
        "(define (f x) [(quotient x 4) (rem x 4) (mod x 4) (quotient x 1) (mod x 1) (rem x -1) (quotient x -1) (rem x 7)]) (dotimes (i 60) (io:print (f (- i 30)))) (io:print (f 4611686018427387903) (f -4611686018427387904))",
        "(define (f x) [(* x 12) (* -3 x) (+ 5 x) (- x 7) (shl x 3) (shr x 5) (ushr x 9) (bit-and x 255) (bit-or 6 x) (bit-xor x -1) (rem x 1024) (quotient x -8) (mod x -10)]) (define (try-f x) (try (f x) (catch e e))) (dotimes (i 60) (io:print (try-f (* (- i 30) 700000000000000)))) (io:print (try-f 4611686018427387903) (try-f -4611686018427387904) (try-f 1.5) (try-f nil))",
        "(define (f x) [(< 3 x) (<= 3 x) (> 3 x) (>= 3 x) (= 3 x) (if (< -2 x) 'more 'less) (if (not (>= x -2)) 'less 'more)]) (dotimes (i 60) (io:print (f (- i 30)))) (io:print (f 2.5) (f 3.0) (f 9223372036854775807)) (f 'a)",
        "(define (f n c) (let loop ((i 0) (x 0.0) (y c) (s -0.0)) (if (= i n) [x y s] (loop (+ i 1) (- (* x x) y) (+ (* y 0.5) s) (+ s (* x y)))))) (dotimes (k 12) (io:print (f k 0.25) (f k -0.0) (f k 1e200) (f k 3) (f k 1e-200))) (f 3 nil)",
        "(define (g a) (let loop ((i 0) (x 1.5) (n 7)) (if (= i 20) [x n] (loop (+ i 1) (if (> x 40.0) (- x 40.0) (* x n)) (if (= i a) (+ n 0.5) n))))) (dotimes (k 25) (io:print (g k))) (define (h x) (let ((y (sqrt x)) (z (float x))) (if (< y 2.0) (- z) (if (>= z y) (/ y x) (int (* 1e18 z)))))) (dotimes (k 30) (io:print (h k) (h (* 1.5 k)))) (io:print (h 1e300))",
        "(define (at v i) (float-vector-ref v i)) (define (sum v n) (let loop ((i 0) (s 0.0) (m 1.0)) (if (= i n) [s m] (let ((x (at v i))) (loop (+ i 1) (+ s x) (if (> x m) x m)))))) (define v (make-float-vector 30 0.0)) (dotimes (i 30) (let ((x (* 0.25 (- i 15)))) (float-vector-set! v i x) (float-vector-set! v (- 29 i) (- x 0.25)) (float-vector-set! v 3 (/ 1.0 (- x x))))) (io:print (sum v 3) (sum v 30) v (try (sum v 31) (catch e e)))",
        "(define (f a . more) (if (empty? more) a (+ a (head more)))) (define (g . xs) xs) (define (h a b c d e g . i) [a g i]) (dotimes (i 60) (io:print (f i) (f i 2) (f i 3 4) (g) (g i) (h 1 2 3 4 5 i) (h 1 2 3 4 5 6 [i])))",
        "(defrecord P a b) (define (call f a b) (list (f a b))) (define (last f a b) (f a b)) (define fs (list list P cons (lambda (a b) [b a]) (lambda (. xs) xs) =)) (define (each l i) (if (empty? l) nil (begin (io:print (call (head l) i []) (last (head l) i [])) (each (tail l) i)))) (dotimes (i 40) (each fs i)) (call max 1 \"s\")",
        "(define (t n) (if (= n 0) nil [(t (- n 1)) (t (- n 1))])) (define (size x) (if (nil? x) 0 (+ 1 (size (head x)) (size (head (tail x)))))) (dotimes (i 9) (io:print (size (t i))))",
        "(define b (buffer)) (define (push x) (buffer-push! b x) (buffer-length b)) (dotimes (i 60) (io:print (push i) (push [i]) (push 0.5))) (define (change i x) (buffer-set! b i x) (buffer-ref b i)) (dotimes (i 60) (io:print (change i [i]) (change 3 i) (change (+ i 1) :k))) (define (last) (buffer-pop! b)) (dotimes (i 180) (io:print (last))) (io:print b (push 1) (last)) (io:print (try (last) (catch e (Error-message e)))) (change 0 1)",
        "(define (at s i) (+ (code-point s i) (string-length s))) (dotimes (i 60) (io:print (at \"pl\u00e9in\" (mod i 5)) (at \"\u20ac\ud83d\ude00\" (mod i 2)))) (io:print (try (at \"ab\" 2) (catch e (Error-message e))) (try (at \"ab\" -1) (catch e (Error-message e)))) (at [] 0)",
        "(define (f a b) [(abs a) (min a b) (max a b) (min a 3) (max -2 b)]) (dotimes (i 60) (io:print (f (- i 30) (- 20 i)))) (dotimes (i 30) (io:print (f -4611686018427387904 i) (f (- i 2.5) i) (f i nan))) (f \"a\" 1)",
        "(define (same x) (if (= x :a) 1 (if (same? x 'b) 2 (if (= 'c x) 3 4)))) (dotimes (i 60) (io:print (same :a) (same 'b) (same 'c) (same i) (same \"a\")))",
        "(defrecord P x) (define p (P 1)) (define a \"ab\") (define (f x y) (if (same? x y) 1 (if (not (same? y x)) 2 3))) (dotimes (i 60) (io:print (f p p) (f p (P 1)) (f i i) (f i 30) (f 0.5 (* 0.5 i)) (f a (str \"a\" \"b\")) (f a i) (f 4611686018427387904 (+ 4611686018427387900 i)) (f 1e300 (* 1e299 i)) (f nan (- nan)) (f :a (quote a)) (f [] [1]) (f f f)))",
        "(define (f x) [(make-vector 0 x) (make-vector 3 x) (make-vector 16 [x]) (make-vector 17 x) (make-vector 2 0.5)]) (define (g x) (let ((v (make-vector 2 nil))) (vector-set! v 1 x) v)) (dotimes (i 60) (io:print (f i) (g [i]) (g 1e300)))",
        "(defrecord P x y) (defrecord Q x) (define (f p q) (+ (P-x p) (P-y p) (P-x q) (P-y q))) (define (g r) (if (P? r) (P-x r) (Q-x r))) (define (h a b) (set-P-x! a (P-y b)) (set-P-y! b (P-x a)) (+ (P-x a) (P-x b))) (define (wrong r) (+ (P-x r) (Q-x r))) (dotimes (i 60) (io:print (f (P i 1) (P 2 i)) (g (P i 0)) (g (Q i)) (h (P 1 i) (P i 2)) (try (wrong (P i i)) (catch e (Error-message e))) (try (f (P 1 2) (Q i)) (catch e (Error-message e)))))",
        "(define (f n) (if (> n 100) (g n) (f (+ n 1)))) (define (g n) (str \"done\" n)) (io:print (f 0)) (dotimes (i 30) (f i))",
    ];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Compiled_code_does_what_the_interpreter_does(string program)
    {
        Outcome expected = Tiers.Interpret(program);
        var sink = new CompileAtOnce();
        Assert.Equal(expected, Tiers.RunCompiled(program, sink));
        Assert.Empty(sink.Bailouts);
        Assert.NotEmpty(sink.Compiled);
        Assert.Equal(expected, Tiers.RunCompiled(program, new CompileAtOnce(), stress: StressKinds.Deopt));
        Assert.Equal(expected, Tiers.RunCompiled(program, new CompileAtOnce(), heap: new HeapOptions(Stress: true)));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Baseline_code_does_what_the_interpreter_does(string program)
    {
        Outcome expected = Tiers.Interpret(program);
        foreach (TierLimits tiers in new[] { Tiers.EagerBaseline, Tiers.EagerBoth })
        {
            var sink = new CompileAtOnce();
            Assert.Equal(expected, Tiers.RunCompiled(program, sink, tiers: tiers));
            Assert.Empty(sink.Bailouts);
            Assert.NotEmpty(sink.Compiled);
            Assert.Equal(expected, Tiers.RunCompiled(program, new CompileAtOnce(), stress: StressKinds.Deopt, tiers: tiers));
            Assert.Equal(expected, Tiers.RunCompiled(program, new CompileAtOnce(), heap: new HeapOptions(Stress: true), tiers: tiers));
            Assert.Equal(expected, Tiers.RunCompiled(program, new CompileAtOnce(c => [.. Enumerable.Repeat((byte)31, c.Chunk.Code.Length)]), tiers: tiers));
        }
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void Wrong_feedback_costs_time_and_nothing_else(string program)
    {
        Outcome expected = Tiers.Interpret(program);
        for (int bits = 0; bits < 16; bits++)
        {
            byte wrong = (byte)bits;
            Assert.Equal(expected, Tiers.RunCompiled(program, new CompileAtOnce(c => [.. Enumerable.Repeat(wrong, c.Chunk.Code.Length)])));
        }
    }

    /// <summary>Each call makes 31 counts, of which every 500th asks for a compile, and the rest of that call is machine code: it would never be the call's own.</summary>
    [Fact]
    public void A_function_with_a_loop_in_every_call_is_compiled_from_its_start()
    {
        var sink = new CompileAtOnce();
        Outcome outcome = Tiers.RunCompiled("""
            (define (f n) (let ((s 0)) (dotimes (i 30) (set! s (+ s n))) s))
            (define (run n) (let ((s 0)) (dotimes (i n) (set! s (+ s (f i)))) s))
            (io:print (run 3000))
            """, sink, tiers: TierLimits.Default);
        Assert.Equal("134955000\n", outcome.Output);
        Assert.Contains("f@0", sink.Compiled);
    }
}
