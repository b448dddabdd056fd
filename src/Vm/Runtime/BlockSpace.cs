using System.Numerics;
using System.Runtime.Intrinsics;

namespace ClaudeLang.Vm.Runtime;

/// <summary>
/// The memory of old objects: one reserved range of address space, cut into blocks of 64 KiB, these into 256 lines of 256 bytes
/// (mark-region: Blackburn, McKinley 2008). A block's first line holds one byte for each of the others: 0 if the line is free, else the
/// epoch of the marking that found something alive in it; its own byte says that the block is being emptied.
/// </summary>
internal sealed unsafe class BlockSpace : IDisposable
{
    public const int BlockBytes = 64 << 10, LineBytes = 256, Lines = BlockBytes / LineBytes;
    public const byte Emptied = 0x80;
    private const int BlocksPerPage = (int)(SystemMemory.HugePageBytes / BlockBytes), PagesReleasedAtOnce = 32;

    private readonly nint _mapping, _start;
    private readonly long _mappedBytes;
    private readonly int _blocksMax;
    /// <summary>What <see cref="_live"/> holds of blocks with nothing in them: to be taken, or with their page on the way back to the system.</summary>
    private const short Free = -1, Closing = -2;
    /// <summary>Live lines of a block at the last sweep, all if it was taken since; negative if there is none.</summary>
    private readonly List<short> _live = [];
    /// <summary>Whether the system has the pages of a free block back.</summary>
    private readonly List<bool> _isCold = [];
    /// <summary>To be taken from the end: lower blocks first, so that the higher ones may stay free, and cold ones last.</summary>
    private readonly List<int> _free = [];

    /// <param name="nurseryBytes">Memory before the first block, for the nursery: a small program needs one huge page in all.</param>
    public BlockSpace(long nurseryBytes, long bytesMax)
    {
        long rounded = (nurseryBytes + BlockBytes - 1) & ~(BlockBytes - 1L);
        _mappedBytes = rounded + bytesMax + SystemMemory.HugePageBytes;
        _mapping = SystemMemory.Map(_mappedBytes);
        NurseryStart = (nint)((_mapping + SystemMemory.HugePageBytes - 1) & ~(SystemMemory.HugePageBytes - 1));
        SystemMemory.PreferHugePages(NurseryStart, _mapping + _mappedBytes - NurseryStart);
        _start = NurseryStart + (nint)rounded;
        _opened = (_start + (nint)SystemMemory.HugePageBytes - 1) & ~(nint)(SystemMemory.HugePageBytes - 1);
        _blocksMax = (int)Math.Min(int.MaxValue, bytesMax / BlockBytes);
    }

    private const long OpenAheadMax = 32 << 20;
    private readonly PageOpener _opener = new();
    /// <summary>Where the memory begins that nobody has asked to be opened.</summary>
    private nint _opened;
    /// <summary>Of the free blocks, those at the end that are open or will be.</summary>
    private int _warm;

    public nint NurseryStart { get; }
    /// <summary>Blocks that hold objects.</summary>
    public int UsedBlocks { get; private set; }
    public long UsedBytes => (long)UsedBlocks * BlockBytes;

    public static byte* BlockOf(void* address) => (byte*)((nuint)address & ~(nuint)(BlockBytes - 1));
    public static int LineOf(void* address) => (int)((nuint)address & (BlockBytes - 1)) / LineBytes;
    private byte* At(int block) => (byte*)_start + ((long)block * BlockBytes);

    /// <summary>A free block, all its lines free.</summary>
    public byte* Take()
    {
        int block = _live.Count;
        if (_free.Count == 0) TakeBackClosed();
        if (_free.Count > 0)
        {
            block = _free[^1];
            _free.RemoveAt(_free.Count - 1);
            _warm = Math.Max(0, _warm - 1);
        }
        else
        {
            Check.That(block < _blocksMax, "the old generation's address space is used up");
            _live.Add(0);
            _isCold.Add(false);
        }
        _live[block] = Lines - 1;
        _isCold[block] = false;
        UsedBlocks++;
        OpenAhead();
        new Span<byte>(At(block), LineBytes).Clear();
        return At(block);
    }

    /// <summary>Keeps open what will be taken next: twice of what is used, so that a small program does not pay for it. A heap that grows is as fast as the opening of its pages.</summary>
    private void OpenAhead()
    {
        long ahead = Math.Clamp(2 * UsedBytes, SystemMemory.HugePageBytes, OpenAheadMax);
        for (; _warm * (long)BlockBytes < ahead && _warm < _free.Count; _warm++)
        {
            int block = _free[^(_warm + 1)];
            if (!_isCold[block]) continue;
            nint page = PageOf(block);
            _opener.Open(page);
            for (int i = block; i < _live.Count && PageOf(i) == page; i++) _isCold[i] = false;
            for (int i = block; i >= 0 && PageOf(i) == page; i--) _isCold[i] = false;
        }
        if (_warm < _free.Count) return;
        nint end = (nint)At(_live.Count) + (nint)(ahead - (_warm * (long)BlockBytes));
        for (; _opened < end && _opened + SystemMemory.HugePageBytes <= _mapping + _mappedBytes; _opened += (nint)SystemMemory.HugePageBytes) _opener.Open(_opened);
    }

    private nint PageOf(int block) => (nint)At(block) & ~(nint)(SystemMemory.HugePageBytes - 1);

    /// <summary>Marks blocks to be emptied by the collection that begins: those with at most so many live lines at the last sweep.</summary>
    public void MarkForEmptying(int liveLinesMax)
    {
        for (int i = 0; i < _live.Count; i++) if (_live[i] >= 0 && _live[i] <= liveLinesMax) *At(i) = Emptied;
    }

    /// <summary>Frees the lines that the marking did not reach; fills <paramref name="withHoles"/> with the blocks that have free ones, the lowest at the end.</summary>
    /// <param name="keepBytes">Free memory beyond this goes back to the system, a bounded amount at once, so that the pause stays short.</param>
    /// <param name="poison">Overwrite what is free, so that a stale pointer is found out.</param>
    public void Sweep(byte epoch, List<nint> withHoles, long keepBytes, bool poison)
    {
        withHoles.Clear();
        UsedBlocks = 0;
        TakeBackClosed();
        for (int i = _live.Count - 1; i >= 0; i--)
        {
            if (_live[i] < 0) continue;
            byte* block = At(i);
            int live = KeepLines(block, epoch);
            if (poison) Poison(block);
            _live[i] = live == 0 ? Free : (short)live;
            if (live > 0) UsedBlocks++;
            if (live is > 0 and < Lines - 1) withHoles.Add((nint)block);
        }
        Release(keepBytes);
        _free.Clear();
        _warm = 0;
        for (int cold = 1; cold >= 0; cold--)
            for (int i = _live.Count - 1; i >= 0; i--) if (_live[i] == Free && _isCold[i] == (cold == 1)) _free.Add(i);
    }

    /// <summary>Whole huge pages only, from the top: giving back a part would split the page, and the rest of the last one may be taken meanwhile.</summary>
    private void Release(long keepBytes)
    {
        long excess = -keepBytes;
        for (int i = 0; i < _live.Count; i++) if (_live[i] == Free && !_isCold[i]) excess += BlockBytes;
        int before = (int)((_start - NurseryStart) / BlockBytes), released = 0;
        for (int page = (_live.Count + before) / BlocksPerPage; page > 0 && excess > 0 && released < PagesReleasedAtOnce; page--)
        {
            int first = (page * BlocksPerPage) - before, end = first + BlocksPerPage;
            if (first < 0 || end > _live.Count || !IsAllFree(first, end)) continue;
            for (int i = first; i < end; i++) _live[i] = Closing;
            _opener.Close((nint)At(first));
            excess -= SystemMemory.HugePageBytes;
            released++;
        }
    }

    /// <summary>What the system has back by now can be taken again, as the last.</summary>
    private void TakeBackClosed()
    {
        while (_opener.TryTakeClosed(out nint page))
        {
            int first = (int)((page - _start) / BlockBytes), end = first + BlocksPerPage;
            for (int i = end - 1; i >= first; i--)
            {
                _live[i] = Free;
                _isCold[i] = true;
                _free.Add(i);
            }
        }
    }

    private bool IsAllFree(int first, int end)
    {
        bool anyWarm = false;
        for (int i = first; i < end; i++)
        {
            if (_live[i] != Free) return false;
            anyWarm |= !_isCold[i];
        }
        return anyWarm;
    }

    private static int KeepLines(byte* marks, byte epoch)
    {
        int live = 0;
        Vector256<byte> wanted = Vector256.Create(epoch);
        for (int at = 0; at < Lines; at += 32)
        {
            Vector256<byte> same = Vector256.Equals(Vector256.Load(marks + at), wanted);
            live += BitOperations.PopCount(same.ExtractMostSignificantBits());
            (same & wanted).Store(marks + at);
        }
        return live;
    }

    private static void Poison(byte* block)
    {
        for (int line = 1; line < Lines; line++) if (block[line] == 0) new Span<byte>(block + (line * LineBytes), LineBytes).Fill(0xDB);
    }

    public void Dispose()
    {
        _opener.Dispose();
        SystemMemory.Unmap(_mapping, _mappedBytes);
    }
}
