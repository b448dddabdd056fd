using ClaudeLang.Jit.Image;
using ClaudeLang.Jit.Install;
using ClaudeLang.Jit.Ir;
using ClaudeLang.Jit.Tests.Differential;
using ClaudeLang.Jit.Tests.Image;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;
using Xunit;

namespace ClaudeLang.Jit.Tests.Build;

/// <summary>A function that calls itself stands in its own frame once more, with frames for the interpreter that are in the snapshots alone.</summary>
public sealed class RecursionTests
{
    private const string Source = """
        (define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))
        (define (ack m n) (cond ((= m 0) (+ n 1)) ((= n 0) (ack (- m 1) 1)) (else (ack (- m 1) (ack m (- n 1))))))
        (define (other x) (list x))
        (define (leaves n) (if (= n 0) (other 0) (begin (leaves (- n 1)) (other n))))
        (define (never n) (if (never n) (throw 1) (throw 2)))
        (define (shows n) (if (= n 0) 0 (begin (io:print n) (+ 1 (shows (- n 1))))))
        (define (caught n) (if (= n 0) 0 (try (+ 1 (caught (- n 1))) (catch e 0))))
        (define (named . n) (if (empty? n) 0 (+ 1 (named))))
        (define (nested n) (let ((inner (lambda (k) (+ k n)))) (if (= n 0) 0 (+ (inner 1) (nested (- n 1))))))
        (define (long n) (if (= n 0) 0 (+ 1 (long (- n 1)) n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n n)))
        """;

    private static readonly ProgramCode Program = Tiers.Compile(Source);

    private static CompileJob Job(string name, PassSet off = PassSet.None)
    {
        Chunk chunk = Program.Main.Functions.Single(function => function.Name == name);
        return new CompileJob(chunk, 0, [.. new byte[chunk.Code.Length]], new CompileOptions(CpuLevels.V1, Off: off));
    }

    private static IrValue[] Calls(string name, PassSet off = PassSet.None)
    {
        Pipeline.Verifies = true;
        IrGraph graph = Pipeline.BuildGraph(Job(name, off));
        return [.. Enumerable.Range(0, graph.ValueCount).Select(id => graph[id]).Where(value => value.Block >= 0 && IrOps.Is(value.Op, IrTraits.Call))];
    }

    private static CodeImage Image(string name) => Assert.IsType<CompileResult.Compiled>(Pipeline.Compile(Job(name))).Image;

    [Theory]
    [InlineData("fib", 2)]
    [InlineData("ack", 1)]
    [InlineData("nested", 1)]
    [InlineData("leaves", 1)]
    public void Each_call_of_itself_stands_in_a_copy(string name, int calls)
    {
        IrValue[] of = [.. Calls(name).Where(call => call.Op == IrOp.CallSelf)];
        Assert.Equal(calls * calls, of.Length);
        Assert.All(of, call => Assert.NotNull(call.Caller));
        Assert.All(Calls(name, PassSet.Inlining), call => Assert.Null(call.Caller));
    }

    [Theory]
    [InlineData("shows")]
    [InlineData("caught")]
    [InlineData("named")]
    [InlineData("long")]
    [InlineData("never")]
    public void What_may_take_a_frame_away_or_never_returns_or_is_long_stays_a_call(string name) => Assert.All(Calls(name), call => Assert.Null(call.Caller));

    [Fact]
    public void A_call_that_takes_the_place_of_a_frame_that_is_not_there_returns_to_the_frame_around_it()
    {
        IrValue[] inCopy = [.. Calls("leaves").Where(call => call.Op == IrOp.CallGlobal)];
        Assert.Equal(2, inCopy.Length);
        Assert.All(inCopy, call => Assert.Null(call.Caller));
        Assert.All(inCopy, call => Assert.Equal(Opcode.CallGlobal, Instruction.Op(Job("leaves").Chunk.Code[call.Pc])));
    }

    [Fact]
    public void Snapshots_hold_the_frames_that_wait()
    {
        CompileJob job = Job("fib");
        CodeImage image = Image("fib");
        Assert.Null(ImageVerifier.Verify(image, job.Chunk, CpuLevels.V1));
        NativeSite[] inCopies = [.. image.Sites.Where(site => !site.Callers.IsEmpty)];
        Assert.Contains(inCopies, site => site.Kind == SiteKind.Call && site.Callers[0].Slots.IsEmpty);
        Assert.Contains(inCopies, site => site.Kind == SiteKind.Deopt && site.Callers[0].Slots.Length > 0);
        CodeImage back = CodeImage.Decode(image.Encode());
        Assert.Equal(inCopies.Select(Text), back.Sites.Where(site => !site.Callers.IsEmpty).Select(Text));
        Assert.Equal(ImageText.Print(image, job.Chunk), ImageText.Print(back, job.Chunk));
        Assert.Contains("; in at ", ImageText.Print(image, job.Chunk), StringComparison.Ordinal);
    }

    private static string Text(NativeSite site) => $"{site.Kind} {site.ReturnOffset} {string.Join(" in ", site.Callers.Select(caller => $"{caller.BytecodePc} [{string.Join(' ', caller.Slots)}]"))}";

    public static readonly Dictionary<string, Func<NativeSite, NativeSite>> Spoiled = new()
    {
        ["pc outside"] = site => Caller(site, caller => caller with { BytecodePc = 1000 }),
        ["no call"] = site => Caller(site, caller => caller with { BytecodePc = 0 }),
        ["a value too few"] = site => Caller(site, caller => caller with { Slots = caller.Slots.RemoveAt(0) }),
        ["a slot outside"] = site => Caller(site, caller => caller with { Slots = caller.Slots.SetItem(0, new SlotSource(SlotSourceKind.Slot, 100)) }),
        ["too many"] = site => site with { Callers = [.. Enumerable.Repeat(site.Callers[0], 2000)] },
        ["values, but no frame"] = site => site with { Snapshot = null },
    };

    private static NativeSite Caller(NativeSite site, Func<Snapshot, Snapshot> change) => site with { Callers = [change(site.Callers[0])] };

    public static TheoryData<string> SpoiledNames => [.. Spoiled.Keys];

    [Theory, MemberData(nameof(SpoiledNames))]
    public void Callers_that_are_wrong_are_refused(string name)
    {
        CodeImage image = Image("fib");
        int at = image.Sites.ToList().FindIndex(site => site.Kind == SiteKind.Deopt && !site.Callers.IsEmpty);
        CodeImage broken = ImageVerifierTests.Change(image, sites: image.Sites.SetItem(at, Spoiled[name](image.Sites[at])));
        Assert.Equal(ImageFaultReason.Snapshot, ImageVerifier.Verify(broken, Job("fib").Chunk, CpuLevels.V1)?.Reason);
    }

    [Fact]
    public void A_double_of_a_caller_is_in_no_register_that_was_not_saved()
    {
        CodeImage image = Image("nested");
        int at = image.Sites.ToList().FindIndex(site => site.Kind == SiteKind.RuntimeCall && !site.Callers.IsEmpty);
        NativeSite broken = Caller(image.Sites[at], caller => caller with { Slots = caller.Slots.SetItem(0, new SlotSource(SlotSourceKind.Xmm, 0)) });
        Assert.Null(ImageVerifier.Verify(image, Job("nested").Chunk, CpuLevels.V1));
        Assert.Equal(ImageFaultReason.SiteKind, ImageVerifier.Verify(ImageVerifierTests.Change(image, sites: image.Sites.SetItem(at, broken)), Job("nested").Chunk, CpuLevels.V1)?.Reason);
    }

    [Fact]
    public void A_trace_shows_the_frames_that_are_not_there()
    {
        const string program = """
            (define (down n) (if (= n 0) (vector-ref [] 0) (+ 1 (down (- n 1)))))
            (define (good n) (if (= n 0) 0 (+ 1 (good (- n 1)))))
            (dotimes (i 50) (good 5) (try (down 3) (catch e nil)))
            (down 4)
            """;
        Outcome expected = Tiers.Interpret(program);
        Assert.Equal(6, expected.Fault.Split("at down").Length);
        foreach (StressKinds stress in (StressKinds[])[StressKinds.None, StressKinds.Deopt])
            Assert.Equal(expected, Tiers.RunCompiled(program, new CompileAtOnce(), stress));
    }

    /// <summary>What a copy supposes of its loops is its own, and what fails is told to whoever asked for it.</summary>
    [Theory]
    [InlineData("(define (s n acc) (if (nil? acc) 0.25 (if (< n 1) acc (s (- n 1) (+ (* acc 1.0001) (s n nil))))))", "(s 40 1.5)")]
    [InlineData("(define (s n acc) (if (nil? acc) 1 (if (< n 1) acc (s (- n 1) (+ acc (s n nil))))))", "(s 40 2)")]
    [InlineData("(define (k n acc) (if (< n 1) acc (k (- n 1) (+ (* acc 1.5) (k (- n 2) n)))))", "(k 5 1.5)")]
    [InlineData("(define (s n x) (if (= n 0) (+ x 1) (let loop ((i 0) (y x) (r 0)) (if (< i 3) (loop (+ i 1) (if (= i 7) 1 y) (if (nil? y) r (+ r (s 0 y)))) r))))", "(begin (s 1 nil) (s 1 5) (s 1 nil))")]
    public void It_does_not_leave_again_and_again(string function, string call)
    {
        string program = $"{function} (dotimes (i 3000) {call}) (io:print {call})";
        var withdrawn = new List<TierEvent.Withdrawn>();
        var options = new ExecutionOptions(Tiers: Tiers.Eager with { WithdrawalsMax = 6 }, TierLog: e => { if (e is TierEvent.Withdrawn gone) withdrawn.Add(gone); });
        Outcome outcome = Tiers.Run(Tiers.Compile(program), options, NativeRuntime.Shared, new CompileAtOnce());
        Assert.Equal(Tiers.Interpret(program), outcome);
        Assert.DoesNotContain(withdrawn, gone => gone.IsLast);
    }
}
