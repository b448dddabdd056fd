using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.X64;

/// <summary>Buffers, whose elements are in a Vector of their own, and the code points of Strings.</summary>
internal sealed partial class CodeGenerator
{
    private const int CountAt = (8 * Objects.BufferCount) - Tag, StorageAt = (8 * Objects.BufferStorage) - Tag;

    /// <summary>Checks an index and gives the element's address, its storage in the second scratch register.</summary>
    private Mem BufferElement(int id, int exit)
    {
        int index = _graph.Input(id, 1);
        Gpr buffer = Use(_graph.Input(id, 0), Target.Scratch2);
        _code.Load(Target.Scratch, new Mem(buffer, CountAt));
        CheckIndex(index, exit);
        _code.Load(Target.Scratch2, new Mem(buffer, StorageAt));
        return ElementAt(Target.Scratch2, index);
    }

    private void EmitBufferRef(int id)
    {
        Mem element = BufferElement(id, Deopt(id));
        Gpr to = Result(id);
        _code.Load(to, element);
        Define(id, to);
    }

    private void EmitBufferSet(int id)
    {
        int value = _graph.Input(id, 2), back = _code.NewLabel(), slow = SlowPath(id, back);
        _code.Load(Target.Scratch2, new Mem(Use(_graph.Input(id, 0), Target.Scratch2), StorageAt));
        CheckBarrier(Target.Scratch2, value, slow);
        StoreWord(BufferElement(id, slow), value);
        _code.Bind(back);
    }

    private void EmitBufferPush(int id)
    {
        int value = _graph.Input(id, 1), back = _code.NewLabel(), slow = SlowPath(id, back);
        Gpr buffer = Use(_graph.Input(id, 0), Target.Scratch2);
        _code.Load(Target.Scratch, new Mem(buffer, StorageAt));
        LoadLength(Target.Scratch, Target.Scratch);
        _code.Do(Alu.Cmp, Target.Scratch, new Mem(buffer, CountAt));
        _code.Jump(Cc.E, slow);
        _code.Load(Target.Scratch2, new Mem(buffer, StorageAt));
        CheckBarrier(Target.Scratch2, value, slow);
        _code.Load(Target.Scratch, new Mem(Use(_graph.Input(id, 0), Target.Scratch), CountAt));
        StoreWord(new Mem(Target.Scratch2, ObjectLayout.VectorElements - Tag, Target.Scratch, 2), value);
        _code.Do(Alu.Add, Target.Scratch, (int)Value.FromFixnum(1).Bits);
        _code.Store(new Mem(Use(_graph.Input(id, 0), Target.Scratch2), CountAt), Target.Scratch);
        _code.Bind(back);
    }

    /// <summary>The place that the element leaves holds nil from then on.</summary>
    private void EmitBufferPop(int id)
    {
        int back = _code.NewLabel(), slow = SlowPath(id, back);
        Gpr buffer = Use(_graph.Input(id, 0), Target.Scratch2);
        _code.Load(Target.Scratch, new Mem(buffer, CountAt));
        _code.Test(Target.Scratch, Target.Scratch);
        _code.Jump(Cc.E, slow);
        _code.Do(Alu.Sub, Target.Scratch, (int)Value.FromFixnum(1).Bits);
        _code.Store(new Mem(buffer, CountAt), Target.Scratch);
        _code.Load(Target.Scratch2, new Mem(buffer, StorageAt));
        var last = new Mem(Target.Scratch2, ObjectLayout.VectorElements - Tag, Target.Scratch, 2);
        _code.Load(Target.FloatScratch, last);
        _code.Store(last, (int)Value.NilBits);
        _code.MoveBits(Target.Scratch, Target.FloatScratch);
        _code.Bind(back);
        Define(id, Target.Scratch);
    }

    private void EmitCodePoint(int id)
    {
        int index = _graph.Input(id, 1), back = _code.NewLabel(), slow = _graph[id].Op == IrOp.CodePoint ? SlowPath(id, back) : Deopt(id);
        Gpr text = Use(_graph.Input(id, 0), Target.Scratch2);
        CheckIndex(text, index, slow);
        _code.CompareByte(new Mem(text, Objects.StringInfo - Tag), 1);
        _code.Jump(Cc.Ne, slow);
        MoveTo(Target.Scratch, index);
        _code.Do(Shift.Shr, Target.Scratch, 1);
        _code.Do(Alu.Add, Target.Scratch, text);
        _code.LoadByte(Target.Scratch, new Mem(Target.Scratch, Objects.StringData - Tag));
        _code.Do(Alu.Add, Target.Scratch, Target.Scratch);
        _code.Bind(back);
        Define(id, Target.Scratch);
    }
}
