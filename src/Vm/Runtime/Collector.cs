using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace ClaudeLang.Vm.Runtime;

/// <summary>
/// The collector: precise, in two generations. New objects are in the nursery; a minor collection copies the living ones into holes of
/// the old generation's blocks, starting from the roots and the remembered objects; copying is Cheney's: what was copied is the work
/// list. When the old generation has grown enough it is marked, a slice at the end of each minor collection, and then swept by lines:
/// nothing old moves. Only <see cref="Compact"/> moves old objects, all in one pause: before the program is told that it is out of
/// memory, and when it asks for a collection.
/// </summary>
public sealed unsafe partial class Heap
{
    private long _outsideBytes, _outsideLimit;
    /// <summary>Marked in a slice for each byte that became old since the last one: the faster, the less garbage piles up meanwhile.</summary>
    private const long SlicePerOldByte = 2;
    /// <summary>A block with more live lines than this is not worth emptying.</summary>
    private const int SparseLines = BlockSpace.Lines / 2;
    /// <summary>Nor, when memory is short, a block with more than these.</summary>
    private const int FullLines = BlockSpace.Lines - (BlockSpace.Lines / 8);

    private long _oldBytes, _markAtBytes, _markAtHeldBytes, _limitBytes;
    private long _pauseStarted, _pauseStartedWork;
    private int _outOfMemoryCount;
    private long _minorCount, _fullCount, _promotedBytes, _collectUs, _collectMaxUs, _collectMaxWorkUs;

    /// <summary>Taken for old and large objects.</summary>
    internal long HeldBytes => _space.UsedBytes + _largeBytes;

    /// <summary>Collects. Full: all that is not reachable is gone afterwards, and sparse blocks are emptied.</summary>
    public void Collect(bool full)
    {
        BeginPause();
        try
        {
            if (full) CollectAll(_options.Stress ? BlockSpace.Lines : SparseLines);
            else CollectYoung();
        }
        finally
        {
            EndPause();
        }
        _space.Start();
    }

    /// <summary>Makes room for an allocation; raises :out-of-memory if what lives exceeds the limit.</summary>
    private void CollectFor(long bytes)
    {
        Collect(full: false);
        KeepLimit(bytes);
    }

    private void KeepLimit(long bytes)
    {
        if (HeldInAllBytes + bytes > _limitBytes) Compact(FullLines);
        // Lines with a little in each fill a block as well as full ones do.
        if (HeldInAllBytes + bytes > _limitBytes) Compact(BlockSpace.Lines);
        if (HeldInAllBytes + bytes > _limitBytes) throw OutOfMemory();
    }

    /// <summary>The last resort, and a long pause: everything is marked anew, and blocks with at most so many live lines are emptied into others.</summary>
    private void Compact(int emptiedLinesMax)
    {
        BeginPause();
        try
        {
            CollectAll(emptiedLinesMax);
            _largeMemory.Dispose();
        }
        finally
        {
            EndPause();
        }
        _space.Start();
    }

    private void BeginPause()
    {
        CollectionPauses.Begin();
        _pauseStarted = Stopwatch.GetTimestamp();
        _pauseStartedWork = ThreadTime.Microseconds;
    }

    private void EndPause()
    {
        CollectionPauses.End();
        long us = (long)Stopwatch.GetElapsedTime(_pauseStarted).TotalMicroseconds;
        _collectUs += us;
        _collectMaxUs = Math.Max(_collectMaxUs, us);
        _collectMaxWorkUs = Math.Max(_collectMaxWorkUs, ThreadTime.Microseconds - _pauseStartedWork);
    }

    /// <summary>
    /// The first time there is some room beyond the limit for whoever catches the error; what the abandoned computation leaves behind
    /// goes at the next collection. The second time is the end.
    /// </summary>
    private FaultException OutOfMemory()
    {
        bool isFinal = _outOfMemoryCount++ > 0;
        _limitBytes = HeldInAllBytes + Math.Max(_options.HeapBytesMax / 8, 4 * _options.NurseryBytes);
        _markAtBytes = 0;
        return Faults.OutOfMemory(_options.HeapBytesMax, isFinal);
    }

    /// <summary>Memory outside of the heap that a program's own doing takes, as its fibers do: it counts against the same limit.</summary>
    public void TakeOutside(long bytes)
    {
        _outsideBytes += bytes;
        if (_outsideBytes <= _outsideLimit || bytes <= 0) return;
        _outsideBytes -= bytes;
        bool isFinal = _outsideLimit > _options.HeapBytesMax;
        _outsideLimit = _options.HeapBytesMax + (_options.HeapBytesMax / 8);
        throw Faults.OutOfMemory(_options.HeapBytesMax, isFinal);
    }

    /// <summary>The same where no error can be raised: the next <see cref="TakeOutside"/> sees it.</summary>
    public void CountOutside(long bytes) => _outsideBytes += bytes;

    private void CollectYoung()
    {
        long before = _oldBytes, open = _cycleOpenBytes;
        bool begins = !_marking && (_oldBytes > _markAtBytes || HeldBytes > _markAtHeldBytes);
        if (begins) BeginMarking();
        VisitRemembered();
        EmptyNursery(wholeRoots: begins);
        long promoted = _oldBytes - before;
        _promotedBytes += promoted;
        UnopenedBytesMax = Math.Max(UnopenedBytesMax, promoted - open);
        _minorCount++;
        if (_marking) ContinueMarking(promoted + _largeNewBytes);
        _largeNewBytes = 0;
    }

    /// <summary>Marks everything in one pause and moves what is in blocks with at most so many live lines.</summary>
    private void CollectAll(int emptiedLinesMax)
    {
        if (_marking)
        {
            // Its marks are as old as its beginning: it has to end before an exact one can begin.
            CollectYoung();
            MarkRest();
            if (_marking) EndMarking();
        }
        BeginMarking();
        _emptying = true;
        _holeBlock = null;
        _space.MarkForEmptying(emptiedLinesMax);
        EmptyNursery(wholeRoots: true);
        EndMarking();
        _largeNewBytes = 0;
    }

    /// <summary>Moves the living out of the nursery and empties it.</summary>
    private void EmptyNursery(bool wholeRoots)
    {
        long youngBytes = _context->AllocPointer - _nurseryStart;
        _allocatedBytes += youngBytes;
        var visitor = new RootVisitor(this, isMinor: !wholeRoots);
        visitor.VisitRange(_rootBottom, (nint)(RootTop - _rootBottom));
        VisitOwnRoots(visitor);
        foreach (IRootSource source in _sources) source.VisitRoots(visitor);
        DrainCopied();
        if (_emptying) MarkRest();
        MoveHashes();
        ForgetRemembered();
        if (_options.Stress) new Span<byte>((void*)_nurseryStart, (int)youngBytes).Fill(0xDB);
        ResetNursery();
    }

    // ---- copying ----------------------------------------------------------------------------------------------------
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Evacuate(ulong* slot)
    {
        var v = new Value(*slot);
        if (!v.IsHeap) return;
        ulong* at = v.Address;
        if (IsYoung(at)) *slot = Value.FromAddress(Moved(at)).Bits;
        else if (_marking) MarkOld(slot, at);
    }

    /// <summary>The object's new address; copies it if it has not moved yet.</summary>
    private ulong* Moved(ulong* at)
    {
        ulong header = *at;
        if ((byte)header == (byte)ObjectType.Forwarded) return (ulong*)(header >> 8);
        if ((byte)header == (byte)ObjectType.Cons) return MovedList(at);
        long bytes = Objects.BytesOf(at);
        ulong* to = Reserve(bytes);
        for (long i = 1; i < bytes >> 3; i++) to[i] = at[i];
        to[0] = KeptHeader(header);
        *at = (ulong)to << 8;
        return to;
    }

    /// <summary>Moves a pair and the young pairs that follow it, one behind the other: lists that were scanned in turn would be mixed, and each step along one a miss of the cache.</summary>
    private ulong* MovedList(ulong* at)
    {
        ulong* first = Reserve(ObjectLayout.ConsBytes), to = first;
        for (; ; )
        {
            var tail = new Value(at[2]);
            to[0] = KeptHeader(*at);
            to[1] = at[1];
            to[2] = tail.Bits;
            *at = (ulong)to << 8;
            if (!tail.IsHeap) return first;
            at = tail.Address;
            if (!IsYoung(at) || (byte)*at != (byte)ObjectType.Cons) return first;
            ulong* next = Reserve(ObjectLayout.ConsBytes);
            to[2] = Value.FromAddress(next).Bits;
            to = next;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong KeptHeader(ulong header) => (header & ~Objects.ParityFlag) | Objects.OldFlag | _parity;

    private void ScanObject(ulong* at)
    {
        ulong header = *at;
        var type = (ObjectType)(byte)header;
        if (type == ObjectType.Cons)
        {
            Evacuate(at + 1);
            Evacuate(at + 2);
            return;
        }
        if (type == ObjectType.Continuation)
        {
            ScanContinuation(at);
            return;
        }
        int first = Objects.FirstTaggedOf(type);
        if (first == 0) return;
        long words = Objects.FixedWordsOf(type) + (long)(header >> ObjectLayout.LengthShift);
        for (long i = first; i < words; i++) Evacuate(at + i);
    }

    /// <summary>Its frames are found by walking them; a used one has none that count.</summary>
    private void ScanContinuation(ulong* at)
    {
        for (int i = Objects.ContinuationTop; i < Objects.ContinuationFrames; i++) Evacuate(at + i);
        int top = (int)new Value(at[Objects.ContinuationTop]).Fixnum;
        if (top >= 0) SavedFrames!.VisitSavedFrames(at + Objects.ContinuationFrames, top, new RootVisitor(this, isMinor: !_marking));
    }
}
