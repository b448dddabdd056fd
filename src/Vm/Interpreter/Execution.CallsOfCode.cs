using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Profile;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>
/// Calls that machine code makes of something that has no machine code, or not for so many arguments, and instructions of optimized code that may call,
/// switch or take frames away. Either way the frame that asks is a frame at a call: it has nothing in registers and waits for a value at the
/// return address, at FiberSp. So its frames can be taken away and put back like those of any call.
/// </summary>
public sealed unsafe partial class Execution
{
    private void ServeCallOfCode()
    {
        _top = TopFrame.AtCall;
        var callee = new Value(_context->Callee);
        bool isAtCall = (_context->ArgCount & ExecContext.FrameIsGone) == 0;
        _argsLive = _context->ArgCount &= ~ExecContext.FrameIsGone;
        if (isAtCall && !IsClosure(callee)) NoteOtherCallee();
        try
        {
            CallFromCode(callee, _context->ArgCount);
        }
        finally
        {
            _argsLive = 0;
        }
    }

    /// <summary>The arguments are in Args.</summary>
    private void CallFromCode(Value callee, int count)
    {
        if (IsClosure(callee))
        {
            FunctionHandle* h = Interpreter.HandleOf(callee.Bits);
            bool hasRest = (h->Flags & FunctionHandle.HasRestFlag) != 0;
            if (hasRest ? count < h->ParamCount : count != h->ParamCount) throw ArityFault(h, count);
            EnterClosure(h, callee.Bits, (ulong*)_context->FiberSp, count);
            return;
        }
        var args = (Value*)&_context->Args;
        if (Objects.Is(callee, ObjectType.Continuation)) Resume(callee, args, count);
        else if (IsPlain(callee)) Deliver(CallPlain(callee, args, count));
        else if (!callee.IsKind(ImmediateKind.Builtin)) throw Faults.NotAFunction(callee);
        else if (IsApply(callee))
        {
            do
            {
                callee = args[0];
                _argsLive = count = SpreadApply((ulong*)args, count, (ulong*)args);
            }
            while (IsApply(callee));
            CallFromCode(callee, count);
        }
        else CallControl(callee.Payload, count);
    }

    private void Resume(Value k, Value* args, int count)
    {
        if (count != 1) throw Faults.Arity("continuation", 1, 1, count);
        if (!IsUnused(k)) throw UsedBefore();
        if (!FitsBelow(k, (ulong*)_context->FiberSp)) throw StackOverflow();
        PutBack(k, (ulong*)_context->FiberSp);
        Deliver(args[0]);
    }

    /// <summary>The call at the top met something else than a closure, so code that will be made of it is not to count on one.</summary>
    private void NoteOtherCallee()
    {
        // A site is looked up, so not for code that nobody profiles.
        FunctionHandle* h = Interpreter.HandleOf(((ulong*)_context->FiberSp)[1]);
        if (h->Mode == (byte)ExecutionMode.Profiling && TryTopFrame(out Frame frame) && frame.Site is { } site) NoteOtherCallee(h, site.BytecodePc);
    }

    private void NoteOtherCallee(FunctionHandle* h, int pc)
    {
        if (h->Mode == (byte)ExecutionMode.Profiling && Instruction.Op(_chunks[h->Index].Code[pc]) is Opcode.Call or Opcode.TailCall) h->Feedback[pc] |= (byte)Feedback.Other;
    }

    /// <summary>The operands are in Args.</summary>
    private void ServeControlExit()
    {
        _top = TopFrame.AtCall;
        FunctionHandle* h = Interpreter.HandleOf(((ulong*)_context->FiberSp)[1]);
        int pc = (int)(_context->ExitDetail >> 8);
        // The interpreter's own instruction, if it still is this one, says as much as the chunk's.
        uint instruction = h->Code[pc];
        bool isBuiltin = IsControlBuiltin(instruction);
        if (!isBuiltin) instruction = _chunks[h->Index].Code[pc];
        int count = Instruction.U8(instruction);
        if (isBuiltin || IsControl(h, instruction))
        {
            ServeControl(h, instruction, count);
            return;
        }
        _argsLive = count;
        try
        {
            _context->Result = Execute(h, pc, &_context->Args).Bits;
            _next = Next.ResumeReturn;
        }
        finally
        {
            _argsLive = 0;
        }
    }
}
