using ClaudeLang.Jit.Ir;
using ClaudeLang.Jit.Passes;
using ClaudeLang.Vm.Bytecode;
using Xunit;
using Folding = ClaudeLang.Jit.Passes.Folding;

namespace ClaudeLang.Jit.Tests.Passes;

public sealed class PassTests
{
    private readonly IrGraph _graph = new(ChunkText.Parse("chunk 0 \"f\" params 1 locals 1 operands 1\n  local.get 0\n  return\n"), 0);

    public PassTests() => _graph.AddBlock();

    private int Add(IrOp op, IrType type, int[] inputs, long imm = 0, bool exits = false)
    {
        int id = _graph.Create(op, type, inputs, imm, exits ? _graph.AddSnapshot(0, [-1]) : -1);
        _graph.Append(0, id);
        return id;
    }

    private IrOp[] Ops() => [.. Enumerable.Range(0, _graph.ValueCount).Where(id => _graph[id].Block >= 0).Select(id => _graph[id].Op)];

    [Fact]
    public void Folding_undoes_boxing()
    {
        int word = Add(IrOp.Param, IrType.Any, []);
        int raw = Add(IrOp.UnboxFloat, IrType.Float, [word], exits: true);
        int boxed = Add(IrOp.BoxFloat, IrType.Any, [raw], exits: true);
        int end = Add(IrOp.Return, IrType.None, [boxed]);
        Folding.Run(_graph);
        Assert.Null(IrVerifier.Find(_graph));
        Assert.Equal(word, _graph.Input(end, 0));
    }

    [Fact]
    public void Folding_keeps_an_overflow()
    {
        int big = _graph.FixnumLiteral(Vm.Runtime.Value.FixnumMax), one = _graph.FixnumLiteral(1);
        Add(IrOp.Return, IrType.None, [Add(IrOp.AddFixnum, IrType.Fixnum, [big, one], exits: true)]);
        Folding.Run(_graph);
        Assert.Contains(IrOp.AddFixnum, Ops());
    }

    [Fact]
    public void Numbering_asks_a_guard_once()
    {
        int word = Add(IrOp.Param, IrType.Any, []);
        int first = Add(IrOp.GuardFixnum, IrType.Fixnum, [word], exits: true), second = Add(IrOp.GuardFixnum, IrType.Fixnum, [word], exits: true);
        int sum = Add(IrOp.AddFixnum, IrType.Fixnum, [first, second], exits: true);
        Add(IrOp.Return, IrType.None, [sum]);
        Numbering.Run(_graph);
        Assert.Equal([first, first], _graph.Inputs(sum).ToArray());
        Assert.Single(Ops(), IrOp.GuardFixnum);
    }

    [Fact]
    public void Numbering_asks_once_whether_two_types_are_one()
    {
        int p = Add(IrOp.Param, IrType.Any, []), q = Add(IrOp.Param, IrType.Any, [], 1), t = Add(IrOp.Param, IrType.Any, [], 2), u = Add(IrOp.Param, IrType.Any, [], 3);
        foreach (int record in new[] { p, q })
        {
            Add(IrOp.GuardRecord, IrType.None, [record, t], exits: true);
            Add(IrOp.GuardRecord, IrType.None, [record, u], exits: true);
        }
        Add(IrOp.Return, IrType.None, [p]);
        Numbering.Run(_graph);
        Assert.Equal([IrOp.GuardRecord, IrOp.GuardSame, IrOp.GuardRecord, IrOp.Return], Ops().Where(op => op != IrOp.Param));
    }

    [Fact]
    public void Numbering_checks_an_index_once()
    {
        int vector = Add(IrOp.Param, IrType.Vector, []), index = Add(IrOp.Param, IrType.Fixnum, [], 1);
        foreach (IrOp op in new[] { IrOp.VectorRef, IrOp.ByteVectorRef })
        {
            int length = Add(IrOp.VectorLength, IrType.Fixnum, [vector]);
            Add(IrOp.IndexCheck, IrType.None, [index, length], exits: true);
            Add(op, IrType.Any, [vector, index]);
        }
        Add(IrOp.Return, IrType.None, [vector]);
        Numbering.Run(_graph);
        Assert.Equal([IrOp.VectorLength, IrOp.IndexCheck, IrOp.VectorRef, IrOp.ByteVectorRef, IrOp.Return], Ops().Where(op => op != IrOp.Param));
    }

    [Fact]
    public void Dead_code_keeps_guards()
    {
        int word = Add(IrOp.Param, IrType.Any, []);
        Add(IrOp.GuardFixnum, IrType.Fixnum, [word], exits: true);
        Add(IrOp.IsTruthy, IrType.Bool, [word]);
        Add(IrOp.Return, IrType.None, [word]);
        DeadCode.Run(_graph);
        Assert.Equal([IrOp.Param, IrOp.GuardFixnum, IrOp.Return], Ops());
    }

    [Fact]
    public void The_verifier_sees_a_use_before_its_definition()
    {
        int word = Add(IrOp.Param, IrType.Any, []);
        int guard = Add(IrOp.GuardFixnum, IrType.Fixnum, [word], exits: true);
        Add(IrOp.Return, IrType.None, [guard]);
        Assert.Null(IrVerifier.Find(_graph));
        _graph.Unlink(word);
        _graph.InsertAfter(0, guard, word);
        Assert.Equal($"v{word} does not dominate v{guard}", IrVerifier.Find(_graph));
    }
}
