using System.Runtime.InteropServices;

namespace ClaudeLang.Vm.Runtime;

/// <summary>
/// Marking of the old generation, in slices at the end of minor collections. An object is marked when its parity is the present one.
/// The write barrier makes it sound: an old object into which a reference was stored since the last minor collection is remembered, and
/// what is remembered is scanned again, so a marked object never hides an unmarked one beyond the next minor collection. What is
/// promoted meanwhile counts as marked. Marking ends at a minor collection that finds nothing more to scan: the nursery is empty then,
/// and every root that has changed has just been visited.
/// </summary>
public sealed unsafe partial class Heap
{
    /// <summary>Longer objects are scanned in pieces.</summary>
    private const long PieceWords = 4096;

    private ulong* _grey;
    private long _greyCount, _greyCapacity;
    private ulong _parity;
    private byte _epoch = 1;
    private bool _marking, _emptying;
    private long _markedBytes;

    private void BeginMarking()
    {
        RetireRegions();
        _parity ^= Objects.ParityFlag;
        _epoch = (byte)(3 - _epoch);
        _marking = true;
        _markedBytes = 0;
    }

    /// <summary>An old object is reached: marks it, or moves it out of a block that is being emptied.</summary>
    private void MarkOld(ulong* slot, ulong* at)
    {
        ulong header = *at;
        if ((byte)header == (byte)ObjectType.Forwarded)
        {
            *slot = Value.FromAddress((void*)(header >> 8)).Bits;
            return;
        }
        if ((header & Objects.ParityFlag) == _parity) return;
        bool isLarge = (header & Objects.LargeFlag) != 0;
        if (!isLarge && *BlockSpace.BlockOf(at) == BlockSpace.Emptied)
        {
            *slot = Value.FromAddress(Moved(at)).Bits;
            return;
        }
        *at = (header ^ Objects.ParityFlag) | Objects.OldFlag;
        long bytes = Objects.BytesOf(at);
        _markedBytes += bytes;
        if (!isLarge) MarkLines(at, bytes);
        if (Objects.FirstTaggedOf((ObjectType)(byte)header) != 0) PushGrey((ulong)at);
    }

    private void MarkLines(ulong* at, long bytes)
    {
        byte* block = BlockSpace.BlockOf(at);
        int last = BlockSpace.LineOf((byte*)at + bytes - 1);
        for (int line = BlockSpace.LineOf(at); line <= last; line++) block[line] = _epoch;
    }

    private void PushGrey(ulong entry)
    {
        if (_greyCount == _greyCapacity)
        {
            _greyCapacity = Math.Max(1 << 12, _greyCapacity * 2);
            _grey = (ulong*)NativeMemory.Realloc(_grey, (nuint)(_greyCapacity * 8));
        }
        _grey[_greyCount++] = entry;
    }

    /// <summary>Scans marked objects until none is left or about so many bytes are done. Backwards, so that a list's head comes before its tail.</summary>
    private void MarkSlice(long bytes)
    {
        for (long words = bytes >> 3; words > 0 && _greyCount > 0;)
        {
            ulong entry = _grey[--_greyCount];
            var at = (ulong*)(entry & ~1UL);
            ObjectType type = Objects.TypeOf(at);
            if (type == ObjectType.Continuation)
            {
                ScanContinuation(at);
                words -= Objects.BytesOf(at) >> 3;
                continue;
            }
            long first = Objects.FirstTaggedOf(type);
            long end = (entry & 1) != 0 ? (long)_grey[--_greyCount] : Objects.FixedWordsOf(type) + (long)(*at >> ObjectLayout.LengthShift);
            if (end - first > PieceWords)
            {
                PushGrey((ulong)(end - PieceWords));
                PushGrey((ulong)at | 1);
                first = end - PieceWords;
            }
            for (long i = end - 1; i >= first; i--) Evacuate(at + i);
            words -= end - first + 1;
        }
    }

    /// <summary>Marks all that is left, in this pause.</summary>
    private void MarkRest()
    {
        do
        {
            MarkSlice(long.MaxValue);
            DrainCopied();
        }
        while (_greyCount > 0);
    }

    private void EndMarking()
    {
        _marking = _emptying = false;
        RetireRegions();
        _holeBlock = null;
        SweepHashes();
        SweepLarge();
        _space.Sweep(_epoch, _withHoles, keepBytes: Math.Max(32L << 20, _markedBytes), _options.Stress);
        _oldBytes = _markedBytes;
        _fullCount++;
        long room = Math.Max(_options.NurseryBytes, (_options.HeapBytesMax - _oldBytes) / 2);
        _markAtBytes = _oldBytes + Math.Min(room, Math.Max(_options.MarkAtBytes, _oldBytes));
        if (HeldInAllBytes < _options.HeapBytesMax - (_options.HeapBytesMax / 8)) _limitBytes = _options.HeapBytesMax;
        if (_greyCapacity > 1 << 16) FreeGrey();
    }

    private void FreeGrey()
    {
        NativeMemory.Free(_grey);
        _grey = null;
        _greyCapacity = 0;
    }
}
