using System.Collections.Immutable;
using ClaudeLang.Jit.Image;

namespace ClaudeLang.Jit.Install;

/// <param name="Start">Where its first byte is.</param>
/// <param name="Name">For people.</param>
internal sealed record MappedImage(nint Start, CodeImage Image, string Name)
{
    public nint End => Start + Image.Code.Length;
}

/// <summary>
/// The images in code memory, by address. One thread at a time changes it; readers need no lock: each window of addresses has a sorted array of
/// the images that begin in it, and a change replaces one of these.
/// </summary>
internal sealed class MappedImages
{
    /// <summary>No image is longer than a window: see <see cref="JitLimits.CodeBytesMax"/>.</summary>
    private const int WindowShift = 22;
    private volatile ImmutableSortedDictionary<nint, MappedImage[]> _windows = ImmutableSortedDictionary<nint, MappedImage[]>.Empty;
    private volatile int _count;

    public int Count => _count;

    public IEnumerable<MappedImage> All => _windows.Values.SelectMany(window => window);

    public void Add(MappedImage image)
    {
        MappedImage[] window = _windows.GetValueOrDefault(image.Start >> WindowShift, []);
        int at = CountUntil(window, image.Start);
        _windows = _windows.SetItem(image.Start >> WindowShift, [.. window[..at], image, .. window[at..]]);
        _count++;
    }

    public void Remove(IEnumerable<MappedImage> images)
    {
        foreach (IGrouping<nint, nint> starts in images.Select(image => image.Start).GroupBy(start => start >> WindowShift))
        {
            HashSet<nint> gone = [.. starts];
            MappedImage[] left = [.. _windows[starts.Key].Where(image => !gone.Contains(image.Start))];
            _windows = left.Length == 0 ? _windows.Remove(starts.Key) : _windows.SetItem(starts.Key, left);
            _count -= gone.Count;
        }
    }

    /// <summary>The image that an address is in, or directly behind: nothing returns to an image's first byte, but a call may be its last instruction.</summary>
    public MappedImage? Find(nint address)
    {
        ImmutableSortedDictionary<nint, MappedImage[]> windows = _windows;
        return FindIn(windows, address >> WindowShift, address) ?? FindIn(windows, (address >> WindowShift) - 1, address);
    }

    private static MappedImage? FindIn(ImmutableSortedDictionary<nint, MappedImage[]> windows, nint index, nint address)
    {
        if (!windows.TryGetValue(index, out MappedImage[]? window)) return null;
        int at = CountUntil(window, address) - 1;
        return at >= 0 && address <= window[at].End ? window[at] : null;
    }

    /// <summary>How many of the images begin before an address.</summary>
    private static int CountUntil(MappedImage[] window, nint address)
    {
        int low = 0, high = window.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (window[middle].Start < address) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
