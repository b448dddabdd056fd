using ClaudeLang.Jit.Ir;
using ClaudeLang.Jit.Tests.X64;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using Xunit;
using static ClaudeLang.Jit.Tests.X64.Machine;

namespace ClaudeLang.Jit.Tests.Passes;

/// <summary>Products of a counter and what stays the same, which are sums from round to round.</summary>
public sealed class StrengthReductionTests
{
    private static string Nest(string product = "local.get 3\n  local.get 4\n  mul", string begin = "int 0", string step = "int 1", string sum = "int 0") =>
        CounterNest.Text(product, "local.get 1", begin, step, sum);

    private static int Products(string text)
    {
        Chunk chunk = ChunkText.Parse(text);
        Pipeline.Verifies = true;
        IrGraph graph = Pipeline.BuildGraph(new CompileJob(chunk, 0, [.. new byte[chunk.Code.Length]], CompileOptions.ForThisMachine));
        return Enumerable.Range(0, graph.ValueCount).Count(id => graph[id].Op == IrOp.MulFixnum && graph[id].Block >= 0 && graph.Blocks[graph[id].Block].Loop == graph.Loops.Count - 1);
    }

    private const string Twice = "local.get 3\n  local.get 4\n  mul\n  local.get 3\n  int 9\n  rem\n  local.get 4\n  mul\n  add";
    private const string Skipped = "local.get 4\n  int 3\n  lt\n  jump.false few\n  local.get 3\n  local.get 4\n  mul\n  jump sum\n  few: int 7\n  sum: int 0\n  add";

    [Theory]
    [InlineData("local.get 3\n  local.get 4\n  mul", "int 0", "int 1", 0)]
    [InlineData("local.get 4\n  local.get 3\n  mul", "int 5", "int 1", 0)]
    [InlineData("local.get 3\n  local.get 4\n  mul", "local.get 3", "int 1", 0)]
    [InlineData(Twice, "int 0", "int 1", 0)]
    [InlineData("local.get 4\n  local.get 4\n  mul", "int 0", "int 1", 1)] // neither stays the same
    [InlineData("local.get 3\n  local.get 4\n  mul", "int 0", "int 2", 1)]
    [InlineData("local.get 2\n  local.get 4\n  mul", "int 0", "int 1", 1)] // may overflow
    [InlineData(Skipped, "int 0", "int 1", 1)] // not in each round
    public void A_counter_by_one_is_multiplied_in_no_round(string product, string begin, string step, int left) => Assert.Equal(left, Products(Nest(product, begin, step)));

    [Theory]
    [InlineData("int 0")]
    [InlineData("int 3")]
    [InlineData("local.get 3")]
    public void The_sum_begins_where_the_counter_does(string begin)
    {
        using var machine = new Machine(Nest(begin: begin));
        foreach ((int rows, int columns) in ((int, int)[])[(0, 5), (1, 0), (4, 3), (7, 12), (40, 41)])
        {
            long expected = 0;
            for (int i = 0; i < rows; i++)
                for (int j = begin == "int 0" ? 0 : begin == "int 3" ? 3 : i; j < columns; j++) expected += i * j;
            Assert.Equal(Number(expected), machine.Call(Number(rows), Number(columns)));
        }
    }

    [Fact]
    public void Two_products_have_a_sum_each()
    {
        using var machine = new Machine(Nest(Twice));
        Assert.Equal(Number((66 * 10) + (39 * 10)), machine.Call(Number(12), Number(5)));
    }

    [Fact]
    public void A_frame_that_is_left_has_the_product_of_its_round()
    {
        using var machine = new Machine(Nest(sum: "const 0"));
        Assert.Equal(NativeExit.Deopt, machine.Enter(Number(9), Number(9)));
        // 4611686018427387900 + 1 * 1 + 1 * 2 is the largest, and 1 * 3 does not fit any more.
        Assert.Equal([Number(9), Number(9), Value.Nil, Number(1), Number(3), Number(Value.FixnumMax), Number(3)], machine.Snapshot());
    }
}
