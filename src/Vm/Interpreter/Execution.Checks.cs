using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>
/// Checks of results that tail calls have left behind. A pending check is a frame of its own on the fiber's stack, of a small chunk that
/// checks what is returned to it and returns that. It has no line in a trace. A check that is pending already, with nothing but other checks
/// above it, is not pushed again; so loops of tail calls run in constant space.
/// </summary>
public sealed unsafe partial class Execution
{
    /// <summary>Locals of the frame: what stands for the type, and the text that says what was promised.</summary>
    private const int CheckType = InterpreterFrame.Locals, CheckText = CheckType + 1;

    private static readonly Chunk CheckChunk = new()
    {
        Name = "result check",
        ParamCount = 0,
        LocalCount = 2,
        OperandDepthMax = 3,
        Code = [Instruction.PackU24(Opcode.LocalGet, 0), Instruction.PackU24(Opcode.LocalGet, 1), Instruction.Pack(Opcode.ResultCheck), Instruction.Pack(Opcode.Return)],
    };

    private HandlePointer _checkHandle;
    private ulong _checkFunction;

    private void LinkChecks()
    {
        LinkFunction(CheckChunk, Library);
        _checkHandle = _handleOf[CheckChunk];
        ((FunctionHandle*)_checkHandle)->Flags |= FunctionHandle.TrampolineFlag;
        _checkFunction = Heap.AllocateClosure(_checkHandle, 0).Bits;
        _ = Heap.ErrorType; // made now, so that comparing with it never collects
    }

    private void VisitChecks(RootVisitor visitor)
    {
        fixed (ulong* slot = &_checkFunction) visitor.Visit(slot);
    }

    private bool IsCheck(ulong* frame) => Interpreter.HandleOf(frame[InterpreterFrame.Function]) == (FunctionHandle*)_checkHandle;

    /// <summary>result.defer for the saved interpreter frame, whose operand was taken off: the frame moves down to make room.</summary>
    internal void DeferCheck(ulong type, ulong text)
    {
        ulong* fp = (ulong*)_context->FiberSp;
        ulong* returnSlot = fp + Interpreter.HandleOf(fp[0])->FrameWords;
        type = TypeKey(new Value(type)).Bits;
        if (IsPending(returnSlot, type)) return;
        int words = ((FunctionHandle*)_checkHandle)->FrameWords + 1;
        if ((nint)(fp - words) < StackFloor) throw AtThisCall(fp, StackOverflow());
        PushCheck(fp, returnSlot, type, text);
    }

    /// <summary>The same for the machine frame whose registers are saved at FiberSp. False if the stack is full.</summary>
    private bool TryDeferCheckOfMachineFrame(ulong type, ulong text)
    {
        ulong* saved = (ulong*)_context->FiberSp;
        ulong* returnSlot = saved + SavedRegisters.Words + 1 + SiteAt((nint)saved[SavedRegisters.Words]).FrameWords;
        type = TypeKey(new Value(type)).Bits;
        if (IsPending(returnSlot, type)) return true;
        if ((nint)(saved - ((FunctionHandle*)_checkHandle)->FrameWords - 1) < StackFloor) return false;
        PushCheck(saved, returnSlot, type, text);
        return true;
    }

    /// <summary>The same for the baseline frame whose return address stands at FiberSp. False if the stack is full.</summary>
    private bool TryDeferCheckOfBaselineFrame(ulong* returnSlot, ulong type, ulong text)
    {
        var low = (ulong*)_context->FiberSp;
        type = TypeKey(new Value(type)).Bits;
        if (IsPending(returnSlot, type)) return true;
        if ((nint)(low - ((FunctionHandle*)_checkHandle)->FrameWords - 1) < StackFloor) return false;
        PushCheck(low, returnSlot, type, text);
        return true;
    }

    /// <summary>Frames hold no addresses of the stack, so what lies from <paramref name="low"/> to the return address can be moved.</summary>
    private void PushCheck(ulong* low, ulong* returnSlot, ulong type, ulong text)
    {
        FunctionHandle* h = _checkHandle;
        int words = h->FrameWords + 1;
        long bytes = (byte*)returnSlot - (byte*)low;
        Buffer.MemoryCopy(low, low - words, bytes, bytes);
        ulong* frame = returnSlot - h->FrameWords;
        frame[InterpreterFrame.Function] = _checkFunction;
        frame[InterpreterFrame.Resume] = InterpreterFrame.PackResume(h->Code, InterpreterFrame.Locals + h->LocalCount);
        frame[CheckType] = type;
        frame[CheckText] = text;
        frame[-1] = (ulong)_context->ReturnToInterpreterStub;
        _context->FiberSp = (nint)(low - words);
    }

    /// <summary>Whether the return address leads, past other checks, to a check of this type.</summary>
    private bool IsPending(ulong* returnSlot, ulong type)
    {
        while (ReturnAddressAt(returnSlot) == _context->ReturnToInterpreterStub && IsCheck(returnSlot + 1))
        {
            ulong* frame = returnSlot + 1;
            if (frame[CheckType] == type) return true;
            returnSlot = frame + ((FunctionHandle*)_checkHandle)->FrameWords;
        }
        return false;
    }

    /// <summary>result.fail: the saved frame returns what it must not, unless a pending check will say so.</summary>
    internal void FailResult(ulong result, ulong type, ulong text)
    {
        ulong* fp = (ulong*)_context->FiberSp;
        if (IsPending(fp + Interpreter.HandleOf(fp[0])->FrameWords, TypeKey(new Value(type)).Bits)) return;
        throw Violated(result, text);
    }

    /// <summary>result.check, in the frame of a pending check.</summary>
    internal void CheckResult(ulong result, ulong type, ulong text)
    {
        if (!HasType(new Value(result), new Value(type))) throw Violated(result, text);
    }

    /// <summary>What a function promised does not hold; its frame is gone when that is raised.</summary>
    internal FaultException Violated(ulong got, ulong text) =>
        InsteadOfThisFrame((ulong*)_context->FiberSp, Faults.Violation(Heap.TextOf(new Value(text)), new Value(got)));

    /// <summary>The number of a type test, a record type, or nil for a name that stands for no record type at the moment.</summary>
    private Value TypeKey(Value type) => type.IsFixnum ? type : Records.TypeMadeBy(Heap, type);

    private static bool HasType(Value x, Value key) => key.IsFixnum ? TypeTests.Holds((int)key.Fixnum, x) : Records.IsRecordOf(x, key);
}
