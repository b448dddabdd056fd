using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Jit.Install;

/// <summary>
/// Which images are installed, and how many runs hold the code of each. What nobody holds stays for the next run, until its place is needed: then
/// what was used least recently goes first. One thread at a time.
/// </summary>
internal sealed class InstalledImages
{
    private sealed class Entry(InstalledCode code)
    {
        public InstalledCode Code { get; } = code;
        public int Holders { get; set; }
        /// <summary>Null while somebody holds it.</summary>
        public LinkedListNode<Entry>? Idle { get; set; }
    }

    private readonly Dictionary<string, Entry> _byKey = [];
    /// <summary>Those that nobody holds, the most recently used first.</summary>
    private readonly LinkedList<Entry> _idle = new();

    public InstalledCode? Find(string key)
    {
        if (!_byKey.TryGetValue(key, out Entry? entry)) return null;
        if (entry.Idle is { } idle)
        {
            _idle.Remove(idle);
            _idle.AddFirst(idle);
        }
        return entry.Code;
    }

    /// <summary>Nobody holds it yet.</summary>
    public void Add(InstalledCode code)
    {
        var entry = new Entry(code);
        _byKey.Add(code.ImageKey, entry);
        entry.Idle = _idle.AddFirst(entry);
    }

    /// <summary>False: it is not installed any more.</summary>
    public bool TryHold(InstalledCode code)
    {
        if (!_byKey.TryGetValue(code.ImageKey, out Entry? entry) || !ReferenceEquals(entry.Code, code)) return false;
        entry.Holders++;
        if (entry.Idle is { } idle) _idle.Remove(idle);
        entry.Idle = null;
        return true;
    }

    public void Release(InstalledCode code)
    {
        Entry entry = _byKey[code.ImageKey];
        Check.That(entry.Holders > 0 && ReferenceEquals(entry.Code, code), "code was released that nobody held");
        if (--entry.Holders == 0) entry.Idle = _idle.AddFirst(entry);
    }

    /// <summary>Takes out so many bytes of code that nobody holds, or all there is.</summary>
    public List<InstalledCode> TakeIdle(long bytes)
    {
        var taken = new List<InstalledCode>();
        for (; bytes > 0 && _idle.Last is { } last; bytes -= last.Value.Code.CodeBytes)
        {
            _idle.RemoveLast();
            _byKey.Remove(last.Value.Code.ImageKey);
            taken.Add(last.Value.Code);
        }
        return taken;
    }
}
