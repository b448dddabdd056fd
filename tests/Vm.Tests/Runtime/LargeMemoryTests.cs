using ClaudeLang.Vm.Runtime;
using Xunit;

namespace ClaudeLang.Vm.Tests.Runtime;

public sealed class LargeMemoryTests
{
    private const long Kept = 4 << 20;

    [Fact]
    public void What_was_freed_serves_the_next_object_of_about_its_size()
    {
        using var memory = new LargeMemory(Kept);
        nint first = memory.Allocate(1_000_000), other = memory.Allocate(1_000_000);
        memory.Free(first, 1_000_000);
        Assert.Equal(first, memory.Allocate(990_000));
        Assert.NotEqual(first, memory.Allocate(1_000_000));
        memory.Free(other, 1_000_000);
        Assert.NotEqual(other, memory.Allocate(2_000_000));
    }

    [Fact]
    public void No_more_is_kept_than_allowed()
    {
        using var memory = new LargeMemory(Kept);
        nint[] all = [.. Enumerable.Range(0, 8).Select(_ => memory.Allocate(1 << 20))];
        foreach (nint one in all) memory.Free(one, 1 << 20);
        Assert.Equal(Kept, memory.KeptBytes);
    }

    [Fact]
    public void What_was_freed_last_is_kept()
    {
        using var memory = new LargeMemory(Kept);
        nint small = memory.Allocate(1 << 20), large = memory.Allocate(Kept);
        memory.Free(small, 1 << 20);
        memory.Free(large, Kept);
        Assert.Equal(Kept, memory.KeptBytes);
        Assert.Equal(large, memory.Allocate(Kept));
    }

    [Theory]
    [InlineData(1 << 20, 1 << 20)]
    [InlineData((1 << 20) + 8, 5 << 18)]
    [InlineData((7 << 18) + 8, 1 << 21)]
    [InlineData(600_000, 655_360)]
    public void Sizes_are_rounded_up_by_a_quarter_at_most(long bytes, long rounded) => Assert.Equal(rounded, LargeMemory.Rounded(bytes));
}
