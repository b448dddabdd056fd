using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>Channels. Values that wait are in the channel; fibers that wait are in queues beside the heap, whose place the channel remembers.</summary>
public sealed unsafe partial class Execution
{
    private readonly QueueTable _queues = new();
    private long _channelCount;

    private Value NewChannel(Value* args, int count)
    {
        long capacity = 0;
        if (count == 1 && !Objects.TryInt(args[0], out capacity)) throw Faults.Type("chan", 1, "Int", args[0]);
        if (capacity < 0) throw Faults.Range("chan", $"negative capacity {capacity}");
        Meter.OpenChannel();
        Value channel = Heap.AllocateTagged(ObjectType.Channel, 0);
        channel.Address[Objects.ChannelNumber] = Value.FromFixnum(++_channelCount).Bits;
        channel.Address[Objects.ChannelCapacity] = Value.FromFixnum(Math.Min(capacity, int.MaxValue)).Bits;
        channel.Address[Objects.ChannelCount] = channel.Address[Objects.ChannelFirst] = channel.Address[Objects.ChannelPlace] = Value.FromFixnum(0).Bits;
        channel.Address[Objects.ChannelClosed] = Value.FalseBits;
        return channel;
    }

    private static Value ChannelArgument(string function, Value* args) =>
        Objects.Is(args[0], ObjectType.Channel) ? args[0] : throw Faults.Type(function, 1, "Channel", args[0]);

    private ChannelQueues? QueuesOf(Value channel) =>
        _queues.Find(Objects.Word(channel, Objects.ChannelNumber).Fixnum, Objects.Word(channel, Objects.ChannelPlace).Fixnum);

    private ChannelQueues MakeQueuesOf(Value channel)
    {
        if (QueuesOf(channel) is { } known) return known;
        ChannelQueues queues = _queues.Take(Objects.Word(channel, Objects.ChannelNumber).Fixnum);
        channel.Address[Objects.ChannelPlace] = Value.FromFixnum(queues.Place).Bits;
        return queues;
    }

    private Waiter? FirstWaiter(Value channel, bool isSender) =>
        QueuesOf(channel) is not { } queues ? null : isSender ? queues.Senders.First : queues.Receivers.First;

    private static bool IsClosed(Value channel) => Objects.Word(channel, Objects.ChannelClosed).Bits == Value.TrueBits;

    private void Serve(Waiter waiter, Value value)
    {
        if (waiter.Function != 0) waiter.Fiber.Served = waiter;
        Wake(waiter.Fiber, value);
    }

    private bool TrySend(string function, Value channel, Value value)
    {
        if (IsClosed(channel)) throw Faults.Of("closed", $"{function}: the channel is closed");
        if (FirstWaiter(channel, isSender: false) is { } receiver)
        {
            Serve(receiver, value);
            return true;
        }
        if (Objects.Word(channel, Objects.ChannelCount).Fixnum >= Objects.Word(channel, Objects.ChannelCapacity).Fixnum) return false;
        Put(channel, value);
        return true;
    }

    private bool TryReceive(Value channel, out Value value)
    {
        value = Value.Nil;
        if (Objects.Word(channel, Objects.ChannelCount).Fixnum > 0)
        {
            value = TakeFirst(channel);
            if (FirstWaiter(channel, isSender: true) is not { } next) return true;
            // There is room: the value taken left its place.
            Put(channel, new Value(next.Value));
            Serve(next, Value.Nil);
            return true;
        }
        if (FirstWaiter(channel, isSender: true) is not { } sender) return false;
        value = new Value(sender.Value);
        Serve(sender, Value.Nil);
        return true;
    }

    private static Value TakeFirst(Value channel)
    {
        long count = Objects.Word(channel, Objects.ChannelCount).Fixnum, first = Objects.Word(channel, Objects.ChannelFirst).Fixnum;
        Value storage = Objects.Word(channel, Objects.ChannelStorage);
        Value value = Objects.Element(storage, first);
        storage.Address[1 + first] = Value.NilBits;
        channel.Address[Objects.ChannelFirst] = Value.FromFixnum((first + 1) % Objects.Length(storage)).Bits;
        channel.Address[Objects.ChannelCount] = Value.FromFixnum(count - 1).Bits;
        return value;
    }

    /// <summary>May collect only when the ring grows.</summary>
    private void Put(Value channel, Value value)
    {
        long count = Objects.Word(channel, Objects.ChannelCount).Fixnum, first = Objects.Word(channel, Objects.ChannelFirst).Fixnum;
        Value storage = Objects.Word(channel, Objects.ChannelStorage);
        if (storage.IsNil || count == Objects.Length(storage))
        {
            using RootScope scope = Heap.Roots();
            Root heldChannel = scope.Add(channel), heldValue = scope.Add(value);
            Value grown = Heap.AllocateVector(Math.Max(4, count * 2), Value.Nil);
            (channel, value) = (heldChannel.Value, heldValue.Value);
            storage = Objects.Word(channel, Objects.ChannelStorage);
            for (long i = 0; i < count; i++) Heap.Store(grown, 1 + i, Objects.Element(storage, (first + i) % count));
            Heap.Store(channel, Objects.ChannelStorage, grown);
            (storage, first) = (grown, 0);
            channel.Address[Objects.ChannelFirst] = Value.FromFixnum(0).Bits;
        }
        Heap.Store(storage, 1 + ((first + count) % Objects.Length(storage)), value);
        channel.Address[Objects.ChannelCount] = Value.FromFixnum(count + 1).Bits;
    }

    private void Send(Value* args)
    {
        Value channel = ChannelArgument("send!", args);
        CheckCancelled();
        if (TrySend("send!", channel, args[1]))
        {
            Deliver(Value.Nil);
            return;
        }
        Wait(_current!.OwnWaiter, channel, args[1], isSender: true);
        Block("send! on a channel");
    }

    private void Receive(string function, Value channel, Value otherwise)
    {
        if (!Objects.Is(channel, ObjectType.Channel)) throw Faults.Type(function, 1, "Channel", channel);
        CheckCancelled();
        if (TryReceive(channel, out Value value)) Deliver(value);
        else if (IsClosed(channel)) Deliver(otherwise);
        else
        {
            Wait(_current!.OwnWaiter, channel, otherwise, isSender: false);
            Block("recv! on a channel");
        }
    }

    private void Wait(Waiter waiter, Value channel, Value value, bool isSender)
    {
        (waiter.Queues, waiter.Value, waiter.IsSender, waiter.Next) = (MakeQueuesOf(channel), value.Bits, isSender, _current!.Waiters);
        _current.Waiters = waiter;
        waiter.Queues.Add(waiter);
    }

    private void Close(Value channel)
    {
        if (!IsClosed(channel))
        {
            channel.Address[Objects.ChannelClosed] = Value.TrueBits;
            Meter.CloseChannel();
            while (FirstWaiter(channel, isSender: false) is { } receiver) Serve(receiver, new Value(receiver.Value));
            while (FirstWaiter(channel, isSender: true) is { } sender) Wake(sender.Fiber, Faults.Of("closed", "send!: the channel is closed"));
        }
        Deliver(Value.Nil);
    }

    /// <summary>Args: whether there is a default; then for each clause whether it receives, the channel, the value to send, the function.</summary>
    private void Select(Value* args, int count)
    {
        for (int i = 1; i < count; i += 4)
            if (!Objects.Is(args[i + 1], ObjectType.Channel)) throw Faults.Type("select", "Channel", args[i + 1]);
        CheckCancelled();
        for (int i = 1; i < count; i += 4)
        {
            bool receives = args[i].IsTruthy;
            Value value = Value.Nil;
            bool isReady = receives ? TryReceive(args[i + 1], out value) || IsClosed(args[i + 1]) : TrySend("send!", args[i + 1], args[i + 2]);
            if (!isReady) continue;
            args[i + 2] = value;
            Value list = receives ? Heap.AllocateCons(args[i + 2], Value.Empty) : Value.Empty;
            Deliver(Heap.AllocateCons(args[i + 3], list));
            return;
        }
        if (args[0].IsTruthy)
        {
            Deliver(Value.Nil);
            return;
        }
        for (int i = 1; i < count; i += 4)
        {
            bool receives = args[i].IsTruthy;
            Wait(new Waiter(_current!) { Function = args[i + 3].IsNil ? 0 : args[i + 3].Bits }, args[i + 1], receives ? Value.Nil : args[i + 2], isSender: !receives);
        }
        Block($"select on {(count - 1) / 4} channels");
    }
}
