using System.Runtime.InteropServices;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>A fiber's place in the queue of a channel.</summary>
[StructLayout(LayoutKind.Explicit, Size = 64)]
public unsafe struct Waiter
{
    [FieldOffset(0)] public FiberState* Fiber;
    [FieldOffset(8)] public Waiter* Before;
    [FieldOffset(16)] public Waiter* After;
    /// <summary>The same fiber's next.</summary>
    [FieldOffset(24)] public Waiter* Next;
    /// <summary>What it sends, or what it gets from a closed channel. A root.</summary>
    [FieldOffset(32)] public ulong Value;
    /// <summary>Of a clause of `select`: what is called. A root; 0 if it is no clause.</summary>
    [FieldOffset(40)] public ulong Function;
    /// <summary>Of the channel's queues, in the table.</summary>
    [FieldOffset(48)] public long Place;
    /// <summary>1, or 0 if it receives.</summary>
    [FieldOffset(56)] public long IsSender;
}

/// <summary>Fibers that wait for one channel, one direction.</summary>
public unsafe struct ChannelQueue
{
    public Waiter* First, Last;

    public void Add(Waiter* waiter)
    {
        waiter->Before = Last;
        if (Last is null) First = waiter;
        else Last->After = waiter;
        Last = waiter;
    }

    public void Remove(Waiter* waiter)
    {
        if (waiter->Before is null) First = waiter->After;
        else waiter->Before->After = waiter->After;
        if (waiter->After is null) Last = waiter->Before;
        else waiter->After->Before = waiter->Before;
        waiter->Before = waiter->After = null;
    }
}

/// <summary>Both queues of one channel, while a fiber waits for it.</summary>
[StructLayout(LayoutKind.Explicit, Size = 1 << SizeShift)]
public unsafe struct ChannelQueues
{
    public const int SizeShift = 6;

    /// <summary>The channel's number as the channel holds it; 0 while nobody waits.</summary>
    [FieldOffset(0)] public ulong Channel;
    [FieldOffset(8)] public ChannelQueue Receivers;
    [FieldOffset(24)] public ChannelQueue Senders;
    /// <summary>The next place that is free, if this one is.</summary>
    [FieldOffset(40)] public long NextFree;

    public readonly bool IsEmpty => Receivers.First is null && Senders.First is null;

    public void Add(Waiter* waiter)
    {
        if (waiter->IsSender != 0) Senders.Add(waiter);
        else Receivers.Add(waiter);
    }

    public void Remove(Waiter* waiter)
    {
        if (waiter->IsSender != 0) Senders.Remove(waiter);
        else Receivers.Remove(waiter);
    }
}

/// <summary>
/// The queues of all channels that fibers wait for. A channel has them only so long and remembers their place; the place may have become another
/// channel's meanwhile, so whoever looks there compares the numbers.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 32)]
public unsafe struct QueueTable
{
    private const int FirstCount = 16;
    public const long NoPlace = -1;

    [FieldOffset(0)] public ChannelQueues* Places;
    [FieldOffset(8)] public long Count;
    /// <summary>The first of those that no channel has, or <see cref="NoPlace"/>.</summary>
    [FieldOffset(16)] public long Free;

    public void Begin() => Free = NoPlace;

    /// <param name="place">Where the channel's queues were last.</param>
    /// <returns>Null: nobody waits for the channel.</returns>
    public readonly ChannelQueues* Find(ulong channel, long place) => (ulong)place < (ulong)Count && Places[place].Channel == channel ? Places + place : null;

    /// <returns>The place of the channel's new queues.</returns>
    public long Take(ulong channel)
    {
        if (Free == NoPlace) Grow();
        long place = Free;
        Free = Places[place].NextFree;
        Places[place].Channel = channel;
        return place;
    }

    private void Grow()
    {
        long count = Math.Max(FirstCount, 2 * Count);
        Places = (ChannelQueues*)NativeMemory.Realloc(Places, (nuint)(count * sizeof(ChannelQueues)));
        for (long place = Count; place < count; place++) Places[place] = new ChannelQueues { NextFree = place + 1 < count ? place + 1 : NoPlace };
        (Free, Count) = (Count, count);
    }

    public void Add(Waiter* waiter) => Places[waiter->Place].Add(waiter);

    public void Remove(Waiter* waiter)
    {
        ChannelQueues* queues = Places + waiter->Place;
        queues->Remove(waiter);
        if (!queues->IsEmpty) return;
        (queues->Channel, queues->NextFree, Free) = (0, Free, waiter->Place);
    }

    public void Dispose()
    {
        NativeMemory.Free(Places);
        Places = null;
    }
}
