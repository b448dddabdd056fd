using ClaudeLang.Jit.Ir;
using ClaudeLang.Jit.Passes;
using ClaudeLang.Jit.Tests.X64;
using ClaudeLang.Vm.Bytecode;
using Xunit;

namespace ClaudeLang.Jit.Tests.Passes;

public sealed class LoopPassTests
{
    private static IrGraph Graph(string text)
    {
        Chunk chunk = ChunkText.Parse(text);
        Pipeline.Verifies = true;
        return Pipeline.BuildGraph(new CompileJob(chunk, 0, [.. new byte[chunk.Code.Length]], CompileOptions.ForThisMachine));
    }

    private static IrValue[] Values(IrGraph graph, params IrOp[] ops) =>
        [.. Enumerable.Range(0, graph.ValueCount).Select(id => graph[id]).Where(value => value.Block >= 0 && ops.Contains(value.Op))];

    /// <summary>Local 2 goes on from `first` while it compares with local 0; `step` is what is done with it.</summary>
    private static string Loop(string compare, string step, string jump = "jump.false done", string first = "local.get 1") => $"""
        chunk 0 "f" params 2 locals 3 operands 3
          {first}
          local.set 2
          head: local.get 2
          local.get 0
          {compare}
          {jump}
          local.get 2
          {step}
          local.set 2
          loop head
          done: local.get 2
          return
        """;

    [Theory]
    [InlineData("lt", "int 1\n  add", "jump.false done", true)]
    [InlineData("ge", "int 1\n  add", "jump.true done", true)]
    [InlineData("gt", "int 1\n  sub", "jump.false done", true)]
    [InlineData("le", "int 1\n  add", "jump.false done", false)] // may be the greatest
    [InlineData("lt", "int 2\n  add", "jump.false done", false)]
    [InlineData("ne", "int 1\n  add", "jump.false done", false)]
    [InlineData("gt", "int 1\n  add", "jump.false done", false)] // grows away from what is known
    [InlineData("ge", "int 1\n  sub", "jump.false done", false)]
    [InlineData("lt", "int -1\n  sub", "jump.false done", true)]
    public void A_comparison_rules_an_overflow_out(string compare, string step, string jump, bool ruledOut)
    {
        IrValue value = Assert.Single(Values(Graph(Loop(compare, step, jump)), IrOp.AddFixnum, IrOp.SubFixnum));
        Assert.Equal(ruledOut, value.Snapshot < 0);
        Assert.Equal(ruledOut ? 1 : 0, value.Imm);
    }

    [Theory]
    [InlineData("int 0", "int 1\n  add", true)]
    [InlineData("int -3", "int 4\n  sub", true)]
    [InlineData("const 0", "int 1\n  add", true)] // a quarter of all fixnums is left
    [InlineData("const 1", "int 1\n  add", false)]
    [InlineData("int 0", "int 5\n  add", false)]
    [InlineData("local.get 1", "int 1\n  add", false)]
    public void A_variable_with_a_known_beginning_and_small_steps_does_not_get_far(string first, string step, bool ruledOut)
    {
        string text = Loop("ne", step, first: first).Replace("operands 3\n", "operands 3\n  constant 0 = 2305843009213693950\n  constant 1 = 2305843009213693953\n", StringComparison.Ordinal);
        Assert.Equal(ruledOut, Assert.Single(Values(Graph(text), IrOp.AddFixnum, IrOp.SubFixnum)).Snapshot < 0);
    }

    [Theory]
    [InlineData(2, 2, true)]
    [InlineData(-4611686018427387900, 4, true)]
    [InlineData(-4611686018427387900, 5, false)]
    public void A_comparison_with_a_constant_gives_its_bound(long bound, int difference, bool ruledOut)
    {
        IrGraph graph = Graph($"""
            chunk 0 "f" params 1 locals 1 operands 2
              constant 0 = {bound}
              local.get 0
              const 0
              lt
              jump.true small
              local.get 0
              int {difference}
              sub
              return
              small: local.get 0
              return
            """);
        Assert.Equal(ruledOut, Assert.Single(Values(graph, IrOp.SubFixnum)).Snapshot < 0);
    }

    [Theory]
    [InlineData("bit.and", 4294967295, 1073741824, true)] // the greatest fixnum is 4611686018427387903
    [InlineData("bit.and", 4294967295, 1073741825, false)]
    [InlineData("bit.and", 4294967295, -1073741824, true)]
    [InlineData("rem", 1073741825, 4294967296, false)] // from the least fixnum to its opposite, which is none
    [InlineData("rem", 1073741824, 4294967296, true)]
    public void A_product_of_small_numbers_is_not_asked(string cut, long to, long factor, bool isSafe)
    {
        string text = $"""
            chunk 0 "f" params 1 locals 1 operands 2
              constant 0 = {to}
              constant 1 = {factor}
              local.get 0
              const 0
              {cut}
              const 1
              mul
              return
            """;
        IrValue product = Assert.Single(Values(Graph(text), IrOp.MulFixnum));
        Assert.Equal((isSafe, isSafe ? 1 : 0), (product.Snapshot < 0, (int)product.Imm));
        using var machine = new Machine(text);
        foreach (long n in (long[])[0, 1, -1, 5, to - 1, to, 1 - to, -to])
        {
            Int128 exact = (Int128)(cut == "rem" ? n % to : n & to) * factor;
            if (exact >= ClaudeLang.Vm.Runtime.Value.FixnumMin && exact <= ClaudeLang.Vm.Runtime.Value.FixnumMax) Assert.Equal(Machine.Number((long)exact), machine.Call(Machine.Number(n)));
            else Assert.Equal(ClaudeLang.Vm.Interpreter.NativeExit.Deopt, machine.Enter(Machine.Number(n)));
        }
    }

    [Theory]
    [InlineData(-4611686018427387904)]
    [InlineData(-1073741824)] // as a word the least with 32 bits
    [InlineData(-1073741823)]
    [InlineData(1073741823)]
    [InlineData(4611686018427387873)]
    public void A_sum_that_is_not_asked_takes_any_constant(long constant)
    {
        string text = $"""
            chunk 0 "f" params 1 locals 2 operands 2
              constant 0 = {constant}
              local.get 0
              int 15
              bit.and
              local.set 1
              local.get 1
              const 0
              add
              local.get 1
              add
              return
            """;
        Assert.All(Values(Graph(text), IrOp.AddFixnum), sum => Assert.True(sum.Snapshot < 0));
        using var machine = new Machine(text);
        for (long n = -1; n <= 15; n++) Assert.Equal(Machine.Number(constant + (2 * (n & 15))), machine.Call(Machine.Number(n)));
    }

    /// <summary>Each round ends in one of many places, with two variables that depend on each other.</summary>
    private static string ManyEnds(int ends) => $"""
        chunk 0 "f" params 1 locals 3 operands 3
          int 0
          local.set 1
          int 0
          local.set 2
          head: local.get 1
          local.get 0
          lt
          jump.false done
        {string.Concat(Enumerable.Range(0, ends).Select(end => $"""
              local.get 1
              int {end}
              eq
              jump.false next{end}
              local.get 1
              local.get 2
              add
              local.get 2
              int {end}
              sub
              local.get 1
              add
              local.set 2
              local.set 1
              loop head
              next{end}: nop

            """))}
          done: local.get 2
          return
        """;

    /// <summary>Counted in bytes, since each question makes some objects.</summary>
    [Fact]
    public void What_a_loop_with_many_ends_asks_grows_with_their_number_only()
    {
        long few = Bytes(30), many = Bytes(120);
        Assert.True(many < 8 * few, $"{few} bytes for 30 ends and {many} for 120");

        static long Bytes(int ends)
        {
            IrGraph graph = Graph(ManyEnds(ends));
            long before = GC.GetAllocatedBytesForCurrentThread();
            Bounds.Run(graph);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Fact]
    public void The_factor_that_stays_is_shifted_in_front_of_the_loop()
    {
        IrGraph graph = Graph(Loop("lt", "local.get 1\n  mul"));
        IrValue plain = Assert.Single(Values(graph, IrOp.Untag));
        Assert.Equal(IrType.Raw, plain.Type);
        Assert.Equal(-1, graph.Blocks[plain.Block].Loop);
        Assert.Equal(IrOp.Untag, graph[graph.Inputs(IndexOf(graph, IrOp.MulFixnum))[0]].Op);
    }

    [Fact]
    public void Factors_that_both_change_keep_their_tags() =>
        Assert.Empty(Values(Graph(Loop("lt", "local.get 2\n  mul")), IrOp.Untag));

    private static int IndexOf(IrGraph graph, IrOp op) => Enumerable.Range(0, graph.ValueCount).Single(id => graph[id].Block >= 0 && graph[id].Op == op);

    [Fact]
    public void What_returns_from_inside_a_loop_is_not_in_it()
    {
        IrGraph graph = Graph("""
            chunk 0 "f" params 1 locals 2 operands 2
              int 0
              local.set 1
              head: local.get 1
              local.get 0
              lt
              jump.true more
              local.get 1
              return
              more: local.get 1
              int 1
              add
              local.set 1
              loop head
            """);
        Assert.Equal(-1, graph.Blocks[Assert.Single(Values(graph, IrOp.Return)).Block].Loop);
        Assert.Equal(0, graph.Blocks[Assert.Single(Values(graph, IrOp.AddFixnum)).Block].Loop);
    }

    /// <summary>A loop of local 2 stands where the one of local 1 ends; what it multiplies by is made between them.</summary>
    [Fact]
    public void A_loop_where_another_one_ends_is_not_inside_of_it()
    {
        IrGraph graph = Graph("""
            chunk 0 "f" params 1 locals 5 operands 3
              int 0
              local.set 1
              head: local.get 1
              local.get 0
              ge
              jump.true between
              local.get 1
              int 1
              add
              local.set 1
              loop head
              between: local.get 1
              int 5
              sub
              local.set 3
              int 0
              local.set 2
              int 0
              local.set 4
              second: local.get 2
              local.get 0
              ge
              jump.true done
              local.get 4
              local.get 2
              local.get 3
              mul
              add
              local.set 4
              local.get 2
              int 1
              add
              local.set 2
              loop second
              done: local.get 4
              return
            """);
        Assert.All(graph.Loops, loop => Assert.Equal((-1, 1), (loop.Parent, loop.Depth)));
        Assert.Single(Values(graph, IrOp.Untag));
    }

    [Fact]
    public void A_sum_that_cannot_overflow_is_dead_if_unused()
    {
        IrGraph graph = Graph(CodeTests.Sum);
        int sum = IndexOf(graph, IrOp.CompareFixnum), phi = graph.Input(sum, 0);
        int unused = graph.Create(IrOp.AddFixnum, IrType.Fixnum, [phi, graph.FixnumLiteral(1)], imm: 1);
        graph.InsertAfter(graph[sum].Block, sum, unused);
        DeadCode.Run(graph);
        Assert.Equal(-1, graph[unused].Block);
    }

    private static string Calling(string @if) => $"""
        chunk 0 "f" params 1 locals 2 operands 2
          global 0 = g function params 1
          local.get 0
          call.global 0 1
          local.set 1
          head: local.get 1
          local.get 0
          lt
          jump.false done
          {@if}
          local.get 1
          call.global 0 1
          local.set 1
          next: loop head
          done: local.get 1
          return
        """;

    [Fact]
    public void A_loop_finds_the_function_that_it_calls_once()
    {
        IrGraph graph = Graph(Calling(""));
        Assert.Equal(-1, graph.Blocks[Assert.Single(Values(graph, IrOp.GlobalConstant)).Block].Loop);
        Assert.Equal(0, graph.Blocks[Assert.Single(Values(graph, IrOp.CallClosure)).Block].Loop);
    }

    [Fact]
    public void A_function_that_some_rounds_do_not_call_may_be_defined_while_the_loop_runs()
    {
        IrGraph graph = Graph(Calling("local.get 1\n  int 7\n  eq\n  jump.true next"));
        Assert.Equal(0, graph.Blocks[Assert.Single(Values(graph, IrOp.GlobalConstant)).Block].Loop);
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData("local.get 0\n  call.global 0 1\n  pop", 1)]
    public void What_a_loop_reads_behind_a_call_is_loaded_before_it(string before, int reloads)
    {
        IrGraph graph = Graph($"""
            chunk 0 "f" params 1 locals 2 operands 2
              global 0 = g function params 1
              int 0
              local.set 1
              {before}
              head: local.get 1
              local.get 0
              lt
              jump.false done
              local.get 1
              int 1
              add
              local.set 1
              loop head
              done: local.get 0
              return
            """);
        Assert.Equal(reloads, Values(graph, IrOp.Reload).Length);
        IrValue compare = Assert.Single(Values(graph, IrOp.CompareFixnum));
        Assert.Equal(reloads == 1, graph[graph.Inputs(IndexOf(graph, IrOp.CompareFixnum))[1]].Op == IrOp.Reload);
        Assert.Equal(0, graph.Blocks[compare.Block].Loop);
    }
}
