using System.Runtime.InteropServices;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>Channels. Values that wait are in the channel; fibers that wait are in queues beside the heap, whose place the channel remembers. Machine code does the usual `send!` and `recv!` itself (ChannelRoutines.cs).</summary>
public sealed unsafe partial class Execution
{
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

    private ChannelQueues* QueuesOf(Value channel) =>
        _scheduler->Queues.Find(channel.Address[Objects.ChannelNumber], Objects.Word(channel, Objects.ChannelPlace).Fixnum);

    private long PlaceOfQueues(Value channel)
    {
        if (QueuesOf(channel) is null) channel.Address[Objects.ChannelPlace] = Value.FromFixnum(_scheduler->Queues.Take(channel.Address[Objects.ChannelNumber])).Bits;
        return Objects.Word(channel, Objects.ChannelPlace).Fixnum;
    }

    private Waiter* FirstReceiver(Value channel)
    {
        ChannelQueues* queues = QueuesOf(channel);
        return queues is null ? null : queues->Receivers.First;
    }

    private Waiter* FirstSender(Value channel)
    {
        ChannelQueues* queues = QueuesOf(channel);
        return queues is null ? null : queues->Senders.First;
    }

    private static bool IsClosed(Value channel) => Objects.Word(channel, Objects.ChannelClosed).Bits == Value.TrueBits;

    /// <summary>The fiber that waits goes on with the value.</summary>
    private void Serve(Waiter* waiter, Value value)
    {
        FiberState* fiber = waiter->Fiber;
        if (waiter->Function != 0) (fiber->Function, fiber->Clause) = (waiter->Function, waiter->IsSender != 0 ? ServedClause.Sent : ServedClause.Received);
        (fiber->Arrival, fiber->Value) = (Arrival.Value, value.Bits);
        MakeReady(fiber);
    }

    private bool TrySend(string function, Value channel, Value value)
    {
        if (IsClosed(channel)) throw Faults.Of("closed", $"{function}: the channel is closed");
        Waiter* receiver = FirstReceiver(channel);
        if (receiver is not null)
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
        Waiter* sender = FirstSender(channel);
        if (Objects.Word(channel, Objects.ChannelCount).Fixnum > 0)
        {
            value = TakeFirst(channel);
            if (sender is null) return true;
            // There is room: the value taken left its place.
            Put(channel, new Value(sender->Value));
            Serve(sender, Value.Nil);
            return true;
        }
        if (sender is null) return false;
        value = new Value(sender->Value);
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
        Wait(&_scheduler->Current->Own, channel, args[1], isSender: true);
        Block();
    }

    private void Receive(string function, Value channel, Value otherwise)
    {
        if (!Objects.Is(channel, ObjectType.Channel)) throw Faults.Type(function, 1, "Channel", channel);
        CheckCancelled();
        if (TryReceive(channel, out Value value)) Deliver(value);
        else if (IsClosed(channel)) Deliver(otherwise);
        else
        {
            Wait(&_scheduler->Current->Own, channel, otherwise, isSender: false);
            Block();
        }
    }

    private void Wait(Waiter* waiter, Value channel, Value value, bool isSender)
    {
        FiberState* fiber = _scheduler->Current;
        (waiter->Place, waiter->Value, waiter->IsSender) = (PlaceOfQueues(channel), value.Bits, isSender ? 1 : 0);
        waiter->Next = fiber->Waiters;
        fiber->Waiters = waiter;
        _scheduler->Queues.Add(waiter);
    }

    private void LeaveQueues(FiberState* fiber)
    {
        while (fiber->Waiters is not null)
        {
            Waiter* waiter = fiber->Waiters;
            fiber->Waiters = waiter->Next;
            _scheduler->Queues.Remove(waiter);
            if (waiter != &fiber->Own) NativeMemory.Free(waiter);
        }
    }

    /// <summary>For the report of a deadlock.</summary>
    private static string WaitsFor(FiberState* fiber)
    {
        if (fiber->Waiters == &fiber->Own) return fiber->Own.IsSender != 0 ? "send! on a channel" : "recv! on a channel";
        int clauses = 0;
        for (Waiter* waiter = fiber->Waiters; waiter is not null; waiter = waiter->Next) clauses++;
        return $"select on {clauses} channels";
    }

    private void Close(Value channel)
    {
        if (!IsClosed(channel))
        {
            channel.Address[Objects.ChannelClosed] = Value.TrueBits;
            Meter.CloseChannel();
            for (Waiter* receiver; (receiver = FirstReceiver(channel)) is not null;) Serve(receiver, new Value(receiver->Value));
            for (Waiter* sender; (sender = FirstSender(channel)) is not null;) Wake(_fibers[sender->Fiber->Number], Faults.Of("closed", "send!: the channel is closed"));
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
            var waiter = (Waiter*)NativeMemory.AllocZeroed((nuint)sizeof(Waiter));
            waiter->Fiber = _scheduler->Current;
            waiter->Function = args[i + 3].IsNil ? 0 : args[i + 3].Bits;
            Wait(waiter, args[i + 1], receives ? Value.Nil : args[i + 2], isSender: !receives);
        }
        Block();
    }
}
