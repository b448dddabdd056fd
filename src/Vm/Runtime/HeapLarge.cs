using System.Runtime.InteropServices;

namespace ClaudeLang.Vm.Runtime;

/// <summary>Objects with memory of their own. They never move.</summary>
public sealed unsafe partial class Heap
{
    private const long MappedBytes = 256 << 10;

    private readonly LargeMemory _largeMemory;
    private readonly List<nint> _large = [];
    private long _largeBytes;
    /// <summary>Of large objects since the last collection: they fill no nursery, and have to bring collections about all the same.</summary>
    private long _largeNewBytes;

    private ulong* AllocateLarge(ulong header, long bytes)
    {
        if (HeldInAllBytes + bytes > _limitBytes || _largeNewBytes + bytes > LargeNewBytesMax) Collect(full: false);
        KeepLimit(bytes);
        var at = (ulong*)(bytes >= MappedBytes ? _largeMemory.Allocate(bytes) : (nint)NativeMemory.Alloc((nuint)bytes));
        *at = header | Objects.LargeFlag | _parity;
        _large.Add((nint)at);
        _oldBytes += bytes;
        _markedBytes += bytes;
        _largeBytes += bytes;
        _largeNewBytes += bytes;
        _allocatedBytes += bytes;
        // Its first contents may be young: remembered from the start, without OldFlag.
        if (Objects.FirstTaggedOf((ObjectType)(byte)header) != 0) _remembered.Add((nint)at);
        else *at |= Objects.OldFlag;
        return at;
    }

    /// <summary>Nothing young was stored into the large object that was just made.</summary>
    private void ForgetNewLarge(ulong* at)
    {
        _remembered.RemoveAt(_remembered.Count - 1);
        *at |= Objects.OldFlag;
    }

    private long LargeNewBytesMax => Math.Max(_options.NurseryBytes, _options.MarkAtBytes);

    private void SweepLarge()
    {
        int kept = 0;
        for (int i = 0; i < _large.Count; i++)
        {
            var at = (ulong*)_large[i];
            if ((*at & Objects.ParityFlag) == _parity) _large[kept++] = (nint)at;
            else FreeLarge(at);
        }
        _large.RemoveRange(kept, _large.Count - kept);
    }

    private void FreeLarge(ulong* at)
    {
        long bytes = Objects.BytesOf(at);
        _largeBytes -= bytes;
        if (bytes >= MappedBytes) _largeMemory.Free((nint)at, bytes);
        else NativeMemory.Free(at);
    }
}
