using System.Collections.Immutable;
using ClaudeLang.Jit.Image;
using ClaudeLang.Jit.Install;
using ClaudeLang.Vm.Bytecode;
using Xunit;

namespace ClaudeLang.Jit.Tests.Install;

public sealed class MappedImagesTests
{
    /// <summary>Images lie here in any order, on both sides of addresses where windows meet.</summary>
    private static readonly nint First = unchecked((nint)0x7000_0000_0000) - (Room * Places / 3);
    private const int Room = 64 << 10, Places = 256;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Each_address_finds_the_image_that_it_is_in_or_behind(int seed)
    {
        var random = new Random(seed);
        var images = new MappedImages();
        var at = new MappedImage?[Places];
        for (int step = 0; step < 600; step++)
        {
            int place = random.Next(Places);
            if (at[place] is null) images.Add(at[place] = new MappedImage(First + (place * Room), Image(random.Next(3) == 0 ? Room : random.Next(1, Room)), $"{step}"));
            else Remove(random.Next(1, 20));
            Assert.Equal(at.Count(image => image is not null), images.Count);
            for (int look = 0; look < 20; look++) Look(random.Next(Places), random.Next(Room));
            for (int edge = 0; edge < Places; edge += 16) Look(edge, 0);
        }
        Assert.Equal(at.Where(image => image is not null), images.All);

        void Remove(int count)
        {
            int[] some = [.. Enumerable.Range(random.Next(Places), count).Select(i => i % Places).Where(i => at[i] is not null)];
            images.Remove(some.Select(i => at[i]!).ToList());
            foreach (int i in some) at[i] = null;
        }

        void Look(int place, int offset)
        {
            nint address = First + (place * Room) + offset;
            MappedImage? expected = at.FirstOrDefault(image => image is not null && address > image.Start && address <= image.End);
            Assert.Same(expected, images.Find(address));
        }
    }

    private static CodeImage Image(int bytes) => new()
    {
        Key = new CodeKey(Hash256.Of([])),
        FunctionHash = Hash256.Of([]),
        EntryPc = 0,
        EntryOffset = 0,
        Code = ImmutableArray.Create(new byte[bytes]),
        CodeLength = bytes,
        Sites = [],
        FrameWordsMax = 0,
        CpuLevel = CpuLevels.V1,
    };
}
