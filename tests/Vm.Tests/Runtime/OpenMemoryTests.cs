using System.Runtime.InteropServices;
using ClaudeLang.Vm.Runtime;
using Xunit;

namespace ClaudeLang.Vm.Tests.Runtime;

/// <summary>A collection takes memory that is open already. How fast it is opened is nobody's promise, so nothing here depends on that.</summary>
public sealed class OpenMemoryTests
{
    [Fact]
    public void A_collection_promotes_little_beyond_what_is_open()
    {
        using var f = new HeapFixture();
        using RootScope scope = f.Heap.Roots();
        // All of it lives. In a stressed heap each collection promotes one pair.
        int count = f.Heap.Options.Stress ? 2_000 : 1_000_000;
        Root list = scope.Add(Value.Empty);
        for (int i = 0; i < count; i++) list.Value = f.Heap.AllocateCons(Value.FromFixnum(i), list.Value);
        Assert.True(f.Heap.Statistics.MinorCollections > 10);
        Assert.InRange(f.Heap.UnopenedBytesMax, 0, Heap.CycleBytesLeast);
        Assert.Equal(count, Sequences.ListLength(list.Value));
    }

    /// <summary>Whether pages are opened or touched small ones: all blocks are there, each once, and none in the nursery.</summary>
    [Fact]
    public void Blocks_do_not_overlap_each_other_or_the_nursery()
    {
        const int count = 200;
        using var space = new BlockSpace(nurseryBytes: 3 << 20, bytesMax: 64 << 20);
        var taken = new HashSet<nint>();
        for (int i = 0; i < count; i++)
        {
            nint block = Taken(space);
            if (i % 20 == 0) space.Start();
            Assert.True(taken.Add(block));
            foreach ((nint start, nint end) in ((nint, nint)[])[space.FirstNursery, space.Nursery])
                Assert.True(block + BlockSpace.BlockBytes <= start || block >= end);
        }
        Assert.Equal(count, space.UsedBlocks);
    }

    private static unsafe nint Taken(BlockSpace space) => (nint)space.Take();

    [Fact]
    public async Task The_nursery_is_opened_when_the_program_is_not_a_small_one()
    {
        using var space = new BlockSpace(nurseryBytes: 1 << 20, bytesMax: 64 << 20);
        Assert.False(space.IsNurseryOpen());
        Assert.Equal(0, space.OpenBytes(long.MaxValue));
        space.Begin();
        await space.Finish();
        Assert.True(space.IsNurseryOpen());
        // The rest of its page holds blocks.
        Assert.Equal(1 << 20, space.OpenBytes(long.MaxValue));
    }

    [Fact]
    public async Task A_page_that_was_taken_back_is_not_opened()
    {
        const int pages = 3;
        long bytes = (pages + 1) * SystemMemory.HugePageBytes;
        nint mapping = SystemMemory.Map(bytes);
        var opener = new PageOpener((nint)((mapping + SystemMemory.HugePageBytes - 1) & -SystemMemory.HugePageBytes), pages);
        for (int page = 0; page < pages; page++) opener.Open(page);
        bool isBack = opener.TryTakeBack(1);
        Assert.False(isBack && opener.TryTakeBack(1));
        await opener.Finish();
        Assert.Equal(isBack, !opener.IsOpen(1));
        Assert.True(opener.IsOpen(0) && opener.IsOpen(2));
        Marshal.WriteInt32(opener.Base, 1);
        opener.Close(0);
        await opener.Finish();
        Assert.True(opener.TryTakeClosed(out int closed));
        Assert.Equal(0, closed);
        Assert.False(opener.IsOpen(0));
        Assert.Equal(0, Marshal.ReadInt32(opener.Base));
        opener.Dispose(mapping, bytes);
    }
}
