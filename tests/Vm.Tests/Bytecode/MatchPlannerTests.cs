using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Syntax;
using Xunit;

namespace ClaudeLang.Vm.Tests.Bytecode;

public sealed class MatchPlannerTests
{
    private static Chunk Compile(string clauses, string before = "")
    {
        CompileOutcome outcome = SourceCompiler.Compile(new SourceText("test.cl", $"{before} (lambda (v w) (match v {clauses}))"), StandardLibrary.Instance);
        Assert.NotNull(outcome.Program);
        return Assert.Single(outcome.Program.Main.Functions);
    }

    private static int Count(Chunk chunk, Opcode op) => chunk.Code.Count(word => Instruction.Op(word) == op);

    /// <summary>How often it looks whether a dict has a key.</summary>
    private static int CountKeys(Chunk chunk) => chunk.Code.Count(word => Instruction.Op(word) == Opcode.CallBuiltin && Instruction.U16(word) == BuiltinTable.TryFind("dict-has?")!.Number);

    [Fact]
    public void No_question_is_asked_twice_on_a_way()
    {
        Assert.Equal(1, Count(Compile("((P 1 a) a) ((P 2 a) a) ((P _ a) a) (_ 0)"), Opcode.TupleIs));
        Assert.Equal(1, Count(Compile("([] 0) ([x ...r] x)"), Opcode.TypeIs));
        Assert.Equal(2, Count(Compile("([1 ...r] 0) ([2 ...r] 1) ([3 ...r] 2) ({:a a} 3)"), Opcode.TypeIs));
        Assert.Equal(2, Count(Compile("(1 0) (\"a\" 1) (1 2) (\"a\" 3)"), Opcode.Eq));
    }

    [Fact]
    public void A_value_of_one_type_is_asked_nothing_about_others()
    {
        Chunk chunk = Compile("((P [] 1) 0) ((P {:a 1} 1) 1) ((P (Q) 1) 2) ([] 3)");
        Assert.Equal((2, 1, 2), (Count(chunk, Opcode.TupleIs), Count(chunk, Opcode.TypeIs), Count(chunk, Opcode.Same)));
    }

    [Fact]
    public void A_key_of_a_dict_is_looked_for_once() => Assert.Equal(2, CountKeys(Compile("({:a 1} 0) ({:a 2} 1) ({:a 3 :b 1} 2) ({:a _ :b 2} 3)")));

    /// <summary>What is equal to one literal is to no other, and what is of one tuple's or record's type is of no other.</summary>
    [Fact]
    public void What_a_value_is_settles_what_it_is_not()
    {
        Assert.Equal(3, Count(Compile("([1 1] 0) ([2 _] 1) ([1 _] 2)"), Opcode.Eq));
        Assert.Equal(2, Count(Compile("([(P) 1] 0) ([(Q) _] 1) ([(P) _] 2)"), Opcode.TupleIs));
        Assert.Equal(2, Count(Compile("([(P) 1] 0) ([(Q) _] 1) ([(P) _] 2)", "(defrecord P) (defrecord Q)"), Opcode.RecordTest));
    }

    /// <summary>A guard that is false takes back nothing of what is known; one that may change records, only what it may have changed.</summary>
    [Fact]
    public void What_is_known_before_a_guard_is_not_asked_after_it()
    {
        foreach (string guard in (string[])["(< x w)", "(w x)"])
        {
            Chunk chunk = Compile($"([1 x] :when {guard} 0) ([1 y] 1) ([] 2)");
            Assert.Equal((1, 4), (Count(chunk, Opcode.Eq), Count(chunk, Opcode.TypeIs) + Count(chunk, Opcode.Same)));
        }
    }

    [Fact]
    public void Bodies_and_guards_are_compiled_once()
    {
        Chunk chunk = Compile("([1 _ (or 1 2)] :when (sqrt w) (neg 5 6)) ([_ 1 x] :when (sqrt x) (neg 7 8)) ([1 2 3] (neg 1 2)) ([_ _ (or 4 5)] (neg 3 4))");
        Assert.Equal(2, Count(chunk, Opcode.Sqrt));
        Assert.Equal(4, Count(chunk, Opcode.TailCall));
    }

    [Theory]
    [InlineData(14, 20_000)]
    [InlineData(28, 60_000)]
    public void Trees_that_would_explode_are_cut(int columns, int instructionsMax)
    {
        var clauses = Enumerable.Range(0, columns).Select(i => $"([{string.Join(' ', Enumerable.Range(0, columns).Select(column => column == i ? "1" : column == ((i * 5) + 1) % columns ? "2" : "_"))}] {i})");
        Assert.InRange(Compile(string.Join(' ', clauses)).Code.Length, columns, instructionsMax);
    }
}
