using Xunit;
using static ClaudeLang.Vm.Tests.Runtime.LimitTests;

namespace ClaudeLang.Vm.Tests.Runtime;

/// <summary>Measures the whole process, so no other test may run beside it.</summary>
[CollectionDefinition(nameof(MemoryReturnTests), DisableParallelization = true)]
[Collection(nameof(MemoryReturnTests))]
public sealed class MemoryReturnTests
{
    /// <summary>One after the other in this process, several times: what a program took is given back.</summary>
    [Fact]
    public void Memory_goes_back_to_where_it_was()
    {
        string[] programs = [EndlessList, EndlessString, EndlessVector, EndlessRecursion, EndlessOutput, SharedParts, Deep, Cyclic];
        foreach (string program in programs) Run(program, Small);
        // Less than one of them takes, and there are twenty-four. .NET may take a region of its own meanwhile, once: what is not given back shows each time.
        long least = long.MaxValue;
        for (int series = 0; series < 3 && least > AllowedBytes; series++) least = Math.Min(least, GrowthOf(programs));
        Assert.InRange(least, long.MinValue, AllowedBytes);
    }

    private const long AllowedBytes = 30L << 20;

    private static long GrowthOf(string[] programs)
    {
        long before = ResidentBytes();
        for (int round = 0; round < 3; round++)
        {
            foreach (string program in programs) Run(program, Small);
            Assert.Equal("3\n", Run("(io:print (+ 1 2))", Small).Output);
        }
        return ResidentBytes() - before;
    }

    private static long ResidentBytes()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        string line = File.ReadLines("/proc/self/status").First(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], System.Globalization.CultureInfo.InvariantCulture) << 10;
    }
}
