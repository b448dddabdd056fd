using System.Runtime.CompilerServices;

namespace ClaudeLang.Vm.Runtime;

/// <summary>Old objects that were written to since the last collection, and of long ones only the places.</summary>
public sealed unsafe partial class Heap
{
    /// <summary>Of objects with more words the written places are noted one by one, so that a store into a huge vector does not cost a scan of all of it.</summary>
    private const long PlacewiseWords = 8192;
    /// <summary>Of objects up to this length that are written all over, the whole is scanned: cheaper than the places.</summary>
    private const long WholeWordsMax = 1 << 20;
    private const int SlotsMin = 4096, CollectAfter = 1 << 15;

    private readonly List<nint> _remembered = [], _slots = [];
    private int _slotsMax = SlotsMin;

    /// <summary>Stores a word (counted from the header) with the write barrier.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Value target, long word, Value value)
    {
        ulong* at = target.Address;
        at[word] = value.Bits;
        if ((*at & Objects.OldFlag) != 0 && value.IsHeap) Remember(at, word);
    }

    /// <summary>The barrier alone, for code that has stored heap references itself, all over the object.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void RecordWrite(ulong* target)
    {
        if ((*target & Objects.OldFlag) != 0) Remember(target);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Remember(ulong* target, long word)
    {
        if ((long)(*target >> ObjectLayout.LengthShift) <= PlacewiseWords) Remember(target);
        else RememberSlot(target, (nint)(target + word));
    }

    private void Remember(ulong* target)
    {
        *target &= ~Objects.OldFlag;
        _remembered.Add((nint)target);
        // Many at once would make the next pause long: collect at the next allocation.
        if (_remembered.Count % CollectAfter == 0) CollectSoon();
    }

    private void RememberSlot(ulong* target, nint slot)
    {
        if (_slots.Count > 0 && _slots[^1] == slot) return;
        if (_slots.Count == _slotsMax) MakeRoomForSlots(target);
        if ((*target & Objects.OldFlag) != 0) _slots.Add(slot);
    }

    private void MakeRoomForSlots(ulong* target)
    {
        long words = (long)(*target >> ObjectLayout.LengthShift);
        nint first = (nint)target, last = (nint)(target + words + 1);
        bool IsInside(nint slot) => slot > first && slot <= last;
        if (words <= WholeWordsMax && _slots.Count(IsInside) * 64L >= words)
        {
            _slots.RemoveAll(IsInside);
            Remember(target);
        }
        else
        {
            _slots.Sort();
            int kept = 0;
            for (int i = 0; i < _slots.Count; i++) if (i == 0 || _slots[i] != _slots[i - 1]) _slots[kept++] = _slots[i];
            _slots.RemoveRange(kept, _slots.Count - kept);
        }
        if (_slots.Count > _slotsMax / 2) _slotsMax *= 2;
    }

    private void VisitRemembered()
    {
        foreach (nint remembered in _remembered) ScanObject((ulong*)remembered);
        foreach (nint slot in _slots) Evacuate((ulong*)slot);
    }

    /// <summary>Nothing is young any more. If objects may have moved their copies carry the flag already, and so does what was marked.</summary>
    private void ForgetRemembered()
    {
        if (!_emptying) foreach (nint at in _remembered) *(ulong*)at |= Objects.OldFlag;
        _remembered.Clear();
        _slots.Clear();
        _slotsMax = SlotsMin;
    }
}
