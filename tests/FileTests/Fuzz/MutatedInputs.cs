using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace ClaudeLang.FileTests.Fuzz;

/// <summary>
/// Tries one seed after the other, on one thread. An exception, more memory than any input of that size is worth, or no end within a
/// minute is a failure that names the seed.
/// </summary>
internal sealed class MutatedInputs : IDisposable
{
    private const long BytesMax = 64 << 20, HangMs = 60_000;

    private readonly int _from, _count;
    private readonly Timer _watch;
    private long _seed = -1, _seenSeed = -2, _longestTicks, _bytesMost, _ticks;

    public MutatedInputs(int from, int count)
    {
        (_from, _count) = (from, count);
        _watch = new Timer(_ => CheckProgress(), null, HangMs, HangMs);
    }

    /// <param name="input">Makes the input from the seed and has it judged.</param>
    public void Try(Action<int> input)
    {
        long began = Stopwatch.GetTimestamp(), last = began;
        for (int seed = _from; seed < _from + _count; seed++)
        {
            Volatile.Write(ref _seed, seed);
            long bytesBefore = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                input(seed);
            }
            catch (Exception e)
            {
                Assert.Fail($"seed {seed}: {e}");
            }
            long bytes = GC.GetAllocatedBytesForCurrentThread() - bytesBefore, now = Stopwatch.GetTimestamp();
            if (bytes > BytesMax) Assert.Fail($"seed {seed}: {bytes} bytes");
            _bytesMost = Math.Max(_bytesMost, bytes);
            _longestTicks = Math.Max(_longestTicks, now - last);
            last = now;
        }
        _ticks = last - began;
    }

    /// <summary>A test cannot end a thread that hangs: the process ends instead, and says where.</summary>
    private void CheckProgress()
    {
        long seed = Volatile.Read(ref _seed);
        if (seed >= 0 && seed == _seenSeed) Environment.FailFast($"the mutated input of seed {seed} took more than a minute");
        _seenSeed = seed;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"seeds {_from} to {_from + _count - 1} in {Seconds(_ticks):F1} s; the longest took {1000 * Seconds(_longestTicks):F1} ms, the largest {_bytesMost >> 10} KiB of memory");

    private static double Seconds(long ticks) => (double)ticks / Stopwatch.Frequency;

    public void Dispose() => _watch.Dispose();
}
