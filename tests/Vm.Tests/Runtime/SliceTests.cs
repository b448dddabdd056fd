using ClaudeLang.Vm.Runtime;
using Xunit;

namespace ClaudeLang.Vm.Tests.Runtime;

/// <summary>How much one pause does while the old generation is marked: counted in bytes, so that no load of the machine changes it.</summary>
public sealed unsafe class SliceTests
{
    private const long PieceBytes = 16 << 10, EndlessUs = long.MaxValue / 1_000_000_000_000;
    /// <summary>A list of a hundred pairs.</summary>
    private const int ListBytes = 100 * ObjectLayout.ConsBytes;
    private static readonly HeapOptions Small = new(NurseryBytes: 64 << 10, MarkAtBytes: 256 << 10, SliceBytes: 32 << 10, PauseUs: EndlessUs);

    /// <summary>Keeps lists alive in a vector and replaces them in a mixed order.</summary>
    private static HeapStatistics Replace(HeapOptions options, int kept, int replaced, int length = 100)
    {
        using var f = new HeapFixture(options);
        using RootScope scope = f.Heap.Roots();
        // Of a stressed heap, which collects at every allocation, a part of it is enough.
        if (f.Heap.Options.Stress) (kept, replaced) = (kept / 50, replaced / 500);
        Root all = scope.Add(f.Heap.AllocateVector(kept, Value.Nil));
        var random = new Random(11);
        for (int step = 0; step < kept + replaced; step++)
        {
            Value list = Value.Empty;
            for (int i = 0; i < length; i++) list = f.Heap.AllocateCons(Value.FromFixnum(i), list);
            f.Heap.Store(all.Value, 1 + (step < kept ? step : random.Next(kept)), list);
        }
        for (int i = 0; i < kept; i++) Assert.Equal(length, Sequences.ListLength(Objects.Element(all.Value, i)));
        return f.Heap.Statistics;
    }

    /// <summary>A stressed heap marks nearly all in one pause, which is no slice.</summary>
    private static long AtLeast(long bytes)
    {
        using var f = new HeapFixture();
        return f.Heap.Options.Stress ? 0 : bytes;
    }

    [Fact]
    public void A_slice_is_bounded_by_what_became_old_and_not_by_what_lives()
    {
        HeapStatistics few = Replace(Small, 500, 20_000), many = Replace(Small, 5_000, 40_000);
        foreach (HeapStatistics s in (HeapStatistics[])[few, many])
        {
            Assert.True(s.FullCollections > 2);
            Assert.InRange(s.SliceMaxBytes, AtLeast(Small.SliceBytes), (2 * Small.NurseryBytes) + PieceBytes);
        }
    }

    [Fact]
    public void Marking_ends_before_the_limit_of_memory_and_no_slice_does_most_of_it()
    {
        const int kept = 5_000;
        const long live = kept * ListBytes;
        HeapStatistics s = Replace(Small with { HeapBytesMax = 5 * live / 2, SliceBytes = 1024 }, kept, 40_000);
        Assert.True(s.FullCollections > 2);
        Assert.InRange(s.HeldBytes, AtLeast(live), 5 * live / 2);
        Assert.InRange(s.SliceMaxBytes, AtLeast(1), live / 8);
    }

    /// <summary>What is held hardly grows while free lines are filled, and of what is old a part is garbage: neither is a reason to hurry.</summary>
    [Theory]
    [InlineData(2.5, 32)]
    [InlineData(3, 40)]
    public void A_heap_near_its_limit_is_marked_in_small_slices_while_it_has_free_lines(double limit, int slices)
    {
        const int kept = 5_000;
        const long live = kept * ListBytes;
        HeapStatistics s = Replace(Small with { HeapBytesMax = (long)(limit * live) }, kept, 40_000);
        Assert.True(s.FullCollections > 2);
        Assert.InRange(s.SliceMaxBytes, AtLeast(1), live / slices);
    }

    /// <summary>Each line of a block may hold a little that lives, and none be free: then blocks have to be emptied all the same.</summary>
    [Fact]
    public void Memory_is_not_used_up_by_lines_with_little_in_them()
    {
        const int kept = 50_000, length = 10;
        const long live = kept * length * ObjectLayout.ConsBytes;
        HeapStatistics s = Replace(Small with { HeapBytesMax = 17 * live / 10 }, kept, 8 * kept, length);
        Assert.InRange(s.HeldBytes, AtLeast(live), 17 * live / 10);
    }

    /// <summary>What slices leave undone for want of time is not forgotten: the old generation stays in bounds.</summary>
    [Fact]
    public void A_heap_without_time_for_slices_is_marked_all_the_same()
    {
        const int kept = 2_000;
        const long live = kept * ListBytes;
        HeapStatistics s = Replace(Small with { HeapBytesMax = 4 * live, PauseUs = 0 }, kept, 40_000);
        Assert.True(s.FullCollections > 2);
        Assert.InRange(s.HeldBytes, AtLeast(live), 4 * live);
    }

    /// <summary>A long vector is one object, and still no slice scans all of it.</summary>
    [Fact]
    public void A_long_vector_is_marked_in_pieces()
    {
        // Marking begins when the vector has long been there: a new one is a reason to mark faster.
        using var f = new HeapFixture(Small with { MarkAtBytes = 12 << 20 });
        using RootScope scope = f.Heap.Roots();
        const int length = 1_000_000;
        Root vector = scope.Add(f.Heap.AllocateVector(length, Value.Nil)), list = scope.Add(Value.Empty);
        while (f.Heap.Statistics.FullCollections < 2)
        {
            list.Value = Value.Empty;
            for (int i = 0; i < 20_000; i++) list.Value = f.Heap.AllocateCons(Value.FromFixnum(i), list.Value);
            f.Heap.Store(vector.Value, length, list.Value);
        }
        Assert.InRange(f.Heap.Statistics.SliceMaxBytes, AtLeast(Small.SliceBytes), (2 * Small.NurseryBytes) + PieceBytes);
        Assert.Equal(20_000, Sequences.ListLength(Objects.Element(vector.Value, length - 1)));
    }
}
