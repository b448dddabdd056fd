using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>
/// Trampolines: small functions of the run time's own whose frames stand between those of the program and do something when what they called
/// returns or fails. Being ordinary interpreter frames, they are walked, collected, captured and unwound like all others; a trace leaves them out.
/// A frame is pushed as if its call were already under way.
/// </summary>
public sealed unsafe partial class Execution
{
    private const int TrampolineLocalsMax = 4;

    /// <summary>Local 0: the handlers that are in force again when the call is over.</summary>
    private static readonly Chunk CallbackCode = Trampoline("callback", 1, code =>
    {
        code.Emit(Opcode.LocalGet, 0);
        code.Emit(Opcode.HandlersSet);
        code.Emit(Opcode.Return);
    }, UnwindKind.Handlers);

    /// <summary>Local 0: the handlers around the `handle`; 1: its HandlerSet; 2: what `return` calls, or nil; 3: true once its frames were taken away and put back.</summary>
    private static readonly Chunk HandleCode = Trampoline("handle", 4, code =>
    {
        var end = new JumpLabel();
        code.Emit(Opcode.LocalGet, 0);
        code.Emit(Opcode.HandlersSet);
        code.Emit(Opcode.LocalGet, 2);
        code.Jump(Opcode.JumpFalse, end);
        code.Emit(Opcode.LocalGet, 2);
        code.Emit(Opcode.Swap);
        code.Emit(Opcode.TailCall, 1);
        code.Bind(end);
        code.Emit(Opcode.Return);
    }, UnwindKind.Handlers);

    /// <summary>Local 0: the handlers in force where a computation was abandoned. When its frames are gone, the value is nil.</summary>
    private static readonly Chunk AbandonCode = Trampoline("abandon", 1, code =>
    {
        code.Emit(Opcode.Pop);
        code.Emit(Opcode.LocalGet, 0);
        code.Emit(Opcode.HandlersSet);
        code.Emit(Opcode.Nil);
        code.Emit(Opcode.Return);
    }, UnwindKind.Handlers, UnwindKind.Abandoned);

    private FunctionHandle* _callback, _handle, _abandon;
    private readonly ulong[] _trampolineClosures = new ulong[3];

    private static Chunk Trampoline(string name, int locals, Action<ChunkBuilder> afterCall, params UnwindKind[] unwinds)
    {
        var code = new ChunkBuilder { LocalCount = locals };
        code.Emit(Opcode.Nil);
        code.Emit(Opcode.Call, 0);
        afterCall(code);
        Chunk chunk = code.Build(name, 0, false, []);
        return new Chunk
        {
            Name = name,
            ParamCount = 0,
            LocalCount = locals,
            OperandDepthMax = chunk.OperandDepthMax + 1,
            Code = chunk.Code,
            Unwinds = [.. unwinds.Select(kind => new UnwindRange(AtCallPc, AfterCallPc, kind, kind == UnwindKind.Handlers ? 0 : AfterCallPc, 0))],
        };
    }

    private const int AtCallPc = 1, AfterCallPc = 2;

    private void LinkTrampolines()
    {
        _callback = MakeTrampoline(CallbackCode, 0);
        _handle = MakeTrampoline(HandleCode, 1);
        _context->HandleFrameBytes = 8L * _handle->FrameWords;
        _abandon = MakeTrampoline(AbandonCode, 2);
    }

    private FunctionHandle* MakeTrampoline(Chunk chunk, int number)
    {
        LinkFunction(chunk, Library);
        FunctionHandle* h = _handleOf[chunk];
        h->Flags |= FunctionHandle.TrampolineFlag;
        h->Countdown = int.MaxValue;
        _trampolineClosures[number] = Heap.AllocateClosure(h, 0).Bits;
        return h;
    }

    private void VisitTrampolines(RootVisitor visitor)
    {
        fixed (ulong* closures = _trampolineClosures) visitor.VisitRange(closures, _trampolineClosures.Length);
    }

    private static bool IsTrampoline(FunctionHandle* h) => (h->Flags & FunctionHandle.TrampolineFlag) != 0;

    /// <summary>Pushes a trampoline's frame under a return address; local 0 is the handlers in force. Collects nothing.</summary>
    private ulong* PushTrampoline(FunctionHandle* h, int number, ulong* returnSlot)
    {
        CheckStack(h, returnSlot);
        PushFrame(h, _trampolineClosures[number], returnSlot);
        var fp = (ulong*)_context->FiberSp;
        fp[InterpreterFrame.Resume] = InterpreterFrame.PackResume(h->Code + AfterCallPc, InterpreterFrame.Locals + h->LocalCount);
        fp[InterpreterFrame.Locals] = _context->Handlers;
        return fp;
    }

    /// <summary>A return address below the waiting frame at the top, for something that will return the value it waits for.</summary>
    private ulong* ReturnSlotBelowTop()
    {
        var sp = (ulong*)_context->FiberSp;
        if (_top == TopFrame.AtCall) return sp;
        sp[-1] = (ulong)_context->ReturnToInterpreterStub;
        return sp - 1;
    }

    /// <summary>Calls a function for the waiting frame at the top; arguments in Args. Handlers may be changed afterwards: they are put back when it returns.</summary>
    private void BeginCallback(Value function, int count)
    {
        ulong* fp = PushTrampoline(_callback, 0, ReturnSlotBelowTop());
        CallFromTrampoline(function, count, fp);
    }

    private void CallFromTrampoline(Value function, int count, ulong* fp)
    {
        _next = Next.Interpret;
        if (Invoke(function.Bits, &_context->Args, count, fp, InterpreterFrame.LiveWords(fp[InterpreterFrame.Resume]), isTail: false) == CallOutcome.Value) PushResult();
    }
}
