using ClaudeLang.Jit.Install;
using Xunit;

namespace ClaudeLang.Jit.Tests.Install;

public sealed class FreeRangesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_is_taken_is_apart_and_what_is_given_back_is_whole_again(int seed)
    {
        const int length = 400;
        var random = new Random(seed);
        var ranges = new FreeRanges(length);
        var isTaken = new bool[length];
        var taken = new List<(int Start, int Length)>();
        for (int step = 0; step < 5_000; step++)
        {
            int wanted = random.Next(1, 40);
            if (random.Next(2) == 0)
            {
                int start = ranges.Take(wanted);
                Assert.Equal(HasRoom(isTaken, wanted), start >= 0);
                if (start < 0) continue;
                Assert.DoesNotContain(true, isTaken[start..(start + wanted)]);
                Array.Fill(isTaken, true, start, wanted);
                taken.Add((start, wanted));
            }
            else if (taken.Count > 0)
            {
                int at = random.Next(taken.Count);
                ranges.Give(taken[at].Start, taken[at].Length);
                Array.Fill(isTaken, false, taken[at].Start, taken[at].Length);
                taken.RemoveAt(at);
            }
            Assert.Equal(isTaken.Count(used => !used), ranges.FreeLength);
        }
        foreach ((int start, int some) in taken) ranges.Give(start, some);
        Assert.Equal(0, ranges.Take(length));
    }

    private static bool HasRoom(bool[] isTaken, int wanted)
    {
        int free = 0;
        foreach (bool used in isTaken)
        {
            free = used ? 0 : free + 1;
            if (free == wanted) return true;
        }
        return false;
    }

    [Fact]
    public void Nothing_is_freed_twice()
    {
        var ranges = new FreeRanges(100);
        int start = ranges.Take(20);
        ranges.Give(start, 20);
        Assert.Contains("twice", Assert.ThrowsAny<Exception>(() => ranges.Give(start, 20)).Message);
    }
}
