using ClaudeLang.Jit.Install;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;
using Xunit;

namespace ClaudeLang.Jit.Tests.Differential;

/// <summary>Effects, continuations and fibers in machine code: what takes frames away and puts them back leaves them what they are.</summary>
public sealed class ControlCodeTests
{
    private const string Generator = """
        (define (walk low high)
          (when (< low high)
            (let ((middle (quotient (+ low high) 2)))
              (walk low middle)
              (gen:yield middle)
              (walk (+ middle 1) high))))
        (define (start n) (handle (begin (walk 0 n) nil) (gen:yield (x k) (vector x k))))
        (define (run n)
          (let loop ((item (start n)) (sum 0))
            (if (nil? item) sum (let ((k (vector-ref item 1))) (loop (k nil) (+ sum (vector-ref item 0)))))))
        (dotimes (i 9) (io:print (run 300)))
        """;

    private const string State = """
        (define (count n) (let loop ((i 0)) (when (< i n) (st:put (mod (+ (* (st:get) 31) i) 1000003)) (loop (+ i 1)))))
        (define (run n)
          ((handle (begin (count n) nil)
             (st:get (k) (lambda (s) ((k s) s)))
             (st:put (new k) (lambda (s) ((k nil) new)))
             (return (v) (lambda (s) s)))
           1))
        (dotimes (i 9) (io:print (run 300)))
        """;

    private const string Fibers = """
        (define (relay in out) (let loop () (let ((x (recv! in))) (send! out (+ x 1)) (if (< x 900) (loop) nil))))
        (define (run) (let ((a (chan)) (b (chan))) (go (relay a b)) (go (relay b a)) (send! a 0) (recv! (chan))))
        (io:print (try (run) (catch e (Error-kind e))))
        """;

    private const string Buffers = """
        (define (fill c n) (dotimes (i n) (send! c (list i))) (close! c))
        (define (pass in out) (let loop () (let ((v (recv! in))) (if (nil? v) (close! out) (begin (send! out (cons 1 v)) (loop))))))
        (define (run n)
          (let ((a (chan 3)) (b (chan 20)))
            (go (fill a n))
            (go (pass a b))
            (let loop ((sum 0)) (let ((v (recv! b))) (if (nil? v) sum (loop (+ sum (fold + 0 v))))))))
        (dotimes (i 9) (io:print (run 90)))
        """;

    private const string Floats = """
        (define (body n) (let loop ((i 0) (x 0.5) (flag false)) (if (= i n) (list x flag) (loop (+ i 1) (+ x 0.25) (e:ask i x flag)))))
        (io:print (handle (body 600) (e:ask (i x flag k) (k (> x 1.5)))))
        """;

    private const string Callees = """
        (define (call f x) (let ((y (f x))) (list y)))
        (define (last f x) (f x))
        (define (kept) (vector-ref (handle (+ 1 (g:out 5)) (g:out (x k) (vector x k))) 1))
        (dotimes (i 200) (io:print (call list i) (last abs i) (call (kept) i) (last (kept) i) (call (lambda (x) x) i) (last (lambda (x) x) i)))
        (call head 1)
        """;

    public static TheoryData<string> Programs => [Generator, State, Fibers, Buffers, Floats, Callees];

    [Theory]
    [MemberData(nameof(Programs))]
    public void Machine_code_does_what_the_interpreter_does(string program)
    {
        Outcome expected = Tiers.Interpret(program);
        foreach (TierLimits tiers in new[] { Tiers.Eager, Tiers.EagerBaseline, Tiers.EagerBoth })
        {
            var sink = new CompileAtOnce();
            Assert.Equal(expected, Tiers.RunCompiled(program, sink, tiers: tiers));
            Assert.Empty(sink.Bailouts);
            Assert.NotEmpty(sink.Compiled);
            Assert.Equal(expected, Tiers.RunCompiled(program, new CompileAtOnce(), stress: StressKinds.Deopt, tiers: tiers));
            Assert.Equal(expected, Tiers.RunCompiled(program, new CompileAtOnce(), heap: new HeapOptions(Stress: true), tiers: tiers));
        }
    }

    /// <summary>That a continuation is called and not a closure is known before the code is made.</summary>
    [Theory]
    [MemberData(nameof(Programs))]
    public void No_guard_fails(string program)
    {
        var failed = new List<TierEvent>();
        Tiers.Run(Tiers.Compile(program), new ExecutionOptions(Tiers: Tiers.EagerBoth with { ProfileAfter = 4, BaselineAfter = 12, CompileAfter = 40 }, TierLog: happened =>
        {
            if (happened is TierEvent.Deoptimized) failed.Add(happened);
        }), NativeRuntime.Shared, new CompileAtOnce());
        Assert.Empty(failed);
    }
}
