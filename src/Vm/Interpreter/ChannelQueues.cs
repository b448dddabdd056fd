namespace ClaudeLang.Vm.Interpreter;

/// <summary>A fiber's place in the queue of a channel.</summary>
internal sealed class Waiter(Fiber fiber)
{
    public readonly Fiber Fiber = fiber;
    public ChannelQueues? Queues;
    public Waiter? Before, After;
    /// <summary>The same fiber's next.</summary>
    public Waiter? Next;
    /// <summary>What it sends, or what it gets from a closed channel. A root.</summary>
    public ulong Value;
    /// <summary>Of a clause of `select`: what is called. A root; 0 if it is no clause.</summary>
    public ulong Function;
    public bool IsSender;
}

/// <summary>Fibers that wait for one channel, one direction.</summary>
internal struct ChannelQueue
{
    public Waiter? First;
    private Waiter? _last;

    public void Add(Waiter waiter)
    {
        waiter.Before = _last;
        if (_last is null) First = waiter;
        else _last.After = waiter;
        _last = waiter;
    }

    public void Remove(Waiter waiter)
    {
        if (waiter.Before is null) First = waiter.After;
        else waiter.Before.After = waiter.After;
        if (waiter.After is null) _last = waiter.Before;
        else waiter.After.Before = waiter.Before;
        waiter.Before = waiter.After = null;
    }
}

/// <summary>Both queues of one channel, while a fiber waits for it.</summary>
/// <param name="place">In the table that the channel's hint leads into.</param>
internal sealed class ChannelQueues(int place)
{
    public ChannelQueue Receivers, Senders;
    public int Place => place;
    /// <summary>The channel's number; 0 while nobody waits.</summary>
    public long Channel;
    public ChannelQueues? NextFree;

    public void Add(Waiter waiter)
    {
        if (waiter.IsSender) Senders.Add(waiter);
        else Receivers.Add(waiter);
    }

    /// <returns>Whether nobody waits any more.</returns>
    public bool Remove(Waiter waiter)
    {
        if (waiter.IsSender) Senders.Remove(waiter);
        else Receivers.Remove(waiter);
        return Receivers.First is null && Senders.First is null;
    }
}

/// <summary>
/// The queues of all channels that fibers wait for. A channel has them only so long and remembers their place; the place may have become another
/// channel's meanwhile, so whoever looks there compares the numbers.
/// </summary>
internal sealed class QueueTable
{
    private readonly List<ChannelQueues> _places = [];
    private ChannelQueues? _free;

    /// <param name="place">Where the channel's queues were last.</param>
    /// <returns>Null: nobody waits for the channel.</returns>
    public ChannelQueues? Find(long channel, long place) =>
        (ulong)place < (ulong)_places.Count && _places[(int)place] is { } queues && queues.Channel == channel ? queues : null;

    public ChannelQueues Take(long channel)
    {
        ChannelQueues? queues = _free;
        if (queues is null) _places.Add(queues = new ChannelQueues(_places.Count));
        else (_free, queues.NextFree) = (queues.NextFree, null);
        queues.Channel = channel;
        return queues;
    }

    public void Remove(Waiter waiter)
    {
        ChannelQueues queues = waiter.Queues!;
        waiter.Queues = null;
        if (!queues.Remove(waiter)) return;
        (queues.Channel, queues.NextFree, _free) = (0, _free, queues);
    }
}
