using System.Numerics;

namespace ClaudeLang.Vm.Runtime;

/// <summary>
/// Pages for the largest objects of one heap. Some of what dies is kept for the next object of its size: the page faults of fresh
/// memory cost more than filling it.
/// </summary>
/// <param name="keptBytesMax">As much as dies while the old generation grows until it is marked: then later objects need no fresh memory.</param>
public sealed class LargeMemory(long keptBytesMax) : IDisposable
{
    private readonly List<(nint Start, long Bytes)> _kept = [];
    public long KeptBytes { get; private set; }

    /// <summary>Memory with anything in it. Likewise <see cref="Free"/>, in bytes of the object.</summary>
    /// <exception cref="OutOfMemoryException">The system refuses that much address space.</exception>
    public nint Allocate(long bytes)
    {
        long rounded = Rounded(bytes);
        int found = _kept.FindLastIndex(kept => kept.Bytes == rounded);
        if (found < 0) return SystemMemory.Map(rounded);
        nint start = _kept[found].Start;
        _kept.RemoveAt(found);
        KeptBytes -= rounded;
        return start;
    }

    public void Free(nint start, long bytes)
    {
        long rounded = Rounded(bytes);
        _kept.Add((start, rounded));
        KeptBytes += rounded;
        // The oldest go first: nobody has asked for their size for longest.
        int over = 0;
        while (KeptBytes > keptBytesMax)
        {
            SystemMemory.Unmap(_kept[over].Start, _kept[over].Bytes);
            KeptBytes -= _kept[over++].Bytes;
        }
        _kept.RemoveRange(0, over);
    }

    /// <summary>Gives back all that is kept.</summary>
    public void Dispose()
    {
        foreach ((nint start, long bytes) in _kept) SystemMemory.Unmap(start, bytes);
        _kept.Clear();
        KeptBytes = 0;
    }

    /// <summary>Four sizes between a power of two and the next, so that objects of about one size can follow each other.</summary>
    public static long Rounded(long bytes)
    {
        long step = (long)BitOperations.RoundUpToPowerOf2((ulong)bytes) / 8;
        return (bytes + step - 1) / step * step;
    }
}
