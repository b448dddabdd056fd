using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Jit.X64;

/// <summary>Loads, stores and new objects.</summary>
internal sealed partial class CodeGenerator
{
    /// <summary>The handle of the running function, by way of its function word.</summary>
    private void LoadHandle(Gpr to)
    {
        _code.Load(to, new Mem(Gpr.Rsp, 0));
        _code.Load(to, new Mem(to, ObjectLayout.ClosureHandle - Tag));
    }

    private void EmitChunkConst(int id)
    {
        LoadHandle(Target.Scratch);
        _code.Load(Target.Scratch, new Mem(Target.Scratch, ConstantsAt));
        Gpr to = Result(id);
        _code.Load(to, new Mem(Target.Scratch, 8 * (int)_graph[id].Imm));
        Define(id, to);
    }

    private void EmitCaptureGet(int id)
    {
        _code.Load(Target.Scratch, new Mem(Gpr.Rsp, 0));
        Gpr to = Result(id);
        _code.Load(to, new Mem(Target.Scratch, ObjectLayout.ClosureCaptured - Tag + (8 * (int)_graph[id].Imm)));
        Define(id, to);
    }

    private void EmitBoxGet(int id)
    {
        _code.Load(Target.Scratch, new Mem(Use(_graph.Input(id, 0), Target.Scratch2), ObjectLayout.BoxValue - Tag));
        _code.Do(Alu.Cmp, Target.Scratch, (int)Value.UnboundBits);
        _code.Jump(Cc.E, Deopt(id));
        Define(id, Target.Scratch);
    }

    private void EmitBoxSet(int id)
    {
        int value = _graph.Input(id, 0), back = _code.NewLabel();
        Gpr box = Use(_graph.Input(id, 1), Target.Scratch2);
        CheckBarrier(id, box, value, back);
        StoreWord(new Mem(box, ObjectLayout.BoxValue - Tag), value);
        _code.Bind(back);
    }

    /// <summary>Goes to the runtime call if a heap reference would be stored into an old object that is not remembered yet.</summary>
    private void CheckBarrier(int id, Gpr target, int value, int back)
    {
        if (MayNeedBarrier(value)) CheckBarrier(target, value, SlowPath(id, back));
    }

    private bool MayNeedBarrier(int value) => IrTypes.MayBeHeap(_graph[value].Type) && !_graph.IsConstant(value);

    /// <param name="slow">The runtime call.</param>
    private void CheckBarrier(Gpr target, int value, int slow)
    {
        if (!MayNeedBarrier(value)) return;
        int stores = _code.NewLabel();
        _code.LoadAddress(Target.Scratch, new Mem(Use(value, Target.Scratch), -Tag));
        _code.TestByte(Target.Scratch, (byte)Value.TagMask);
        _code.Jump(Cc.Ne, stores);
        _code.TestByte(new Mem(target, (ObjectLayout.FlagsShift / 8) - Tag), OldFlag);
        _code.Jump(Cc.Ne, slow);
        _code.Bind(stores);
    }

    /// <summary>In the flags' byte: Objects.OldFlag.</summary>
    private const byte OldFlag = 1;

    // ---- new objects ------------------------------------------------------------------------------------------------

    /// <summary>Takes room from the nursery: the new object's word to the scratch register, its header written.</summary>
    private void Allocate(int bytes, ulong header, int slow)
    {
        _code.Load(Target.Scratch, new Mem(Target.Context, AllocPointerAt));
        _code.LoadAddress(Target.Scratch2, new Mem(Target.Scratch, bytes));
        _code.Do(Alu.Cmp, Target.Scratch2, new Mem(Target.Context, AllocLimitAt));
        _code.Jump(Cc.A, slow);
        _code.Store(new Mem(Target.Context, AllocPointerAt), Target.Scratch2);
        _code.Do(Alu.Add, Target.Scratch, Tag);
        _code.Store(new Mem(Target.Scratch, -Tag), (int)header);
    }

    private void EmitNewBox(int id)
    {
        int back = _code.NewLabel(), slow = SlowPath(id, back);
        Allocate(ObjectLayout.BoxBytes, ObjectLayout.Header(ObjectType.Box, 0), slow);
        StoreWord(new Mem(Target.Scratch, ObjectLayout.BoxValue - Tag), _graph.Input(id, 0));
        _code.Bind(back);
        Define(id, Target.Scratch);
    }

    private void EmitNewCons(int id)
    {
        int tail = _graph.Input(id, 1), back = _code.NewLabel(), isList = _code.NewLabel(), slow = SlowPath(id, back);
        bool known = _graph[tail].Type == IrType.Cons || (_graph[tail].Op == IrOp.Const && (ulong)_graph[tail].Imm == Value.EmptyBits);
        if (!known)
        {
            Gpr list = Use(tail, Target.Scratch2);
            _code.Do(Alu.Cmp, list, (int)Value.EmptyBits);
            _code.Jump(Cc.E, isList);
            CheckObject(list, ObjectType.Cons, slow);
            _code.Bind(isList);
        }
        Allocate(ObjectLayout.ConsBytes, ObjectLayout.Header(ObjectType.Cons, 0), slow);
        StoreWord(new Mem(Target.Scratch, ObjectLayout.ConsHead - Tag), _graph.Input(id, 0));
        StoreWord(new Mem(Target.Scratch, ObjectLayout.ConsTail - Tag), tail);
        _code.Bind(back);
        Define(id, Target.Scratch);
    }

    private void EmitNewClosure(int id)
    {
        int captured = _graph[id].InputCount, back = _code.NewLabel(), slow = SlowPath(id, back);
        Allocate(ObjectLayout.ClosureCaptured + (8 * captured), ObjectLayout.Header(ObjectType.Closure, captured), slow);
        LoadHandle(Target.Scratch2);
        _code.Load(Target.Scratch2, new Mem(Target.Scratch2, FunctionsAt));
        _code.Load(Target.Scratch2, new Mem(Target.Scratch2, 8 * (int)_graph[id].Imm));
        _code.Store(new Mem(Target.Scratch, ObjectLayout.ClosureHandle - Tag), Target.Scratch2);
        for (int i = 0; i < captured; i++)
            StoreWord(new Mem(Target.Scratch, ObjectLayout.ClosureCaptured - Tag + (8 * i)), _graph.Input(id, i));
        _code.Bind(back);
        Define(id, Target.Scratch);
    }

    /// <summary>Stores a value while both scratch registers may be in use for the address.</summary>
    private void StoreWord(Mem to, int value)
    {
        Place from = At(value);
        if (from.Kind == PlaceKind.Gpr) { _code.Store(to, from.Gpr); return; }
        if (from.Kind == PlaceKind.Constant && Fits(_graph[value].Imm)) { _code.Store(to, (int)_graph[value].Imm); return; }
        if (from.Kind == PlaceKind.Constant) _code.LoadData(Target.FloatScratch, _code.Data(_graph[value].Imm));
        else _code.Load(Target.FloatScratch, from.Memory);
        _code.Store(to, Target.FloatScratch);
    }

    private void LoadGlobal(Gpr to, int index)
    {
        LoadHandle(to);
        _code.Load(to, new Mem(to, GlobalsAt));
        _code.Load(to, new Mem(to, 8 * index));
        _code.Load(to, new Mem(to, 0));
    }

    private void EmitGlobals(int id)
    {
        Gpr to = Result(id);
        LoadHandle(to);
        _code.Load(to, new Mem(to, GlobalsAt));
        Define(id, to);
    }

    private void EmitGlobalsOf(int id)
    {
        Gpr closure = Use(_graph.Input(id, 0), Target.Scratch), to = Result(id);
        _code.Load(to, new Mem(closure, ObjectLayout.ClosureHandle - Tag));
        _code.Load(to, new Mem(to, GlobalsAt));
        Define(id, to);
    }

    private void EmitGlobalGet(int id)
    {
        _code.Load(Target.Scratch, new Mem(Use(_graph.Input(id, 0), Target.Scratch), 8 * (int)_graph[id].Imm));
        _code.Load(Target.Scratch, new Mem(Target.Scratch, 0));
        _code.Do(Alu.Cmp, Target.Scratch, (int)Value.UnboundBits);
        _code.Jump(Cc.E, Deopt(id));
        if (_graph[id].Op != IrOp.GlobalCheck) Define(id, Target.Scratch);
    }

    /// <summary>Leaves the object's address in the scratch register.</summary>
    private void CheckObject(Gpr word, ObjectType type, int exit) => TypeTestCode.CheckObject(_code, word, Target.Scratch, type, exit);

    private void EmitGuardObject(int id)
    {
        int a = _graph.Input(id, 0);
        CheckObject(Use(a, Target.Scratch2), (ObjectType)_graph[id].Imm, Deopt(id));
        if (_liveness.Name[id] == id) DefineCopy(id, a);
    }

    /// <summary>The number of elements as a fixnum: the bit below it in the header is 0, as a fixnum's tag.</summary>
    private void LoadLength(Gpr to, Gpr vector)
    {
        _code.Load(to, new Mem(vector, -Tag));
        _code.Do(Shift.Shr, to, ObjectLayout.LengthShift - 1);
    }

    private void EmitVectorLength(int id)
    {
        LoadLength(Target.Scratch, Use(_graph.Input(id, 0), Target.Scratch2));
        Define(id, Target.Scratch);
    }

    /// <summary>The address of an element that the vector has. The index counts by 2, elements by 8.</summary>
    private Mem Element(int id) => ElementAt(Use(_graph.Input(id, 0), Target.Scratch2), _graph.Input(id, 1));

    /// <summary>The address of an element that the vector has.</summary>
    private Mem ElementAt(Gpr vector, int index)
    {
        if (!_graph.IsConstant(index)) return new Mem(vector, ObjectLayout.VectorElements - Tag, Use(index, Target.Scratch), 2);
        long word = _graph[index].Imm is >= 0 and < IndexWordMax ? _graph[index].Imm : 0;
        return new Mem(vector, ObjectLayout.VectorElements - Tag + (4 * (int)word));
    }

    /// <summary>Constant indices from here on are beyond any vector.</summary>
    private const long IndexWordMax = int.MaxValue / 8;

    /// <summary>Leaves unless the vector has the element. The scratch register is used.</summary>
    private void CheckIndex(Gpr vector, int index, int exit)
    {
        LoadLength(Target.Scratch, vector);
        CheckIndex(index, exit);
    }

    private void EmitIndexCheck(int id)
    {
        int length = _graph.Input(id, 1), exit = Deopt(id);
        if (_liveness.IsFused[length]) CheckIndex(Use(_graph.Input(length, 0), Target.Scratch2), _graph.Input(id, 0), exit);
        else CheckIndex(_graph.Input(id, 0), exit, Use(length, Target.Scratch));
    }

    /// <summary>Leaves unless the index is below the limit, a fixnum.</summary>
    private void CheckIndex(int index, int exit, Gpr limit = Target.Scratch)
    {
        Place place = At(index);
        switch (place.Kind)
        {
            case PlaceKind.Constant when _graph[index].Imm is >= 0 and < IndexWordMax:
                _code.Do(Alu.Cmp, limit, (int)_graph[index].Imm);
                _code.Jump(Cc.Be, exit);
                return;
            case PlaceKind.Constant:
                _code.Jump(exit);
                return;
            case PlaceKind.Slot: _code.Compare(place.Memory, limit); break;
            default: _code.Do(Alu.Cmp, place.Gpr, limit); break;
        }
        _code.Jump(Cc.Ae, exit);
    }

    private void EmitVectorRef(int id)
    {
        Mem element = Element(id);
        Gpr to = Result(id);
        _code.Load(to, element);
        Define(id, to);
    }

    private void EmitVectorSet(int id)
    {
        int value = _graph.Input(id, 2), back = _code.NewLabel();
        CheckBarrier(id, Use(_graph.Input(id, 0), Target.Scratch2), value, back);
        StoreWord(Element(id), value);
        _code.Bind(back);
    }

    private void EmitConsField(int id)
    {
        Gpr to = Result(id);
        _code.Load(to, new Mem(Use(_graph.Input(id, 0), Target.Scratch2), (int)_graph[id].Imm - Tag));
        Define(id, to);
    }

    private void EmitIsEmpty(int id)
    {
        int back = _code.NewLabel(), slow = SlowPath(id, back, toBool: true);
        Gpr list = Use(_graph.Input(id, 0), Target.Scratch2);
        _code.Set(Target.Scratch, 1);
        _code.Do(Alu.Cmp, list, (int)Value.EmptyBits);
        _code.Jump(Cc.E, back);
        CheckObject(list, ObjectType.Cons, slow);
        _code.Set(Target.Scratch, 0);
        _code.Bind(back);
        Define(id, Target.Scratch);
    }

    private void EmitListField(int id)
    {
        int back = _code.NewLabel(), slow = SlowPath(id, back);
        CheckObject(Use(_graph.Input(id, 0), Target.Scratch2), ObjectType.Cons, slow);
        _code.Load(Target.Scratch, new Mem(Target.Scratch, (int)_graph[id].Imm));
        _code.Bind(back);
        Define(id, Target.Scratch);
    }
}
