using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Syntax;
using Xunit;

namespace ClaudeLang.Vm.Tests.Runtime;

public sealed class LimitTests
{
    private static readonly StandardLibrary Library = new(new SourceText(Prelude.FileName, Prelude.Text));
    internal static readonly Limits Small = new(TimeMs: 200_000, HeapBytes: 32 << 20, StackBytes: 4 << 20, OutputBytes: 50_000);

    internal static (string Output, string Error, HeapStatistics Heap) Run(string text, Limits limits)
    {
        CompileOutcome outcome = SourceCompiler.Compile(new SourceText("test.cl", text), Library);
        if (outcome.Program is null) return ("", outcome.RenderErrors(), default);
        var host = new TestHost();
        using var execution = new Execution(outcome.Program, host, new ExecutionOptions(limits), Library.Prelude);
        RunStatus status = execution.RunToEnd();
        return (host.Out.ToString()!, status == RunStatus.Failed ? $":{execution.Fault!.Kind} {execution.Fault.Message}" : "", execution.Heap.Statistics);
    }

    internal const string
        EndlessCall = "(define (f) (f)) (f)", EndlessLoop = "(while true nil)",
        EndlessOutput = "(define (g n) (io:print n) (g (+ n 1))) (g 0)",
        EndlessList = "(define (g l) (g (cons 1 l))) (g [])",
        EndlessString = "(define (g s) (g (concat s s))) (g \"0123456789\")",
        EndlessVector = "(define (g n) (g (* 2 (vector-length (make-vector n 0))))) (g 1)",
        EndlessRecursion = "(define (r n) (+ 1 (r n))) (r 1)",
        FiberBomb = "(define (bomb) (go (bomb)) (bomb)) (bomb)",
        WaitingFibers = "(define (bomb) (go (recv! (chan))) (await (go nil)) (bomb)) (bomb)",
        DeepFibers = "(define (deep n) (if (= n 0) (recv! (chan)) (+ 1 (deep (- n 1))))) (define (bomb) (go (deep 10000)) (await (go nil)) (bomb)) (bomb)",
        Continuations = "(define kept (buffer)) (define (one) (handle (a:b) (a:b (k) (buffer-push! kept k)))) (while true (one))",
        SharedParts = "(define (dag n a) (if (= n 0) a (dag (- n 1) (list a a)))) (io:print (dag 60 1))",
        EndlessComparison = "(define (dag n a) (if (= n 0) a (dag (- n 1) (list a a)))) (= (dag 60 1) (dag 60 1))",
        EndlessJson = "(define (dag n a) (if (= n 0) a (dag (- n 1) (list a a)))) (json-stringify (dag 60 1))",
        Deep = "(define (deep n a) (if (= n 0) a (deep (- n 1) (list a)))) (define a (deep 100000 1)) (define b (deep 100000 1))"
            + "(define t (make-table)) (table-set! t a 7)"
            + "(io:print (string-length (str a)) (= a b) (table-get t b) (string-length (json-stringify (json-parse (json-stringify a)))) (length (flatten a)))",
        Cyclic = "(define v (make-vector 2 0)) (vector-set! v 0 v) (define c (cell nil)) (cell-set! c (list c v)) (io:print v c)";

    [Theory]
    [InlineData(EndlessList, ":out-of-memory")]
    [InlineData(EndlessString, ":out-of-memory")]
    [InlineData(EndlessVector, ":out-of-memory")]
    [InlineData(SharedParts, ":out-of-memory")]
    [InlineData(EndlessJson, ":out-of-memory")]
    [InlineData(FiberBomb, ":out-of-memory")]
    [InlineData(WaitingFibers, ":out-of-memory")]
    [InlineData(DeepFibers, ":out-of-memory")]
    [InlineData(Continuations, ":out-of-memory")]
    [InlineData(EndlessRecursion, ":stack-overflow")]
    [InlineData(EndlessOutput, ":limit")]
    public void A_hostile_program_ends_with_the_error_of_its_limit(string program, string kind) => Assert.StartsWith(kind + " ", Run(program, Small).Error);

    [Theory]
    [InlineData(EndlessCall)]
    [InlineData(EndlessLoop)]
    [InlineData(EndlessComparison)]
    public void An_endless_program_ends_with_its_time(string program) => Assert.Equal(":timeout the run may take 50 ms, and has", Run(program, Small with { TimeMs = 50 }).Error);

    [Theory]
    [InlineData(SharedParts)]
    [InlineData(EndlessJson)]
    public void A_text_has_half_as_many_characters_as_the_heap_has_bytes(string program) =>
        Assert.Equal(":out-of-memory out of memory: the text of a value has more than 16777216 characters", Run(program, Small).Error);

    [Fact]
    public void A_fiber_bomb_that_is_caught_goes_off_once()
    {
        const string Bomb = "(define (bomb) (go (bomb)) (bomb))";
        Assert.Equal((":out-of-memory\n", ""), Outcome($"{Bomb} (try (bomb) (catch e (io:print (Error-kind e))))"));
        Assert.StartsWith(":out-of-memory ", Run($"{Bomb} (try (bomb) (catch e (try (bomb) (catch e (io:print 1)))))", Small).Error);

        static (string, string) Outcome(string text)
        {
            (string output, string error, _) = Run(text, Small);
            return (output, error);
        }
    }

    [Theory]
    [InlineData(EndlessLoop, ":timeout")]
    [InlineData(EndlessList, ":out-of-memory")]
    public void The_second_time_is_the_end(string endless, string kind)
    {
        var end = Run($"(define (again) (try {endless} (catch e (io:print (Error-kind e)))) (again)) (again)", Small with { TimeMs = kind == ":timeout" ? 50 : Small.TimeMs });
        Assert.Equal(kind + "\n", end.Output);
        Assert.StartsWith(kind + " ", end.Error);
    }

    /// <summary>All that was made is kept: what the handler makes has the eighth alone, here 4 MiB.</summary>
    [Theory]
    [InlineData(250_000, "")]
    [InlineData(1_000_000, ":out-of-memory")]
    public void Who_caught_the_error_has_an_eighth_of_the_memory(int words, string kind)
    {
        const string Fill = "(define all (buffer)) (define (fill) (buffer-push! all (make-vector 100 0)) (fill))";
        Assert.Equal(kind, Run($"{Fill} (try (fill) (catch e (make-vector {words} 0))) (buffer-length all)", Small).Error.Split(' ')[0]);
    }

    [Fact]
    public void A_sleeping_program_ends_with_its_time() =>
        Assert.StartsWith(":timeout ", Run("(time:sleep 1000)", Small with { TimeMs = 50 }).Error);

    [Fact]
    public void Channels_are_counted_until_they_are_closed()
    {
        const string Make = "(define (make n) (if (= n 0) nil (begin (chan) (make (- n 1)))))";
        Assert.StartsWith(":limit ", Run(Make + "(make 21)", Small with { Channels = 20 }).Error);
        Assert.Equal("", Run("(dotimes (i 1000) (close! (chan)))", Small with { Channels = 20 }).Error);
        // Closing one again gives nothing back.
        Assert.StartsWith(":limit ", Run("(define c (chan)) (dotimes (i 100) (close! c)) (dotimes (i 3) (chan))", Small with { Channels = 2 }).Error);
    }

    [Theory]
    [InlineData(EndlessCall)]
    [InlineData(EndlessLoop)]
    public void Or_with_its_fuel(string program) => Assert.Equal(":limit the run may make 5000 calls and loop turns, and has", Run(program, Small with { Fuel = 5000 }).Error);

    /// <summary>Programs that would end: fuel or time that is not counted is an answer that is wrong, not one that never comes.</summary>
    [Theory]
    [InlineData("(define (f n) (if (= n 0) nil (f (- n 1)))) (f 5001)")]
    [InlineData("(dotimes (i 5001) nil)")]
    [InlineData("(let loop ((i 0)) (if (< i 5001) (loop (+ i 1)) nil))")]
    [InlineData("(define i 0) (while (< i 5001) (set! i (+ i 1)))")]
    [InlineData("(for-each identity (range 5001))")]
    public void Fuel_is_used_by_each_call_and_each_turn(string program)
    {
        Assert.Equal(":limit the run may make 5000 calls and loop turns, and has", Run(program, Small with { Fuel = 5000 }).Error);
        Assert.Equal("", Run(program, Small with { Fuel = 20_000 }).Error);
    }

    [Theory]
    [InlineData("(define start (time:monotonic)) (define (f) (if (< (- (time:monotonic) start) 4000000000) (f) nil)) (f)")]
    [InlineData("(define start (time:monotonic)) (while (< (- (time:monotonic) start) 4000000000) nil)")]
    [InlineData("(time:sleep 4)")]
    [InlineData("(define (dag n a) (if (= n 0) a (dag (- n 1) (list a a)))) (= (dag 26 1) (dag 26 1))")]
    [InlineData("(define (dag n a) (if (= n 0) a (dag (- n 1) (list a a)))) (str (dag 21 1))")]
    [InlineData("(define (dag n a) (if (= n 0) a (dag (- n 1) (list a a)))) (json-stringify (dag 21 1))")]
    public void Time_is_looked_at_by_what_takes_seconds(string program) => Assert.Equal(":timeout the run may take 20 ms, and has", Run(program, Small with { TimeMs = 20 }).Error);

    [Fact]
    public void A_million_open_parentheses_are_a_syntax_error() => Assert.Contains("CL", Run(new string('(', 1_000_000), Small).Error);

    [Fact]
    public void Deep_and_cyclic_values_are_printed_compared_and_hashed()
    {
        Assert.Equal("200001 true 7 200001 1\n", Run(Deep, Small).Output);
        Assert.Equal("#[..., 0] #<cell [..., #[..., 0]]>\n", Run(Cyclic, Small).Output);
    }

    /// <summary>Fuel counts the same whatever the collector and the clock do: the same program stops at the same place.</summary>
    [Fact]
    public void Fuel_stops_a_program_at_the_same_place_every_time()
    {
        const string program = "(define (count n) (when (= 0 (mod n 100)) (io:print n)) (dotimes (i 3) i) (count (+ n 1))) (count 0)";
        var first = Run(program, Small with { Fuel = 4000 });
        Assert.StartsWith(":limit", first.Error);
        Assert.EndsWith("900\n", first.Output);
        Assert.Equal(first.Output, Run(program, Small with { Fuel = 4000, HeapBytes = 8 << 20 }).Output);
        Assert.True(Run(program, Small with { Fuel = 8000 }).Output.Length > first.Output.Length);
    }

    [Fact]
    public void Nothing_of_the_text_that_goes_too_far_is_written()
    {
        var end = Run("(io:print \"one\") (io:write \"\u00e4\u00e4\") (io:print \"abc\")", new Limits(OutputBytes: 10));
        Assert.Equal(("one\n\u00e4\u00e4", ":limit the run may write 10 bytes of output, and has"), (end.Output, end.Error));
    }

    [Fact]
    public void A_limit_is_caught_once_and_the_second_time_is_final()
    {
        var meter = new Meter(new Limits(Fuel: 1, OutputBytes: 5, Channels: 1));
        Assert.Null(meter.BurnFuel());
        Assert.False(meter.BurnFuel()!.IsFinal);
        int more = 0;
        FaultException? second;
        while ((second = meter.BurnFuel()) is null) more++;
        Assert.True(second.IsFinal);
        Assert.Equal(10_000, more);

        meter.CountOutput("12345");
        Assert.False(Assert.Throws<FaultException>(() => meter.CountOutput("6")).IsFinal);
        meter.CountOutput("for the handler");
        Assert.True(Assert.Throws<FaultException>(() => meter.CountOutput(new string('x', 10_000))).IsFinal);

        meter.OpenChannel();
        meter.CloseChannel();
        meter.OpenChannel();
        Assert.False(Assert.Throws<FaultException>(meter.OpenChannel).IsFinal);
        for (int i = 0; i < 16; i++) meter.OpenChannel();
        Assert.True(Assert.Throws<FaultException>(meter.OpenChannel).IsFinal);
    }

    [Fact]
    public void What_is_left_then_is_an_eighth_of_a_large_limit()
    {
        var meter = new Meter(new Limits(Fuel: 800_000, TimeMs: 80_000, OutputBytes: 80_000, Channels: 800));
        int calls = 0, more = 0, channels = 0;
        while (meter.BurnFuel() is null) calls++;
        while (meter.BurnFuel() is null) more++;
        Assert.Equal((800_000, 100_000), (calls, more));

        meter.CountOutput(new string('x', 80_000));
        Assert.Throws<FaultException>(() => meter.CountOutput("x"));
        meter.CountOutput(new string('x', 10_000));
        Assert.True(Assert.Throws<FaultException>(() => meter.CountOutput("x")).IsFinal);

        for (int i = 0; i < 800; i++) meter.OpenChannel();
        Assert.Throws<FaultException>(meter.OpenChannel);
        while (Record.Exception(meter.OpenChannel) is null) channels++;
        Assert.Equal(100, channels);

        Assert.Equal(80_000, meter.NextDeadlineMs);
        meter.PassDeadline();
        Assert.False(meter.TakeDeadline()!.IsFinal);
        Assert.Equal(10_000, meter.NextDeadlineMs);
        meter.PassDeadline();
        Assert.True(meter.TakeDeadline()!.IsFinal);
    }
}
