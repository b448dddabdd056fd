using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using Xunit;

namespace ClaudeLang.Jit.Tests.X64;

/// <summary>Divisions by a power of two where something is known of the dividend, and questions after single bits.</summary>
public sealed class DivisionTests
{
    private static readonly long[] Numbers = [0, 1, 2, 3, 4, 5, 7, 8, 12, 1000, 1001, -1, -2, -3, -4, -5, -8, -12, -1001, Value.FixnumMax, Value.FixnumMax - 3, Value.FixnumMin, Value.FixnumMin + 1];

    /// <summary>`test` says which numbers are divided; the others give their negative.</summary>
    private static string Divide(string test, string op, int divisor) => $"""
        chunk 0 "f" params 1 locals 1 operands 2
          {test}
          jump.false other
          local.get 0
          int {divisor}
          {op}
          return
          other: int 0
          return
        """;

    private static string IsMultiple(string rest, int of, string compare = "eq") => $"local.get 0\n  int {of}\n  {rest}\n  int 0\n  {compare}";

    private static long Expected(string op, long a, long b) => op switch { "quotient" => a / b, "rem" => a % b, _ => ((a % b) + b) % b };

    private static void Check(string text, Func<long, long> expected)
    {
        using var machine = new Machine(text);
        foreach (long n in Numbers)
        {
            Assert.Equal(NativeExit.Returned, machine.Enter(Value.FromFixnum(n)));
            Assert.True(expected(n) == machine.Result.Fixnum, $"{n} gives {machine.Result.Fixnum}");
        }
    }

    [Theory]
    [InlineData("rem", 4, 4, "quotient")]
    [InlineData("mod", 8, 4, "quotient")]
    [InlineData("bit.and", 7, 8, "quotient")]
    [InlineData("rem", 2, 4, "quotient")] // a multiple of too little
    [InlineData("rem", 4, 4, "rem")]
    [InlineData("mod", 1024, 2, "mod")]
    public void Multiples_are_divided(string rest, int of, int divisor, string op) =>
        Check(Divide(IsMultiple(rest, of), op, divisor), n => (rest == "bit.and" ? n & of : n % of) == 0 ? Expected(op, n, divisor) : 0);

    [Theory]
    [InlineData("quotient", 2)]
    [InlineData("quotient", 1024)]
    [InlineData("rem", 8)]
    [InlineData("mod", 8)]
    public void Numbers_that_are_not_negative_are_divided(string op, int divisor)
    {
        Check(Divide("local.get 0\n  int 0\n  ge", op, divisor), n => n >= 0 ? Expected(op, n, divisor) : 0);
        Check(Divide("local.get 0\n  int -9\n  ge", op, divisor), n => n >= -9 ? Expected(op, n, divisor) : 0);
    }

    [Theory]
    [InlineData("rem", 4, 2)]
    [InlineData("bit.and", 3, 2)]
    [InlineData("bit.and", 1, 1)]
    [InlineData("rem", 1, 1)]
    public void What_is_known_of_the_dividend_is_used(string rest, int of, int imm)
    {
        Chunk chunk = ChunkText.Parse(Divide(IsMultiple(rest, of), "quotient", 4));
        IrGraph graph = Pipeline.BuildGraph(new CompileJob(chunk, 0, [.. new byte[chunk.Code.Length]], CompileOptions.ForThisMachine));
        IrValue[] values = [.. Enumerable.Range(0, graph.ValueCount).Select(id => graph[id]).Where(value => value.Block >= 0)];
        Assert.Equal(imm, Assert.Single(values, value => value.Op == IrOp.QuotientFixnum).Imm);
        Assert.DoesNotContain(values, value => value.Op == IrOp.RemFixnum);
    }

    [Theory]
    [InlineData("bit.and", 4, "eq", 4)]
    [InlineData("bit.and", 4, "ne", 4)]
    [InlineData("bit.and", 4, "eq", 0)]
    [InlineData("bit.and", 6, "eq", 4)]
    [InlineData("bit.and", 1000, "ne", 0)]
    [InlineData("bit.and", -4, "eq", 0)]
    [InlineData("mod", 64, "ne", 0)]
    [InlineData("rem", 4, "eq", 4)]
    public void Bits_are_asked(string op, int mask, string compare, int with) => Check($"""
        chunk 0 "f" params 1 locals 1 operands 2
          local.get 0
          int {mask}
          {op}
          int {with}
          {compare}
          jump.false no
          int 1
          return
          no: int 0
          return
        """, n => (op == "bit.and" ? n & mask : n % mask) == with == (compare == "eq") ? 1 : 0);
}
