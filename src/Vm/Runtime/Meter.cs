using System.Text;

namespace ClaudeLang.Vm.Runtime;

/// <summary>What one run has used of its <see cref="Limits"/>. Used on the run's own thread.</summary>
public sealed class Meter(Limits limits)
{
    private const long FuelLeast = 10_000, OutputLeast = 4096, ChannelsLeast = 16, GraceMsLeast = 100;

    /// <summary>Something that is used up: once there is some more of it.</summary>
    private struct Allowance(long? amount, long least)
    {
        private long _left = amount ?? long.MaxValue;
        private bool _wasHit;

        /// <summary>Null, or the error of the limit; then nothing was taken.</summary>
        public FaultException? Take(long n, Func<string> message)
        {
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

    private Allowance _fuel = new(limits.Fuel, FuelLeast), _output = new(limits.OutputBytes, OutputLeast), _channels = new(limits.Channels, ChannelsLeast);
    private int _timesOutOfTime, _deadlinePassed;

    public Limits Limits => limits;
    /// <summary>Whether calls and loop turns are counted: then the run is interpreted, on the slow paths.</summary>
    public bool CountsFuel => limits.Fuel is not null;

    /// <summary>One call or loop turn; the error if it is one too many.</summary>
    public FaultException? BurnFuel() => _fuel.Take(1, () => $"the run may make {limits.Fuel} calls and loop turns, and has");

    /// <exception cref="FaultException">The text does not fit what is left; nothing of it is to be written.</exception>
    public void CountOutput(string text)
    {
        if (limits.OutputBytes is null) return;
        if (_output.Take(Encoding.UTF8.GetByteCount(text), () => $"the run may write {limits.OutputBytes} bytes of output, and has") is { } fault) throw fault;
    }

    /// <summary>To be called when a channel is made, before it can be used.</summary>
    /// <exception cref="FaultException">Too many are open.</exception>
    public void OpenChannel()
    {
        if (_channels.Take(1, () => $"the run may have {limits.Channels} channels open, and has") is { } fault) throw fault;
    }

    /// <summary>To be called when one is closed.</summary>
    public void CloseChannel() => _channels.GiveBack();

    /// <summary>Milliseconds until <see cref="PassDeadline"/> is due next.</summary>
    public long NextDeadlineMs => _timesOutOfTime == 0 ? limits.TimeMs ?? Timeout.Infinite : Math.Max(GraceMsLeast, (limits.TimeMs ?? 0) / 8);

    /// <summary>Called when the error has been made, so that the next deadline can be set.</summary>
    public Action DeadlineTaken { get; set; } = () => { };

    /// <summary>From any thread: the time is up.</summary>
    public void PassDeadline() => Volatile.Write(ref _deadlinePassed, 1);

    /// <summary>The error of the time limit, if the time was up since the last call.</summary>
    public FaultException? TakeDeadline()
    {
        if (Volatile.Read(ref _deadlinePassed) == 0) return null;
        Volatile.Write(ref _deadlinePassed, 0);
        FaultException fault = Faults.Timeout(limits.TimeMs ?? 0, isFinal: _timesOutOfTime++ > 0);
        DeadlineTaken();
        return fault;
    }
}
