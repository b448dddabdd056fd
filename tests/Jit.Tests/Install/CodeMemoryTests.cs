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

    [Fact]
    public void What_is_freed_is_no_code_until_its_place_is_used_again()
    {
        var memory = new CodeMemory(CodeMemory.RegionBytesMin);
        nint first = memory.Place(Filled(100, 1)), second = memory.Place(Filled(100, 2));
        long used = memory.UsedBytes;
        memory.Free(first, 100);
        Assert.Equal(used - 112, memory.UsedBytes);
        Assert.True(new ReadOnlySpan<byte>((void*)first, 112).IndexOfAnyExcept((byte)0xCC) < 0);
        Assert.Equal(first, memory.Place(Filled(90, 3)));
        Assert.Equal(3, *(byte*)first);
        Assert.Equal(2, *(byte*)second);
    }

    [Fact]
    public void There_is_no_more_of_it_than_was_allowed()
    {
        var memory = new CodeMemory(CodeMemory.RegionBytesMin, bytesMax: 2 * CodeMemory.RegionBytesMin);
        var placed = new List<nint>();
        while (memory.TryPlace(Filled(100_000, 1), out nint address, out _)) placed.Add(address);
        Assert.Equal(20, placed.Count);
        Assert.Contains("2 MB", Assert.Throws<CodeMemoryException>(() => memory.Place(Filled(100_000, 1))).Message);
        memory.Free(placed[7], 100_000);
        Assert.Equal(placed[7], memory.Place(Filled(100_000, 2)));
    }

    private static byte[] Filled(int size, byte fill)
    {
        var bytes = new byte[size];
        bytes.AsSpan().Fill(fill);
        return bytes;
    }
}
