using System.Diagnostics;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>
/// Limits of the run that are looked at on the slow paths. In a run with fuel every call and every loop turn takes one: no handle's
/// <see cref="FunctionHandle.CallShape"/> fits, and every Countdown is due. The time limit is a timer that makes the fused check fail, as pre-emption does.
/// </summary>
public sealed unsafe partial class Execution
{
    private readonly Lock _deadlineGate = new();
    private Timer? _deadline;
    /// <summary>When the time is up, as a <see cref="Stopwatch"/> time.</summary>
    private long _deadlineAt = long.MaxValue;

    /// <summary>What the run has used; also for those who make channels.</summary>
    public Meter Meter { get; }

    private int FirstCountdown => _meteredFuel ? 0 : _sink is null ? int.MaxValue : _tiers.ProfileAfter;
    private readonly bool _meteredFuel;

    private void StartDeadline()
    {
        if (_deadline is not null || Meter.Limits.TimeMs is null) return;
        Meter.DeadlineTaken = () =>
        {
            _deadlineAt = long.MaxValue;
            _deadline!.Change(Meter.NextDeadlineMs, Timeout.Infinite);
        };
        _deadlineAt = Stopwatch.GetTimestamp() + (long)(Meter.NextDeadlineMs / 1000.0 * Stopwatch.Frequency);
        _deadline = new Timer(_ => PassDeadline(), null, Meter.NextDeadlineMs, Timeout.Infinite);
    }

    private void PassDeadline()
    {
        lock (_deadlineGate)
        {
            if (_disposed) return;
            Meter.PassDeadline();
            Interrupt();
        }
    }

    private void EndDeadline()
    {
        // Whoever is in the callback now still has the context.
        lock (_deadlineGate) _deadline?.Dispose();
    }

    /// <summary>For where the top frame is an interpreter frame that stands where the error is to be.</summary>
    private void ThrowIfOutOfTime()
    {
        if (Meter.TakeDeadline() is { } fault) throw fault;
    }

    /// <summary>A loop turn in a run with fuel.</summary>
    private void BurnTurn(FunctionHandle* h)
    {
        h->Countdown = 0;
        if (Meter.BurnFuel() is { } fault) throw fault;
    }
}
