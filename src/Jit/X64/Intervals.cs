namespace ClaudeLang.Jit.X64;

/// <summary>Disjoint half-open ranges of positions in ascending order.</summary>
internal sealed class Ranges
{
    private readonly List<(int From, int To)> _list = [];

    public int Count => _list.Count;
    public (int From, int To) this[int index] => _list[index];
    public bool IsEmpty => _list.Count == 0;

    public int Length
    {
        get
        {
            int sum = 0;
            foreach ((int from, int to) in _list) sum += to - from;
            return sum;
        }
    }

    /// <summary>Adds a range at the end, joined to the last if they touch.</summary>
    public void Append(int from, int to)
    {
        if (from >= to) return;
        if (_list.Count > 0 && _list[^1].To >= from) _list[^1] = (_list[^1].From, Math.Max(_list[^1].To, to));
        else _list.Add((from, to));
    }

    public bool Contains(int position)
    {
        int index = FirstEndingAfter(position);
        return index < _list.Count && _list[index].From <= position;
    }

    public bool Overlaps(Ranges other)
    {
        if (other.IsEmpty || IsEmpty) return false;
        int i = FirstEndingAfter(other._list[0].From), j = 0;
        while (i < _list.Count && j < other._list.Count)
        {
            if (_list[i].To <= other._list[j].From) i++;
            else if (other._list[j].To <= _list[i].From) j++;
            else return true;
        }
        return false;
    }

    /// <summary>Adds ranges that do not overlap these.</summary>
    public void AddAll(Ranges other)
    {
        foreach ((int from, int to) in other._list) _list.Insert(FirstEndingAfter(from), (from, to));
    }

    private int FirstEndingAfter(int position)
    {
        int low = 0, high = _list.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (_list[middle].To <= position) low = middle + 1; else high = middle;
        }
        return low;
    }
}
