using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Vm.Interpreter;

internal enum CallOutcome
{
    /// <summary>A built-in ran; Result holds its value.</summary>
    Value,
    /// <summary>An interpreter frame goes on; FiberSp is its low end.</summary>
    Frame,
    /// <summary>Something else goes on, as the dispatcher was told.</summary>
    Leave,
}

internal enum LoopOutcome
{
    Continue,
    Yield,
    /// <summary>The frame was taken into machine code; the context is set up for the Enter stub.</summary>
    Enter,
}

/// <summary>Calls that the dispatch loop's fast path does not do: built-ins, rest parameters, machine code, wrong counts, full stack.</summary>
public sealed unsafe partial class Execution
{
    /// <summary>call n: callee and arguments are the top of the saved frame's operands. False: enter machine code.</summary>
    internal bool Call(int count)
    {
        ulong* fp = (ulong*)_context->FiberSp;
        int live = InterpreterFrame.LiveWords(fp[InterpreterFrame.Resume]);
        ulong* arguments = fp + live - count;
        switch (Invoke(arguments[-1], arguments, count, fp, live - count - 1, isTail: false))
        {
            case CallOutcome.Value: PushResult(); return true;
            case CallOutcome.Frame: return true;
            default: return false;
        }
    }

    /// <summary>call.global: as <see cref="Call"/>, the callee is not on the operand stack.</summary>
    internal bool CallGlobal(ulong callee, int count)
    {
        ulong* fp = (ulong*)_context->FiberSp;
        int live = InterpreterFrame.LiveWords(fp[InterpreterFrame.Resume]);
        switch (Invoke(callee, fp + live - count, count, fp, live - count, isTail: false))
        {
            case CallOutcome.Value: PushResult(); return true;
            case CallOutcome.Frame: return true;
            default: return false;
        }
    }

    internal CallOutcome TailCall(int count)
    {
        ulong* fp = (ulong*)_context->FiberSp;
        int live = InterpreterFrame.LiveWords(fp[InterpreterFrame.Resume]);
        ulong* arguments = fp + live - count;
        return Invoke(arguments[-1], arguments, count, fp, live, isTail: true);
    }

    internal bool TailCallGlobal(ulong callee, int count)
    {
        ulong* fp = (ulong*)_context->FiberSp;
        int live = InterpreterFrame.LiveWords(fp[InterpreterFrame.Resume]);
        return Invoke(callee, fp + live - count, count, fp, live, isTail: true) == CallOutcome.Frame;
    }

    /// <summary>call.builtin apply: spreads the last argument, a list, and calls. False: enter machine code.</summary>
    internal bool Apply(int count)
    {
        ulong* fp = (ulong*)_context->FiberSp;
        int live = InterpreterFrame.LiveWords(fp[InterpreterFrame.Resume]);
        ulong* arguments = fp + live - count;
        ulong* scratch = &_context->Args;
        int spread = SpreadApply(fp, arguments, count, scratch);
        bool isTail = Instruction.Op(*InterpreterFrame.ResumePc(fp[InterpreterFrame.Resume])) == Opcode.Return;
        switch (Invoke(arguments[0], scratch, spread, fp, live - count, isTail))
        {
            case CallOutcome.Value: PushResult(); return true;
            case CallOutcome.Frame: return true;
            default: return false;
        }
    }

    /// <summary>
    /// One call from the interpreter frame at <paramref name="fp"/>. If it is not a tail call, the frame keeps <paramref name="liveAfter"/> words
    /// when it goes on. Arguments are copied before anything of the frame is overwritten.
    /// </summary>
    private CallOutcome Invoke(ulong callee, ulong* arguments, int count, ulong* fp, int liveAfter, bool isTail)
    {
        var value = new Value(callee);
        if (!IsClosure(value)) return InvokeOther(value, arguments, count, fp, liveAfter, isTail);
        FunctionHandle* h = Interpreter.HandleOf(callee);
        bool fits = (h->Flags & FunctionHandle.HasRestFlag) != 0 ? count >= h->ParamCount : count == h->ParamCount;
        if (!fits) throw isTail ? InsteadOfThisFrame(fp, ArityFault(h, count)) : AtThisCall(fp, ArityFault(h, count));
        if (count > ExecContext.ArgsMax) throw AtThisCall(fp, TooManyArguments());
        if (_meteredFuel && Meter.BurnFuel() is { } fault) throw AtThisCall(fp, fault);

        ulong* own = &_context->Args;
        if (arguments != own) Buffer.MemoryCopy(arguments, own, ExecContext.ArgsMax * 8, count * 8L);
        ulong* returnSlot = isTail ? fp + Interpreter.HandleOf(fp[0])->FrameWords : fp - 1;
        if ((nint)(returnSlot - h->FrameWords) < StackFloor) throw isTail ? InsteadOfThisFrame(fp, StackOverflow()) : AtThisCall(fp, StackOverflow());
        ReturnSlotFor(fp, liveAfter, isTail);
        try
        {
            return EnterClosure(h, callee, returnSlot, count);
        }
        catch (FaultException) when (_top == TopFrame.Interpreter && _context->FiberSp == (nint)fp)
        {
            StepBack(fp);
            throw;
        }
    }

    /// <summary>Calls a closure with the arguments in Args, whose number is right; the return address stands at its slot already.</summary>
    private CallOutcome EnterClosure(FunctionHandle* h, ulong callee, ulong* returnSlot, int count)
    {
        nint nativeEntry = Volatile.Read(ref h->NativeEntry);
        if (nativeEntry == 0)
        {
            CountCall(h);
            nativeEntry = Volatile.Read(ref h->NativeEntry);
        }
        if (nativeEntry != 0)
        {
            if ((h->Flags & FunctionHandle.HasRestFlag) != 0)
            {
                ulong rest;
                (callee, rest) = CollectRest(h, callee, count);
                (&_context->Args)[h->ParamCount] = rest;
                count = FunctionHandle.RestIsCollected;
            }
            _context->Callee = callee;
            _context->ArgCount = count;
            _context->Target = nativeEntry;
            _context->FiberSp = (nint)returnSlot;
            _next = Next.Enter;
            return CallOutcome.Leave;
        }
        PushFrameWithArgs(h, callee, returnSlot, count);
        _next = Next.Interpret;
        return CallOutcome.Frame;
    }

    /// <summary>Where the callee's return address stands: below the caller's frame, or where the caller's own does.</summary>
    private ulong* ReturnSlotFor(ulong* fp, int liveAfter, bool isTail)
    {
        if (isTail) return fp + Interpreter.HandleOf(fp[0])->FrameWords;
        ulong resume = fp[InterpreterFrame.Resume];
        fp[InterpreterFrame.Resume] = InterpreterFrame.PackResume(InterpreterFrame.ResumePc(resume), liveAfter);
        fp[-1] = (ulong)_context->ReturnToInterpreterStub;
        return fp - 1;
    }

    private CallOutcome InvokeOther(Value callee, ulong* arguments, int count, ulong* fp, int liveAfter, bool isTail)
    {
        FunctionHandle* caller = Interpreter.HandleOf(fp[0]);
        NoteOtherCallee(caller, (int)(InterpreterFrame.ResumePc(fp[InterpreterFrame.Resume]) - caller->Code) - 1);
        if (Objects.Is(callee, ObjectType.Continuation)) return InvokeContinuation(callee, arguments, count, fp, liveAfter, isTail);
        bool isRecordFunction = Objects.Is(callee, ObjectType.RecordFunction);
        if (!isRecordFunction && !callee.IsKind(ImmediateKind.Builtin)) throw AtThisCall(fp, Faults.NotAFunction(callee));
        if (IsApply(callee))
        {
            ulong* scratch = &_context->Args;
            Value function;
            do
            {
                function = new(arguments[0]);
                count = SpreadApply(fp, arguments, count, scratch);
                arguments = scratch;
            }
            while (IsApply(function));
            return Invoke(function.Bits, scratch, count, fp, liveAfter, isTail);
        }
        if (!isRecordFunction && ControlNumbers.Contains(callee.Payload)) return InvokeControl(callee.Payload, arguments, count, fp, liveAfter, isTail);
        ulong resume = fp[InterpreterFrame.Resume];
        // While the built-in runs the frame is at the call, not behind it.
        fp[InterpreterFrame.Resume] = InterpreterFrame.PackResume(InterpreterFrame.ResumePc(resume) - 1, InterpreterFrame.LiveWords(resume));
        // Arguments that apply has spread are in Args, not in the frame.
        bool isSpread = arguments == &_context->Args;
        if (isSpread) _argsLive = count;
        _context->Result = (isRecordFunction ? Records.Call(Heap, callee, (Value*)arguments, count) : CallBuiltin(callee.Payload, (Value*)arguments, count)).Bits;
        if (isSpread) _argsLive = 0;
        fp[InterpreterFrame.Resume] = InterpreterFrame.PackResume(InterpreterFrame.ResumePc(resume), liveAfter);
        return CallOutcome.Value;
    }

    /// <summary>What calls another function in its place, and that may be itself: a loop, because a program may nest them without end.</summary>
    private static bool IsApply(Value callee) => callee.IsKind(ImmediateKind.Builtin) && callee.Payload == BuiltinTable.ApplyNumber;

    /// <summary>A function that runs without a frame: a built-in that is no control, or a record's.</summary>
    private static bool IsPlain(Value callee) => Objects.Is(callee, ObjectType.RecordFunction)
        || (callee.IsKind(ImmediateKind.Builtin) && !ControlNumbers.IsControl(callee.Payload));

    private Value CallPlain(Value callee, Value* arguments, int count) =>
        callee.IsKind(ImmediateKind.Builtin) ? CallBuiltin(callee.Payload, arguments, count) : Records.Call(Heap, callee, arguments, count);

    private CallOutcome InvokeContinuation(Value k, ulong* arguments, int count, ulong* fp, int liveAfter, bool isTail)
    {
        if (count != 1) throw AtThisCall(fp, Faults.Arity("continuation", 1, 1, count));
        if (!IsUnused(k)) throw AtThisCall(fp, UsedBefore());
        var value = new Value(arguments[0]);
        if (!FitsBelow(k, isTail ? fp + Interpreter.HandleOf(fp[0])->FrameWords : fp - 1)) throw AtThisCall(fp, StackOverflow());
        PutBack(k, ReturnSlotFor(fp, liveAfter, isTail));
        Deliver(value);
        return Outcome;
    }

    private CallOutcome InvokeControl(int number, ulong* arguments, int count, ulong* fp, int liveAfter, bool isTail)
    {
        ulong* own = &_context->Args;
        if (count > ExecContext.ArgsMax) throw AtThisCall(fp, TooManyArguments());
        if (arguments != own) Buffer.MemoryCopy(arguments, own, ExecContext.ArgsMax * 8, count * 8L);
        ulong* returnSlot = ReturnSlotFor(fp, liveAfter, isTail);
        if (isTail)
        {
            _context->FiberSp = (nint)returnSlot;
            _top = TopFrame.AtCall;
        }
        _argsLive = count;
        try
        {
            CallControl(number, count);
        }
        catch (FaultException) when (_top == TopFrame.Interpreter && _context->FiberSp == (nint)fp)
        {
            StepBack(fp);
            throw;
        }
        finally
        {
            _argsLive = 0;
        }
        return Outcome;
    }

    private CallOutcome Outcome => _next == Next.Interpret ? CallOutcome.Frame : CallOutcome.Leave;

    /// <summary>Pushes the interpreter frame of a call whose arguments are in Args; the return address stands at its slot already.</summary>
    private void PushFrameWithArgs(FunctionHandle* h, ulong callee, ulong* returnSlot, int count)
    {
        ulong rest = Value.EmptyBits;
        ulong* arguments = &_context->Args;
        if ((h->Flags & FunctionHandle.HasRestFlag) != 0) (callee, rest) = CollectRest(h, callee, count);
        CheckStack(h, returnSlot);
        PushFrame(h, callee, returnSlot);
        ulong* locals = (ulong*)_context->FiberSp + InterpreterFrame.Locals;
        for (int i = 0; i < h->ParamCount; i++) locals[i] = arguments[i];
        if ((h->Flags & FunctionHandle.HasRestFlag) != 0) locals[h->ParamCount] = rest;
    }

    private void CheckStack(FunctionHandle* h, ulong* returnSlot)
    {
        if ((nint)(returnSlot - h->FrameWords) >= StackFloor) return;
        throw StackOverflow();
    }

    private (ulong Callee, ulong RestList) CollectRest(FunctionHandle* h, ulong callee, int count)
    {
        int required = h->ParamCount;
        _argsLive = count;
        using RootScope scope = Heap.Roots();
        Root function = scope.Add(new Value(callee)), list = scope.Add(Value.Empty);
        for (int i = count - 1; i >= required; i--) list.Value = Heap.AllocateCons(new Value((&_context->Args)[i]), list.Value);
        _argsLive = 0;
        return (function.Value.Bits, list.Value.Bits);
    }

    /// <summary>Checks the arguments of `apply` and puts those of the call that it makes into <paramref name="scratch"/>; gives their number.</summary>
    /// <exception cref="FaultException">As of any built-in: what to do about the frame at the top is the caller's to know.</exception>
    private static int SpreadApply(ulong* arguments, int count, ulong* scratch)
    {
        if (count < 2) throw Faults.Arity("apply", 2, -1, count);
        Value function = new(arguments[0]), last = new(arguments[count - 1]), list = last;
        if (!Arg.CanBeCalled(function)) throw Faults.Type("apply", 1, "Function", function);
        int n = 0;
        for (int i = 1; i < count - 1; i++) scratch[n++] = arguments[i];
        while (IsCons(list))
        {
            if (n == ExecContext.ArgsMax) throw TooManyArguments();
            scratch[n++] = list.Address[1];
            list = new Value(list.Address[2]);
        }
        if (!list.IsEmpty) throw Faults.Type("apply", count, "List", last);
        return n;
    }

    /// <summary>The same for the call at which the interpreter frame at <paramref name="fp"/> stands.</summary>
    private static int SpreadApply(ulong* fp, ulong* arguments, int count, ulong* scratch)
    {
        try
        {
            return SpreadApply(arguments, count, scratch);
        }
        catch (FaultException fault)
        {
            throw AtThisCall(fp, fault);
        }
    }

    /// <summary>Writes a frame whose return address already stands at <paramref name="returnSlot"/>; locals nil, to be run from the start.</summary>
    private void PushFrame(FunctionHandle* h, ulong callee, ulong* returnSlot)
    {
        ulong* fp = returnSlot - h->FrameWords;
        fp[InterpreterFrame.Function] = callee;
        fp[InterpreterFrame.Resume] = InterpreterFrame.PackResume(h->Code, InterpreterFrame.Locals + h->LocalCount);
        for (int i = 0; i < h->LocalCount; i++) fp[InterpreterFrame.Locals + i] = Value.NilBits;
        _context->FiberSp = (nint)fp;
        _top = TopFrame.Interpreter;
    }

    /// <summary>An error of the call itself: the frame is put back onto the instruction, for the trace.</summary>
    private static FaultException AtThisCall(ulong* fp, FaultException fault)
    {
        ulong resume = fp[InterpreterFrame.Resume];
        fp[InterpreterFrame.Resume] = InterpreterFrame.PackResume(InterpreterFrame.ResumePc(resume) - 1, InterpreterFrame.LiveWords(resume));
        return fault;
    }

    /// <summary>An error of a tail call: the frame that made it is gone already.</summary>
    private FaultException InsteadOfThisFrame(ulong* fp, FaultException fault)
    {
        _context->FiberSp = (nint)(fp + Interpreter.HandleOf(fp[0])->FrameWords);
        _top = TopFrame.AtCall;
        return fault;
    }

    private FaultException ArityFault(FunctionHandle* h, int count)
    {
        string name = FunctionName(h->Index);
        bool hasRest = (h->Flags & FunctionHandle.HasRestFlag) != 0;
        int max = !hasRest ? h->ParamCount : _fileOf[h->Index] == Library ? Prelude.ArgumentsMax(name) : -1;
        return Faults.Arity(name, h->ParamCount, max, count);
    }

    private static FaultException TooManyArguments() => Faults.Of("limit", $"a call takes at most {ExecContext.ArgsMax} arguments");

    private FaultException StackOverflow()
    {
        long frames = 0;
        for (bool more = TryTopFrame(out Frame frame); more; more = TryCaller(frame.ReturnSlot, out frame)) frames++;
        return Faults.StackOverflow(frames);
    }

    private static bool IsClosure(Value v) => v.IsHeap && (ObjectType)(byte)*v.Address == ObjectType.Closure;
    private static bool IsCons(Value v) => v.IsHeap && (ObjectType)(byte)*v.Address == ObjectType.Cons;
}
