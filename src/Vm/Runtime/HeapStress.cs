namespace ClaudeLang.Vm.Runtime;

/// <summary>
/// A stressed heap collects at every allocation, so that a pointer that was not rooted is found out: what moved away is overwritten. Each
/// of these collections moves all that is young, which is what was allocated last. All that is old moves too, in a full collection, as
/// soon as the allocations since the last one are worth what that cost: so an allocation costs about the same however much lives,
/// and with little alive nearly every one moves everything. Counted in bytes, not in time: the same run collects at the same places.
/// </summary>
public sealed unsafe partial class Heap
{
    /// <summary>What one allocation is worth beside its bytes: much at first, less in a program that makes many, so that it ends.</summary>
    private const long StressBytesAtFirst = 16 << 10, StressBytesLater = 1 << 10, StressFirst = 50_000;
    /// <summary>A word of the roots costs as much as so many bytes of the heap: frames are found by walking them.</summary>
    private const long StressBytesPerRoot = 16;

    private long _stressCount, _stressWork, _stressCost, _rootWords;

    private void CollectStressed(long bytes)
    {
        _stressWork += bytes + (_stressCount++ < StressFirst ? StressBytesAtFirst : StressBytesLater);
        bool full = _stressWork >= _stressCost;
        if (full) _rootWords = 0;
        Collect(full);
        if (full) (_stressWork, _stressCost) = (0, HeldBytes + (_rootWords * StressBytesPerRoot));
        KeepLimit(0);
    }

    /// <summary>Roots visited, for the cost of a collection.</summary>
    internal void CountRoots(nint words) => _rootWords += words;
}
