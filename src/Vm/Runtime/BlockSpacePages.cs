namespace ClaudeLang.Vm.Runtime;

/// <summary>
/// Which blocks are taken next. Blocks come and go by huge pages: one is asked for ahead of its need and opened on another thread. Where that
/// falls behind, the pages at hand are small ones: they cost more in all, but each is opened in a moment, and not in the pause of a huge one.
/// </summary>
internal sealed unsafe partial class BlockSpace : IDisposable
{
    private const int BlocksPerPage = (int)(SystemMemory.HugePageBytes / BlockBytes), PagesReleasedAtOnce = 32;
    private const long OpenAheadMax = 32 << 20;

    private readonly PageOpener _pages;
    private readonly int _nurseryPages;
    /// <summary>Blocks to be taken, from the end: open ones come first, of these the lower ones, so that the higher ones may stay free.</summary>
    private readonly List<int> _free = [];
    /// <summary>Pages that will be open, in the order in which they were asked for.</summary>
    private readonly List<int> _wanted = [];
    /// <summary>Pages that the system has back.</summary>
    private readonly Stack<int> _cold = new();
    /// <summary>From here on no page was ever asked for.</summary>
    private int _nextPage;
    /// <summary>Of the blocks to be taken, those at the end that are open.</summary>
    private int _open;
    private bool _hasBegun;

    /// <summary>A free block, all its lines free.</summary>
    public byte* Take()
    {
        WantNursery();
        TakeOpened();
        if (_free.Count == 0) TakeUnopened();
        int block = _free[^1];
        _free.RemoveAt(_free.Count - 1);
        _open = Math.Max(0, _open - 1);
        _live[block] = Lines - 1;
        UsedBlocks++;
        OpenAhead();
        new Span<byte>(At(block), LineBytes).Clear();
        return At(block);
    }

    /// <summary>The program turns out not to be a small one: opens the nursery.</summary>
    public void Begin()
    {
        WantNursery();
        _pages.Start();
    }

    private void WantNursery()
    {
        if (_hasBegun) return;
        _hasBegun = true;
        for (int page = 1; page <= _nurseryPages; page++) Want(page);
    }

    /// <summary>Starts the opening of what was asked for; outside of a pause, because that can take long.</summary>
    public void Start() => _pages.Start();

    /// <summary>Ends when what was asked for is open.</summary>
    public Task Finish() => _pages.Finish();

    public bool IsNurseryOpen()
    {
        TakeOpened();
        if (!_hasBegun) return false;
        for (int page = 1; page <= _nurseryPages; page++) if (!_pages.IsOpen(page)) return false;
        return true;
    }

    /// <summary>Bytes that can be taken without opening a page, at most as many as asked for.</summary>
    public long OpenBytes(long most)
    {
        TakeOpened();
        return Math.Min(_open * (long)BlockBytes, most);
    }

    private int FirstBlockOf(int page) => (int)((((long)page * SystemMemory.HugePageBytes) - (_start - _pages.Base)) / BlockBytes);

    /// <summary>Keeps open what will be taken next: twice of what is used, so that a small program does not pay for it. A heap that grows is as fast as the opening of its pages.</summary>
    private void OpenAhead()
    {
        long ahead = Math.Clamp(2 * UsedBytes, SystemMemory.HugePageBytes, OpenAheadMax);
        while ((_open + ((long)_wanted.Count * BlocksPerPage)) * BlockBytes < ahead)
        {
            int page = NextPage();
            if (page < 0) return;
            Want(page);
        }
    }

    private void Want(int page)
    {
        _wanted.Add(page);
        _pages.Open(page);
    }

    /// <summary>A page that is not in use, -1 if there is none.</summary>
    private int NextPage()
    {
        if (_cold.TryPop(out int page)) return page;
        return _nextPage < _pages.Count ? _nextPage++ : -1;
    }

    private void TakeOpened()
    {
        while (_wanted.Count > 0 && _pages.IsOpen(_wanted[0]))
        {
            AddBlocksOf(_wanted[0], Free);
            _wanted.RemoveAt(0);
        }
    }

    /// <summary>Nothing is open: takes the page that would be opened last, as small pages.</summary>
    private void TakeUnopened()
    {
        TakeBackClosed();
        for (int i = _wanted.Count - 1; i >= 0; i--)
        {
            int wanted = _wanted[i];
            if (wanted <= _nurseryPages || !_pages.TryTakeBack(wanted)) continue;
            _wanted.RemoveAt(i);
            AddBlocksOf(wanted, Untouched);
            return;
        }
        int page = NextPage();
        if (page >= 0)
        {
            AddBlocksOf(page, Untouched);
            return;
        }
        Check.That(_wanted.Count > 0, "the old generation's address space is used up");
        while (_free.Count == 0)
        {
            Thread.Yield();
            TakeOpened();
        }
    }

    private void AddBlocksOf(int page, short what)
    {
        int first = Math.Max(0, FirstBlockOf(page)), end = FirstBlockOf(page + 1);
        AddBlocksUpTo(end, Cold);
        for (int i = end - 1; i >= first; i--)
        {
            if (_live[i] != Cold) continue;
            _live[i] = what;
            _free.Add(i);
            if (what == Free) _open++;
        }
    }

    private void AddBlocksUpTo(int end, short what)
    {
        while (_live.Count < end) _live.Add(what);
    }

    private void ListFree()
    {
        _free.Clear();
        for (int i = _live.Count - 1; i >= 0; i--) if (_live[i] == Untouched) _free.Add(i);
        int untouched = _free.Count;
        for (int i = _live.Count - 1; i >= 0; i--) if (_live[i] == Free) _free.Add(i);
        _open = _free.Count - untouched;
    }

    /// <summary>Whole huge pages only, from the top: giving back a part would split the page.</summary>
    private void Release(long keepBytes)
    {
        long excess = -keepBytes;
        foreach (short live in _live) if (live == Free) excess += BlockBytes;
        int released = 0;
        for (int page = _nextPage - 1; page > 0 && excess > 0 && released < PagesReleasedAtOnce; page--)
        {
            int first = FirstBlockOf(page), end = first + BlocksPerPage;
            if (end > _live.Count || !IsAllFree(first, end)) continue;
            for (int i = first; i < end; i++) _live[i] = Closing;
            _pages.Close(page);
            excess -= SystemMemory.HugePageBytes;
            released++;
        }
    }

    private bool IsAllFree(int first, int end)
    {
        for (int i = first; i < end; i++) if (_live[i] is not (Free or Untouched)) return false;
        return true;
    }

    /// <summary>What the system has back by now can be asked for again.</summary>
    private void TakeBackClosed()
    {
        while (_pages.TryTakeClosed(out int page))
        {
            int first = FirstBlockOf(page);
            for (int i = first; i < first + BlocksPerPage; i++) _live[i] = Cold;
            _cold.Push(page);
        }
    }

    public void Dispose() => _pages.Dispose(_mapping, _mappedBytes);
}
