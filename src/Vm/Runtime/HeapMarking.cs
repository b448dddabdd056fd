using System.Diagnostics;
using System.Runtime.CompilerServices;
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
    private const long PieceWords = 1024;
    /// <summary>Scanned between two looks at the clock.</summary>
    private const long ClockWords = 2048;
    /// <summary>A slice may take so long, even if the collection around it has used up the pause.</summary>
    private const long SliceUsLeast = 250;

    private ulong* _grey;
    private long _greyCount, _greyCapacity;
    private ulong _parity;
    private byte _epoch = 1;
    private bool _marking, _emptying;
    private long _markedBytes;
    /// <summary>Left undone because a slice's time was over.</summary>
    private long _markDebtBytes;
    private long _sliceBytesMax;
    /// <summary>Alive or new when marking last ended, and what is garbage if as much lives now.</summary>
    private long _keptBytes = long.MaxValue, _expectedGarbageBytes;
    private long _heldAtSlice;

    private void BeginMarking()
    {
        RetireRegions();
        _parity ^= Objects.ParityFlag;
        _epoch = (byte)(3 - _epoch);
        _marking = true;
        _expectedGarbageBytes = Math.Max(0, _oldBytes - _keptBytes);
        _markedBytes = _markDebtBytes = 0;
        _heldAtSlice = HeldInAllBytes;
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
        if (!isLarge)
        {
            byte* block = BlockSpace.BlockOf(at);
            int last = BlockSpace.LineOf((byte*)at + bytes - 1);
            for (int line = BlockSpace.LineOf(at); line <= last; line++) block[line] = _epoch;
        }
        if (Objects.FirstTaggedOf((ObjectType)(byte)header) != 0) PushGrey((ulong)at);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PushGrey(ulong entry)
    {
        if (_greyCount == _greyCapacity) GrowGrey();
        _grey[_greyCount++] = entry;
    }

    private void GrowGrey()
    {
        _greyCapacity = Math.Max(1 << 12, _greyCapacity * 2);
        _grey = (ulong*)NativeMemory.Realloc(_grey, (nuint)(_greyCapacity * 8));
    }

    /// <summary>
    /// The slice at the end of a minor collection. It ends with its bytes or with the pause's time, whichever comes first; but as much is
    /// marked as it takes to end before the limit of memory is reached.
    /// </summary>
    /// <param name="grownBytes">Old memory that came since the last slice.</param>
    private void ContinueMarking(long grownBytes)
    {
        long held = HeldInAllBytes, room = _limitBytes - held, heldGrown = Math.Max(0, held - _heldAtSlice);
        _heldAtSlice = held;
        if (room < 0)
        {
            _sliceBytesMax = Math.Max(_sliceBytesMax, MarkRest());
            EndMarking();
            return;
        }
        // The part of the room that was used up: of memory that is not held yet, and of that together with the free lines in what is held.
        double used = Math.Max((double)heldGrown / Math.Max(1, room), (double)grownBytes / Math.Max(1, room + _holeBytes));
        // As much has no mark yet and lives as lived the last time; at least half of it, in case more does.
        long unmarked = _oldBytes - _markedBytes, living = Math.Max(unmarked - _expectedGarbageBytes, unmarked / 2);
        // Faster than it has to be: others may share the limit.
        double least = 1.25 * used * living;
        long usual = Math.Max(_options.SliceBytes, grownBytes * SlicePerOldByte), wanted = usual + _markDebtBytes;
        long done = MarkSlice(Math.Max(wanted, (long)least), (long)least, SliceDeadline());
        _markDebtBytes = _greyCount == 0 ? 0 : Math.Max(0, wanted - done);
        // A long slice and the sweep after it would be one pause.
        if (_greyCount == 0 && done <= usual / 2) EndMarking();
    }

    private long SliceDeadline()
    {
        const long perMicrosecond = 1_000_000;
        long end = _pauseStarted + (_options.PauseUs * Stopwatch.Frequency / perMicrosecond);
        return Math.Max(end, Stopwatch.GetTimestamp() + (SliceUsLeast * Stopwatch.Frequency / perMicrosecond));
    }

    /// <summary>Scans marked objects until none is left or about so many bytes are done, or the time is over and the least is done. Gives the bytes.</summary>
    /// <param name="deadline">In the stopwatch's ticks.</param>
    private long MarkSlice(long bytes, long bytesLeast, long deadline)
    {
        long words = 0, look = ClockWords;
        while (words << 3 < bytes && _greyCount > 0)
        {
            words += ScanGrey();
            if (words < look) continue;
            if (words << 3 >= bytesLeast && Stopwatch.GetTimestamp() > deadline) break;
            look = words + ClockWords;
        }
        _sliceBytesMax = Math.Max(_sliceBytesMax, words << 3);
        return words << 3;
    }

    /// <summary>Scans one marked object or a piece of it, backwards, so that a list's head comes before its tail. Gives the words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long ScanGrey()
    {
        ulong entry = _grey[--_greyCount];
        var at = (ulong*)(entry & ~1UL);
        ObjectType type = Objects.TypeOf(at);
        if (type == ObjectType.Continuation)
        {
            ScanContinuation(at);
            return Objects.BytesOf(at) >> 3;
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
        return end - first + 1;
    }

    /// <summary>Marks all that is left, in this pause. Gives the bytes that were scanned.</summary>
    private long MarkRest()
    {
        long words = 0;
        do
        {
            while (_greyCount > 0) words += ScanGrey();
            DrainCopied();
        }
        while (_greyCount > 0);
        return words << 3;
    }

    private void EndMarking()
    {
        _marking = _emptying = false;
        RetireRegions();
        _holeBlock = null;
        SweepHashes();
        SweepLarge();
        _space.Sweep(_epoch, _withHoles, keepBytes: Math.Max(32L << 20, _markedBytes), _options.Stress);
        _oldBytes = _keptBytes = _markedBytes;
        _holeBytes = _space.HoleBytes;
        _fullCount++;
        long room = Math.Max(_options.NurseryBytes, (_options.HeapBytesMax - _oldBytes) / 2);
        _markAtBytes = _oldBytes + Math.Min(room, Math.Max(_options.MarkAtBytes, _oldBytes));
        // Memory that is held by lines with little in them counts against the limit too.
        _markAtHeldBytes = HeldBytes + Math.Max(_options.NurseryBytes, (_options.HeapBytesMax - HeldBytes) / 2);
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
