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
    private const int ReleasedAtOnce = 64;

    private readonly nint _mapping, _start;
    private readonly long _mappedBytes;
    private readonly int _blocksMax;
    /// <summary>Live lines of a block at the last sweep, all if it was taken since; -1 if it is free.</summary>
    private readonly List<short> _live = [];
    /// <summary>Free blocks: from the front those whose pages the system has back, at the end those that are warm.</summary>
    private readonly List<int> _cold = [], _warm = [];

    public BlockSpace(long bytesMax)
    {
        _mappedBytes = bytesMax + (2 * BlockBytes);
        _mapping = SystemMemory.Map(_mappedBytes);
        _start = (_mapping + BlockBytes - 1) & ~(BlockBytes - 1);
        _blocksMax = (int)Math.Min(int.MaxValue, bytesMax / BlockBytes);
    }

    /// <summary>Blocks that hold objects.</summary>
    public int UsedBlocks { get; private set; }
    public long UsedBytes => (long)UsedBlocks * BlockBytes;

    public static byte* BlockOf(void* address) => (byte*)((nuint)address & ~(nuint)(BlockBytes - 1));
    public static int LineOf(void* address) => (int)((nuint)address & (BlockBytes - 1)) / LineBytes;
    private byte* At(int block) => (byte*)_start + ((long)block * BlockBytes);

    /// <summary>A free block, all its lines free.</summary>
    public byte* Take()
    {
        int block;
        if (Pop(_warm, out block) || Pop(_cold, out block)) _live[block] = Lines - 1;
        else
        {
            block = _live.Count;
            Check.That(block < _blocksMax, "the old generation's address space is used up");
            _live.Add(Lines - 1);
        }
        UsedBlocks++;
        new Span<byte>(At(block), LineBytes).Clear();
        return At(block);
    }

    private static bool Pop(List<int> list, out int block)
    {
        block = list.Count > 0 ? list[^1] : -1;
        if (block >= 0) list.RemoveAt(list.Count - 1);
        return block >= 0;
    }

    /// <summary>Marks blocks to be emptied by the collection that begins: those with at most so many live lines at the last sweep.</summary>
    public void MarkForEmptying(int liveLinesMax)
    {
        for (int i = 0; i < _live.Count; i++) if (_live[i] >= 0 && _live[i] <= liveLinesMax) *At(i) = Emptied;
    }

    /// <summary>Frees the lines that the marking did not reach; fills <paramref name="withHoles"/> with the blocks that have free ones.</summary>
    /// <param name="poison">Overwrite what is free, so that a stale pointer is found out.</param>
    public void Sweep(byte epoch, List<nint> withHoles, bool poison)
    {
        withHoles.Clear();
        for (int i = 0; i < _live.Count; i++)
        {
            if (_live[i] < 0) continue;
            byte* block = At(i);
            int live = KeepLines(block, epoch);
            _live[i] = (short)live;
            if (poison) Poison(block);
            if (live == 0) Free(i);
            else if (live < Lines - 1) withHoles.Add((nint)block);
        }
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

    private void Free(int block)
    {
        _live[block] = -1;
        _warm.Add(block);
        UsedBlocks--;
    }

    /// <summary>Gives the system back some of the free blocks beyond those that are worth keeping. Bounded, so that a pause stays short.</summary>
    public void Trim(long keepBytes)
    {
        for (int n = 0; n < ReleasedAtOnce && (long)_warm.Count * BlockBytes > keepBytes && Pop(_warm, out int block); n++)
        {
            SystemMemory.Release((nint)At(block), BlockBytes);
            _cold.Add(block);
        }
    }

    public void Dispose() => SystemMemory.Unmap(_mapping, _mappedBytes);
}
