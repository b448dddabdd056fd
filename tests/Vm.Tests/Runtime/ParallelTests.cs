using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Syntax;
using Xunit;

namespace ClaudeLang.Vm.Tests.Runtime;

/// <summary>What elements of a `parallel:map` cannot do to the run that they belong to. What they compute is in the file tests.</summary>
public sealed class ParallelTests
{
    private static readonly StandardLibrary Library = new(new SourceText(Prelude.FileName, Prelude.Text));
    private static readonly Limits Small = new(TimeMs: 200_000, HeapBytes: 32 << 20, StackBytes: 4 << 20);
    private const string
        Endless = "(define (endless x) (endless (+ x 1)))",
        Hoard = "(define (hoard l) (if (list? l) (hoard (cons 1 l)) (hoard [])))",
        Nest = "(define (nest n) (if (= n 0) 0 (+ 1 (head (parallel:map nest [(- n 1)])))))";

    private static Execution Begin(string text, Limits limits, TestHost host)
    {
        CompileOutcome outcome = SourceCompiler.Compile(new SourceText("test.cl", text), Library);
        Assert.True(outcome.Program is not null, outcome.RenderErrors());
        return new Execution(outcome.Program, host, new ExecutionOptions(limits), Library.Prelude);
    }

    private static (string Output, string Error) Run(string text, Limits limits, TestHost? host = null)
    {
        host ??= new TestHost();
        using Execution execution = Begin(text, limits, host);
        RunStatus status = execution.RunToEnd();
        return (host.Out.ToString(), status == RunStatus.Failed ? $":{execution.Fault!.Kind} {execution.Fault.Message}" : "");
    }

    [Theory]
    [InlineData("(parallel:map endless [1 2 3])")]
    [InlineData("(parallel:map (lambda (x) (parallel:map endless [x x])) [1 2 3])")]
    [InlineData("(parallel:map (lambda (x) (try (endless x) (catch e (endless x)) (finally (endless x)))) [1 2 3])")]
    [InlineData("(define (dag n a) (if (= n 0) a (dag (- n 1) (list a a)))) (parallel:map (lambda (x) (= (dag 60 1) (dag 60 1))) [1 2])")]
    [InlineData("(parallel:map (lambda (x) (time:sleep 1000)) [1 2 3])")]
    [InlineData("(parallel:map (lambda (x) (if (= x 1) (endless x) (while true (io:print \"more and more and more\")))) [1 2])")]
    public void The_time_is_up_for_the_caller(string call) =>
        Assert.Equal((":timeout\nafter\n", ""), Run($"{Endless} (io:print (try {call} (catch e (Error-kind e)))) (io:print \"after\")", Small with { TimeMs = 200 }));

    [Fact]
    public void The_second_time_it_is_the_end() =>
        Assert.StartsWith(":timeout ", Run($"{Endless} (define (again) (try (parallel:map endless [1 2]) (catch e nil)) (again)) (again)", Small with { TimeMs = 100 }).Error);

    [Theory]
    [InlineData("(parallel:map hoard [1 2 3])")]
    [InlineData("(parallel:map (lambda (x) (parallel:map hoard [1 2 3])) [1 2 3])")]
    public void Memory_is_limited_in_sum(string call)
    {
        Assert.Equal((":out-of-memory\n[2, 3]\n", ""), Run($"{Hoard} (io:print (try {call} (catch e (Error-kind e)))) (io:print (parallel:map inc [1 2]))", Small));
        Assert.StartsWith(":out-of-memory ", Run($"{Hoard} (define (f x) (try (hoard 1) (catch e (hoard 1)))) (try (parallel:map f [1]) (catch e (io:print 1)))", Small).Error);
    }

    [Fact]
    public void What_the_elements_took_comes_back()
    {
        const string Program = "(define (f x) (vector-length (make-vector 2000000 x))) (dotimes (i 10) (parallel:map f [1 2 3])) (parallel:map f [1])";
        Assert.Equal("", Run(Program, Small with { HeapBytes = 80 << 20 }).Error);
    }

    [Fact]
    public void Results_count_against_the_caller() =>
        Assert.StartsWith(":out-of-memory ", Run("(define (f x) (make-vector 500000 x)) (parallel:map f (range 20))", Small).Error);

    [Fact]
    public void Calls_nest_to_a_depth()
    {
        Assert.Equal(("100\n", ""), Run($"{Nest} (io:print (nest 100))", Small with { HeapBytes = 512 << 20 }));
        Assert.StartsWith(":limit parallel:map: more than 100 calls", Run($"{Nest} (nest 101)", Small with { HeapBytes = 512 << 20 }).Error);
        Assert.StartsWith(":out-of-memory ", Run($"{Nest} (nest 1000)", Small).Error);
    }

    /// <summary>Elements that count something that runs out go one after the other, so a run stops at the same place each time.</summary>
    [Fact]
    public void Fuel_and_output_and_channels_are_those_of_the_run()
    {
        const string Count = "(define (count-to x) (dotimes (i 100) i) (io:print x) x) ";
        (string output, string error) = Run(Count + "(parallel:map count-to (range 100))", Small with { Fuel = 1000 });
        Assert.StartsWith(":limit the run may make 1000 calls", error);
        Assert.EndsWith("\n8\n", output);
        (output, error) = Run("(parallel:map (lambda (x) (io:print x)) (range 100))", Small with { OutputBytes = 12 });
        Assert.Equal(("0\n1\n2\n3\n4\n5\n", ":limit the run may write 12 bytes of output, and has"), (output, error));
        Assert.StartsWith(":limit ", Run("(parallel:map (lambda (x) (chan) x) (range 100))", Small with { Channels = 20 }).Error);
    }

    [Fact]
    public void An_error_ends_the_elements_behind_it() =>
        Assert.Equal(("0\n:stop\n", ""), Run($"{Endless} (define (f x) (io:print x) (if (= x 0) (throw :stop) (endless x))) (io:print (try (parallel:map f (range 10)) (catch e e)))", Small));

    [Fact]
    public void Much_output_comes_in_order()
    {
        const string Program = "(define (f x) (dotimes (i 20000) (io:print \"element\" x \"line\" i)) (io:write \"end of\" x \"\\n\")) (parallel:for-each f (range 6))";
        string output = Run(Program, Small).Output;
        int[] ends = [.. Enumerable.Range(0, 6).Select(i => output.IndexOf($"end of {i}\n", StringComparison.Ordinal))];
        Assert.Equal(ends.Order(), ends);
        Assert.Equal(120_006, output.Count(c => c == '\n'));
        Assert.All(Enumerable.Range(0, 6), i => Assert.Equal(20_000, System.Text.RegularExpressions.Regex.Count(output, $"element {i} ")));
    }

    [Fact]
    public void Input_goes_to_the_elements_in_order()
    {
        var host = new TestHost();
        for (int i = 0; i < 20; i++) host.Input.Enqueue($"line {i}");
        Run("(io:print (parallel:map (lambda (x) (list (io:read-line) (io:read-line))) (range 10)))", Small, host);
        Assert.StartsWith("[[\"line 0\", \"line 1\"], [\"line 2\", \"line 3\"]", host.Out.ToString());
        Assert.EndsWith("[\"line 18\", \"line 19\"]]\n", host.Out.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1L << 40)]
    public void A_call_can_be_pre_empted_and_dropped(long? fuel)
    {
        using Execution execution = Begin($"{Endless} (parallel:map endless [1 2 3])", Small with { Fuel = fuel }, new TestHost());
        for (int i = 0; i < 3; i++)
        {
            using var timer = new Timer(_ => execution.Preempt(), null, 1, 1);
            Assert.Equal(RunStatus.Yielded, execution.Run());
        }
    }

    [Fact]
    public void A_busy_fiber_of_an_element_is_pre_empted_too()
    {
        const string Program = "(define (f x) (let ((c (cell nil))) (go (time:sleep 0) (cell-set! c x)) (while (nil? (cell-get c)) nil) (cell-get c))) (io:print (parallel:map f [1 2 3]))";
        var host = new TestHost();
        using Execution execution = Begin(Program, Small, host);
        using var timer = new Timer(_ => execution.Preempt(), null, 5, 5);
        Assert.Equal(RunStatus.Finished, execution.RunToEnd());
        Assert.Equal("[1, 2, 3]\n", host.Out.ToString());
    }

    [Fact]
    public void A_task_that_nobody_awaited_prints_its_error()
    {
        var host = new TestHost();
        Run("(parallel:for-each (lambda (x) (go (head [])) (time:sleep 0) (io:print x)) [1 2])", Small, host);
        Assert.Equal("1\n2\n", host.Out.ToString());
        Assert.Equal(2, System.Text.RegularExpressions.Regex.Count(host.Error.ToString(), "^error: :index head: index 0 is out of range for length 0\n  at lambda ", System.Text.RegularExpressions.RegexOptions.Multiline));
    }
}
