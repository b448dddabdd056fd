using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Bytecode;
using Xunit;

namespace ClaudeLang.Jit.Tests.Passes;

/// <summary>Shifts that cannot leave the fixnums, or whose upper bits nobody sees.</summary>
public sealed class ShiftTests
{
    private static bool IsSafe(string body, IrOp op)
    {
        Chunk chunk = ChunkText.Parse($"chunk 0 \"f\" params 2 locals 3 operands 3\n  constant 0 = 4294967295\n  constant 1 = -4294967296\n  {body}\n  return\n");
        Pipeline.Verifies = true;
        IrGraph graph = Pipeline.BuildGraph(new CompileJob(chunk, 0, [.. new byte[chunk.Code.Length]], CompileOptions.ForThisMachine));
        IrValue[] shifts = [.. Enumerable.Range(0, graph.ValueCount).Select(id => graph[id]).Where(value => value.Block >= 0 && value.Op == op)];
        return Assert.Single(shifts).Snapshot < 0;
    }

    [Theory]
    [InlineData("local.get 0\n  int 8\n  shl", false)]
    [InlineData("local.get 0\n  int 8\n  shl\n  const 0\n  bit.and", true)]
    [InlineData("const 0\n  local.get 0\n  int 8\n  shl\n  bit.and", true)]
    [InlineData("local.get 0\n  int 63\n  shl\n  const 0\n  bit.and", true)]
    [InlineData("local.get 0\n  int 8\n  shl\n  const 1\n  bit.and", false)] // the sign is seen
    [InlineData("local.get 0\n  int 8\n  shl\n  local.get 1\n  bit.and", false)]
    [InlineData("local.get 0\n  int 64\n  shl\n  const 0\n  bit.and", false)] // an error
    [InlineData("local.get 0\n  local.get 1\n  shl\n  const 0\n  bit.and", false)]
    [InlineData("local.get 0\n  int 8\n  shl\n  dup\n  const 0\n  bit.and\n  bit.xor", false)]
    [InlineData("local.get 0\n  int 8\n  shl\n  const 0\n  local.get 1\n  int 1\n  add\n  pop\n  bit.and", false)] // stands in a snapshot
    [InlineData("local.get 0\n  const 0\n  bit.and\n  int 29\n  shl", true)]
    [InlineData("local.get 0\n  const 0\n  bit.and\n  int 30\n  shl", true)]
    [InlineData("local.get 0\n  const 0\n  bit.and\n  int 31\n  shl", false)]
    public void To_the_left(string body, bool isSafe) => Assert.Equal(isSafe, IsSafe(body, IrOp.ShlFixnum));

    [Theory]
    [InlineData("local.get 0\n  int 8\n  shr", IrOp.ShrFixnum, true)]
    [InlineData("local.get 0\n  int 64\n  shr", IrOp.ShrFixnum, false)]
    [InlineData("local.get 0\n  local.get 1\n  shr", IrOp.ShrFixnum, false)]
    [InlineData("local.get 0\n  int 8\n  ushr", IrOp.UshrFixnum, false)]
    [InlineData("local.get 0\n  const 0\n  bit.and\n  int 8\n  ushr", IrOp.UshrFixnum, true)]
    [InlineData("local.get 0\n  const 0\n  bit.and\n  local.get 1\n  int 255\n  bit.and\n  bit.or\n  int 8\n  ushr", IrOp.UshrFixnum, true)]
    [InlineData("local.get 0\n  const 0\n  bit.and\n  local.get 1\n  bit.xor\n  int 8\n  ushr", IrOp.UshrFixnum, false)]
    public void To_the_right(string body, IrOp op, bool isSafe) => Assert.Equal(isSafe, IsSafe(body, op));

    /// <summary>A check that a later pass puts in front of the loop leaves with it.</summary>
    [Fact]
    public void What_is_seen_when_a_loop_begins_is_all_there() => Assert.False(IsSafe("""
        local.get 0
          int 50
          shl
          local.set 2
          int 0
          local.set 0
          head: local.get 0
          local.get 1
          lt
          jump.false done
          local.get 2
          const 0
          bit.and
          pop
          local.get 0
          int 1
          add
          local.set 0
          loop head
          done: local.get 0
        """, IrOp.ShlFixnum));
}
