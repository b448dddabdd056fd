using System.Runtime.InteropServices;
using ClaudeLang.Jit.X64;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Install;

/// <summary>
/// What the border does by itself of `send!` and `recv!`: a value goes from the fiber that sends to the one that receives, or through the channel's buffer, and a fiber that has to wait
/// leaves the stack to the next one. Both do what <c>Execution.Send</c> and <c>Execution.Receive</c> do, in the common case alone; for whatever is out of the ordinary (a clause of a
/// `select`, a closed channel, a buffer that grows) they change nothing and branch to the way to C#, which does it all.
/// </summary>
internal static partial class ChannelRoutines
{
    /// <summary>One as a fixnum.</summary>
    private const int One = 1 << 1;
    private const int Tag = (int)Value.HeapTag;
    private const byte OldFlag = 1;
    /// <summary>Of the buffer at rdx; rdi is a fixnum.</summary>
    private static readonly Mem PlaceAtRdi = new(Gpr.Rdx, ObjectLayout.HeaderBytes, Gpr.Rdi, 2);

    private static readonly int SchedulerAt = Of<ExecContext>(nameof(ExecContext.Scheduler));
    private static readonly Mem Current = OfScheduler(nameof(Scheduler.Current)), Dirty = OfScheduler(nameof(Scheduler.Dirty)), BlockCount = OfScheduler(nameof(Scheduler.BlockCount));
    private static readonly Mem Hinders = OfScheduler(nameof(Scheduler.Hinders)), HasSwitched = OfScheduler(nameof(Scheduler.HasSwitched));
    private static readonly Mem ReadyFirst = OfScheduler(nameof(Scheduler.Ready), Of<FiberQueue>(nameof(FiberQueue.First)));
    private static readonly Mem ReadyLast = OfScheduler(nameof(Scheduler.Ready), Of<FiberQueue>(nameof(FiberQueue.Last)));
    private static readonly Mem Places = OfScheduler(nameof(Scheduler.Queues), Of<QueueTable>(nameof(QueueTable.Places)));
    private static readonly Mem PlaceCount = OfScheduler(nameof(Scheduler.Queues), Of<QueueTable>(nameof(QueueTable.Count)));
    private static readonly Mem FreePlace = OfScheduler(nameof(Scheduler.Queues), Of<QueueTable>(nameof(QueueTable.Free)));
    private static readonly Mem Handlers = OfContext(nameof(ExecContext.Handlers)), StackTop = OfContext(nameof(ExecContext.StackTop)), Watermark = OfContext(nameof(ExecContext.Watermark));
    private static readonly int Receivers = Of<ChannelQueues>(nameof(ChannelQueues.Receivers)), Senders = Of<ChannelQueues>(nameof(ChannelQueues.Senders));
    private static readonly int First = Of<ChannelQueue>(nameof(ChannelQueue.First)), Last = Of<ChannelQueue>(nameof(ChannelQueue.Last));

    private static int Of<T>(string field) => (int)Marshal.OffsetOf<T>(field);
    private static Mem OfContext(string field) => new(Target.Context, Of<ExecContext>(field));
    private static Mem OfScheduler(string field, int inside = 0) => new(Target.Context, SchedulerAt + Of<Scheduler>(field) + inside);
    private static Mem OfFiber(Gpr fiber, string field) => new(fiber, Of<FiberState>(field));
    private static Mem OfWaiter(Gpr waiter, string field) => new(waiter, Of<Waiter>(field));
    private static Mem OfQueues(Gpr queues, string field) => new(queues, Of<ChannelQueues>(field));
    /// <summary>A word of the channel at r11.</summary>
    private static Mem OfChannel(int word) => new(Gpr.R11, 8 * word);

    private static int Builtin(int number, int count) => (int)((uint)Opcode.CallBuiltin | ((uint)number << 8) | ((uint)count << 24));

    /// <summary>As <see cref="EffectRoutines.Perform"/>, with the instruction in ecx and its operands at rsi.</summary>
    public static void SendOrReceive(Emitter e, int other)
    {
        int receive = e.NewLabel(), send = e.NewLabel(), serve = e.NewLabel(), wait = e.NewLabel();
        e.Compare32(Gpr.Rcx, Builtin(ControlNumbers.Receive, 1));
        e.Jump(Cc.E, receive);
        e.Compare32(Gpr.Rcx, Builtin(ControlNumbers.Send, 2));
        e.Jump(Cc.Ne, other);
        FindChannel(e, other);
        Send(e, serve, wait, other);
        e.Bind(receive);
        FindChannel(e, other);
        Receive(e, serve, wait, other);
        e.Bind(serve);
        Serve(e);
        e.Bind(wait);
        PrepareToWait(e, other);
        JoinQueue(e);
        LeaveStack(e);
        GoOnWithNext(e);
    }

    /// <summary>Leaves r11: the channel's address, rbx: the running fiber, r10: the channel's queues, or 0 if nobody waits for it.</summary>
    private static void FindChannel(Emitter e, int other)
    {
        int nobody = e.NewLabel(), found = e.NewLabel();
        e.Load(Gpr.R11, new Mem(Gpr.Rsi, 0));
        e.Do(Alu.Sub, Gpr.R11, Tag);
        e.TestByte(Gpr.R11, (byte)Value.TagMask);
        e.Jump(Cc.Ne, other);
        e.CompareByte(new Mem(Gpr.R11, 0), (byte)ObjectType.Channel);
        e.Jump(Cc.Ne, other);
        e.Load(Gpr.Rbx, Current);
        e.CompareByte(OfFiber(Gpr.Rbx, nameof(FiberState.IsCancelled)), 0);
        e.Jump(Cc.Ne, other);
        e.Load(Gpr.R10, OfChannel(Objects.ChannelPlace));
        e.Do(Shift.Shr, Gpr.R10, 1);
        e.Do(Alu.Cmp, Gpr.R10, PlaceCount);
        e.Jump(Cc.Ae, nobody);
        e.Do(Shift.Shl, Gpr.R10, ChannelQueues.SizeShift);
        e.Do(Alu.Add, Gpr.R10, Places);
        e.Load(Gpr.Rcx, OfChannel(Objects.ChannelNumber));
        e.Compare(OfQueues(Gpr.R10, nameof(ChannelQueues.Channel)), Gpr.Rcx);
        e.Jump(Cc.E, found);
        e.Bind(nobody);
        e.Set(Gpr.R10, 0);
        e.Bind(found);
    }

    /// <summary>Leaves r9: the value, for who receives it or to wait with.</summary>
    private static void Send(Emitter e, int serve, int wait, int other)
    {
        int nobody = e.NewLabel(), put = e.NewLabel();
        e.Do(Alu.Cmp, OfChannel(Objects.ChannelClosed), (int)Value.FalseBits);
        e.Jump(Cc.Ne, other);
        e.Load(Gpr.R9, new Mem(Gpr.Rsi, 8));
        FirstOf(e, Receivers, nobody, other);
        e.Set(Gpr.Rax, (long)Value.NilBits);
        e.Jump(serve);
        e.Bind(nobody);
        e.Load(Gpr.Rcx, OfChannel(Objects.ChannelCount));
        e.Do(Alu.Cmp, Gpr.Rcx, OfChannel(Objects.ChannelCapacity));
        e.Jump(Cc.B, put);
        e.Set(Gpr.R8, 1);
        e.Jump(wait);
        e.Bind(put);
        Put(e, other);
    }

    /// <summary>Leaves r9: what the one that sends gets, or who waits gets when the channel is closed.</summary>
    private static void Receive(Emitter e, int serve, int wait, int other)
    {
        int empty = e.NewLabel(), nobody = e.NewLabel(), take = e.NewLabel();
        e.Load(Gpr.Rcx, OfChannel(Objects.ChannelCount));
        e.Test(Gpr.Rcx, Gpr.Rcx);
        e.Jump(Cc.E, empty);
        // Whose value takes the place that gets free is seen to by C#.
        e.Test(Gpr.R10, Gpr.R10);
        e.Jump(Cc.E, take);
        e.Do(Alu.Cmp, new Mem(Gpr.R10, Senders + First), 0);
        e.Jump(Cc.Ne, other);
        e.Bind(take);
        TakeFirst(e);
        e.Bind(empty);
        e.Set(Gpr.R9, (long)Value.NilBits);
        FirstOf(e, Senders, nobody, other);
        e.Load(Gpr.Rax, OfWaiter(Gpr.R12, nameof(Waiter.Value)));
        e.Jump(serve);
        e.Bind(nobody);
        e.Do(Alu.Cmp, OfChannel(Objects.ChannelClosed), (int)Value.FalseBits);
        e.Jump(Cc.Ne, other);
        e.Set(Gpr.R8, 0);
        e.Jump(wait);
    }

    /// <summary>The value in r9 goes into the buffer, which holds rcx values, and the running fiber goes on. Not if the buffer grows, or if it is old and the value perhaps young.</summary>
    private static void Put(Emitter e, int other)
    {
        int stores = e.NewLabel(), inside = e.NewLabel();
        e.Load(Gpr.Rdx, OfChannel(Objects.ChannelStorage));
        e.Do(Alu.Sub, Gpr.Rdx, Tag);
        e.TestByte(Gpr.Rdx, (byte)Value.TagMask);
        e.Jump(Cc.Ne, other);
        LoadPlaces(e);
        e.Do(Alu.Cmp, Gpr.Rcx, Gpr.R8);
        e.Jump(Cc.E, other);
        e.TestByte(new Mem(Gpr.Rdx, ObjectLayout.FlagsShift / 8), OldFlag);
        e.Jump(Cc.E, stores);
        e.LoadAddress(Gpr.Rdi, new Mem(Gpr.R9, -Tag));
        e.TestByte(Gpr.Rdi, (byte)Value.TagMask);
        e.Jump(Cc.E, other);
        e.Bind(stores);
        e.Load(Gpr.Rdi, OfChannel(Objects.ChannelFirst));
        e.Do(Alu.Add, Gpr.Rdi, Gpr.Rcx);
        e.Do(Alu.Cmp, Gpr.Rdi, Gpr.R8);
        e.Jump(Cc.B, inside);
        e.Do(Alu.Sub, Gpr.Rdi, Gpr.R8);
        e.Bind(inside);
        e.Store(PlaceAtRdi, Gpr.R9);
        e.Do(Alu.Add, OfChannel(Objects.ChannelCount), One);
        e.Set(Gpr.Rax, (long)Value.NilBits);
        e.Return();
    }

    /// <summary>The running fiber goes on with the first value of the buffer.</summary>
    private static void TakeFirst(Emitter e)
    {
        int inside = e.NewLabel();
        e.Load(Gpr.Rdx, OfChannel(Objects.ChannelStorage));
        e.Do(Alu.Sub, Gpr.Rdx, Tag);
        LoadPlaces(e);
        e.Load(Gpr.Rdi, OfChannel(Objects.ChannelFirst));
        e.Load(Gpr.Rax, PlaceAtRdi);
        e.Store(PlaceAtRdi, (int)Value.NilBits);
        e.Do(Alu.Add, Gpr.Rdi, One);
        e.Do(Alu.Cmp, Gpr.Rdi, Gpr.R8);
        e.Jump(Cc.Ne, inside);
        e.Set(Gpr.Rdi, 0);
        e.Bind(inside);
        e.Store(OfChannel(Objects.ChannelFirst), Gpr.Rdi);
        e.Do(Alu.Sub, OfChannel(Objects.ChannelCount), One);
        e.Return();
    }

    /// <summary>How many places the buffer at rdx has goes to r8, as a fixnum.</summary>
    private static void LoadPlaces(Emitter e)
    {
        e.Load(Gpr.R8, new Mem(Gpr.Rdx, 0));
        e.Do(Shift.Shr, Gpr.R8, ObjectLayout.LengthShift);
        e.Do(Shift.Shl, Gpr.R8, 1);
    }

    /// <summary>Leaves rdi: one of the queues, r12: the first that waits there. Not if it is a clause of a `select`.</summary>
    private static void FirstOf(Emitter e, int queue, int nobody, int other)
    {
        e.Test(Gpr.R10, Gpr.R10);
        e.Jump(Cc.E, nobody);
        e.LoadAddress(Gpr.Rdi, new Mem(Gpr.R10, queue));
        e.Load(Gpr.R12, new Mem(Gpr.Rdi, First));
        e.Test(Gpr.R12, Gpr.R12);
        e.Jump(Cc.E, nobody);
        e.Load(Gpr.Rcx, OfWaiter(Gpr.R12, nameof(Waiter.Fiber)));
        e.LoadAddress(Gpr.Rcx, OfFiber(Gpr.Rcx, nameof(FiberState.Own)));
        e.Do(Alu.Cmp, Gpr.Rcx, Gpr.R12);
        e.Jump(Cc.Ne, other);
    }

    /// <summary>The fiber whose waiter r12 is the first in the queue at rdi becomes ready and will find r9; the running one goes on with rax.</summary>
    private static void Serve(Emitter e)
    {
        int last = e.NewLabel(), removed = e.NewLabel(), only = e.NewLabel(), added = e.NewLabel();
        e.Load(Gpr.Rcx, OfWaiter(Gpr.R12, nameof(Waiter.After)));
        e.Store(new Mem(Gpr.Rdi, First), Gpr.Rcx);
        e.Test(Gpr.Rcx, Gpr.Rcx);
        e.Jump(Cc.E, last);
        e.Store(OfWaiter(Gpr.Rcx, nameof(Waiter.Before)), 0);
        e.Store(OfWaiter(Gpr.R12, nameof(Waiter.After)), 0);
        e.Jump(removed);
        e.Bind(last);
        e.Store(new Mem(Gpr.Rdi, Last), Gpr.Rcx);
        // Nobody waits any more if nobody does in the other direction either.
        e.Load(Gpr.Rcx, new Mem(Gpr.R10, Receivers + First));
        e.Do(Alu.Or, Gpr.Rcx, new Mem(Gpr.R10, Senders + First));
        e.Jump(Cc.Ne, removed);
        e.Store(OfQueues(Gpr.R10, nameof(ChannelQueues.Channel)), 0);
        e.Load(Gpr.Rcx, FreePlace);
        e.Store(OfQueues(Gpr.R10, nameof(ChannelQueues.NextFree)), Gpr.Rcx);
        e.Load(Gpr.Rcx, OfWaiter(Gpr.R12, nameof(Waiter.Place)));
        e.Store(FreePlace, Gpr.Rcx);
        e.Bind(removed);
        e.Load(Gpr.R12, OfWaiter(Gpr.R12, nameof(Waiter.Fiber)));
        e.Store(OfFiber(Gpr.R12, nameof(FiberState.Waiters)), 0);
        e.Store(OfFiber(Gpr.R12, nameof(FiberState.BlockedNumber)), 0);
        e.Store(OfFiber(Gpr.R12, nameof(FiberState.Value)), Gpr.R9);
        e.Store32(OfFiber(Gpr.R12, nameof(FiberState.Arrival)), (int)Arrival.Value);
        AddDirty(e, Gpr.R12);
        e.Load(Gpr.Rcx, ReadyFirst);
        e.Test(Gpr.Rcx, Gpr.Rcx);
        e.Jump(Cc.E, only);
        e.Load(Gpr.Rcx, ReadyLast);
        e.Store(OfFiber(Gpr.Rcx, nameof(FiberState.NextReady)), Gpr.R12);
        e.Jump(added);
        e.Bind(only);
        e.Store(ReadyFirst, Gpr.R12);
        e.Bind(added);
        e.Store(ReadyLast, Gpr.R12);
        e.Return();
    }

    private static void AddDirty(Emitter e, Gpr fiber)
    {
        int known = e.NewLabel();
        e.Do(Alu.Cmp, OfFiber(fiber, nameof(FiberState.NextDirty)), 0);
        e.Jump(Cc.Ne, known);
        e.Load(Gpr.Rcx, Dirty);
        e.Store(OfFiber(fiber, nameof(FiberState.NextDirty)), Gpr.Rcx);
        e.Store(Dirty, fiber);
        e.Bind(known);
    }
}
