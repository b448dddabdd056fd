using ClaudeLang.Jit.Tests.X64;
using ClaudeLang.Vm.Bytecode;
using Xunit;

namespace ClaudeLang.Jit.Tests;

/// <summary>The library's front door.</summary>
public sealed class JitCompilerTests : IDisposable
{
    private readonly JitCompiler _jit = new();

    public void Dispose() => _jit.Dispose();

    private CompiledFunction Compile(string text) => _jit.Compile(ChunkText.Parse(text), "test");

    [Fact]
    public void A_compiled_function_is_called_from_CSharp()
    {
        CompiledFunction fib = Compile(CodeTests.Fib);
        Assert.True(fib.IsNative, fib.WhyNotNative);
        Assert.Equal(6765L, fib.Invoke(20));
        Assert.Equal(1L, fib.Invoke(1));
        Assert.Same(fib, _jit.Find("test"));
        Assert.Null(_jit.Find("other"));
    }

    [Fact]
    public void What_was_guessed_wrong_about_the_types_changes_no_result()
    {
        CompiledFunction sum = Compile(CodeTests.Sum);
        Assert.Equal(4950L, sum.Invoke(100));
        Assert.Equal(4950L, sum.Invoke(99.5));
        Assert.Equal(0L, sum.Invoke(-3));
        CompiledFunction twice = Compile("""
            chunk 0 "twice" params 1 locals 1 operands 2
              local.get 0
              local.get 0
              add
              return
            """);
        Assert.Equal(14L, twice.Invoke(7));
        Assert.Equal(3.0, twice.Invoke(1.5));
        Assert.Equal(long.MaxValue - 1, twice.Invoke(long.MaxValue / 2));
        Assert.Equal(-1.0 / 0, twice.Invoke(double.NegativeInfinity));
    }

    [Fact]
    public void Values_go_in_and_come_back()
    {
        CompiledFunction same = Compile("""
            chunk 0 "same" params 1 locals 1 operands 1
              local.get 0
              return
            """);
        object?[] values = [0L, -1L, long.MinValue, long.MaxValue, 0.0, 1e300, double.Epsilon, double.NaN, true, false, null, "", "naïve 🙂", new object?[] { 1L, new object?[] { null, "x" } }];
        foreach (object? value in values) Assert.Equal(value, same.Invoke(value));
        Assert.Equal(5L, same.Invoke((byte)5));
        Assert.Equal(new object?[] { 1L, 2L }, same.Invoke(new List<int> { 1, 2 }));
        Assert.Throws<ArgumentException>(() => same.Invoke(new object()));
    }

    [Fact]
    public void A_value_without_a_counterpart_comes_printed() => Assert.Equal("#<function self/0>", Compile("""
        chunk 0 "self" params 0 locals 0 operands 1
          self
          return
        """).Invoke()?.ToString());

    [Fact]
    public void An_error_of_the_program_is_an_exception()
    {
        CompiledFunction divide = Compile("""
            chunk 0 "divide" params 2 locals 2 operands 2
              local.get 0
              local.get 1
              div
              return
            """);
        Assert.Equal(3L, divide.Invoke(7, 2));
        Assert.Equal("divide-by-zero", Assert.Throws<ProgramFailedException>(() => divide.Invoke(1, 0)).Report.Kind);
        Assert.Equal("type", Assert.Throws<ProgramFailedException>(() => divide.Invoke(1, "x")).Report.Kind);
        Assert.Equal("arity", Assert.Throws<ProgramFailedException>(() => divide.Invoke(1)).Report.Kind);
        Assert.Equal(3L, divide.Invoke(7, 2));
    }

    private const string Program = """
        chunk 0 "top level" params 0 locals 0 operands 2
          global 0 = square function params 1
          closure 0
          global.define 0
          int 12
          call.global 0 1
          return
        chunk 1 in 0 "square" params 1 locals 1 operands 2
          local.get 0
          local.get 0
          mul
          return
        """;

    [Fact]
    public void A_program_is_compiled_and_run()
    {
        Chunk main = ChunkText.Parse(Program);
        Assert.Equal(144L, _jit.CompileAndRun(main));
        Assert.Equal(144L, _jit.CompileAndRun(main));
        Assert.Equal(1, _jit.Stats.FunctionsCompiled);
        Assert.True(_jit.Stats.CodeBytes > 0);
        Assert.True(_jit.Stats.CompileTime > TimeSpan.Zero);
        Assert.Empty(_jit.Stats.Refusals);
        Assert.Throws<ArgumentException>(() => _jit.CompileAndRun(main.Functions[0]));
    }

    [Fact]
    public void Bytecode_that_is_not_valid_is_refused()
    {
        var broken = new Chunk { Name = "broken", ParamCount = 0, LocalCount = 0, OperandDepthMax = 1, Code = [Instruction.Pack(Opcode.Add), Instruction.Pack(Opcode.Return)] };
        Assert.Throws<ChunkInvalidException>(() => _jit.Compile(broken, "broken"));
        Assert.Throws<ChunkInvalidException>(() => _jit.CompileAndRun(broken));
    }

    [Fact]
    public void Machine_code_can_be_read()
    {
        string text = Compile(CodeTests.Fib).Disassemble();
        Assert.Contains("of fib/1", text);
        Assert.Contains("[r13+StackLimit]", text);
    }

    [Fact]
    public void Many_threads_use_one_compiler()
    {
        CompiledFunction fib = Compile(CodeTests.Fib);
        Parallel.For(0, 16, n => Assert.Equal(610L, fib.Invoke(15)));
        Assert.Equal(1, _jit.Stats.FunctionsCompiled);
    }
}
