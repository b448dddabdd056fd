using ClaudeLang.Jit.Ir;
using ClaudeLang.Jit.X64;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Profile;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Build;

/// <summary>Records, and the questions of patterns and annotations.</summary>
internal sealed partial class GraphBuilder
{
    /// <summary>Records with more fields are left to the interpreter.</summary>
    private const int InlineFieldsMax = 32;

    private static int FieldOffset(int field) => 8 * (Objects.FieldsFirst + field);

    private void RecordNew(int fields)
    {
        if (fields <= InlineFieldsMax && !GuardFailedHere) RecordType(Peek(fields), new RecordRole(RecordRoleKind.Make, fields));
        if (fields > InlineFieldsMax) Replace(fields + 1, RuntimeCall(fields + 1));
        else Replace(fields + 1, Add(IrOp.RecordNew, IrType.Any, Operands(fields + 1), snapshot: Snapshot()));
    }

    private int RecordGet(int field)
    {
        if (GuardFailedHere) return Add(IrOp.RecordGet, IrType.Any, Operands(2), FieldOffset(field), Snapshot());
        return Add(IrOp.FieldGet, IrType.Any, [GuardRecord(1, 0, new RecordRole(RecordRoleKind.Get, field))], FieldOffset(field));
    }

    private void RecordSet(int field)
    {
        if (!GuardFailedHere) GuardRecord(2, 1, new RecordRole(RecordRoleKind.Set, field));
        if (!GuardFailedHere && TypeOf(Peek()) == IrType.Fixnum) Add(IrOp.FieldSetFixnum, IrType.None, Operands(3), FieldOffset(field));
        else Add(GuardFailedHere ? IrOp.RecordSet : IrOp.FieldSet, IrType.None, Operands(3), FieldOffset(field), Snapshot());
        Replace(3, Word(Value.NilBits));
    }

    /// <summary>Globals that hold a record's functions: the compiler makes such instructions of a name only if nothing assigns to it.</summary>
    private readonly HashSet<long> _recordGlobals = [];

    /// <summary>The record type that the function among the operands knows.</summary>
    private int RecordType(int function, RecordRole role)
    {
        if (_graph[function].Op == IrOp.GlobalGet) _recordGlobals.Add(_graph[function].Imm);
        return Add(IrOp.RecordType, IrType.Any, [Tagged(function)], role.Code, Snapshot(), DeoptReason.OtherRecord);
    }

    /// <summary>They are bound once, so one look serves all that it dominates. Where record instructions alone use the function, they need no more of it than its record type.</summary>
    /// <param name="from">The first value of this builder.</param>
    /// <param name="table">What its globals are found by.</param>
    private void FixRecordGlobals(int from, IrOp table)
    {
        if (_recordGlobals.Count == 0) return;
        int[] roles = RolesAlone(from), map = _graph.IdentityMap();
        for (int id = from; id < roles.Length; id++)
        {
            ref IrValue value = ref _graph[id];
            if (value.Op == IrOp.RecordType && value.Block >= 0 && _graph[_graph.Input(id, 0)].Op == IrOp.RecordGlobal)
            {
                map[id] = _graph.Input(id, 0);
                _graph.Unlink(id);
            }
            if (value.Op != IrOp.GlobalGet || _graph[_graph.Input(id, 0)].Op != table || !_recordGlobals.Contains(value.Imm)) continue;
            bool isRoleAlone = roles[id] >= 0 && (IsFrameless || !((Feedback)_feedback[value.Pc]).HasFlag(Feedback.GuardFailed));
            (value.Op, value.Imm) = isRoleAlone ? (IrOp.RecordGlobal, new RecordGlobal((int)value.Imm, RecordRole.FromCode(roles[id])).Imm) : (IrOp.GlobalConstant, value.Imm);
        }
        _graph.Replace(map);
    }

    private const int NotAsked = -1, OtherUse = -2;

    /// <summary>For each value the code of the one role that record instructions want of it as their function, if nothing else uses it.</summary>
    private int[] RolesAlone(int from)
    {
        var roles = new int[_graph.ValueCount];
        Plain.Fill(roles, NotAsked);
        foreach ((int _, int result) in _call?.Results ?? []) roles[result] = OtherUse;
        for (int id = from; id < roles.Length; id++)
        {
            if (_graph[id].Block < 0) continue;
            IrOp op = _graph[id].Op;
            for (int i = 0; i < _graph[id].InputCount; i++)
            {
                ref int role = ref roles[_graph.Input(id, i)];
                bool isRole = op == IrOp.RecordType && (role == NotAsked || role == _graph[id].Imm);
                if (isRole) role = (int)_graph[id].Imm;
                else if (i != 0 || op is not (IrOp.FieldSet or IrOp.FieldSetFixnum or IrOp.RecordNew)) role = OtherUse;
            }
        }
        return roles;
    }

    /// <summary>The operand, certainly a record that the function among the operands is for.</summary>
    private int GuardRecord(int function, int record, RecordRole role)
    {
        int type = RecordType(Peek(function), role), word = Tagged(Peek(record));
        Add(IrOp.GuardRecord, IrType.None, [word, type], snapshot: Snapshot(), reason: DeoptReason.OtherRecord);
        return word;
    }

    private int TypeIs(int test)
    {
        int x = Peek();
        if (KnownAnswer(TypeOf(x), test) is { } answer) return _graph.BoolLiteral(answer);
        if (test == (int)TypeTest.Nil) return IsNil();
        if (TypeTestCode.Has(test)) return Add(IrOp.IsOfType, IrType.Bool, [Tagged(x)], test);
        return Add(IrOp.SameWord, IrType.Bool, [RuntimeCall(1), Word(Value.TrueBits)]);
    }

    private static bool? KnownAnswer(IrType type, int test) => type switch
    {
        IrType.Fixnum => test is (int)TypeTest.Int or (int)TypeTest.Number,
        IrType.Float => test is (int)TypeTest.Float or (int)TypeTest.Number,
        IrType.Bool => test == (int)TypeTest.Bool,
        IrType.Cons => test is (int)TypeTest.List or (int)ObjectType.Cons,
        IrType.Vector => test == (int)ObjectType.Vector,
        IrType.Closure => test is (int)TypeTest.Function or (int)ObjectType.Closure,
        _ => null,
    };
}
