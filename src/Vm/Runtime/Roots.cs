using System.Runtime.CompilerServices;

namespace ClaudeLang.Vm.Runtime;

/// <summary>Something outside the heap that holds values: fiber stacks, constants, globals. Registered with <see cref="Heap.AddRoots"/>.</summary>
public interface IRootSource
{
    /// <summary>Hands every tagged slot to the visitor, which may store the object's new place in it.</summary>
    void VisitRoots(RootVisitor visitor);
}

/// <summary>Who can walk frames that were copied into a heap object.</summary>
public interface ISavedFrames
{
    /// <param name="words">The lowest word; the frames end with a return address 0.</param>
    /// <param name="top">What the lowest words are.</param>
    unsafe void VisitSavedFrames(ulong* words, int top, RootVisitor visitor);
}

/// <summary>Given to root sources during a collection.</summary>
public readonly unsafe struct RootVisitor(Heap heap, bool isMinor)
{
    /// <summary>Only objects allocated since the last collection move: slots that nobody wrote since then need no visit.</summary>
    public bool IsMinor => isMinor;

    public void Visit(ulong* slot)
    {
        heap.CountRoots(1);
        heap.Evacuate(slot);
    }

    public void VisitRange(ulong* first, nint count)
    {
        heap.CountRoots(count);
        for (nint i = 0; i < count; i++) heap.Evacuate(first + i);
    }
}

/// <summary>A value held by C# code across allocations; the collector updates it.</summary>
public readonly unsafe struct Root(ulong* slot)
{
    /// <summary>The slot itself, for code that takes arguments by address.</summary>
    public ulong* Slot => slot;
    public Value Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(*slot);
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => *slot = value.Bits;
    }
}

/// <summary>Frees the roots added through it: <c>using var scope = heap.Roots(); Root r = scope.Add(v);</c></summary>
public readonly unsafe ref struct RootScope
{
    private readonly Heap _heap;
    private readonly ulong* _bottom;

    internal RootScope(Heap heap)
    {
        _heap = heap;
        _bottom = heap.RootTop;
    }

    public Root Add(Value value)
    {
        ulong* slot = _heap.RootTop;
        Check.That(slot < _heap.RootEnd, "the stack of roots is full");
        *slot = value.Bits;
        _heap.RootTop = slot + 1;
        return new Root(slot);
    }

    public void Dispose() => _heap.RootTop = _bottom;
}
