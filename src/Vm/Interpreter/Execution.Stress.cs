using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>
/// A run under stress (<see cref="StressKinds"/>). Machine code is made to look at the fused check's slow path as if it were pre-empted all the time, and
/// there, as at every other place where it comes to C#, a seeded sequence decides whether its frame becomes the interpreter's, and what its function's
/// handle leads to from then on. It counts events, not time, so the same run does the same; only code that is published from another thread comes when it comes.
/// </summary>
public sealed unsafe partial class Execution
{
    private const StressKinds StressOfCode = StressKinds.Deopt | StressKinds.Osr | StressKinds.Install;
    /// <summary>So many events all come to C#, then one of so many, so that long programs end.</summary>
    private const int StressEventsAll = 20_000, StressEventsOneOf = 32;
    private const uint LeavesOneOf = 3, LeavesLoopOneOf = 2, CountsGuardOneOf = 4, SwapsOneOf = 4, AsksAgainOneOf = 8, FromOtherThreadOneOf = 8;

    private readonly StressKinds _stress;
    private uint _stressRandom = 0x9E37_79B9;
    private int _stressEvents;

    private bool LeavesAtGuards => _stress.HasFlag(StressKinds.Deopt);

    /// <summary>With osr and install each turn counts as the last.</summary>
    private TierLimits StressedLimits(TierLimits limits) => (_stress & (StressKinds.Osr | StressKinds.Install)) == 0 ? limits
        : limits with { ProfileAfter = 1, BaselineAfter = 1, CompileAfter = 1, CompileLoopAfter = 1, RecheckAfter = 1 };

    /// <summary>True once in <paramref name="n"/> times (Marsaglia's xorshift).</summary>
    private bool OneOf(uint n)
    {
        _stressRandom ^= _stressRandom << 13;
        _stressRandom ^= _stressRandom >> 17;
        _stressRandom ^= _stressRandom << 5;
        return _stressRandom % n == 0;
    }

    /// <summary>Before machine code is entered: its next poll, or guard that looks, comes back. What else looks at the limit finds out that nothing is the matter.</summary>
    private void ArmPolls()
    {
        if ((_stress & StressOfCode) != 0 && (++_stressEvents < StressEventsAll || OneOf(StressEventsOneOf))) Volatile.Write(ref _context->StackLimit, nint.MaxValue);
    }

    private bool StressLeaves() => _stress.HasFlag(StressKinds.Deopt) && OneOf(LeavesOneOf);

    /// <param name="pc">0 at the function's entry, else a loop's head.</param>
    private bool StressLeavesPoll(int pc)
    {
        if (_stress.HasFlag(StressKinds.Install))
        {
            TryTopFrame(out Frame frame);
            SwapCode(Interpreter.HandleOf(frame.Low[0]));
        }
        return StressLeaves() || (pc != 0 && _stress.HasFlag(StressKinds.Osr) && OneOf(LeavesLoopOneOf));
    }

    /// <summary>Nobody knows whether the guard that left had failed, so only some are counted.</summary>
    private bool IsGuardFailure() => !LeavesAtGuards || OneOf(CountsGuardOneOf);

    /// <summary>The function is called otherwise from here on: optimized, as baseline code, interpreted; or it is asked for again.</summary>
    private void SwapCode(FunctionHandle* h)
    {
        if (!OneOf(SwapsOneOf)) return;
        int index = h->Index;
        FunctionState state = _functionStates[index];
        InstalledCode? code;
        lock (state)
        {
            code = OneOf(3) ? null : OneOf(2) ? state.Baseline : state.Optimized;
            UseForCalls(h, state, code);
            if (OneOf(AsksAgainOneOf))
            {
                state.RequestedAt.Clear();
                state.Loops.Clear();
                state.IsBaselineRequested = false;
            }
        }
        if (code is not null && OneOf(FromOtherThreadOneOf)) ThreadPool.UnsafeQueueUserWorkItem(_ => Publish(index, code), null);
    }
}
