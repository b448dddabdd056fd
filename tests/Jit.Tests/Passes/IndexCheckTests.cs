using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Profile;
using Xunit;

namespace ClaudeLang.Jit.Tests.Passes;

/// <summary>Loops that ask for all of their indices in front, and sums that a passed check says something of.</summary>
public sealed class IndexCheckTests
{
    /// <summary>Instruction 2 is the head of a loop in which local 2 goes from `first` on while it compares with local 1, an index of the vector local 0.</summary>
    private static string Loop(string first, string compare, string step, string index = "local.get 2") => $"""
        chunk 0 "f" params 2 locals 3 operands 3
          int {first}
          local.set 2
          head: local.get 2
          local.get 1
          {compare}
          jump.false done
          local.get 0
          {index}
          vector.ref
          pop
          local.get 2
          int {step}
          add
          local.set 2
          loop head
          done: local.get 2
          return
        """;

    private static IrGraph Graph(string text, int failedAt = -1)
    {
        Chunk chunk = ChunkText.Parse(text);
        Pipeline.Verifies = true;
        byte[] feedback = new byte[chunk.Code.Length];
        if (failedAt >= 0) feedback[failedAt] = (byte)Feedback.GuardFailed;
        return Pipeline.BuildGraph(new CompileJob(chunk, 0, [.. feedback], CompileOptions.ForThisMachine));
    }

    private static IrValue[] Values(IrGraph graph, IrOp op) =>
        [.. Enumerable.Range(0, graph.ValueCount).Select(id => graph[id]).Where(value => value.Block >= 0 && value.Op == op)];

    [Theory]
    [InlineData("0", "lt", "1", true)]
    [InlineData("5", "lt", "3", true)]
    [InlineData("0", "ne", "1", true)]
    [InlineData("-1", "lt", "1", false)] // begins before the vector
    [InlineData("5", "lt", "-1", false)]
    [InlineData("0", "gt", "1", false)]
    [InlineData("0", "ne", "2", false)] // may pass the limit by
    [InlineData("1", "ne", "1", false)] // may begin behind it
    public void A_loop_that_counts_up_to_a_limit_asks_once(string first, string compare, string step, bool asksOnce)
    {
        IrGraph graph = Graph(Loop(first, compare, step));
        Assert.Equal(asksOnce ? 0 : 1, Values(graph, IrOp.IndexCheck).Length);
        Assert.Equal(asksOnce ? [-1] : [], Values(graph, IrOp.IndicesCheck).Select(check => graph.Blocks[check.Block].Loop));
    }

    [Theory]
    [InlineData("local.get 1", true)] // a square
    [InlineData("int 3", false)] // the number may be negative
    public void A_loop_that_begins_at_a_product_asks_once_if_that_is_not_negative(string factor, bool asksOnce)
    {
        string text = Loop("0", "lt", "1").Replace("  int 0\n", $"  local.get 1\n  {factor}\n  mul\n", StringComparison.Ordinal);
        Assert.Equal(asksOnce ? 0 : 1, Values(Graph(text), IrOp.IndexCheck).Length);
    }

    [Fact]
    public void A_loop_that_has_its_limit_asks_once_whether_that_is_an_index()
    {
        IrGraph graph = Graph(Loop("0", "le", "1"));
        IrValue check = Assert.Single(Values(graph, IrOp.IndexCheck));
        Assert.Equal(-1, graph.Blocks[check.Block].Loop);
    }

    [Fact]
    public void Where_it_left_in_front_of_the_loop_each_round_asks()
    {
        Assert.Single(Values(Graph(Loop("0", "lt", "1"), failedAt: 2), IrOp.IndexCheck));
        Assert.Empty(Values(Graph(Loop("0", "lt", "1"), failedAt: 3), IrOp.IndexCheck));
    }

    [Fact]
    public void An_index_that_is_computed_is_asked_in_each_round() =>
        Assert.Single(Values(Graph(Loop("0", "lt", "1", "local.get 2\n  int 1\n  add")), IrOp.IndexCheck));

    [Theory]
    [InlineData("local.get 2", true)] // the variable is an index of a vector, so its successor is small
    [InlineData("local.get 1", false)]
    public void What_was_an_index_can_be_counted_up(string index, bool cannotOverflow)
    {
        IrGraph graph = Graph(Loop("3", "ne", "9", index));
        Assert.Equal(cannotOverflow, Assert.Single(Values(graph, IrOp.AddFixnum)).Snapshot < 0);
    }

    [Fact]
    public void A_sum_before_the_check_is_bound_by_the_check_of_the_round_before()
    {
        IrGraph graph = Graph("""
            chunk 0 "f" params 2 locals 3 operands 4
              int 0
              local.set 2
              head: local.get 2
              local.get 1
              ne
              jump.false done
              local.get 2
              int 1
              add
              local.get 0
              local.get 2
              vector.ref
              pop
              local.set 2
              loop head
              done: local.get 2
              return
            """);
        Assert.True(Assert.Single(Values(graph, IrOp.AddFixnum)).Snapshot < 0);
    }
}
