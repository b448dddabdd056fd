using ClaudeLang.Jit.Install;
using ClaudeLang.Jit.Tests.Differential;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Profile;
using ClaudeLang.Vm.Tiering;
using Xunit;

namespace ClaudeLang.Jit.Tests.Baseline;

/// <summary>Where baseline code assumes small Ints: how often it leaves, and that this comes to an end.</summary>
public sealed class GuardTests
{
    /// <summary>Runs it with baseline code alone, and compares with the interpreter.</summary>
    private static (List<TierEvent.Deoptimized> Deopts, List<TierEvent.Withdrawn> Withdrawn, CompileAtOnce Sink) Run(string program)
    {
        var (deopts, withdrawn, sink) = (new List<TierEvent.Deoptimized>(), new List<TierEvent.Withdrawn>(), new CompileAtOnce());
        var options = new ExecutionOptions(Tiers: Tiers.EagerBaseline, TierLog: e =>
        {
            if (e is TierEvent.Deoptimized deopt) deopts.Add(deopt);
            if (e is TierEvent.Withdrawn gone) withdrawn.Add(gone);
        });
        Assert.Equal(Tiers.Interpret(program).Output, Tiers.Run(Tiers.Compile(program), options, NativeRuntime.Shared, sink).Output);
        Assert.All(deopts, deopt => Assert.Equal((CodeTier.Baseline, (int)DeoptReason.OtherThanFixnum), (deopt.Tier, deopt.Reason)));
        Assert.All(withdrawn, gone => Assert.Equal((CodeTier.Baseline, false), (gone.Tier, gone.IsLast)));
        return (deopts, withdrawn, sink);
    }

    private static int Guards(CompileJob job) => ((CompileResult.Compiled)Pipeline.Compile(job)).Image.Sites.Count(site => site.Kind == SiteKind.DeoptInPlace);

    [Fact]
    public void What_met_small_Ints_alone_never_leaves()
    {
        var (deopts, _, sink) = Run("(define (f n) (let loop ((i 0) (s 0)) (if (< i n) (loop (+ i 1) (bit-xor (+ s (* i 3)) (shl i 2))) s))) (dotimes (i 50) (f 20)) (io:print (f 100))");
        Assert.Empty(deopts);
        Assert.True(Guards(sink.Jobs.Single(job => job.Chunk.Name == "f")) > 0);
    }

    [Fact]
    public void Floats_that_come_later_end_the_assumption_after_some_guards()
    {
        var (deopts, withdrawn, sink) = Run("(define (add a b) (+ a b)) (dotimes (i 50) (add i 1)) (io:print (add 0.5 1)) (dotimes (i 200) (add 0.5 i)) (io:print (add 0.5 1) (add 2 3))");
        Assert.Equal(Tiers.EagerBaseline.DeoptsMax, deopts.Count);
        Assert.Equal(1, Assert.Single(withdrawn).Count);
        CompileJob[] jobs = [.. sink.Jobs.Where(job => job.Chunk.Name == "add")];
        Assert.Equal((2, 0), (jobs.Length, Guards(jobs[1])));
    }

    /// <summary>An error is thrown before anything is recorded, so that the feedback does not tell why the guard fails.</summary>
    [Fact]
    public void A_result_that_is_an_error_each_time_comes_to_an_end()
    {
        var (deopts, withdrawn, sink) = Run(
            "(define (f a b) (try (+ a b) (catch e :failed))) (dotimes (i 50) (f i 1)) (dotimes (i 300) (f 9223372036854775807 9223372036854775807)) (io:print (f 9223372036854775807 1) (f 1 2))");
        Assert.InRange(deopts.Count, 1, 3 * Tiers.EagerBaseline.DeoptsMax);
        Assert.InRange(withdrawn.Count, 1, 3);
        Assert.True((sink.Jobs.Last(job => job.Chunk.Name == "f").Feedback.Max() & (byte)Feedback.Other) != 0);
    }

    [Fact]
    public void A_quotient_that_leaves_without_a_trace_is_told_to_the_compiler()
    {
        var (deopts, _, sink) = Run("(define (f a b) (quotient a b)) (dotimes (i 50) (f i 7)) (dotimes (i 300) (f i -1)) (io:print (f 8 -1) (f 8 3))");
        Assert.InRange(deopts.Count, 1, 3 * Tiers.EagerBaseline.DeoptsMax);
        Assert.Equal(0, Guards(sink.Jobs.Last(job => job.Chunk.Name == "f")));
    }

    /// <summary>The loop adds to `best`, which is nil in the first round of each call.</summary>
    [Fact]
    public void A_local_that_is_no_number_at_a_loop_s_head_comes_to_an_end()
    {
        var (deopts, withdrawn, _) = Run("""
            (define (f n) (let loop ((i 0) (best nil)) (if (< i n) (loop (+ i 1) (if (nil? best) i (+ best 1))) best)))
            (dotimes (i 300) (f 5))
            (io:print (f 3) (f 0))
            """);
        Assert.InRange(deopts.Count, 1, 3 * Tiers.EagerBaseline.DeoptsMax);
        Assert.InRange(withdrawn.Count, 1, 3);
    }

    /// <summary>The second loop is compiled while the first one runs, before its sum has met anything.</summary>
    [Fact]
    public void A_local_that_is_set_to_a_Float_is_taken_for_one_before_its_loop_has_run()
    {
        var (deopts, _, sink) = Run("(define (f n) (dotimes (i n) (* i 2)) (let loop ((i 0) (s 0.0)) (if (< i n) (loop (+ i 1) (+ s (+ s i))) s))) (io:print (f 100) (f 10) (f 200))");
        Assert.Empty(deopts);
        Assert.True(Guards(sink.Jobs.Single(job => job.Chunk.Name == "f")) > 0);
    }

    [Fact]
    public void The_interpreter_finds_the_operands_as_they_were()
    {
        // Each leaves in another way: a result too large, an operand of another kind on either side, a count out of range; deeper operands wait meanwhile.
        const string program = """
            (define (f a b k) (list 1 (+ k (* 2 (- a b))) (try (+ 7 (shl a k)) (catch e :failed)) (list a b (rem a 8) (bit-and b 12) (mod b 5) (ushr a 3))))
            (dotimes (i 50) (f i 1 2))
            (io:print (f 4611686018427387903 -4611686018427387904 3) (f -4611686018427387904 1 63) (f 5 4611686018427387904 2) (f 4611686018427387904 5 1))
            (define (g a b) (list (- (+ a b) a) (- b a) (* a b) (+ a a) (- a a)))
            (dotimes (i 50) (g i 3))
            (io:print (g 4611686018427387000 4611686018427387000) (g 0.5 3) (g 3 0.5) (g 4611686018427387904 1) (g 1 4611686018427387904))
            """;
        Assert.NotEmpty(Run(program).Deopts);
    }
}
