namespace ClaudeLang.Vm.Runtime;

/// <summary>
/// The heaps of one run: its own, and those of the elements of a `parallel:map`. The limit of memory holds for their sum. Each asks what
/// the others hold, from its own thread: the answer may be a moment old.
/// </summary>
internal sealed class HeapFamily(Heap root)
{
    private readonly Lock _gate = new();
    private Heap[] _members = [root];

    /// <exception cref="FaultException">There is no room for one more nursery.</exception>
    public void Add(Heap heap)
    {
        lock (_gate)
        {
            if (BesidesOf(heap) + heap.Options.NurseryBytes > heap.Options.HeapBytesMax) throw Faults.OutOfMemory(heap.Options.HeapBytesMax);
            _members = [.. _members, heap];
            heap.Family = this;
        }
    }

    public void Remove(Heap heap)
    {
        lock (_gate) _members = [.. _members.Where(member => member != heap)];
    }

    /// <summary>Bytes that the others hold. Of the elements' heaps the nurseries count too: there may be many.</summary>
    public long BesidesOf(Heap heap)
    {
        long bytes = 0;
        foreach (Heap member in Volatile.Read(ref _members))
            if (member != heap) bytes += member.HeldBytes + (member == root ? 0 : member.Options.NurseryBytes);
        return bytes;
    }
}

public sealed partial class Heap
{
    /// <summary>Null while the run has one heap alone.</summary>
    internal HeapFamily? Family { get; set; }

    /// <summary>What the limit is compared with.</summary>
    private long HeldInAllBytes => HeldBytes + (Family?.BesidesOf(this) ?? 0);

    /// <summary>Before others share the limit: garbage is not to count.</summary>
    internal void ShareLimit()
    {
        Family ??= new HeapFamily(this);
        if (HeldInAllBytes > _options.HeapBytesMax / 4) Collect(full: true);
    }
}
