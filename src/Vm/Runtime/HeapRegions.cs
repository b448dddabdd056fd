using System.Runtime.CompilerServices;

namespace ClaudeLang.Vm.Runtime;

/// <summary>Where the survivors go: bump allocation in the holes of old blocks, and the list of what was copied but not scanned yet.</summary>
public sealed unsafe partial class Heap
{
    /// <summary>Free memory that is being filled. What lies between Scan and Top was copied by this collection and is not scanned yet.</summary>
    private struct Region
    {
        public byte* Top, End, Scan;
    }

    private readonly BlockSpace _space;
    /// <summary>Blocks with free lines that the allocation has not come to yet.</summary>
    private readonly List<nint> _withHoles = [];
    private readonly Stack<(nint From, nint To)> _copied = new();
    /// <summary>The second one takes objects that are longer than a line and do not fit the hole at hand.</summary>
    private Region _holes, _fresh;
    private byte* _holeBlock;
    private int _holeLine;
    /// <summary>In blocks with free lines that were not taken yet.</summary>
    private long _holeBytes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong* Reserve(long bytes)
    {
        byte* at = _holes.Top;
        if (at + bytes > _holes.End) at = ReserveSlowly(bytes);
        else _holes.Top = at + bytes;
        _oldBytes += bytes;
        _markedBytes += bytes;
        return (ulong*)at;
    }

    private byte* ReserveSlowly(long bytes)
    {
        Check.That(bytes <= LargeBytes, "an object too large for a block is in the nursery");
        bool isLong = bytes > BlockSpace.LineBytes;
        if (isLong && _fresh.Top + bytes > _fresh.End) Begin(ref _fresh, _space.Take(), 1, BlockSpace.Lines);
        else if (!isLong) NextHole();
        ref Region region = ref isLong ? ref _fresh : ref _holes;
        byte* at = region.Top;
        region.Top += bytes;
        return at;
    }

    private void NextHole()
    {
        for (; ; )
        {
            if (_holeBlock is null)
            {
                if (_withHoles.Count == 0 || _emptying)
                {
                    Begin(ref _holes, _space.Take(), 1, BlockSpace.Lines);
                    return;
                }
                _holeBlock = (byte*)_withHoles[^1];
                _withHoles.RemoveAt(_withHoles.Count - 1);
                _holeLine = 1;
            }
            var lines = new ReadOnlySpan<byte>(_holeBlock, BlockSpace.Lines);
            int first = lines[_holeLine..].IndexOf((byte)0);
            if (first < 0)
            {
                _holeBlock = null;
                continue;
            }
            first += _holeLine;
            int length = lines[first..].IndexOfAnyExcept((byte)0);
            _holeLine = length < 0 ? BlockSpace.Lines : first + length;
            _holeBytes -= (_holeLine - first) * (long)BlockSpace.LineBytes;
            Begin(ref _holes, _holeBlock, first, _holeLine);
            if (_holeLine == BlockSpace.Lines) _holeBlock = null;
            return;
        }
    }

    private void Begin(ref Region region, byte* block, int firstLine, int endLine)
    {
        Retire(ref region);
        BlockSpace.MarkLines(block, firstLine, endLine, _epoch);
        region.Top = region.Scan = block + (firstLine * BlockSpace.LineBytes);
        region.End = block + (endLine * BlockSpace.LineBytes);
    }

    /// <summary>Gives the region's untouched lines back to the next sweep.</summary>
    private void Retire(ref Region region)
    {
        if (region.Scan < region.Top) _copied.Push(((nint)region.Scan, (nint)region.Top));
        if (region.Top < region.End)
        {
            byte* block = BlockSpace.BlockOf(region.Top);
            int first = BlockSpace.LineOf(region.Top + BlockSpace.LineBytes - 1), end = (int)(region.End - block) / BlockSpace.LineBytes;
            if (region.Top + BlockSpace.LineBytes - 1 < region.End) new Span<byte>(block + first, end - first).Clear();
        }
        region = default;
    }

    private void RetireRegions()
    {
        Retire(ref _holes);
        Retire(ref _fresh);
    }

    /// <summary>Scans what has been copied until nothing new turns up.</summary>
    private void DrainCopied()
    {
        for (; ; )
        {
            while (_holes.Scan < _holes.Top) ScanNext(ref _holes.Scan);
            while (_fresh.Scan < _fresh.Top) ScanNext(ref _fresh.Scan);
            if (_holes.Scan < _holes.Top) continue;
            if (!_copied.TryPop(out (nint From, nint To) range)) return;
            var at = (byte*)range.From;
            while (at < (byte*)range.To) ScanNext(ref at);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ScanNext(ref byte* at)
    {
        var address = (ulong*)at;
        at += Objects.BytesOf(address);
        ScanObject(address);
    }
}
