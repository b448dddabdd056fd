using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>
/// What baseline code comes back for. Its frames are the interpreter's, with the function's handle in place of the resume word, so operands
/// are read where they stand, and an error needs no other frame than this one.
/// </summary>
public sealed unsafe partial class Execution
{
    /// <summary>Executes one instruction on the frame above FiberSp; the code is returned to with its result.</summary>
    private void ServeStep()
    {
        _top = TopFrame.AtCall;
        ulong* fp = (ulong*)_context->FiberSp + 1;
        FunctionHandle* h = Interpreter.HandleOf(fp[0]);
        int pc = (int)(_context->ExitDetail >> 8);
        uint instruction = h->Code[pc];
        // The interpreter's own instruction, if it still is this one, says as much as the chunk's.
        if ((byte)instruction == FusedOpcode.Plainly && _stress == StressKinds.None)
        {
            int count = Instruction.U8(instruction);
            _context->Result = CallBuiltin(Instruction.U16(instruction), (Value*)(fp + _context->ArgCount - count), count).Bits;
            _next = Next.ResumeReturn;
            return;
        }
        if (IsControlBuiltin(instruction) && _stress == StressKinds.None)
        {
            ControlFromBaseline(h, pc, instruction, fp + _context->ArgCount - Instruction.U8(instruction));
            return;
        }
        instruction = _chunks[h->Index].Code[pc];
        Opcode op = Instruction.Op(instruction);
        ulong* operands = fp + _context->ArgCount - Opcodes.PopsOf(instruction);
        switch (op)
        {
            case var _ when _stress != StressKinds.None && StressLeaves():
                LeaveMachineFrame(isGuardFailure: false);
                return;
            case Opcode.Closure:
                _context->Result = MakeClosure(h, Instruction.U24(instruction), fp).Bits;
                break;
            case Opcode.Throw:
                Throw(new Value(operands[0]));
                return;
            case Opcode.ResultDefer when TryDeferCheckOfBaselineFrame(fp + h->FrameWords, operands[0], h->Constants[Instruction.U24(instruction)]):
                break;
            case Opcode.Call or Opcode.TailCall or Opcode.TypeFail or Opcode.ResultFail or Opcode.ResultDefer:
            case Opcode.EndFinally when operands[0] != Value.NilBits:
                LeaveMachineFrame(isGuardFailure: false);
                return;
            default:
                if (IsControl(h, instruction))
                {
                    ControlFromBaseline(h, pc, instruction, operands);
                    return;
                }
                _context->Result = Execute(h, pc, operands).Bits;
                break;
        }
        _next = Next.ResumeReturn;
    }

    private void ControlFromBaseline(FunctionHandle* h, int pc, uint instruction, ulong* operands)
    {
        bool isApply = Instruction.Op(instruction) == Opcode.CallBuiltin && Instruction.U16(instruction) == BuiltinTable.ApplyNumber;
        if (isApply && Instruction.Op(_chunks[h->Index].Code[pc + 1]) == Opcode.Return)
        {
            // A tail call, for which this frame must go.
            LeaveMachineFrame(isGuardFailure: false);
            return;
        }
        int count = Instruction.U8(instruction);
        ToArgs(operands, count);
        ServeControl(h, instruction, count);
    }

    /// <summary>They are few: a call that copies would take longer.</summary>
    private void ToArgs(ulong* operands, int count)
    {
        ulong* args = &_context->Args;
        for (int i = 0; i < count; i++) args[i] = operands[i];
    }

    /// <summary>At the function's entry or a loop's head: polled, or counted out. False if pre-empted.</summary>
    private bool ServeTick()
    {
        ulong* fp = (ulong*)_context->FiberSp + 1;
        FunctionHandle* h = Interpreter.HandleOf(fp[0]);
        if ((nint)fp < StackFloor) throw StackOverflow();
        bool yields = TakePreemption();
        if (Meter.TakeDeadline() is { } late) throw late;
        _next = Next.ResumeReturn;
        if (_stress != StressKinds.None && StressLeavesPoll((int)(_context->ExitDetail >> 8))) LeaveMachineFrame(isGuardFailure: false);
        else if (!yields && h->Countdown <= 0 && OnTurn(h, (int)(_context->ExitDetail >> 8)) is { Tier: CodeTier.Optimized } loop)
        {
            LeaveMachineFrame(isGuardFailure: false);
            EnterLoop(h, fp, loop);
        }
        return !yields;
    }
}
