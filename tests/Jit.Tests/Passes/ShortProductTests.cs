using ClaudeLang.Jit.Ir;
using ClaudeLang.Jit.Tests.X64;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Profile;
using ClaudeLang.Vm.Runtime;
using Xunit;
using static ClaudeLang.Jit.Tests.X64.Machine;

namespace ClaudeLang.Jit.Tests.Passes;

/// <summary>Products of counters, which cannot overflow if the limits of the counters are small.</summary>
public sealed class ShortProductTests
{
    private static IrGraph Graph(string text, int failedAt = -1)
    {
        Chunk chunk = ChunkText.Parse(text);
        Pipeline.Verifies = true;
        byte[] feedback = new byte[chunk.Code.Length];
        if (failedAt >= 0) feedback[failedAt] = (byte)Feedback.GuardFailed;
        return Pipeline.BuildGraph(new CompileJob(chunk, 0, [.. feedback], CompileOptions.ForThisMachine with { Off = PassSet.StrengthReduction }));
    }

    private static IrValue[] Values(IrGraph graph, IrOp op) =>
        [.. Enumerable.Range(0, graph.ValueCount).Select(id => graph[id]).Where(value => value.Block >= 0 && value.Op == op)];

    [Theory]
    [InlineData("local.get 3\n  local.get 4\n  mul", "local.get 0", true, 1)] // the same limit
    [InlineData("local.get 3\n  local.get 4\n  mul", "local.get 1", true, 2)]
    [InlineData("local.get 4\n  local.get 4\n  mul", "int 100", true, 0)]
    [InlineData("local.get 4\n  local.get 4\n  mul", "const 1", false, 0)] // would leave each time
    [InlineData("local.get 4\n  local.get 1\n  mul", "local.get 0", false, 0)] // may be anything
    [InlineData("local.get 2\n  local.get 4\n  mul", "local.get 0", false, 0)]
    public void Limits_are_asked_once(string factors, string limit, bool isSafe, int asks)
    {
        IrGraph graph = Graph(CounterNest.Text(factors, limit));
        Assert.Equal(isSafe, Assert.Single(Values(graph, IrOp.MulFixnum)).Snapshot < 0);
        Assert.Equal([.. Enumerable.Repeat(-1, asks)], Values(graph, IrOp.IndicesCheck).Select(check => graph.Blocks[check.Block].Loop));
    }

    [Fact]
    public void Where_it_left_in_front_of_the_loop_each_product_asks() =>
        Assert.True(Assert.Single(Values(Graph(CounterNest.Text(), failedAt: 4), IrOp.MulFixnum)).Snapshot >= 0);

    [Fact]
    public void A_loop_that_can_be_left_elsewhere_asks_each_product()
    {
        string text = CounterNest.Text("local.get 4\n  local.get 4\n  mul", "local.get 1").Replace("local.set 4\n  loop inner", "local.set 4\n  local.get 2\n  int 1000\n  gt\n  jump.true next\n  loop inner", StringComparison.Ordinal);
        Assert.True(Assert.Single(Values(Graph(text), IrOp.MulFixnum)).Snapshot >= 0);
        Assert.Empty(Values(Graph(text), IrOp.IndicesCheck));
    }

    [Fact]
    public void A_large_limit_leaves_with_the_state_before_the_loop()
    {
        using var machine = new Machine(CounterNest.Text());
        Assert.Equal(Number(45 * 45), machine.Call(Number(10), Number(0)));
        Assert.Equal(Number(0), machine.Call(Number(0), Number(0)));
        Assert.Equal(NativeExit.Deopt, machine.Enter(Number(1L << 40), Number(7)));
        Assert.Equal(Number(1L << 40), machine.Snapshot()[0]);
        Assert.Equal(NativeExit.Deopt, machine.Enter(Number(Value.FixnumMin), Number(7)));
    }
}
