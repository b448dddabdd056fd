using System.Collections.Concurrent;
using ClaudeLang.Jit.Install;
using ClaudeLang.Jit.Tests.Differential;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Tiering;
using Xunit;

namespace ClaudeLang.Jit.Tests.Baseline;

/// <summary>What becomes of baseline code whose guards fail: it goes, better code comes, and then it is quiet.</summary>
public sealed class WithdrawalTests
{
    private readonly ConcurrentQueue<TierEvent> _events = new();
    private readonly CompileAtOnce _compiler = new();

    private sealed class Sink(Action<Execution, CompileCandidate> request) : ICompileSink
    {
        public void Request(Execution execution, CompileCandidate candidate) => request(execution, candidate);
    }

    private void Run(string source, string expected, TierLimits limits, ICompileSink? sink = null)
    {
        Assert.Equal(expected, Tiers.Run(Tiers.Compile(source), new ExecutionOptions(Tiers: limits, TierLog: _events.Enqueue), NativeRuntime.Shared, sink ?? _compiler).Output);
        Assert.Null(_compiler.Failure);
    }

    private int DeoptsOf(string function) => _events.OfType<TierEvent.Deoptimized>().Count(e => e.Function.Name == function && e.Tier == CodeTier.Baseline);
    private int WithdrawalsOf(string function) => _events.OfType<TierEvent.Withdrawn>().Count(e => e.Function.Name == function && e.Tier == CodeTier.Baseline);

    /// <summary>On the way back from <c>deep</c> all frames are in the code that the first of them was made in. What each of them calls counts.</summary>
    private const string Deep = """
        (define (deep n x) (if (= n 0) x (+ (deep (- n 1) x) (deep 0 1))))
        (deep 50 1)
        (io:print (deep 500 0.5))
        (dotimes (i 50) (deep 3 0.5))
        """;

    [Fact]
    public void Code_that_elements_asked_for_takes_the_place_of_what_the_caller_has()
    {
        const string program = """
            (define (f x) (+ x 1))
            (define (many n x) (dotimes (i n) (f x)))
            (many 20 1)
            (parallel:map (lambda (k) (many 20 0.5)) [1])
            (many 500 0.5)
            (io:print (f 0.5))
            """;
        Run(program, "1.5\n", Tiers.EagerBaseline);
        Assert.InRange(DeoptsOf("f"), 3, 20);
    }

    [Fact]
    public void Frames_that_were_in_code_that_is_gone_do_not_take_away_what_came_after_it()
    {
        Run(Deep, "500.5\n", Tiers.EagerBaseline);
        Assert.InRange(DeoptsOf("deep"), 450, 600);
        Assert.InRange(WithdrawalsOf("deep"), 1, 5);
    }

    [Fact]
    public void Code_is_asked_for_once_while_frames_of_what_is_gone_go_on_failing()
    {
        int requests = 0;
        Run(Deep, "500.5\n", Tiers.EagerBaseline, new Sink((execution, candidate) =>
        {
            if (candidate.Chunk.Name != "deep" || requests++ == 0) _compiler.Request(execution, candidate);
        }));
        Assert.Equal(2, requests);
    }

    [Fact]
    public void It_comes_again_where_optimized_code_does_not()
    {
        const string program = """
            (define (id x) x)
            (define (f x) (+ (id x) 1))
            (dotimes (i 50) (f 1))
            (dotimes (i 50) (f 0.5))
            (io:print (f 0.5))
            """;
        Run(program, "1.5\n", Tiers.EagerBoth with { WithdrawalsMax = 0 });
        List<TierEvent> ofF = [.. _events.Where(e => e.Function.Name == "f")];
        int gone = ofF.FindIndex(e => e is TierEvent.Withdrawn { IsLast: true }), withdrawn = ofF.FindIndex(e => e is TierEvent.Withdrawn { Tier: CodeTier.Baseline });
        Assert.InRange(gone, 0, withdrawn);
        Assert.Contains(ofF.Skip(withdrawn), e => e is TierEvent.Installed { Code.Tier: CodeTier.Baseline });
    }
}
