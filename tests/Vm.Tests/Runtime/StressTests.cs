using ClaudeLang.Vm.Runtime;
using Xunit;

namespace ClaudeLang.Vm.Tests.Runtime;

/// <summary>A heap that collects at every allocation.</summary>
public sealed class StressTests
{
    private static readonly HeapOptions Stressed = new(NurseryBytes: 64 << 10, HeapBytesMax: 8 << 20, Stress: true);

    [Fact]
    public void Each_allocation_collects_and_moves_what_came_before()
    {
        using var f = new HeapFixture(Stressed);
        using RootScope scope = f.Heap.Roots();
        Root cell = scope.Add(Value.Nil);
        for (int i = 0; i < 100; i++)
        {
            cell.Value = f.Heap.AllocateCell(Value.FromFixnum(i));
            Value before = cell.Value;
            f.Heap.AllocateCell(Value.Nil);
            Assert.NotEqual(before, cell.Value);
            Assert.Equal(i, Objects.Word(cell.Value, 1).Fixnum);
        }
    }

    /// <summary>With much alive an allocation costs no more than with little: what is old moves now and then.</summary>
    [Fact]
    public void All_that_lives_moves_as_often_as_the_allocations_pay_for_it()
    {
        using var f = new HeapFixture(Stressed);
        using RootScope scope = f.Heap.Roots();
        const int count = 60_000;
        Root list = scope.Add(Value.Empty);
        for (int i = 0; i < count; i++) list.Value = f.Heap.AllocateCons(Value.FromFixnum(i), list.Value);
        long before = f.Heap.Statistics.FullCollections, moves = 0;
        for (int i = 0; i < count; i++)
        {
            Value place = list.Value;
            f.Heap.AllocateCell(Value.Nil);
            if (list.Value != place) moves++;
        }
        HeapStatistics s = f.Heap.Statistics;
        Assert.True(s.MinorCollections + s.FullCollections >= 2 * count);
        // 1.4 MB live, and an allocation is worth 1 KiB.
        Assert.InRange(s.FullCollections - before, 10, 60);
        Assert.InRange(moves, s.FullCollections - before, s.FullCollections - before + 1);
        Assert.Equal(count, Sequences.ListLength(list.Value));
    }

    [Fact]
    public void It_keeps_its_limit()
    {
        using var f = new HeapFixture(Stressed);
        var fault = Assert.Throws<FaultException>(() => GrowForEver(f.Heap));
        Assert.Equal("out-of-memory", fault.Kind);
        Assert.InRange(f.Heap.Statistics.HeldBytes, 7 << 20, 9 << 20);
    }

    private static void GrowForEver(Heap heap)
    {
        using RootScope scope = heap.Roots();
        Root list = scope.Add(Value.Empty);
        for (; ; ) list.Value = heap.AllocateCons(Value.Nil, list.Value);
    }
}
