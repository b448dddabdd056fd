using ClaudeLang.Jit.Ir;
using ClaudeLang.Jit.Tests.X64;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using Xunit;
using static ClaudeLang.Jit.Tests.X64.Machine;

namespace ClaudeLang.Jit.Tests.Passes;

/// <summary>Short branches of which both ways are computed.</summary>
public sealed class IfConversionTests
{
    /// <summary>Local 2 counts from 0 to local 0; each round puts a new number into local 1: `no` of it unless `condition` holds, else `yes`.</summary>
    private static string Loop(string condition, string yes, string no) => $"""
        chunk 0 "f" params 2 locals 3 operands 4
          int 0
          local.set 2
          head: local.get 2
          local.get 0
          lt
          jump.false done
          {condition}
          jump.false no
          {yes}
          jump join
          no: {no}
          join: local.set 1
          local.get 2
          int 1
          add
          local.set 2
          loop head
          done: local.get 1
          return
        """;

    private const string IsEven = "local.get 1\n  int 2\n  rem\n  int 0\n  eq", Half = "local.get 1\n  int 2\n  quotient", Triple = "int 3\n  local.get 1\n  mul\n  int 1\n  add";

    private static IrValue[] Values(string text, params IrOp[] ops)
    {
        Chunk chunk = ChunkText.Parse(text);
        Pipeline.Verifies = true;
        IrGraph graph = Pipeline.BuildGraph(new CompileJob(chunk, 0, [.. new byte[chunk.Code.Length]], CompileOptions.ForThisMachine));
        return [.. Enumerable.Range(0, graph.ValueCount).Select(id => graph[id]).Where(value => value.Block >= 0 && ops.Contains(value.Op))];
    }

    [Theory]
    [InlineData(IsEven, Half, Triple, 1)]
    [InlineData("local.get 1\n  local.get 0\n  lt", "local.get 1\n  int 7\n  add", "local.get 1", 1)]
    [InlineData("local.get 1\n  local.get 0\n  lt", "int 5", "int 9", 1)]
    [InlineData(IsEven, "local.get 1\n  int 3\n  quotient", "local.get 1", 0)] // a division is not cheap
    [InlineData(IsEven, "local.get 1\n  int 1\n  add\n  int 1\n  add\n  int 1\n  add\n  int 1\n  add", "local.get 1", 0)] // nor are four sums
    public void Both_ways_are_computed_if_they_are_cheap(string condition, string yes, string no, int selects) =>
        Assert.Equal(selects, Values(Loop(condition, yes, no), IrOp.Select).Length);

    [Fact]
    public void What_may_overflow_is_asked_for_though_nobody_takes_the_result()
    {
        const string text = """
            chunk 0 "f" params 2 locals 4 operands 4
              int 0
              local.set 2
              head: local.get 2
              local.get 0
              lt
              jump.false done
              local.get 2
              int 5
              lt
              jump.false no
              local.get 1
              int 7
              add
              jump join
              no: local.get 1
              join: local.set 3
              local.get 2
              int 1
              add
              local.set 2
              loop head
              done: local.get 1
              return
            """;
        Assert.Empty(Values(text, IrOp.Select));
        using var machine = new Machine(text);
        Assert.Equal(Number(3), machine.Call(Number(10), Number(3)));
        Assert.Equal(NativeExit.Deopt, machine.Enter(Number(10), Number(Value.FixnumMax)));
    }

    [Fact]
    public void No_branch_is_left_but_the_head_s() => Assert.Single(Values(Loop(IsEven, Half, Triple), IrOp.Branch));

    [Theory]
    [InlineData(27, 111, 1)]
    [InlineData(27, 110, 2)]
    [InlineData(27, 77, 9232)]
    [InlineData(-17, 3, -74)]
    [InlineData(7, 0, 7)]
    public void The_way_that_holds_is_taken(long number, long rounds, long result)
    {
        using var machine = new Machine(Loop(IsEven, Half, Triple));
        Assert.Equal(Number(result), machine.Call(Number(rounds), Number(number)));
    }

    [Fact]
    public void What_overflows_on_the_other_way_does_not_leave()
    {
        using var machine = new Machine(Loop(IsEven, Half, Triple));
        for (int rounds = 1; rounds < 6; rounds++) Assert.Equal(Number((1L << 61) >> rounds), machine.Call(Number(rounds), Number(1L << 61)));
    }

    [Theory]
    [InlineData(Value.FixnumMax, 0)]
    [InlineData((1L << 62) - 2, 1)]
    [InlineData((1L << 60) - 1, 2)]
    [InlineData((1L << 61) - 2, 3)]
    public void What_overflows_on_its_way_leaves_there(long first, int round)
    {
        using var machine = new Machine(Loop(IsEven, Half, Triple));
        long number = first;
        for (int i = 0; i < round; i++) number = number % 2 == 0 ? number / 2 : (3 * number) + 1;
        Assert.Equal(NativeExit.Deopt, machine.Enter(Number(100), Number(first)));
        Assert.Equal(Number(round), machine.Snapshot()[2]);
        Assert.Equal([Number(3), Number(number)], machine.Snapshot()[^2..]);
    }

    [Fact]
    public void A_product_that_is_left_fits_and_its_successor_does_not()
    {
        using var machine = new Machine(Loop(IsEven, Half, Triple));
        Assert.Equal(NativeExit.Deopt, machine.Enter(Number(100), Number(Value.FixnumMax / 3)));
        Assert.Equal([Number(Value.FixnumMax), Number(1)], machine.Snapshot()[^2..]);
    }

    [Fact]
    public void A_sum_on_one_way_leaves_with_its_operands_as_they_were()
    {
        using var machine = new Machine(Loop("local.get 1\n  local.get 0\n  ge", "local.get 1\n  int 7\n  add", "local.get 1"));
        Assert.Equal(NativeExit.Deopt, machine.Enter(Number(10), Number(Value.FixnumMax - 8)));
        Assert.Equal([Number(Value.FixnumMax - 1), Number(7)], machine.Snapshot()[^2..]);
        // Too large as well, but not asked for.
        using var other = new Machine(Loop("local.get 1\n  local.get 0\n  lt", "local.get 1\n  int 7\n  add", "local.get 1"));
        Assert.Equal(Number(Value.FixnumMax - 1), other.Call(Number(10), Number(Value.FixnumMax - 1)));
    }
}
