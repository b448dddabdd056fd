using System.Numerics;
using System.Runtime.Intrinsics;

namespace ClaudeLang.Vm.Runtime;

/// <summary>
/// The memory of old objects: one reserved range of address space, cut into blocks of 64 KiB, these into 256 lines of 256 bytes
/// (mark-region: Blackburn, McKinley 2008). A block's first line holds one byte for each of the others: 0 if the line is free, else the
/// epoch of the marking that found something alive in it; its own byte says that the block is being emptied.
/// </summary>
internal sealed unsafe partial class BlockSpace : IDisposable
{
    public const int BlockBytes = 64 << 10, LineBytes = 256, Lines = BlockBytes / LineBytes;
    public const byte Emptied = 0x80;
    /// <summary>The nursery until <see cref="Nursery"/> is open. A small program needs no other, and it is not worth a huge page.</summary>
    private const long FirstNurseryBytes = 256 << 10;

    private readonly nint _mapping, _start;
    private readonly long _mappedBytes;
    /// <summary>What <see cref="_live"/> holds of blocks with nothing in them: open, to be opened as small pages by who takes them, on the way back to the system, closed, or no block but the nursery.</summary>
    private const short Free = -1, Untouched = -2, Closing = -3, Cold = -4, IsNursery = -5;
    /// <summary>Live lines of a block at the last sweep, all if it was taken since; negative if there is none.</summary>
    private readonly List<short> _live = [];

    /// <param name="nurseryBytes">A larger one begins on a huge page of its own, and a first one stands in for it until that is open.</param>
    /// <param name="bytesMax">Of blocks.</param>
    public BlockSpace(long nurseryBytes, long bytesMax)
    {
        long rounded = RoundUp(nurseryBytes, BlockBytes), first = Math.Min(rounded, FirstNurseryBytes);
        bool isSmall = first == rounded;
        _mappedBytes = RoundUp(rounded + bytesMax, SystemMemory.HugePageBytes) + (3 * SystemMemory.HugePageBytes);
        _mapping = SystemMemory.Map(_mappedBytes);
        var aligned = (nint)RoundUp(_mapping, SystemMemory.HugePageBytes);
        SystemMemory.AvoidHugePages(aligned, _mapping + _mappedBytes - aligned);
        _pages = new PageOpener(aligned, (int)((_mapping + _mappedBytes - aligned) / SystemMemory.HugePageBytes));
        _start = aligned + (nint)first;
        FirstNursery = (aligned, aligned + (nint)Math.Min(nurseryBytes, first));
        Nursery = isSmall ? FirstNursery : (aligned + (nint)SystemMemory.HugePageBytes, aligned + (nint)SystemMemory.HugePageBytes + (nint)nurseryBytes);
        _nurseryPages = isSmall ? 0 : (int)(RoundUp(rounded, SystemMemory.HugePageBytes) / SystemMemory.HugePageBytes);
        _nextPage = 1 + _nurseryPages;
        AddBlocksOf(0, Untouched);
        // Where the nursery will be there are no blocks.
        if (!isSmall) AddBlocksUpTo(_live.Count + (int)(rounded / BlockBytes), IsNursery);
    }

    public (nint Start, nint End) FirstNursery { get; }
    public (nint Start, nint End) Nursery { get; }
    /// <summary>Blocks that hold objects.</summary>
    public int UsedBlocks { get; private set; }
    /// <summary>Free lines of blocks that held objects at the last sweep.</summary>
    public long HoleBytes { get; private set; }
    public long UsedBytes => (long)UsedBlocks * BlockBytes;

    public static byte* BlockOf(void* address) => (byte*)((nuint)address & ~(nuint)(BlockBytes - 1));
    public static int LineOf(void* address) => (int)((nuint)address & (BlockBytes - 1)) / LineBytes;
    private byte* At(int block) => (byte*)_start + ((long)block * BlockBytes);
    private static long RoundUp(long bytes, long unit) => (bytes + unit - 1) & -unit;

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
        HoleBytes = 0;
        TakeBackClosed();
        for (int i = _live.Count - 1; i >= 0; i--)
        {
            if (_live[i] < 0) continue;
            byte* block = At(i);
            int live = KeepLines(block, epoch);
            if (poison) Poison(block);
            _live[i] = live == 0 ? Free : (short)live;
            if (live > 0) UsedBlocks++;
            if (live is 0 or Lines - 1) continue;
            withHoles.Add((nint)block);
            HoleBytes += (Lines - 1 - live) * (long)LineBytes;
        }
        Release(keepBytes);
        ListFree();
    }

    /// <summary>In a loop of our own: .NET compiles its ways to fill memory at every start.</summary>
    public static void MarkLines(byte* block, int first, int end, byte epoch)
    {
        ulong eight = epoch * 0x0101_0101_0101_0101UL;
        byte* at = block + first;
        for (; at + sizeof(ulong) <= block + end; at += sizeof(ulong)) *(ulong*)at = eight;
        for (; at < block + end; at++) *at = epoch;
    }

    /// <summary>In vectors that every processor has: wider ones could not be compiled ahead.</summary>
    private static int KeepLines(byte* marks, byte epoch)
    {
        int live = 0;
        Vector128<byte> wanted = Vector128.Create(epoch);
        for (int at = 0; at < Lines; at += Vector128<byte>.Count)
        {
            Vector128<byte> same = Vector128.Equals(Vector128.Load(marks + at), wanted);
            live += BitOperations.PopCount(same.ExtractMostSignificantBits());
            (same & wanted).Store(marks + at);
        }
        return live;
    }

    private static void Poison(byte* block)
    {
        for (int line = 1; line < Lines; line++) if (block[line] == 0) new Span<byte>(block + (line * LineBytes), LineBytes).Fill(0xDB);
    }
}
