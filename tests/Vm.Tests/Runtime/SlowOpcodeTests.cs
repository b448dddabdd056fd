using System.Text;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Syntax;
using Xunit;

namespace ClaudeLang.Vm.Tests.Runtime;

/// <summary>The switch that shows whether a benchmark notices a slow instruction.</summary>
public sealed class SlowOpcodeTests
{
    private const string Program = """
        (define (f n) (let loop ((i 0) (v (vector 1 2.5 3)) (sum 0)) (if (= i n) (+ sum 0.5) (loop (+ i 1) v (+ sum (* i (vector-ref v 0)))))))
        (io:print (f 10) (- 5 2) (< 1 2) (not nil))
        """;

    [Theory]
    [InlineData("add:0", Opcode.Add, 0)]
    [InlineData("vector.ref:100", Opcode.VectorRef, 100)]
    public void Names_an_opcode_and_a_number_of_turns(string text, Opcode op, int turns)
    {
        Assert.True(SlowOpcode.TryParse(text, out SlowOpcode? slow));
        Assert.Equal((op, turns), (slow.Op, slow.Turns));
    }

    [Theory]
    [InlineData("")]
    [InlineData("add")]
    [InlineData("add:-1")]
    [InlineData("add:9999999999")]
    [InlineData("add:1:2")]
    [InlineData("no-such:1")]
    [InlineData("jump.false.keep:1")]
    [InlineData("local.get:1")]
    [InlineData("call:1")]
    public void Refuses_all_else(string text) => Assert.False(SlowOpcode.TryParse(text, out _));

    /// <summary>The fused forms of the instruction are gone, its meaning is not.</summary>
    [Theory]
    [InlineData("add", 21)]
    [InlineData("mul", 10)]
    [InlineData("eq", 11)]
    [InlineData("vector.ref", 10)]
    public void Is_done_slowly_each_time_and_gives_the_same(string name, int times)
    {
        Assert.True(SlowOpcode.TryParse(name + ":3", out SlowOpcode? slow));
        (string plain, long none) = Run(null);
        (string slowed, long counted) = Run(slow);
        Assert.Equal(plain, slowed);
        Assert.Equal(0, none);
        Assert.Equal(times, counted);
    }

    private static (string Output, long Times) Run(SlowOpcode? slow)
    {
        ProgramCode code = SourceCompiler.Compile(new SourceText("slow.cl", Program), StandardLibrary.Instance).Program!;
        var host = new Host();
        using var execution = new Execution(code, host, new ExecutionOptions(Slow: slow), library: StandardLibrary.Instance.Prelude);
        Assert.Equal(RunStatus.Finished, execution.Run());
        return (host.Output.ToString(), execution.SlowTimes);
    }

    private sealed class Host : IHost
    {
        public StringBuilder Output { get; } = new();
        public IReadOnlyList<string> Args => [];
        public Permissions Permissions => Permissions.Denied;
        public void WriteOut(string text) => Output.Append(text);
        public void WriteError(string text) => Output.Append(text);
        public string? ReadLine() => null;
    }
}
