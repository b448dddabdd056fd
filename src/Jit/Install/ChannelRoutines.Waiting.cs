using ClaudeLang.Jit.X64;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit.Install;

/// <summary>A fiber waits and the next one goes on, as <c>Execution.Wait</c>, <c>Suspend</c> and <c>SwitchTo</c> let them.</summary>
internal static partial class ChannelRoutines
{
    /// <summary>
    /// Leaves rdi: the next fiber, r14: the bytes of the running one's frames, and in r10 queues of the channel. Not if the next fiber finds something else than a value or has no machine
    /// code at the top, if more frames are to be copied than ever, if the stack's watermark is somewhere, or if all places are taken.
    /// </summary>
    private static void PrepareToWait(Emitter e, int other)
    {
        int known = e.NewLabel();
        e.Load32(Gpr.Rcx, Hinders);
        e.Test(Gpr.Rcx, Gpr.Rcx);
        e.Jump(Cc.Ne, other);
        e.Do(Alu.Cmp, Watermark, 0);
        e.Jump(Cc.Ne, other);
        e.Load(Gpr.Rdi, ReadyFirst);
        e.Test(Gpr.Rdi, Gpr.Rdi);
        e.Jump(Cc.E, other);
        e.CompareByte(OfFiber(Gpr.Rdi, nameof(FiberState.Arrival)), (byte)Arrival.Value);
        e.Jump(Cc.Ne, other);
        e.Load32(Gpr.Rcx, OfFiber(Gpr.Rdi, nameof(FiberState.Shape)));
        e.Compare32(Gpr.Rcx, (int)TopFrame.AtCall);
        e.Jump(Cc.Ne, other);
        e.Load(Gpr.R14, StackTop);
        e.Do(Alu.Sub, Gpr.R14, Gpr.Rsp);
        e.Do(Alu.Cmp, Gpr.R14, OfFiber(Gpr.Rbx, nameof(FiberState.CapacityBytes)));
        e.Jump(Cc.A, other);
        e.Test(Gpr.R10, Gpr.R10);
        e.Jump(Cc.Ne, known);
        e.Load(Gpr.Rcx, FreePlace);
        e.Test(Gpr.Rcx, Gpr.Rcx);
        e.Jump(Cc.S, other);
        e.Move(Gpr.R10, Gpr.Rcx);
        e.Do(Shift.Shl, Gpr.R10, ChannelQueues.SizeShift);
        e.Do(Alu.Add, Gpr.R10, Places);
        e.Load(Gpr.Rdx, OfQueues(Gpr.R10, nameof(ChannelQueues.NextFree)));
        e.Store(FreePlace, Gpr.Rdx);
        e.Load(Gpr.Rdx, OfChannel(Objects.ChannelNumber));
        e.Store(OfQueues(Gpr.R10, nameof(ChannelQueues.Channel)), Gpr.Rdx);
        e.Do(Shift.Shl, Gpr.Rcx, 1);
        e.Store(OfChannel(Objects.ChannelPlace), Gpr.Rcx);
        e.Bind(known);
    }

    /// <summary>The running fiber becomes the last of those that receive from the channel, or send to it if r8 is 1.</summary>
    private static void JoinQueue(Emitter e)
    {
        int first = e.NewLabel(), added = e.NewLabel();
        e.LoadAddress(Gpr.R12, OfFiber(Gpr.Rbx, nameof(FiberState.Own)));
        e.Load(Gpr.Rcx, OfChannel(Objects.ChannelPlace));
        e.Do(Shift.Shr, Gpr.Rcx, 1);
        e.Store(OfWaiter(Gpr.R12, nameof(Waiter.Place)), Gpr.Rcx);
        e.Store(OfWaiter(Gpr.R12, nameof(Waiter.Value)), Gpr.R9);
        e.Store(OfWaiter(Gpr.R12, nameof(Waiter.IsSender)), Gpr.R8);
        e.Store(OfFiber(Gpr.Rbx, nameof(FiberState.Waiters)), Gpr.R12);
        e.Multiply(Gpr.R8, Gpr.R8, Senders - Receivers);
        e.LoadAddress(Gpr.R8, new Mem(Gpr.R10, Receivers, Gpr.R8));
        e.Load(Gpr.Rcx, new Mem(Gpr.R8, Last));
        e.Store(OfWaiter(Gpr.R12, nameof(Waiter.Before)), Gpr.Rcx);
        e.Test(Gpr.Rcx, Gpr.Rcx);
        e.Jump(Cc.E, first);
        e.Store(OfWaiter(Gpr.Rcx, nameof(Waiter.After)), Gpr.R12);
        e.Jump(added);
        e.Bind(first);
        e.Store(new Mem(Gpr.R8, First), Gpr.R12);
        e.Bind(added);
        e.Store(new Mem(Gpr.R8, Last), Gpr.R12);
        e.Load(Gpr.Rcx, BlockCount);
        e.Do(Alu.Add, Gpr.Rcx, 1);
        e.Store(BlockCount, Gpr.Rcx);
        e.Store(OfFiber(Gpr.Rbx, nameof(FiberState.BlockedNumber)), Gpr.Rcx);
    }

    /// <summary>Copies the running fiber's frames away. Its first one returns to nobody, as it is while C# has the stack.</summary>
    private static void LeaveStack(Emitter e)
    {
        e.Store32(OfFiber(Gpr.Rbx, nameof(FiberState.Shape)), (int)TopFrame.AtCall);
        e.Load(Gpr.Rcx, Handlers);
        e.Store(OfFiber(Gpr.Rbx, nameof(FiberState.Handlers)), Gpr.Rcx);
        e.Store(OfFiber(Gpr.Rbx, nameof(FiberState.HeldBytes)), Gpr.R14);
        AddDirty(e, Gpr.Rbx);
        e.Load(Gpr.Rdx, OfFiber(Gpr.Rbx, nameof(FiberState.Words)));
        e.Store(new Mem(Gpr.Rdx, -8, Gpr.R14), 0);
        CopyBelowLast(e, Gpr.Rdx, Gpr.Rsp);
    }

    /// <summary>Copies r14 bytes but the last word, from the high end down.</summary>
    private static void CopyBelowLast(Emitter e, Gpr to, Gpr from)
    {
        int next = e.NewLabel(), done = e.NewLabel();
        e.Do(Alu.Sub, Gpr.R14, 8);
        e.Jump(Cc.E, done);
        e.Bind(next);
        e.Load(Gpr.Rcx, new Mem(from, -8, Gpr.R14));
        e.Store(new Mem(to, -8, Gpr.R14), Gpr.Rcx);
        e.Do(Alu.Sub, Gpr.R14, 8);
        e.Jump(Cc.Ne, next);
        e.Bind(done);
    }

    /// <summary>Takes the next fiber, at rdi, out of the queue of those that can run, puts its frames onto the stack and returns into them. The first one's return slot has led to the dispatcher since machine code was entered.</summary>
    private static void GoOnWithNext(Emitter e)
    {
        e.Load(Gpr.Rcx, OfFiber(Gpr.Rdi, nameof(FiberState.NextReady)));
        e.Store(ReadyFirst, Gpr.Rcx);
        e.Store(OfFiber(Gpr.Rdi, nameof(FiberState.NextReady)), 0);
        e.Store32(OfFiber(Gpr.Rdi, nameof(FiberState.Arrival)), (int)Arrival.None);
        e.Store(Current, Gpr.Rdi);
        e.Store(HasSwitched, 1);
        e.Load(Gpr.Rcx, OfFiber(Gpr.Rdi, nameof(FiberState.Handlers)));
        e.Store(Handlers, Gpr.Rcx);
        e.Load(Gpr.R14, OfFiber(Gpr.Rdi, nameof(FiberState.HeldBytes)));
        e.Store(OfFiber(Gpr.Rdi, nameof(FiberState.HeldBytes)), 0);
        e.Load(Gpr.Rdx, StackTop);
        // A signal handler may use whatever lies below rsp.
        e.Do(Alu.Sub, Gpr.Rdx, Gpr.R14);
        e.Move(Gpr.Rsp, Gpr.Rdx);
        e.Load(Gpr.Rsi, OfFiber(Gpr.Rdi, nameof(FiberState.Words)));
        CopyBelowLast(e, Gpr.Rdx, Gpr.Rsi);
        e.Load(Gpr.Rax, OfFiber(Gpr.Rdi, nameof(FiberState.Value)));
        e.Store(OfFiber(Gpr.Rdi, nameof(FiberState.Value)), (int)Value.NilBits);
        e.Return();
    }
}
