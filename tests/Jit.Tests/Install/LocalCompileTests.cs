using ClaudeLang.Jit.Image;
using ClaudeLang.Jit.Install;
using ClaudeLang.Jit.Tests.X64;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;
using Xunit;

namespace ClaudeLang.Jit.Tests.Install;

public sealed class LocalCompileTests
{
    private static readonly NativeRuntime Runtime = new(new CodeMemory(CodeMemory.RegionBytesMin));

    private sealed class SilentHost : IHost
    {
        public void WriteOut(string text) { }
        public void WriteError(string text) { }
        public string? ReadLine() => null;
        public IReadOnlyList<string> Args => [];
        public Permissions Permissions => Permissions.Denied;
    }

    /// <summary>A program that calls a function with one argument.</summary>
    private static Execution Run(string function, int argument, ICompileSink sink)
    {
        Chunk callee = ChunkText.Parse(function);
        GlobalRef[] self = [.. callee.Globals.Where(g => g.IsSelf).Select(g => g with { IsSelf = false })];
        var main = new Chunk
        {
            Name = "top level",
            ParamCount = 0,
            LocalCount = 0,
            OperandDepthMax = 2,
            Functions = [callee],
            Globals = [.. self],
            Code =
            [
                Instruction.PackU24(Opcode.Closure, 0), .. self.SelectMany((_, i) => new[] { Instruction.Pack(Opcode.Dup), Instruction.PackU24(Opcode.GlobalDefine, i) }),
                Instruction.PackS24(Opcode.Int, argument), Instruction.PackU24(Opcode.Call, 1), Instruction.Pack(Opcode.Return),
            ],
        };
        ChunkVerifier.Verify(main);
        return new Execution(new ProgramCode("test", main, []), new SilentHost(), native: Runtime, sink: sink);
    }

    private static IReadOnlyList<InstallEvent> InstallsOf(Execution execution, string name) => execution.Functions.Single(f => f.Name == name).Installs;

    [Fact]
    public void A_hot_function_is_compiled_and_the_run_goes_on_in_it()
    {
        var compiler = new LocalCompiler(Runtime);
        using var sink = new LocalCompileSink(compiler, synchronous: true);
        using Execution execution = Run(CodeTests.Fib, 20, sink);
        Assert.Equal(RunStatus.Finished, execution.Run());
        Assert.Equal(6765, execution.Result.Fixnum);
        Assert.Contains(InstallsOf(execution, "fib"), install => install is { EntryPc: 0, Origin: "local" });
        Assert.Empty(compiler.Totals.Refusals);
    }

    [Fact]
    public void A_loop_that_already_runs_is_entered()
    {
        var compiler = new LocalCompiler(Runtime);
        using var sink = new LocalCompileSink(compiler, synchronous: true);
        using Execution execution = Run(CodeTests.Sum, 100_000, sink);
        Assert.Equal(RunStatus.Finished, execution.Run());
        Assert.Equal(4_999_950_000, execution.Result.Fixnum);
        Assert.Contains(InstallsOf(execution, "sum"), install => install.EntryPc != 0);
    }

    private const string Cube = """
        chunk 0 "cube" params 1 locals 5 operands 2
          int 0
          local.set 1
          int 0
          local.set 2
          a: local.get 2
          local.get 0
          lt
          jump.false end.a
          int 0
          local.set 3
          b: local.get 3
          local.get 0
          lt
          jump.false end.b
          int 0
          local.set 4
          c: local.get 4
          local.get 0
          lt
          jump.false end.c
          local.get 1
          int 1
          add
          local.set 1
          local.get 4
          int 1
          add
          local.set 4
          loop c
          end.c: local.get 3
          int 1
          add
          local.set 3
          loop b
          end.b: local.get 2
          int 1
          add
          local.set 2
          loop a
          end.a: local.get 1
          return
        """;

    [Fact]
    public void The_innermost_of_three_loops_is_entered_and_left()
    {
        var compiler = new LocalCompiler(Runtime);
        using var sink = new LocalCompileSink(compiler, synchronous: true);
        using Execution execution = Run(Cube, 60, sink);
        Assert.Equal(RunStatus.Finished, execution.Run());
        Assert.Equal(216_000, execution.Result.Fixnum);
        Assert.Contains(InstallsOf(execution, "cube"), install => install.EntryPc == 16);
        Assert.Empty(compiler.Totals.Bailouts);
    }

    [Fact]
    public void A_background_compile_is_published_when_it_is_done()
    {
        using var go = new ManualResetEventSlim();
        var compiler = new LocalCompiler(Runtime, job =>
        {
            go.Wait();
            return Pipeline.Compile(job);
        });
        using var sink = new LocalCompileSink(compiler);
        using Execution execution = Run(CodeTests.Fib, 18, sink);
        Assert.Equal(RunStatus.Finished, execution.Run()); // never waits for the compile
        Assert.Empty(InstallsOf(execution, "fib"));
        go.Set();
        sink.WaitUntilIdle();
        Assert.NotEmpty(InstallsOf(execution, "fib"));
    }

    [Fact]
    public void Code_for_a_run_that_is_over_goes_nowhere()
    {
        using var go = new ManualResetEventSlim();
        var compiler = new LocalCompiler(new NativeRuntime(new CodeMemory(CodeMemory.RegionBytesMin)), job =>
        {
            go.Wait();
            return Pipeline.Compile(job);
        });
        using var sink = new LocalCompileSink(compiler);
        Execution execution = Run(CodeTests.Fib, 18, sink);
        Assert.Equal(RunStatus.Finished, execution.Run());
        execution.Dispose();
        go.Set();
        sink.WaitUntilIdle();
        Assert.True(compiler.Totals.FunctionsCompiled > 0);
    }

    private static readonly CompileJob Job = new(ChunkText.Parse(CodeTests.Sum), 0, [.. new byte[ChunkText.Parse(CodeTests.Sum).Code.Length]], new CompileOptions(CpuLevels.V1));

    [Fact]
    public void The_same_job_is_compiled_once()
    {
        int compiles = 0;
        var compiler = new LocalCompiler(Runtime, job =>
        {
            Interlocked.Increment(ref compiles);
            return Pipeline.Compile(job);
        });
        var results = new LocalResult[50];
        Parallel.For(0, results.Length, n => results[n] = compiler.Compile(Job));
        Assert.Equal(1, compiles);
        Assert.Single(results.Distinct());
        Assert.Equal(1, compiler.Totals.FunctionsCompiled);
    }

    [Fact]
    public void A_bug_of_the_compiler_ends_one_compile_and_is_counted()
    {
        var compiler = new LocalCompiler(Runtime, _ => throw new InvalidOperationException("a bug"));
        LocalResult result = compiler.Compile(Job);
        Assert.Null(result.Code);
        Assert.Contains("a bug", result.WhyNot);
        Assert.Equal(1, compiler.Totals.Bailouts[BailoutReason.CompilerFault]);
    }

    [Fact]
    public void An_image_that_the_verifier_refuses_is_not_mapped()
    {
        var runtime = new NativeRuntime(new CodeMemory(CodeMemory.RegionBytesMin));
        var compiler = new LocalCompiler(runtime, job =>
        {
            CodeImage image = ((CompileResult.Compiled)Pipeline.Compile(job)).Image;
            return new CompileResult.Compiled(Jit.Tests.Image.ImageVerifierTests.Change(image, code: image.Code.SetItem(0, 0x06)), new CompileStatistics());
        });
        LocalResult result = compiler.Compile(Job);
        Assert.Null(result.Code);
        Assert.Equal(1, compiler.Totals.Refusals[ImageFaultReason.Undecodable]);
        Assert.Equal(0, runtime.ImageCount);
    }

    [Fact]
    public void Every_reason_has_its_row()
    {
        Assert.Equal(Enum.GetValues<BailoutReason>(), Reasons.Bailouts.Select(row => row.Reason).Order());
        Assert.Equal(Enum.GetValues<DeoptReason>(), Reasons.Deopts.Select(row => row.Reason).Order());
    }
}
