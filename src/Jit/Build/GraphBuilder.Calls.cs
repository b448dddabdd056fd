using System.Collections.Immutable;
using ClaudeLang.Jit.Ir;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Profile;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Build;

/// <summary>Calls, and the closures that are made for them.</summary>
internal sealed partial class GraphBuilder
{
    private int Callee(int arguments) => GuardObject(Peek(arguments), ObjectType.Closure, IrType.Closure, DeoptReason.NotClosure);

    /// <summary>Closures and others are called here.</summary>
    private bool IsCalleeMixed(int arguments) => TypeOf(Peek(arguments)) != IrType.Closure && (FeedbackHere & (Feedback.GuardFailed | Feedback.Other)) != 0;

    private void Call(int arguments)
    {
        CheckArguments(arguments);
        bool isMixed = IsCalleeMixed(arguments);
        int callee = isMixed ? Tagged(Peek(arguments)) : Callee(arguments);
        Replace(arguments + 1, Add(isMixed ? IrOp.CallValue : IrOp.CallClosure, IrType.Any, [callee, .. Operands(arguments)], snapshot: UnwindSnapshot()));
    }

    /// <summary>The current block becomes the way on which the condition holds. Returns the other one.</summary>
    private int Split(int condition)
    {
        int from = _block;
        Add(IrOp.Branch, IrType.None, [condition]);
        int holds = AddSuccessorHere(from), other = AddSuccessorHere(from);
        (_graph.Blocks[from].Successor0, _graph.Blocks[from].Successor1) = (holds, other);
        _block = holds;
        return other;
    }

    private void TailCall(int arguments)
    {
        CheckArguments(arguments);
        if (IsCalleeMixed(arguments))
        {
            TailCallMixed(arguments);
            return;
        }
        int callee = Callee(arguments);
        if (IsCopy)
        {
            ReturnWith(AddCallForTheCaller(Add(IrOp.CallClosure, IrType.Any, [callee, .. Operands(arguments)])));
            return;
        }
        Add(IrOp.TailCallClosure, IrType.None, [callee, .. Operands(arguments)]);
        _block = -1;
    }

    private void TailCallMixed(int arguments)
    {
        // The graph is built anew then: this one may go on in any way.
        if (IsCopy) _assumptions.MakeCall(_call!.Pc);
        int[] operands = Operands(arguments + 1);
        int other = Split(Add(IrOp.IsOfType, IrType.Bool, [operands[0]], (long)ObjectType.Closure));
        Add(IrOp.TailCallClosure, IrType.None, operands);
        _block = other;
        // What is left leaves for good: only the interpreter can take the frame down for whatever is called.
        if (arguments == 1)
        {
            int leaves = Split(Add(IrOp.IsOfType, IrType.Bool, [operands[0]], (long)ObjectType.Continuation));
            int top = Add(IrOp.FieldGet, IrType.Fixnum, [operands[0]], 8 * Objects.ContinuationTop);
            int used = Split(Add(IrOp.CompareFixnum, IrType.Bool, [top, _graph.FixnumLiteral(0)], (long)Condition.GreaterEqual));
            Add(IrOp.TailResume, IrType.None, operands);
            foreach (int block in (int[])[used, leaves]) LeaveForTailCall(block, arguments);
        }
        else LeaveForTailCall(other, arguments);
        _block = -1;
    }

    private void LeaveForTailCall(int block, int arguments)
    {
        _block = block;
        Add(IrOp.Return, IrType.None, [RuntimeCall(arguments + 1)]);
    }

    private void CallGlobal(int global, int arguments)
    {
        CheckArguments(arguments);
        if (Inlined(global, arguments) is { } result)
        {
            Replace(arguments, result);
            return;
        }
        if (_scan.IsSelfCall(_pc) && InlinedSelf(arguments) is { } ofSelf)
        {
            Replace(arguments, ofSelf);
            return;
        }
        int[] operands = Operands(arguments);
        Replace(arguments, _scan.IsSelfCall(_pc) ? CallSelf(global, operands) : CallOther(global, operands));
    }

    /// <summary>A loop that calls a function in every round finds it once. Whether it is there yet must be asked then: the function may be defined while the loop runs.</summary>
    private int CallOther(int global, int[] operands)
    {
        if (_graph.Blocks[_block].Loop < 0) return Add(IrOp.CallGlobal, IrType.Any, operands, global, UnwindSnapshot());
        int function = Add(IrOp.GlobalConstant, IrType.Closure, [Globals()], global, Snapshot(), DeoptReason.Unbound);
        return Add(IrOp.CallClosure, IrType.Any, [function, .. operands], snapshot: UnwindSnapshot());
    }

    private void TailCallGlobal(int global, int arguments)
    {
        CheckArguments(arguments);
        if (Inlined(global, arguments) is { } result)
        {
            ReturnWith(Tagged(result));
            return;
        }
        if (!_scan.IsSelfTailCall(_pc))
        {
            if (IsCopy)
            {
                ReturnWith(AddCallForTheCaller(CallOther(global, Operands(arguments))));
                return;
            }
            Add(IrOp.TailCallGlobal, IrType.None, Operands(arguments), global);
            _block = -1;
            return;
        }
        Add(IrOp.Poll, IrType.None, [], snapshot: Snapshot());
        int[] next = _state[..LocalCount];
        Plain.Fill(next, Nil);
        for (int i = 0; i < arguments; i++) next[i] = Peek(arguments - 1 - i);
        // What the back-edge boxes may leave, and then the interpreter makes the call: so the state stays until it is done.
        for (int i = 0; i < arguments; i++)
            if (BackEdgeBoxes(i, next[i])) next[i] = Tagged(next[i]);
        Plain.Fill(_state, Nil);
        next.CopyTo(_state, 0);
        _depth = 0;
        GoBack(_scan.LoopAt(0));
    }

    private bool BackEdgeBoxes(int slot, int value)
    {
        int phi = _loops[_scan.LoopAt(0)]!.Phis[slot];
        return phi >= 0 && TypeOf(phi) == IrType.Any && !IrTypes.IsTagged(TypeOf(value));
    }

    private void CheckArguments(int count)
    {
        if (count > ExecContext.ArgsMax) throw new BailoutException(BailoutReason.TooManyArguments, $"at instruction {_pc}");
    }

    /// <summary>Closures with more are left to the interpreter.</summary>
    private const int InlineCapturesMax = 32;

    private void Closure(int index)
    {
        ImmutableArray<Capture> captures = _chunk.Functions[index].Captures;
        CheckArguments(captures.Length);
        var taken = new int[captures.Length];
        for (int i = 0; i < taken.Length; i++)
        {
            int value = captures[i].FromLocal ? _state[captures[i].Index] : Add(IrOp.CaptureGet, IrType.Any, [], captures[i].Index);
            taken[i] = value == Nil ? Word(Value.NilBits) : Tagged(value);
        }
        Push(Add(captures.Length <= InlineCapturesMax ? IrOp.NewClosure : IrOp.RuntimeCall, IrType.Closure, taken, index, Snapshot()));
    }
}
