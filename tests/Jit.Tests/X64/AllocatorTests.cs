using ClaudeLang.Jit.Image;
using ClaudeLang.Jit.Ir;
using ClaudeLang.Jit.Tests.Differential;
using ClaudeLang.Jit.X64;
using ClaudeLang.Vm.Bytecode;
using Xunit;

namespace ClaudeLang.Jit.Tests.X64;

public sealed class AllocatorTests
{
    private static IEnumerable<Chunk> All(Chunk chunk) => chunk.Functions.SelectMany(All).Prepend(chunk);

    private static IEnumerable<CompileJob> Jobs(int seed)
    {
        var random = new Random(seed);
        foreach (Chunk chunk in All(Tiers.Compile(RandomProgram.Of(seed)).Main))
        {
            byte[] feedback = new byte[chunk.Code.Length];
            for (int i = 0; i < feedback.Length; i++) feedback[i] = (byte)(random.Next(3) == 0 ? random.Next(16) & ~8 : 0);
            int[] entries = [0, .. Enumerable.Range(0, chunk.Code.Length).Where(pc => Instruction.Op(chunk.Code[pc]) == Opcode.Loop)
                .Select(pc => Instruction.JumpTarget(chunk.Code[pc], pc)).Distinct()];
            foreach (int entry in entries) yield return new CompileJob(chunk, entry, [.. feedback], CompileOptions.ForThisMachine);
        }
    }

    [Fact]
    public void Every_read_finds_its_value()
    {
        Pipeline.Verifies = true;
        for (int seed = 0; seed < 60; seed++)
            foreach (CompileJob job in Jobs(seed))
            {
                IrGraph graph = Pipeline.BuildGraph(job);
                string? wrong = AllocationChecker.Find(new Allocator(new Liveness(graph, Layout.Order(graph))));
                Assert.True(wrong is null, $"seed {seed}, {job.Chunk.Name}@{job.EntryPc}: {wrong}\n{IrText.Print(graph)}");
            }
    }

    [Fact]
    public void The_checker_finds_two_values_in_one_register()
    {
        Chunk chunk = ChunkText.Parse(CodeTests.Sum);
        CompileJob job = new(chunk, 0, [.. new byte[chunk.Code.Length]], CompileOptions.ForThisMachine);
        IrGraph graph = Pipeline.BuildGraph(job);
        var allocator = new Allocator(new Liveness(graph, Layout.Order(graph)));
        Assert.Null(AllocationChecker.Find(allocator));
        int[] phis = [.. Enumerable.Range(0, graph.ValueCount).Where(id => graph[id].Block >= 0 && graph[id].Op == IrOp.Phi)];
        Assert.Equal(2, phis.Length);
        allocator.Register[phis[0]] = allocator.Register[phis[1]];
        Assert.NotNull(AllocationChecker.Find(allocator));
    }

    /// <summary>The variable is halved or counted up: neither way copies it, though each has a value of its own.</summary>
    [Fact]
    public void A_variable_and_what_comes_into_it_are_in_one_register()
    {
        Chunk chunk = ChunkText.Parse("""
            chunk 0 "f" params 1 locals 2 operands 2
              int 0
              local.set 1
              head: local.get 0
              int 1
              ne
              jump.false done
              local.get 0
              int 1
              bit.and
              jump.false even
              local.get 0
              int 2
              quotient
              jump next
              even: local.get 0
              int 7
              add
              next: local.set 0
              local.get 1
              int 1
              add
              local.set 1
              loop head
              done: local.get 1
              return
            """);
        IrGraph graph = Pipeline.BuildGraph(new CompileJob(chunk, 0, [.. new byte[chunk.Code.Length]], CompileOptions.ForThisMachine));
        var allocator = new Allocator(new Liveness(graph, Layout.Order(graph)));
        int Register(int id) => allocator.Register[allocator.Liveness.Name[id]];
        foreach (int phi in Enumerable.Range(0, graph.ValueCount).Where(id => graph[id].Block >= 0 && graph[id].Op == IrOp.Phi))
            foreach (int input in graph.Inputs(phi).ToArray().Where(input => !graph.IsConstant(input))) Assert.Equal(Register(phi), Register(input));
    }

    [Fact]
    public void The_same_job_gives_the_same_bytes_and_sites()
    {
        for (int seed = 0; seed < 20; seed++)
            foreach (CompileJob job in Jobs(seed))
            {
                var first = Assert.IsType<CompileResult.Compiled>(Pipeline.Compile(job));
                var second = Assert.IsType<CompileResult.Compiled>(Pipeline.Compile(job with { }));
                Assert.Equal(ImageCodec.Encode(first.Image), ImageCodec.Encode(second.Image));
                Assert.Equal(first.Statistics, second.Statistics);
            }
    }
}
