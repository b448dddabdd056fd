using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.X64;

/// <summary>Records, and questions about types.</summary>
internal sealed partial class CodeGenerator
{
    private const int RecordTypeAt = 8 * Objects.FieldsTag, FunctionTypeAt = 8 * Objects.RecordFunctionType, FunctionRoleAt = 8 * Objects.RecordFunctionRole;
    /// <summary>Of a role's fixnum: which kind it is; 0 makes records.</summary>
    private const byte RoleKindMask = 3 << 1;

    private void EmitIsOfType(int id)
    {
        int no = _code.NewLabel(), end = _code.NewLabel();
        TypeTestCode.BranchUnless(_code, Use(_graph.Input(id, 0), Target.Scratch2), Target.Scratch, (int)_graph[id].Imm, no);
        DefineAnswer(id, no, end);
    }

    /// <summary>Here the answer is yes, at the first label no; who comes to the second has it already.</summary>
    private void DefineAnswer(int id, int no, int end)
    {
        _code.Set(Target.Scratch, 1);
        _code.Jump(end);
        _code.Bind(no);
        _code.Set(Target.Scratch, 0);
        _code.Bind(end);
        Define(id, Target.Scratch);
    }

    /// <summary>Two words are one value only if both are objects of one of the types that are compared by content.</summary>
    private void EmitSame(int id)
    {
        int a = _graph.Input(id, 0), b = _graph.Input(id, 1), no = _code.NewLabel(), yes = _code.NewLabel(), back = _code.NewLabel();
        int slow = SlowPath(id, back, toBool: true);
        EmitCompare(a, b);
        _code.Jump(Cc.E, yes);
        _code.LoadAddress(Target.Scratch, new Mem(Use(a, Target.Scratch2), -Tag));
        _code.TestByte(Target.Scratch, (byte)Value.TagMask);
        _code.Jump(Cc.Ne, no);
        _code.CompareByte(new Mem(Target.Scratch, 0), (byte)LastByContent);
        _code.Jump(Cc.Be, slow);
        _code.Bind(no);
        _code.Set(Target.Scratch, 0);
        _code.Jump(back);
        _code.Bind(yes);
        _code.Set(Target.Scratch, 1);
        _code.Bind(back);
        Define(id, Target.Scratch);
    }

    /// <summary>Types up to this one, and no other, are `same?` if their content is.</summary>
    private const ObjectType LastByContent = ObjectType.String;

    private void EmitFieldGet(int id)
    {
        Gpr to = Result(id);
        _code.Load(to, new Mem(Use(_graph.Input(id, 0), Target.Scratch2), (int)_graph[id].Imm - Tag));
        Define(id, to);
    }

    private void EmitFieldSet(int id)
    {
        int value = _graph.Input(id, 2), back = _code.NewLabel();
        Gpr record = Use(_graph.Input(id, 1), Target.Scratch2);
        CheckBarrier(id, record, value, back);
        StoreWord(new Mem(record, (int)_graph[id].Imm - Tag), value);
        _code.Bind(back);
    }

    /// <summary>The role is that of none until a record's function is stored; see <see cref="GlobalCell"/>.</summary>
    private void EmitRecordGlobal(int id)
    {
        var global = RecordGlobal.FromImm(_graph[id].Imm);
        _code.Load(Target.Scratch, new Mem(Use(_graph.Input(id, 0), Target.Scratch), 8 * global.Global));
        _code.Do(Alu.Cmp, new Mem(Target.Scratch, 8 * GlobalCell.RecordRole), GlobalCell.WordOf(global.Role));
        _code.Jump(Cc.Ne, Deopt(id));
        Gpr to = Result(id);
        _code.Load(to, new Mem(Target.Scratch, 8 * GlobalCell.RecordType));
        Define(id, to);
    }

    /// <summary>The record type that a record's function knows, in the second scratch register if it has no other.</summary>
    private Gpr TypeOfFunction(int function)
    {
        Gpr found = Use(function, Target.Scratch2);
        if (_graph.RecordGlobalOf(function) is not null) return found;
        _code.Load(Target.Scratch2, new Mem(found, FunctionTypeAt - Tag));
        return Target.Scratch2;
    }

    /// <summary>The role is checked with it: a function of another one may know of fewer fields.</summary>
    private void EmitRecordType(int id)
    {
        int exit = Deopt(id);
        CheckObject(Use(_graph.Input(id, 0), Target.Scratch2), ObjectType.RecordFunction, exit);
        _code.Do(Alu.Cmp, new Mem(Target.Scratch, FunctionRoleAt), (int)Value.FromFixnum(_graph[id].Imm).Bits);
        _code.Jump(Cc.Ne, exit);
        Gpr to = Result(id);
        _code.Load(to, new Mem(Target.Scratch, FunctionTypeAt));
        Define(id, to);
    }

    private void EmitGuardRecord(int id)
    {
        int exit = Deopt(id);
        CheckObject(Use(_graph.Input(id, 0), Target.Scratch2), ObjectType.Record, exit);
        _code.Do(Alu.Cmp, Use(_graph.Input(id, 1), Target.Scratch2), new Mem(Target.Scratch, RecordTypeAt));
        _code.Jump(Cc.Ne, exit);
    }

    /// <summary>Goes on with the record's address in the scratch register if it is of the type that the function knows.</summary>
    private void CheckRecord(int function, int record, int exit)
    {
        CheckObject(Use(record, Target.Scratch2), ObjectType.Record, exit);
        _code.Load(Target.Scratch2, new Mem(Use(function, Target.Scratch2), FunctionTypeAt - Tag));
        _code.Do(Alu.Cmp, Target.Scratch2, new Mem(Target.Scratch, RecordTypeAt));
        _code.Jump(Cc.Ne, exit);
    }

    private void EmitRecordGet(int id)
    {
        int back = _code.NewLabel(), slow = SlowPath(id, back);
        CheckRecord(_graph.Input(id, 0), _graph.Input(id, 1), slow);
        _code.Load(Target.Scratch, new Mem(Target.Scratch, (int)_graph[id].Imm));
        _code.Bind(back);
        Define(id, Target.Scratch);
    }

    private void EmitRecordSet(int id)
    {
        int record = _graph.Input(id, 1), value = _graph.Input(id, 2), back = _code.NewLabel(), slow = SlowPath(id, back);
        CheckRecord(_graph.Input(id, 0), record, slow);
        Gpr target = Use(record, Target.Scratch2);
        CheckBarrier(id, target, value, back);
        StoreWord(new Mem(target, (int)_graph[id].Imm - Tag), value);
        _code.Bind(back);
    }

    /// <summary>record.is: Imm 0, the function comes first, and it is one. record.test: Imm 1, it comes last and may be anything.</summary>
    private void EmitRecordIs(int id)
    {
        bool isTest = _graph[id].Imm != 0;
        int x = _graph.Input(id, isTest ? 0 : 1), function = _graph.Input(id, isTest ? 1 : 0), no = _code.NewLabel(), back = _code.NewLabel();
        CheckObject(Use(x, Target.Scratch2), ObjectType.Record, no);
        if (isTest)
        {
            int slow = SlowPath(id, back, toBool: true);
            CheckObject(Use(function, Target.Scratch2), ObjectType.RecordFunction, slow);
            _code.TestByte(new Mem(Target.Scratch, FunctionRoleAt), RoleKindMask);
            _code.Jump(Cc.Ne, slow);
            _code.Load(Target.Scratch, new Mem(Target.Scratch, FunctionTypeAt));
        }
        else _code.Load(Target.Scratch, new Mem(Use(function, Target.Scratch2), FunctionTypeAt - Tag));
        _code.Do(Alu.Cmp, Target.Scratch, new Mem(Use(x, Target.Scratch2), RecordTypeAt - Tag));
        _code.Jump(Cc.Ne, no);
        DefineAnswer(id, no, back);
    }

    private void EmitRecordNew(int id)
    {
        int fields = _graph[id].InputCount - 1, back = _code.NewLabel(), slow = SlowPath(id, back);
        Allocate(8 * (Objects.FieldsFirst + fields), ObjectLayout.Header(ObjectType.Record, fields), slow);
        _code.Store(new Mem(Target.Scratch, RecordTypeAt - Tag), TypeOfFunction(_graph.Input(id, 0)));
        for (int i = 0; i < fields; i++) StoreWord(new Mem(Target.Scratch, (8 * (Objects.FieldsFirst + i)) - Tag), _graph.Input(id, i + 1));
        _code.Bind(back);
        Define(id, Target.Scratch);
    }
}
