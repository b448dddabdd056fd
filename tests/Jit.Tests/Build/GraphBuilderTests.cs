using ClaudeLang.Jit.Ir;
using ClaudeLang.Jit.Tests.X64;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Profile;
using Xunit;

namespace ClaudeLang.Jit.Tests.Build;

public sealed class GraphBuilderTests
{
    private static IrGraph Graph(string text, byte[]? feedback = null, int entryPc = 0, PassSet off = PassSet.None)
    {
        Chunk chunk = ChunkText.Parse(text);
        Pipeline.Verifies = true;
        return Pipeline.BuildGraph(new CompileJob(chunk, entryPc, [.. feedback ?? new byte[chunk.Code.Length]], CompileOptions.ForThisMachine with { Off = off }));
    }

    private static IEnumerable<IrValue> Values(IrGraph graph) => Enumerable.Range(0, graph.ValueCount).Select(id => graph[id]).Where(v => v.Block >= 0);

    private static IrType[] LoopTypes(IrGraph graph) => [.. Values(graph).Where(v => v.Op == IrOp.Phi).Select(v => v.Type)];

    [Fact]
    public void Loop_variables_get_the_types_of_their_first_values() =>
        Assert.Equal([IrType.Float, IrType.Fixnum], LoopTypes(Graph(CodeTests.Floats)));

    [Fact]
    public void A_running_loop_guards_its_variables_once_in_front()
    {
        // sum's loop is at 4; local 1 and 2 come in as anything.
        IrGraph graph = Graph(CodeTests.Sum, entryPc: 4);
        Assert.Equal([IrType.Fixnum, IrType.Fixnum], LoopTypes(graph));
        Assert.All(Values(graph).Where(v => v.Op == IrOp.GuardFixnum), guard => Assert.Equal(-1, graph.Blocks[guard.Block].Loop));
    }

    [Fact]
    public void A_variable_that_changes_its_type_stays_tagged()
    {
        const string text = """
            chunk 0 "f" params 1 locals 2 operands 2
              constant 0 = 0.5
              int 0
              local.set 1
              head: local.get 1
              local.get 0
              lt
              jump.false done
              local.get 1
              const 0
              add
              local.set 1
              loop head
              done: local.get 1
              return
            """;
        byte[] feedback = new byte[13];
        feedback[4] = feedback[8] = (byte)Feedback.Float;
        Assert.Equal([IrType.Any], LoopTypes(Graph(text, feedback)));
    }

    [Fact]
    public void A_call_of_itself_in_tail_position_is_a_loop()
    {
        IrGraph graph = Graph("""
            chunk 0 "f" params 2 locals 2 operands 4
              global 0 = f function params 2 self
              local.get 0
              int 0
              eq
              jump.false more
              local.get 1
              return
              more: local.get 0
              int 1
              sub
              local.get 1
              local.get 0
              add
              tail.call.global 0 2
            """);
        Assert.Equal([IrType.Fixnum, IrType.Fixnum], LoopTypes(graph));
        Assert.DoesNotContain(Values(graph), v => v.Op == IrOp.TailCallGlobal);
    }

    [Fact]
    public void A_call_of_itself_that_returns_at_once_is_answered_before_it()
    {
        IrGraph graph = Graph(CodeTests.Fib, off: PassSet.Inlining);
        Assert.Equal(3, Values(graph).Count(v => v.Op == IrOp.CompareFixnum)); // its own, and one before each call
        Assert.Equal(2, Values(graph).Count(v => v.Op == IrOp.CallSelf));
        Assert.Equal(2, Values(graph).Count(v => v.Op == IrOp.Phi));
    }

    [Fact]
    public void A_test_that_could_fail_is_left_to_the_callee()
    {
        // The first argument comes from a call, so it may be anything.
        IrGraph graph = Graph("""
            chunk 0 "f" params 1 locals 1 operands 2
              global 0 = f function params 1 self
              global 1 = g function params 1
              local.get 0
              int 2
              lt
              jump.false more
              local.get 0
              return
              more: local.get 0
              call.global 1 1
              call.global 0 1
              int 1
              add
              return
            """, off: PassSet.Inlining);
        Assert.Single(Values(graph), v => v.Op == IrOp.CompareFixnum);
        Assert.Single(Values(graph), v => v.Op == IrOp.CallSelf);
    }

    [Fact]
    public void The_graph_prints_one_value_a_line()
    {
        Chunk chunk = ChunkText.Parse("chunk 0 \"f\" params 1 locals 1 operands 2\n  local.get 0\n  int 1\n  add\n  return\n");
        Assert.Equal("""
            b0:
              v2:Fixnum = Const 1
              v0:Any = Param #0
              Poll  @0 [0: v0]
              v3:Fixnum = GuardFixnum v0  @2 [2: nil v0 v2]
              v4:Fixnum = AddFixnum v3 v2  @2 [2: nil v0 v2]
              Return v4

            """, Pipeline.PrintIr(new CompileJob(chunk, 0, [0, 0, 0, 0], CompileOptions.ForThisMachine)));
    }

    [Theory]
    [InlineData("add")]
    [InlineData("local.get 0\n  add")]
    public void Malformed_code_bails_out(string body)
    {
        Chunk chunk = ChunkText.Parse($"chunk 0 \"f\" params 1 locals 1 operands 2\n  {body}\n  return\n");
        var job = new CompileJob(chunk, 0, [.. new byte[chunk.Code.Length]], CompileOptions.ForThisMachine);
        Assert.Equal(BailoutReason.MalformedJob, Assert.IsType<CompileResult.Bailed>(Pipeline.Compile(job)).Reason);
    }

    [Fact]
    public void An_entry_that_is_no_loop_bails_out()
    {
        Chunk chunk = ChunkText.Parse(CodeTests.Sum);
        var job = new CompileJob(chunk, 5, [.. new byte[chunk.Code.Length]], CompileOptions.ForThisMachine);
        Assert.Equal(BailoutReason.NoLoopAtEntry, Assert.IsType<CompileResult.Bailed>(Pipeline.Compile(job)).Reason);
    }
}
