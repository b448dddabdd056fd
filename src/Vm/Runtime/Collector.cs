using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ClaudeLang.Vm.Runtime;

/// <summary>
/// The collector: precise, moving, in two generations. New objects are in the nursery; a minor collection copies the living ones into
/// old blocks, starting from the roots and the remembered objects. When old memory has doubled a full collection copies everything that
/// lives into fresh blocks. Copying is Cheney's: the new blocks are the work list. Large objects stay in place and are marked by parity.
/// </summary>
public sealed unsafe partial class Heap
{
    private const int BlockBytes = 1 << 20;
    private const long FullAtLeastBytes = 16 << 20;

    private sealed class Block
    {
        public readonly byte* Start = (byte*)NativeMemory.Alloc(BlockBytes);
        public byte* Top;
        public Block() => Top = Start;
        public void Free() => NativeMemory.Free(Start);
    }

    private List<Block> _blocks = [];
    private readonly List<Block> _spare = [];
    private readonly List<nint> _large = [], _remembered = [];
    private readonly Stack<nint> _grey = new();
    private ulong _parity;
    private bool _full;
    private int _scanBlock;
    private byte* _scan;
    private long _oldBytes, _fullAtBytes = FullAtLeastBytes;
    private long _minorCount, _fullCount, _promotedBytes, _collectUs, _collectMaxUs;

    /// <summary>Collects; raises :out-of-memory if what lives exceeds the limit.</summary>
    public void Collect(bool full)
    {
        long started = Stopwatch.GetTimestamp();
        long youngBytes = _context->AllocPointer - _nurseryStart;
        _allocatedBytes += youngBytes;
        full |= _oldBytes + youngBytes > _fullAtBytes;
        long before = _oldBytes;
        if (full) CollectFull(); else CollectMinor();
        if (_options.Stress) new Span<byte>((void*)_nurseryStart, (int)youngBytes).Fill(0xDB);
        ResetNursery();
        if (full) _fullCount++; else { _minorCount++; _promotedBytes += _oldBytes - before; }
        long us = (long)Stopwatch.GetElapsedTime(started).TotalMicroseconds;
        _collectUs += us;
        _collectMaxUs = Math.Max(_collectMaxUs, us);
        if (full && _oldBytes > _options.HeapBytesMax) throw Faults.OutOfMemory(_options.HeapBytesMax);
    }

    private void CollectMinor()
    {
        _full = false;
        _scanBlock = Math.Max(0, _blocks.Count - 1);
        _scan = _blocks.Count > 0 ? _blocks[^1].Top : null;
        foreach (nint remembered in _remembered) ScanObject((ulong*)remembered);
        VisitRoots();
        DrainGrey();
        MoveHashes();
        ForgetRemembered();
    }

    private void CollectFull()
    {
        _full = true;
        _parity ^= Objects.ParityFlag;
        List<Block> from = _blocks;
        _blocks = [];
        _scanBlock = 0;
        _scan = null;
        _oldBytes = 0;
        VisitRoots();
        DrainGrey();
        MoveHashes();
        SweepLarge();
        ForgetRemembered();
        Recycle(from);
        _fullAtBytes = Math.Max(FullAtLeastBytes, Math.Min(_oldBytes * 2, Math.Max(_options.HeapBytesMax, _oldBytes + (_oldBytes >> 3))));
    }

    private void VisitRoots()
    {
        var visitor = new RootVisitor(this, !_full);
        visitor.VisitRange(_rootBottom, (nint)(RootTop - _rootBottom));
        VisitOwnRoots(visitor);
        foreach (IRootSource source in _sources) source.VisitRoots(visitor);
    }

    // ---- copying ----------------------------------------------------------------------------------------------------
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Evacuate(ulong* slot)
    {
        var v = new Value(*slot);
        if (!v.IsHeap) return;
        ulong* at = v.Address;
        if (IsYoung(at)) *slot = Value.FromAddress(Moved(at)).Bits;
        else if (_full) EvacuateOld(slot, at);
    }

    private void EvacuateOld(ulong* slot, ulong* at)
    {
        ulong header = *at;
        if ((byte)header == (byte)ObjectType.Forwarded) *slot = Value.FromAddress((void*)(header >> 8)).Bits;
        else if ((header & Objects.ParityFlag) == _parity) return;
        else if ((header & Objects.LargeFlag) == 0) *slot = Value.FromAddress(Moved(at)).Bits;
        else
        {
            *at = header ^ Objects.ParityFlag;
            _oldBytes += Objects.BytesOf(at);
            _grey.Push((nint)at);
        }
    }

    /// <summary>The object's new address; copies it if it has not moved yet.</summary>
    private ulong* Moved(ulong* at)
    {
        ulong header = *at;
        if ((byte)header == (byte)ObjectType.Forwarded) return (ulong*)(header >> 8);
        long bytes = Objects.BytesOf(at);
        ulong* to = Reserve(bytes);
        to[0] = (header & ~Objects.ParityFlag) | Objects.OldFlag | _parity;
        for (long i = 1; i < bytes >> 3; i++) to[i] = at[i];
        *at = (ulong)to << 8;
        return to;
    }

    private ulong* Reserve(long bytes)
    {
        Check.That(bytes <= LargeBytes, "an object too large for a block is in the nursery");
        Block? block = _blocks.Count > 0 ? _blocks[^1] : null;
        if (block is null || block.Top + bytes > block.Start + BlockBytes)
        {
            block = TakeBlock();
            _blocks.Add(block);
        }
        byte* at = block.Top;
        block.Top += bytes;
        _oldBytes += bytes;
        return (ulong*)at;
    }

    private Block TakeBlock()
    {
        if (_spare.Count == 0) return new Block();
        Block block = _spare[^1];
        _spare.RemoveAt(_spare.Count - 1);
        return block;
    }

    /// <summary>Scans what has been copied or marked until nothing new turns up.</summary>
    private void DrainGrey()
    {
        for (; ; )
        {
            while (_scanBlock < _blocks.Count)
            {
                Block block = _blocks[_scanBlock];
                if (_scan is null) _scan = block.Start;
                while (_scan < block.Top)
                {
                    var at = (ulong*)_scan;
                    _scan += Objects.BytesOf(at);
                    ScanObject(at);
                }
                if (_scanBlock == _blocks.Count - 1) break;
                _scanBlock++;
                _scan = null;
            }
            if (_grey.Count == 0) return;
            ScanObject((ulong*)_grey.Pop());
        }
    }

    private void ScanObject(ulong* at)
    {
        ObjectType type = Objects.TypeOf(at);
        int first = Objects.FirstTaggedOf(type);
        if (first == 0) return;
        long words = Objects.FixedWordsOf(type) + (long)(*at >> ObjectLayout.LengthShift);
        for (long i = first; i < words; i++) Evacuate(at + i);
    }

    // ---- afterwards -------------------------------------------------------------------------------------------------
    private void SweepLarge()
    {
        int kept = 0;
        for (int i = 0; i < _large.Count; i++)
        {
            var at = (ulong*)_large[i];
            if ((*at & Objects.ParityFlag) != _parity) NativeMemory.Free(at);
            else
            {
                *at |= Objects.OldFlag;
                _large[kept++] = (nint)at;
            }
        }
        _large.RemoveRange(kept, _large.Count - kept);
    }

    /// <summary>Nothing is young any more. In a full collection the objects may have moved or died: their copies carry the flag already.</summary>
    private void ForgetRemembered()
    {
        if (!_full) foreach (nint at in _remembered) *(ulong*)at |= Objects.OldFlag;
        _remembered.Clear();
    }

    private void Recycle(List<Block> blocks)
    {
        foreach (Block block in blocks)
        {
            if (_options.Stress) new Span<byte>(block.Start, (int)(block.Top - block.Start)).Fill(0xDB);
            block.Top = block.Start;
            if (_spare.Count < 4 + (_blocks.Count / 2)) _spare.Add(block);
            else block.Free();
        }
    }
}
