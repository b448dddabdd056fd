using System.Collections.Concurrent;
using ClaudeLang.Jit.Image;
using ClaudeLang.Jit.Install;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Profile;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;
using Xunit;

namespace ClaudeLang.Jit.Tests.Differential;

/// <summary>Each stress does what it is there for, and the program does not notice.</summary>
public sealed class StressTests
{
    private const string Program = """
        (define (add a b) (+ (* a 3) b))
        (define (sum v n) (let ((t 0)) (dotimes (i n) (set! t (add t (vector-ref v (mod i 3))))) t))
        (dotimes (i 40) (io:print (mod (sum (vector 1 2 3) 20) 1009)))
        """;
    private static readonly TierLimits Lazy = new(ProfileAfter: 50, BaselineAfter: 50, CompileAfter: 100);

    private static List<TierEvent> Run(StressKinds stress, TierLimits tiers)
    {
        var events = new ConcurrentQueue<TierEvent>();
        var sink = new CompileAtOnce();
        ProgramCode code = Tiers.Compile(Program);
        Outcome expected = Tiers.Interpret(Program);
        Assert.Equal(expected, Tiers.Run(code, new ExecutionOptions(Tiers: tiers, Stress: stress, TierLog: events.Enqueue), NativeRuntime.Shared, sink));
        Assert.Null(sink.Failure);
        return [.. events];
    }

    [Fact]
    public void Guards_that_hold_are_left_at()
    {
        int Left(StressKinds stress) => Run(stress, Tiers.Eager).OfType<TierEvent.Deoptimized>().Count();
        if (Stress.OfProcess == StressKinds.None) Assert.InRange(Left(StressKinds.None), 0, 5);
        Assert.InRange(Left(StressKinds.Deopt), 6, int.MaxValue);
    }

    [Fact]
    public void A_loop_is_entered_after_its_first_rounds()
    {
        if (Stress.OfProcess == StressKinds.None) Assert.DoesNotContain(Run(StressKinds.None, Lazy with { CompileAfter = 1_000_000 }).OfType<TierEvent.Installed>(), e => e.Code.EntryPc != 0);
        Assert.Contains(Run(StressKinds.Osr, Lazy with { CompileAfter = 1_000_000 }).OfType<TierEvent.Installed>(), e => e.Code.EntryPc != 0);
    }

    [Fact]
    public void A_handle_is_given_code_again_and_again()
    {
        int Most(StressKinds stress) => Run(stress, Lazy).OfType<TierEvent.Installed>().Where(e => e.Code.EntryPc == 0).GroupBy(e => e.Function).Max(g => g.Count());
        if (Stress.OfProcess == StressKinds.None) Assert.InRange(Most(StressKinds.None), 1, 2);
        Assert.InRange(Most(StressKinds.Install), 6, int.MaxValue);
    }

    [Fact]
    public void Code_that_leaves_at_guards_is_another_job_and_is_accepted()
    {
        Chunk chunk = ChunkText.Parse(X64.CodeTests.Sum);
        var plain = new CompileJob(chunk, 0, [.. Enumerable.Repeat((byte)Feedback.Reached, chunk.Code.Length)], new CompileOptions(CpuLevels.V1));
        CompileJob leaving = plain with { Options = plain.Options with { LeavesAtGuards = true } };
        Assert.NotEqual(plain.Key, CompileJob.Decode(leaving.Encode()).Key);
        Assert.Equal(leaving.Key, CompileJob.Decode(leaving.Encode()).Key);
        CodeImage Image(CompileJob job) => Assert.IsType<CompileResult.Compiled>(Pipeline.Compile(job)).Image;
        Assert.Null(ImageVerifier.Verify(Image(leaving), chunk, CpuLevels.V1));
        Assert.True(Image(leaving).Sites.Count(site => site.Kind == SiteKind.Deopt) > Image(plain).Sites.Count(site => site.Kind == SiteKind.Deopt));
    }
}
