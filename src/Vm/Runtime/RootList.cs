namespace ClaudeLang.Vm.Runtime;

/// <summary>Many values held by C# code. Values are only added, so a minor collection looks at the new ones alone.</summary>
internal sealed unsafe class RootList : IRootSource, IDisposable
{
    private readonly Heap _heap;
    private ulong[] _words = new ulong[16];
    private int _visited;

    public RootList(Heap heap)
    {
        _heap = heap;
        heap.AddRoots(this);
    }

    public int Count { get; private set; }
    public Value this[int index] => new(_words[index]);

    /// <summary>Gives its index.</summary>
    public int Add(Value value)
    {
        if (Count == _words.Length) Array.Resize(ref _words, 2 * Count);
        _words[Count] = value.Bits;
        return Count++;
    }

    public void VisitRoots(RootVisitor visitor)
    {
        int first = visitor.IsMinor ? _visited : 0;
        fixed (ulong* words = _words) visitor.VisitRange(words + first, Count - first);
        _visited = Count;
    }

    public void Dispose() => _heap.RemoveRoots(this);
}

/// <summary>Values held by C# code, each with a number that means something to whoever holds them.</summary>
internal sealed class NumberedRoots(Heap heap)
{
    private readonly RootList _values = new(heap);
    private readonly List<int> _numbers = [];

    public void Add(int number, Value value)
    {
        _numbers.Add(number);
        _values.Add(value);
    }

    public IEnumerable<(int Number, Value Value)> All => _numbers.Select((number, i) => (number, _values[i]));
}
