using ClaudeLang.Jit.Image;
using ClaudeLang.Jit.Install;
using ClaudeLang.Jit.Ir;
using ClaudeLang.Jit.Tests.Differential;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Profile;
using ClaudeLang.Vm.Tiering;
using Xunit;

namespace ClaudeLang.Jit.Tests.Build;

/// <summary>Small functions that only compute stand where they are called, as long as that works.</summary>
public sealed class InliningTests
{
    private const string Source = """
        (define (square x) (* x x))
        (define (sign x) (if (< x 0) -1 (if (= x 0) 0.0 1)))
        (define (again x) (square x))
        (define (rest-of . x) x)
        (define (looping n) (let loop ((i 0)) (if (< i n) (loop (+ i 1)) i)))
        (define (text x) (if x "a" "b"))
        (defrecord Point x y)
        (define (area p) (* (Point-x p) (Point-y p)))
        (define (areas p n) (let loop ((i 0) (s 0)) (if (= i n) s (loop (+ i 1) (+ s (area p))))))
        (define (tiny x) (* x 1e-200))
        (define (huge x) (= x 9000000000000000000))
        (define (smaller a b) (if (< a b) a b))
        (define (sum n) (let loop ((i 0) (s 0)) (if (= i n) s (loop (+ i 1) (+ s (square i) (sign i))))))
        """;

    private static readonly ProgramCode Program = Tiers.Compile(Source);

    private static Chunk Function(string name) => Program.Main.Functions.Single(function => function.Name == name);

    private static CompileJob Job(string caller, Feedback met = Feedback.None, PassSet off = PassSet.None)
    {
        Chunk chunk = Function(caller);
        var callees = chunk.Globals.Select((global, i) => (Index: i, Chunk: Function(global.Name))).Where(callee => LeafFunctions.Is(callee.Chunk));
        var options = new CompileOptions(CpuLevels.V1, Off: off);
        return new CompileJob(chunk, 0, [.. new byte[chunk.Code.Length]], options,
            [.. callees.Select(callee => new InlinedCallee(callee.Index, callee.Chunk, [.. Enumerable.Repeat((byte)met, callee.Chunk.Code.Length)]))]);
    }

    private static int Calls(CompileJob job)
    {
        Pipeline.Verifies = true;
        IrGraph graph = Pipeline.BuildGraph(job);
        return Enumerable.Range(0, graph.ValueCount).Count(id => graph[id].Block >= 0 && graph[id].Op is IrOp.CallGlobal or IrOp.TailCallGlobal or IrOp.CallClosure);
    }

    [Fact]
    public void What_only_computes_is_a_leaf() =>
        Assert.Equal(["square", "sign", "area", "smaller"], Program.Main.Functions.Where(LeafFunctions.Is).Select(function => function.Name));

    [Theory]
    [InlineData("sum")]
    [InlineData("again")]
    [InlineData("areas")]
    public void No_call_is_left(string caller)
    {
        Assert.Equal(0, Calls(Job(caller)));
        Assert.NotEqual(0, Calls(Job(caller, off: PassSet.Inlining)));
    }

    [Fact]
    public void Where_the_interpreter_would_have_to_help_half_way_the_call_stays_one() =>
        Assert.NotEqual(0, Calls(Job("again", Feedback.BigInt)));

    [Fact]
    public void A_callee_with_other_parameters_is_left_to_the_call()
    {
        CompileJob job = Job("again");
        Chunk smaller = Function("smaller");
        Assert.NotEqual(0, Calls(job with { Callees = [job.Callees[0] with { Chunk = smaller, Feedback = [.. new byte[smaller.Code.Length]] }] }));
    }

    [Fact]
    public void What_leaves_stands_before_the_call()
    {
        CompileJob job = Job("again");
        IrGraph graph = Pipeline.BuildGraph(job);
        int call = job.Chunk.Code.ToList().FindIndex(word => Instruction.Op(word) == Opcode.TailCallGlobal);
        Assert.Contains(Enumerable.Range(0, graph.ValueCount), id => graph[id].Op == IrOp.MulFixnum && graph.Snapshots[graph[id].Snapshot].Pc == call);
        Assert.All(graph.Snapshots, snapshot => Assert.InRange(snapshot.Pc, 0, job.Chunk.Code.Length - 1));
    }

    [Fact]
    public void Guards_that_fail_in_it_make_it_a_call_again()
    {
        const string program = """
            (define (square x) (* x x))
            (define (call x) (+ 0 (square x)))
            (define (many n x) (dotimes (i n) (call x)))
            (many 100 1) (many 300 0.5) (many 100 1) (io:print (call 3) (call 0.5))
            """;
        var withdrawn = new List<TierEvent.Withdrawn>();
        int deopts = 0;
        var sink = new CompileAtOnce();
        var options = new ExecutionOptions(Tiers: Tiers.Eager, TierLog: e =>
        {
            if (e is TierEvent.Deoptimized) deopts++;
            if (e is TierEvent.Withdrawn gone) withdrawn.Add(gone);
        });
        Assert.Equal("9 0.25\n", Tiers.Run(Tiers.Compile(program), options, NativeRuntime.Shared, sink).Output);
        Assert.Contains(sink.Jobs, job => job.Chunk.Name == "call" && job.Callees.Length == 1);
        Assert.InRange(deopts, 1, 60);
        Assert.DoesNotContain(withdrawn, gone => gone.IsLast);
        CompileJob last = sink.Jobs.Last(job => job.Chunk.Name == "call");
        Assert.Contains(last.Feedback, met => ((Feedback)met).HasFlag(Feedback.GuardFailed));
        Assert.NotEqual(0, Calls(last));
    }

    [Fact]
    public void A_loop_without_rounds_before_its_function_is_defined_does_not_end_the_code_for_good()
    {
        const string program = """
            (define (run n) (let loop ((i 0) (s 0)) (if (< i n) (loop (+ i 1) (+ s (head (later i)))) s)))
            (dotimes (k 1000) (run 0))
            (define (later x) (list x))
            (io:print (run 1000))
            """;
        var withdrawn = new List<TierEvent.Withdrawn>();
        var options = new ExecutionOptions(Tiers: Tiers.Eager with { WithdrawalsMax = 6 }, TierLog: e => { if (e is TierEvent.Withdrawn gone) withdrawn.Add(gone); });
        Assert.Equal("499500\n", Tiers.Run(Tiers.Compile(program), options, NativeRuntime.Shared, new CompileAtOnce()).Output);
        Assert.DoesNotContain(withdrawn, gone => gone.IsLast);
    }

    [Fact]
    public void A_job_with_callees_comes_back_as_it_was_and_has_a_key_of_its_own()
    {
        CompileJob job = Job("sum"), other = Job("sum", Feedback.Float);
        CompileJob back = CompileJob.Decode(job.Encode());
        Assert.Equal(job.Encode(), back.Encode());
        Assert.Equal(job.Key, back.Key);
        Assert.Equal(4, new HashSet<CodeKey> { job.Key, other.Key, (job with { Callees = [] }).Key, (job with { Callees = [job.Callees[0]] }).Key }.Count);
        byte[] bytes = job.Encode();
        for (int length = 0; length < bytes.Length; length++) Assert.Throws<ImageFormatException>(() => CompileJob.Decode(bytes.AsSpan(0, length)));
    }

    [Fact]
    public void Callees_that_break_a_rule_are_refused()
    {
        CompileJob job = Job("sum");
        void Refused(params InlinedCallee[] callees) => Assert.Throws<ImageFormatException>(() => CompileJob.Decode((job with { Callees = [.. callees] }).Encode()));
        Refused([.. job.Callees.Reverse()]);
        Refused(job.Callees[0] with { Feedback = [] });
        Refused(job.Callees[0] with { Global = 1000 });
        Chunk loops = Function("looping");
        Refused(job.Callees[0] with { Chunk = loops, Feedback = [.. new byte[loops.Code.Length]] });
        Assert.Throws<ImageFormatException>(() => CompileJob.Decode((job with { Options = new CompileOptions(CpuLevels.V1, CodeTier.Baseline) }).Encode()));
    }
}
