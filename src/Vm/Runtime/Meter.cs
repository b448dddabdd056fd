using System.Text;

namespace ClaudeLang.Vm.Runtime;

/// <summary>
/// What one run has used of its <see cref="Limits"/>. Used on the run's own thread. A part of a run, one element of a `parallel:map`, has a
/// meter of its own that takes from the whole run's; the time limit is the whole run's alone, whose parts it only ends.
/// </summary>
public sealed class Meter
{
    private const long FuelLeast = 10_000, OutputLeast = 4096, ChannelsLeast = 16, GraceMsLeast = 100;

    /// <summary>Something that is used up: once there is some more of it.</summary>
    private sealed class Allowance(long? amount, long least)
    {
        private long _left = amount ?? long.MaxValue;
        private bool _wasHit;

        /// <summary>Null, or the error of the limit; then nothing was taken.</summary>
        public FaultException? Take(long n, Func<string> message)
        {
            if (amount is null) return null;
            if (_left >= n)
            {
                _left -= n;
                return null;
            }
            FaultException fault = Faults.Limit(message(), isFinal: _wasHit);
            if (!_wasHit) _left = Math.Max(least, (amount ?? 0) / 8);
            _wasHit = true;
            return fault;
        }

        public void GiveBack() => _left++;
    }

    private readonly Meter? _whole;
    private readonly Allowance _fuel, _output, _channels;
    private int _timesOutOfTime, _deadlinePassed;
    private volatile bool _isStopped;

    public Meter(Limits limits)
    {
        Limits = limits;
        _fuel = new(limits.Fuel, FuelLeast);
        _output = new(limits.OutputBytes, OutputLeast);
        _channels = new(limits.Channels, ChannelsLeast);
    }

    private Meter(Meter whole)
    {
        _whole = whole;
        Limits = whole.Limits with { TimeMs = null };
        (_fuel, _output, _channels) = (whole._fuel, whole._output, whole._channels);
    }

    public Meter ForPart() => new(this);

    public Limits Limits { get; }
    /// <summary>Whether something is counted that runs out: then the parts of a run go one after the other, so that each run hits the limit at the same place.</summary>
    public bool CountsInOrder => Limits is not { Fuel: null, OutputBytes: null, Channels: null };
    /// <summary>Whether calls and loop turns are counted: then the run is interpreted, on the slow paths.</summary>
    public bool CountsFuel => Limits.Fuel is not null;

    /// <summary>One call or loop turn; the error if it is one too many.</summary>
    public FaultException? BurnFuel() => _fuel.Take(1, () => $"the run may make {Limits.Fuel} calls and loop turns, and has");

    /// <exception cref="FaultException">The text does not fit what is left; nothing of it is to be written.</exception>
    public void CountOutput(string text)
    {
        if (Limits.OutputBytes is null) return;
        if (_output.Take(Encoding.UTF8.GetByteCount(text), () => $"the run may write {Limits.OutputBytes} bytes of output, and has") is { } fault) throw fault;
    }

    /// <summary>To be called when a channel is made, before it can be used.</summary>
    /// <exception cref="FaultException">Too many are open.</exception>
    public void OpenChannel()
    {
        if (_channels.Take(1, () => $"the run may have {Limits.Channels} channels open, and has") is { } fault) throw fault;
    }

    /// <summary>To be called when one is closed.</summary>
    public void CloseChannel() => _channels.GiveBack();

    /// <summary>Milliseconds until <see cref="PassDeadline"/> is due next.</summary>
    public long NextDeadlineMs => _timesOutOfTime == 0 ? Limits.TimeMs ?? Timeout.Infinite : Math.Max(GraceMsLeast, (Limits.TimeMs ?? 0) / 8);

    /// <summary>Called when the error has been made, so that the next deadline can be set.</summary>
    public Action DeadlineTaken { get; set; } = () => { };

    /// <summary>From any thread: the time is up.</summary>
    public void PassDeadline() => Volatile.Write(ref _deadlinePassed, 1);

    /// <summary>From any thread: this part of a run is to end at its next poll, whatever it catches.</summary>
    public void Stop() => _isStopped = true;

    /// <summary>Whether <see cref="TakeDeadline"/> would give an error.</summary>
    public bool IsEnding => _isStopped || Volatile.Read(ref _deadlinePassed) != 0 || _whole is { IsEnding: true };

    /// <summary>The error of the time limit, if the time was up since the last call.</summary>
    public FaultException? TakeDeadline()
    {
        if (_whole is not null) return IsEnding ? Faults.Stopped() : null;
        if (Volatile.Read(ref _deadlinePassed) == 0) return null;
        Volatile.Write(ref _deadlinePassed, 0);
        FaultException fault = Faults.Timeout(Limits.TimeMs ?? 0, isFinal: _timesOutOfTime++ > 0);
        DeadlineTaken();
        return fault;
    }
}
