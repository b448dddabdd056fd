using ClaudeLang.Jit.Install;
using Xunit;

namespace ClaudeLang.Jit.Tests.Install;

public sealed unsafe class CodeMemoryTests
{
    [Fact]
    public void No_mapping_of_code_is_writable_and_executable()
    {
        _ = new CodeMemory(CodeMemory.RegionBytesMin).Place([0xC3]);
        string[] mappings = [.. File.ReadLines("/proc/self/maps").Where(line => line.Contains("claudelang-code"))];
        Assert.Contains(mappings, line => line.Contains(" r-xs "));
        Assert.Contains(mappings, line => line.Contains(" rw-s "));
        Assert.DoesNotContain(File.ReadLines("/proc/self/maps"), line => line.Split(' ')[1] is ['r', 'w', 'x', ..] or ['-', 'w', 'x', ..]);
    }

    [Fact]
    public void Code_is_where_it_was_placed_aligned_and_apart()
    {
        var memory = new CodeMemory(CodeMemory.RegionBytesMin);
        // More than one region holds, and one piece larger than a region.
        int[] sizes = [1, 16, 17, 700_000, 700_000, 3 << 20, 5];
        var placed = sizes.Select((size, n) => (Address: memory.Place(Filled(size, (byte)(n + 1))), Size: size, Fill: (byte)(n + 1))).ToList();
        foreach (var (address, size, fill) in placed)
        {
            Assert.Equal(0, address % CodeMemory.Alignment);
            Assert.True(new ReadOnlySpan<byte>((void*)address, size).IndexOfAnyExcept(fill) < 0);
        }
        Assert.True(memory.UsedBytes >= sizes.Sum());
    }

    [Fact]
    public void Many_threads_place_at_once()
    {
        var memory = new CodeMemory(CodeMemory.RegionBytesMin);
        var placed = new (nint Address, byte Fill)[4000];
        Parallel.For(0, placed.Length, n => placed[n] = (memory.Place(Filled(100 + (n % 50), (byte)n)), (byte)n));
        foreach (var (address, fill) in placed) Assert.True(new ReadOnlySpan<byte>((void*)address, 100).IndexOfAnyExcept(fill) < 0);
        Assert.Equal(placed.Length, placed.Select(p => p.Address).Distinct().Count());
    }

    private static byte[] Filled(int size, byte fill)
    {
        var bytes = new byte[size];
        bytes.AsSpan().Fill(fill);
        return bytes;
    }
}
