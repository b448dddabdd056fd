namespace ClaudeLang.Vm.Interpreter;

/// <summary>
/// The fibers that have not ended, by number. Numbers are given in turn, so a page for some of them takes a third of what an entry for each in a dictionary
/// does, and of a million that counts. A page goes when the last of its fibers has ended.
/// </summary>
internal sealed class FiberTable
{
    private const int PageShift = 5, PageFibers = 1 << PageShift;

    private sealed class Page(int number)
    {
        public readonly Fiber?[] Fibers = new Fiber?[PageFibers];
        public int Number => number;
        public int Count;
    }

    private readonly Dictionary<int, Page> _pages = [];
    /// <summary>The one that was asked for last.</summary>
    private Page? _recent;

    internal int PageCount => _pages.Count;

    public IEnumerable<Fiber> Values
    {
        get
        {
            foreach (Page page in _pages.Values)
                foreach (Fiber? fiber in page.Fibers)
                    if (fiber is not null) yield return fiber;
        }
    }

    public Fiber this[int number] => PageOf(number)!.Fibers[number & (PageFibers - 1)]!;

    public void Add(Fiber fiber)
    {
        int number = fiber.Number;
        if (PageOf(number) is not { } page) _pages.Add(number >> PageShift, page = new Page(number >> PageShift));
        page.Fibers[number & (PageFibers - 1)] = fiber;
        page.Count++;
    }

    public void Remove(int number)
    {
        Page page = PageOf(number)!;
        page.Fibers[number & (PageFibers - 1)] = null;
        if (--page.Count > 0) return;
        _pages.Remove(page.Number);
        _recent = null;
    }

    private Page? PageOf(int number)
    {
        int wanted = number >> PageShift;
        if (_recent is { } recent && recent.Number == wanted) return recent;
        return _pages.TryGetValue(wanted, out Page? page) ? _recent = page : null;
    }
}
