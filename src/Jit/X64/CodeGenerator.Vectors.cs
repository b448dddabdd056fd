using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.X64;

/// <summary>Vectors of floats and of bytes.</summary>
internal sealed partial class CodeGenerator
{
    private void EmitTypedVector(int id)
    {
        switch (_graph[id].Op)
        {
            case IrOp.FloatVectorRef: { Mem element = Element(id); Xmm to = FloatResult(id); _code.Load(to, element); Define(id, to); break; }
            case IrOp.FloatVectorSet: { Mem element = Element(id); _code.Store(element, UseFloat(_graph.Input(id, 2), Target.FloatScratch)); break; }
            case IrOp.ByteVectorRef: EmitByteVectorRef(id); break;
            case IrOp.ByteVectorSet: EmitByteVectorSet(id); break;
            default: EmitBufferOrString(id); break;
        }
    }

    private void EmitNewVector(int id)
    {
        int length = (int)(_graph[_graph.Input(id, 0)].Imm >> 1), element = _graph.Input(id, 1), back = _code.NewLabel(), slow = SlowPath(id, back);
        Allocate(ObjectLayout.VectorElements + (8 * length), ObjectLayout.Header(ObjectType.Vector, length), slow);
        for (int i = 0; i < length; i++) StoreWord(new Mem(Target.Scratch, ObjectLayout.VectorElements - Tag + (8 * i)), element);
        _code.Bind(back);
        Define(id, Target.Scratch);
    }

    private void EmitVectorOf(int id)
    {
        int length = _graph[id].InputCount, back = _code.NewLabel(), slow = SlowPath(id, back);
        Allocate(ObjectLayout.VectorElements + (8 * length), ObjectLayout.Header(ObjectType.Vector, length), slow);
        for (int i = 0; i < length; i++) StoreWord(new Mem(Target.Scratch, ObjectLayout.VectorElements - Tag + (8 * i)), _graph.Input(id, i));
        _code.Bind(back);
        Define(id, Target.Scratch);
    }

    private void EmitBufferOrString(int id)
    {
        switch (_graph[id].Op)
        {
            case IrOp.BufferRef: EmitBufferRef(id); break;
            case IrOp.BufferSet: EmitBufferSet(id); break;
            case IrOp.BufferPush: EmitBufferPush(id); break;
            case IrOp.BufferPop: EmitBufferPop(id); break;
            case IrOp.CodePoint or IrOp.NarrowCodePoint: EmitCodePoint(id); break;
            default: throw new InvalidOperationException($"no code for {_graph[id].Op}");
        }
    }

    /// <summary>The address of a byte, its vector's header left out, in the scratch register.</summary>
    private Mem ByteElement(int id)
    {
        int index = _graph.Input(id, 1);
        Gpr vector = Use(_graph.Input(id, 0), Target.Scratch2);
        MoveTo(Target.Scratch, index);
        _code.Do(Shift.Shr, Target.Scratch, 1);
        _code.Do(Alu.Add, Target.Scratch, vector);
        return new Mem(Target.Scratch, ObjectLayout.VectorElements - Tag);
    }

    private void EmitByteVectorRef(int id)
    {
        Mem element = ByteElement(id);
        Gpr to = Result(id);
        _code.LoadByte(to, element);
        _code.Do(Alu.Add, to, to);
        Define(id, to);
    }

    private void EmitByteVectorSet(int id)
    {
        int value = _graph.Input(id, 2);
        _code.Do(Alu.Cmp, Use(value, Target.Scratch), (int)Value.FromFixnum(byte.MaxValue).Bits);
        _code.Jump(Cc.A, Deopt(id));
        Mem element = ByteElement(id);
        MoveTo(Target.Scratch2, value);
        _code.Do(Shift.Shr, Target.Scratch2, 1);
        _code.StoreByte(element, Target.Scratch2);
    }
}
