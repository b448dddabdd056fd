using ClaudeLang.Jit.Image;
using ClaudeLang.Jit.Install;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Tiering;
using Xunit;

namespace ClaudeLang.Jit.Tests.Install;

public sealed class FindSiteTests
{
    private static CodeImage ImageOf(int number, int length, params int[] returnOffsets) => new()
    {
        Key = new CodeKey(Hash256.Of([(byte)number, (byte)(number >> 8)])),
        FunctionHash = Hash256.Of([]),
        EntryPc = 0,
        EntryOffset = 0,
        Code = [.. Enumerable.Repeat((byte)0x90, length)],
        CodeLength = length,
        Sites = [.. returnOffsets.Select(offset => new NativeSite(SiteKind.Call, offset, number, 1, 0, [], null, 0))],
        FrameWordsMax = 1,
        CpuLevel = CpuLevels.V1,
    };

    [Fact]
    public void Each_site_is_found_by_its_address_and_nothing_else_is()
    {
        var runtime = new NativeRuntime(new CodeMemory(CodeMemory.RegionBytesMin));
        // The last site of the second is at its very end, where the third begins.
        CodeImage[] images = [ImageOf(1, 40, 7, 20, 33), ImageOf(2, 32, 8, 32), ImageOf(3, 16), ImageOf(4, 64, 1)];
        foreach (CodeImage image in images)
        {
            InstalledCode code = runtime.Map(image, "test");
            foreach (NativeSite site in image.Sites) Assert.Same(site, runtime.FindSite(code.Entry + site.ReturnOffset));
        }
        foreach (CodeImage image in images)
        {
            nint start = runtime.Map(image, "test").Entry;
            for (int offset = 1; offset <= image.Code.Length; offset++)
                Assert.Equal(image.Sites.FirstOrDefault(s => s.ReturnOffset == offset), runtime.FindSite(start + offset));
        }
        Assert.Null(runtime.FindSite(0));
        Assert.Null(runtime.FindSite(nint.MaxValue));
        Assert.Null(runtime.FindSite(runtime.Stubs.ReturnToInterpreter));
    }

    [Fact]
    public void The_same_key_is_mapped_once()
    {
        var runtime = new NativeRuntime(new CodeMemory(CodeMemory.RegionBytesMin));
        Assert.Same(runtime.Map(ImageOf(1, 40, 7), "a"), runtime.Map(ImageOf(1, 40, 7), "b"));
        Assert.Equal(1, runtime.ImageCount);
    }

    [Fact]
    public void Readers_need_no_lock_while_images_come_in()
    {
        var runtime = new NativeRuntime(new CodeMemory(CodeMemory.RegionBytesMin));
        nint first = runtime.Map(ImageOf(0, 16, 5), "test").Entry;
        using var done = new ManualResetEventSlim();
        int missed = 0;
        var reader = new Thread(() => { while (!done.IsSet) if (runtime.FindSite(first + 5) is null) missed++; });
        reader.Start();
        for (int n = 1; n <= 500; n++) runtime.Map(ImageOf(n, 48, 5, 40), "test");
        done.Set();
        reader.Join();
        Assert.Equal(0, missed);
        Assert.Equal(501, runtime.ImageCount);
    }
}
