using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>
/// Instructions that may call, switch or take frames away. Their operands are in Args and the frame that executes them waits for a value:
/// it gets one by <see cref="Deliver"/>, at once, when a callback returns, or when its fiber is woken.
/// </summary>
public sealed unsafe partial class Execution
{
    internal bool IsControl(FunctionHandle* h, uint instruction)
    {
        switch (Instruction.Op(instruction))
        {
            case Opcode.CallBuiltin: return ControlNumbers.IsControl(Instruction.U16(instruction));
            case Opcode.Effect: return _context->Handlers != Value.NilBits || IsControlEffect(EffectName(h, instruction));
            default: return Instruction.Op(instruction) == Opcode.Handle;
        }
    }

    private static bool IsControlBuiltin(uint instruction) => Instruction.Op(instruction) == Opcode.CallBuiltin && ControlNumbers.IsControl(Instruction.U16(instruction));

    private string EffectName(FunctionHandle* h, uint instruction) => ((Constant.Symbol)_chunks[h->Index].Constants[Instruction.U16(instruction)]).Name;

    /// <summary>For the interpreter, whose frame is saved behind the instruction. False: it stops, and the dispatcher goes on.</summary>
    internal bool Control(FunctionHandle* h, uint instruction)
    {
        ulong* fp = (ulong*)_context->FiberSp;
        ulong resume = fp[InterpreterFrame.Resume];
        int count = Instruction.U8(instruction), live = InterpreterFrame.LiveWords(resume) - count;
        if (Instruction.Op(instruction) == Opcode.CallBuiltin && Instruction.U16(instruction) == BuiltinTable.ApplyNumber) return Apply(count);
        ToArgs(fp + live, count);
        fp[InterpreterFrame.Resume] = InterpreterFrame.PackResume(InterpreterFrame.ResumePc(resume), live);
        try
        {
            ServeControl(h, instruction, count);
        }
        catch (FaultException) when (_top == TopFrame.Interpreter && _context->FiberSp == (nint)fp)
        {
            StepBack(fp);
            throw;
        }
        return _next == Next.Interpret;
    }

    private void ServeControl(FunctionHandle* h, uint instruction, int count)
    {
        _argsLive = count;
        try
        {
            switch (Instruction.Op(instruction))
            {
                case Opcode.Effect: Perform(new Value(h->Constants[Instruction.U16(instruction)]), count); break;
                case Opcode.Handle: BeginHandle(new Value(h->Constants[Instruction.U16(instruction)]), count); break;
                default: CallControl(Instruction.U16(instruction), count); break;
            }
        }
        finally
        {
            _argsLive = 0;
        }
    }

    /// <summary>A built-in function that only the execution can carry out; arguments in Args.</summary>
    private void CallControl(int number, int count)
    {
        if (!Takes(_builtinEntries + number, count)) BuiltinTable.Row(number).CheckCount(count);
        var args = (Value*)&_context->Args;
        switch (number)
        {
            case BuiltinTable.ApplyNumber:
                Value function = args[0];
                BeginCallback(function, SpreadApply((ulong*)args, count, (ulong*)args));
                break;
            case ControlNumbers.Go: Deliver(Spawn(args[0])); break;
            case ControlNumbers.Await: Await(args[0]); break;
            case ControlNumbers.Cancel: CancelTask(args[0]); break;
            case ControlNumbers.Channel: Deliver(NewChannel(args, count)); break;
            case ControlNumbers.Send: Send(args); break;
            case ControlNumbers.Receive: Receive("recv!", args[0], Value.Nil); break;
            case ControlNumbers.ReceiveOr: Receive("recv-or!", args[0], args[1]); break;
            case ControlNumbers.TrySend: Deliver(Value.FromBool(TrySend("try-send!", ChannelArgument("try-send!", args), args[1]))); break;
            case ControlNumbers.TryReceive: Deliver(TryReceive(ChannelArgument("try-recv!", args), out Value received) ? received : Value.Nil); break;
            case ControlNumbers.Close: Close(ChannelArgument("close!", args)); break;
            case ControlNumbers.Select: Select(args, count); break;
            case ControlNumbers.Abandon: Abandon("abandon", args[0], onlyIfUnused: false); break;
            case ControlNumbers.AbandonUnused: Abandon("handle", args[0], onlyIfUnused: true); break;
            default: throw new BugException($"no built-in function has the number {number}");
        }
    }

    /// <summary>The waiting frame at the top gets its value and goes on.</summary>
    private void Deliver(Value value)
    {
        Check.That(_top != TopFrame.Saved, "a frame with saved registers waits for nothing");
        _context->Result = value.Bits;
        if (_top == TopFrame.AtCall) ReturnInto();
        else ResumeInterpreter();
    }

    /// <summary>Result is the value of the call whose return address is at FiberSp.</summary>
    private void ReturnInto()
    {
        if (IsWatermark((ulong*)_context->FiberSp)) LowerWatermark();
        var returnAddress = (nint)(*(ulong*)_context->FiberSp);
        if (returnAddress == 0)
        {
            _top = TopFrame.None;
            _next = Next.Ended;
            return;
        }
        if (returnAddress != _context->ReturnToInterpreterStub)
        {
            _next = Next.ResumeReturn;
            return;
        }
        _context->FiberSp += 8;
        ResumeInterpreter();
    }

    /// <summary>The interpreter's frame at FiberSp goes on with Result as the value of its call.</summary>
    private void ResumeInterpreter()
    {
        _top = TopFrame.Interpreter;
        PushResult();
        _next = Next.Interpret;
    }

    /// <summary>An error of the instruction that the frame waits behind: it is put back onto it.</summary>
    private static void StepBack(ulong* fp)
    {
        ulong resume = fp[InterpreterFrame.Resume];
        fp[InterpreterFrame.Resume] = InterpreterFrame.PackResume(InterpreterFrame.ResumePc(resume) - 1, InterpreterFrame.LiveWords(resume));
    }
}
