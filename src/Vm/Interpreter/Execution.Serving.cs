using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>
/// Runtime calls, steps, control instructions and calls of what has no machine code are served where they are asked for: machine code calls C# on the thread's stack, above the frame of the dispatcher
/// that entered it, and mostly goes on at once. Only what it cannot go on from leads back to the dispatcher.
/// </summary>
public sealed unsafe partial class Execution
{
    private GCHandle _self;
    /// <summary>An error may not pass through machine code: it waits for the dispatcher.</summary>
    private ExceptionDispatchInfo? _servingFault;

    private void AcceptCallsOfMachineCode()
    {
        _self = GCHandle.Alloc(this);
        _context->Owner = GCHandle.ToIntPtr(_self);
        _context->ServeFunction = (nint)(delegate* unmanaged<ExecContext*, int>)&Serve;
    }

    [UnmanagedCallersOnly]
    private static int Serve(ExecContext* context) => (int)Unsafe.As<Execution>(GCHandle.FromIntPtr(context->Owner).Target!).ServeInPlace();

    private ServeEnd ServeInPlace()
    {
        *((ulong*)_stack.Top - 1) = 0;
        try
        {
            switch ((NativeExit)(byte)_context->ExitDetail)
            {
                case NativeExit.Step: ServeStep(); break;
                case NativeExit.Control: ServeControlExit(); break;
                case NativeExit.CallInterpreted: ServeCallOfCode(); break;
                default: ServeRuntimeCall(); break;
            }
        }
        catch (Exception e)
        {
            _argsLive = 0;
            _servingFault = ExceptionDispatchInfo.Capture(e);
            return ServeEnd.Leave;
        }
        ServeEnd end = _next switch
        {
            Next.ResumeSaved when _context->StackLimit != nint.MaxValue => ServeEnd.ResumeSaved,
            Next.ResumeReturn => ServeEnd.ResumeReturn,
            Next.Enter => ServeEnd.Enter,
            _ => ServeEnd.Leave,
        };
        // It may be another fiber's stack by now.
        if (end != ServeEnd.Leave) *((ulong*)_stack.Top - 1) = (ulong)_context->ReturnToInterpreterStub;
        return end;
    }

    /// <summary>Executes one instruction for optimized code: operands in Args, result into the saved rax. An error is raised in the frame that the snapshot describes.</summary>
    private void ServeRuntimeCall()
    {
        _top = TopFrame.Saved;
        ulong* saved = (ulong*)_context->FiberSp;
        FunctionHandle* h = Interpreter.HandleOf(saved[SavedRegisters.Words + 1]);
        int pc = (int)(_context->ExitDetail >> 8);
        try
        {
            // Most are of built-in functions that only compute, for which nobody need look at the chunk. The instruction is the interpreter's own.
            uint instruction = h->Code[pc];
            if ((byte)instruction == FusedOpcode.Plainly && _stress == StressKinds.None)
            {
                int count = _argsLive = Instruction.U8(instruction);
                saved[0] = CallBuiltin(Instruction.U16(instruction), (Value*)&_context->Args, count).Bits;
                _next = Next.ResumeSaved;
            }
            else ServeRuntimeCall(h, pc, saved);
            _argsLive = 0;
        }
        catch (FaultException) when (_top == TopFrame.Saved)
        {
            _argsLive = 0;
            LeaveMachineFrame(isGuardFailure: false);
            throw;
        }
    }

    private void ServeRuntimeCall(FunctionHandle* h, int pc, ulong* saved)
    {
        uint instruction = _chunks[h->Index].Code[pc];
        ulong* operands = &_context->Args;
        if (Instruction.Op(instruction) == Opcode.ResultDefer && TryDeferCheckOfMachineFrame(operands[0], h->Constants[Instruction.U24(instruction)]))
        {
            _next = Next.ResumeSaved;
            return;
        }
        if (LeavesFor(h, instruction, operands[0]))
        {
            LeaveMachineFrame(isGuardFailure: false);
            return;
        }
        bool isClosure = Instruction.Op(instruction) == Opcode.Closure;
        FunctionHandle* made = isClosure ? h->Functions[Instruction.U24(instruction)] : null;
        _argsLive = isClosure ? _chunks[made->Index].Captures.Length : Opcodes.PopsOf(instruction);
        saved[0] = (isClosure ? MakeClosureFrom(made, operands, _argsLive) : Execute(h, pc, operands)).Bits;
        _next = Next.ResumeSaved;
    }

    /// <summary>What the interpreter has to do itself: it raises an error, calls, or takes the frame down.</summary>
    private bool LeavesFor(FunctionHandle* h, uint instruction, ulong operand) => Instruction.Op(instruction) switch
    {
        Opcode.Throw or Opcode.TypeFail or Opcode.ResultFail or Opcode.ResultDefer or Opcode.Call or Opcode.TailCall => true,
        Opcode.EndFinally when operand != Value.NilBits => true,
        _ => IsControl(h, instruction) || (_stress != StressKinds.None && StressLeaves()),
    };

    private void RaiseServingFault()
    {
        ExceptionDispatchInfo? fault = _servingFault;
        if (fault is null) return;
        _servingFault = null;
        // What leaves Run only for this would be thrown once more for each error.
        if (fault.SourceException is FaultException error) Raise(error);
        else fault.Throw();
    }
}
