using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Install;

/// <summary>The free parts of one stretch of memory, in order of their offsets; neighbours are one range. First fit, so that what is used stays together.</summary>
internal sealed class FreeRanges
{
    private readonly record struct FreeRange(int Start, int Length)
    {
        public int End => Start + Length;
    }

    private readonly List<FreeRange> _ranges = [];

    /// <summary>All of it is free.</summary>
    public FreeRanges(int length) => _ranges.Add(new FreeRange(0, length));

    public int FreeLength => _ranges.Sum(range => range.Length);

    /// <summary>The offset of so much that was free and is not any more; -1 if no free range is that long.</summary>
    public int Take(int length)
    {
        int at = _ranges.FindIndex(range => range.Length >= length);
        if (at < 0) return -1;
        FreeRange found = _ranges[at];
        if (found.Length == length) _ranges.RemoveAt(at);
        else _ranges[at] = new FreeRange(found.Start + length, found.Length - length);
        return found.Start;
    }

    /// <summary>Gives back what was taken.</summary>
    public void Give(int start, int length)
    {
        int at = IndexAfter(start), end = start + length;
        bool joinsBefore = at > 0 && _ranges[at - 1].End == start, joinsAfter = at < _ranges.Count && _ranges[at].Start == end;
        Check.That((at == 0 || _ranges[at - 1].End <= start) && (at == _ranges.Count || _ranges[at].Start >= end), "memory was freed twice");
        if (joinsBefore) start = _ranges[at - 1].Start;
        if (joinsAfter) end = _ranges[at].End;
        if (joinsAfter) _ranges.RemoveAt(at);
        if (joinsBefore) _ranges.RemoveAt(--at);
        _ranges.Insert(at, new FreeRange(start, end - start));
    }

    private int IndexAfter(int start)
    {
        int low = 0, high = _ranges.Count;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_ranges[middle].Start < start) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
