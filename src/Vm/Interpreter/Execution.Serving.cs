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
    private static int Serve(ExecContext* context) => (int)((Execution)GCHandle.FromIntPtr(context->Owner).Target!).ServeInPlace();

    private ServeEnd ServeInPlace()
    {
        ulong* bottom = (ulong*)_stack.Top - 1;
        *bottom = 0;
        try
        {
            switch ((NativeExit)(byte)_context->ExitDetail)
            {
                case NativeExit.Step: ServeStep(); break;
                case NativeExit.Control: ServeControlExit(); break;
                case NativeExit.CallInterpreted: ServeCallOfCode(); break;
                case NativeExit.RuntimeCall when _stress == StressKinds.None && TryServeBuiltin(): break;
                default: ServeRuntimeCall(); break;
            }
        }
        catch (Exception e)
        {
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
        if (end != ServeEnd.Leave) *bottom = (ulong)_context->ReturnToInterpreterStub;
        return end;
    }

    /// <summary>Most runtime calls are of built-in functions, which need neither the chunk nor the frame.</summary>
    /// <returns>False: nothing was done, because it is something else.</returns>
    private bool TryServeBuiltin()
    {
        ulong* saved = (ulong*)_context->FiberSp;
        FunctionHandle* h = Interpreter.HandleOf(saved[SavedRegisters.Words + 1]);
        uint instruction = h->Code[_context->ExitDetail >> 8];
        if ((byte)instruction != FusedOpcode.Plainly) return false;
        _top = TopFrame.Saved;
        _argsLive = Instruction.U8(instruction);
        try
        {
            saved[0] = CallBuiltin(Instruction.U16(instruction), (Value*)&_context->Args, _argsLive).Bits;
            _next = Next.ResumeSaved;
        }
        catch (FaultException)
        {
            LeaveMachineFrame(isGuardFailure: false);
            throw;
        }
        finally
        {
            _argsLive = 0;
        }
        return true;
    }

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
