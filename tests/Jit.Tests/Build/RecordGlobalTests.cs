using ClaudeLang.Jit.Install;
using ClaudeLang.Jit.Ir;
using ClaudeLang.Jit.Tests.Differential;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Profile;
using ClaudeLang.Vm.Tiering;
using Xunit;

namespace ClaudeLang.Jit.Tests.Build;

/// <summary>Of a record's function in a global, machine code takes the record type from the global's cell.</summary>
public sealed class RecordGlobalTests
{
    private static IrOp[] Looks(string text, byte[]? feedback = null)
    {
        Chunk chunk = ChunkText.Parse(text);
        Pipeline.Verifies = true;
        IrGraph graph = Pipeline.BuildGraph(new CompileJob(chunk, 0, [.. feedback ?? new byte[chunk.Code.Length]], CompileOptions.ForThisMachine));
        IEnumerable<IrOp> ops = Enumerable.Range(0, graph.ValueCount).Where(id => graph[id].Block >= 0).Select(id => graph[id].Op);
        return [.. ops.Where(op => op is IrOp.GlobalGet or IrOp.GlobalConstant or IrOp.RecordGlobal or IrOp.RecordType)];
    }

    private const string GetTwice = """
        chunk 0 "f" params 2 locals 2 operands 3
          global 0 = P-x variable
          global.get 0
          local.get 0
          record.get 3
          global.get 0
          local.get 1
          record.get 3
          add
          return
        """;

    [Fact]
    public void One_look_at_the_cell_serves_all_instructions() => Assert.Equal([IrOp.RecordGlobal], Looks(GetTwice));

    [Fact]
    public void Where_the_cell_had_something_else_the_function_is_looked_at()
    {
        byte[] feedback = new byte[8];
        feedback[0] = feedback[3] = (byte)Feedback.GuardFailed;
        Assert.Equal([IrOp.GlobalConstant, IrOp.RecordType], Looks(GetTwice, feedback));
    }

    [Fact]
    public void A_setter_and_a_maker_need_no_more() => Assert.Equal([IrOp.RecordGlobal, IrOp.RecordGlobal], Looks("""
        chunk 0 "f" params 2 locals 2 operands 3
          global 0 = set-P-x! variable
          global 1 = P variable
          global.get 0
          local.get 0
          global.get 1
          local.get 1
          record.new 1
          record.set 0
          return
        """));

    /// <summary>What stands for the record type in record instructions may be seen by nothing else.</summary>
    [Theory]
    [InlineData("dup\n  local.get 0\n  record.get 0\n  pop\n  return")]
    [InlineData("dup\n  local.get 0\n  record.get 0\n  call 1\n  return")]
    [InlineData("dup\n  local.get 0\n  record.get 0\n  pop\n  local.get 0\n  record.get 1\n  return")]
    [InlineData("dup\n  local.get 0\n  record.get 0\n  jump.false other\n  return\n  other: pop\n  local.get 0\n  return")]
    public void A_function_that_is_used_otherwise_too_stays_one(string rest)
    {
        IrOp[] looks = Looks($"chunk 0 \"f\" params 1 locals 1 operands 3\n  global 0 = P-x variable\n  global.get 0\n  {rest}\n");
        Assert.DoesNotContain(IrOp.RecordGlobal, looks);
        Assert.Contains(IrOp.RecordType, looks);
    }

    /// <summary>A copy of what a call left in the frame stands for the function too, and a snapshot needs none.</summary>
    [Fact]
    public void Behind_a_call_the_record_type_is_reloaded_and_the_function_is_not()
    {
        Chunk chunk = ChunkText.Parse("""
            chunk 0 "f" params 2 locals 2 operands 4
              global 0 = set-P-x! variable
              global 1 = g function
              global.get 0
              local.get 0
              nil
              record.set 0
              pop
              call.global 1 0
              pop
                head: local.get 1
              jump.false end
              global.get 0
              local.get 0
              local.get 1
              record.set 0
              pop
              loop head
              end: nil
              return
            """);
        Pipeline.Verifies = true;
        IrGraph graph = Pipeline.BuildGraph(new CompileJob(chunk, 0, [.. new byte[chunk.Code.Length]], CompileOptions.ForThisMachine));
        int[] sets = [.. Enumerable.Range(0, graph.ValueCount).Where(id => graph[id].Block >= 0 && graph[id].Op == IrOp.FieldSet)];
        Assert.Equal([IrOp.RecordGlobal, IrOp.Reload], sets.Select(set => graph[graph.Input(set, 0)].Op));
        foreach (int set in sets)
        {
            Assert.Equal(0, graph.RecordGlobalOf(graph.Input(set, 0))?.Global);
            Assert.Equal(IrOp.RecordGlobal, graph[graph.Slots(graph[set].Snapshot)[2]].Op);
        }
    }

    [Fact]
    public void The_cells_of_a_child_have_the_types_too()
    {
        ProgramCode program = Tiers.Compile("""
            (defrecord P x y)
            (define (work n) (let loop ((i 0) (s 0)) (if (= i n) s (let ((p (P i 1))) (set-P-y! p (P-x p)) (loop (+ i 1) (+ s (P-x p) (P-y p)))))))
            (define (each n) (dotimes (i 100) (work 20)) (work n))
            (io:print (each 100) (parallel:map each [100 101 102]))
            """);
        var deopts = new List<TierEvent.Deoptimized>();
        var sink = new CompileAtOnce();
        Outcome compiled = Tiers.Run(program, new ExecutionOptions(Tiers: Tiers.Eager, TierLog: Note), NativeRuntime.Shared, sink);
        Assert.Null(sink.Failure);
        Assert.Equal("9900 [9900, 10100, 10302]\n", compiled.Output);
        Assert.DoesNotContain(deopts, deopt => deopt.Reason == (int)DeoptReason.Unbound);

        void Note(TierEvent told)
        {
            lock (deopts)
                if (told is TierEvent.Deoptimized deopt) deopts.Add(deopt);
        }
    }

    /// <summary>No compiler makes such bytecode, but a stranger can.</summary>
    [Fact]
    public void A_function_of_another_role_is_left_to_the_interpreter()
    {
        ProgramCode honest = Tiers.Compile("""
            (defrecord P x y)
            (define (f p) (P-x p))
            (define (sum n) (let loop ((i 0) (s 0)) (if (= i n) s (loop (+ i 1) (+ s (f (P 1 100)))))))
            (io:print (sum 300))
            """);
        string text = ChunkText.Print(honest.Main);
        Assert.Contains("record.get 0", text, StringComparison.Ordinal);
        var other = new ProgramCode("test.cl", ChunkText.Parse(text.Replace("record.get 0", "record.get 1", StringComparison.Ordinal)), []);
        var sink = new CompileAtOnce();
        Outcome compiled = Tiers.Run(other, new ExecutionOptions(Tiers: Tiers.Eager), NativeRuntime.Shared, sink);
        Assert.Null(sink.Failure);
        Assert.Contains("f@0", sink.Compiled);
        Assert.Equal(Tiers.Run(other, new ExecutionOptions(), null, null), compiled);
        Assert.Equal("30000\n", compiled.Output);
    }
}
