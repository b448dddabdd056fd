using System.Runtime.InteropServices;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>What a woken fiber finds.</summary>
public enum Arrival : byte
{
    /// <summary>It goes on as it was: it was pre-empted.</summary>
    None,
    /// <summary>It runs for the first time: Value is the function.</summary>
    Start,
    /// <summary>Value is what it waited for.</summary>
    Value,
    /// <summary>Value is what a task that it waited for failed with.</summary>
    Thrown,
    /// <summary>An error is raised where it waits.</summary>
    Fault,
    /// <summary>The answer to its request has come.</summary>
    Answer,
}

/// <summary>
/// What of a fiber is needed to let it wait and go on: unmanaged, because machine code does both (docs/decisions/0018). While it does not run, its frames are a
/// copy outside the stack, so that a million of fibers stay small; only deep ones keep a stack of their own. With 8 bytes
/// that the C library adds it fills a multiple of 16, of which it gives memory.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 184)]
public unsafe struct FiberState
{
    /// <summary>Of a copy that need not shrink.</summary>
    private const long ManyBytes = 1024;

    // ---- its frames
    [FieldOffset(0)] public ulong* Words;
    [FieldOffset(8)] public long HeldBytes;
    [FieldOffset(16)] public long CapacityBytes;
    /// <summary>Where its frames are if they keep a stack; else 0.</summary>
    [FieldOffset(24)] public nint Sp;

    // ---- how it goes on
    [FieldOffset(32)] public Arrival Arrival;
    /// <summary>The three bytes that follow, as one word.</summary>
    [FieldOffset(36)] public uint Shape;
    [FieldOffset(36)] public byte Top;
    [FieldOffset(37)] public byte KeepsStack;
    /// <summary>Whether what it finds belongs to a clause of a `select`, and of which kind.</summary>
    [FieldOffset(38)] public ServedClause Clause;
    [FieldOffset(40)] internal Next Next;
    [FieldOffset(44)] public byte IsCancelled;
    /// <summary>It has ended, but is still in the list of those that may hold young objects.</summary>
    [FieldOffset(45)] public byte IsGone;

    // ---- roots
    [FieldOffset(48)] public ulong Handlers;
    [FieldOffset(56)] public ulong Value;
    /// <summary>The Task that programs see.</summary>
    [FieldOffset(64)] public ulong Task;
    /// <summary>Of the clause that was served.</summary>
    [FieldOffset(72)] public ulong Function;

    // ---- where it stands
    /// <summary>Grows with each wait of any fiber; 0 if it waits for nothing.</summary>
    [FieldOffset(80)] public long BlockedNumber;
    /// <summary>Its places in the queues of channels, one a clause of a `select`.</summary>
    [FieldOffset(88)] public Waiter* Waiters;
    /// <summary>Behind it in the queue of those that can run.</summary>
    [FieldOffset(96)] public FiberState* NextReady;
    /// <summary>In the list of those that may hold young objects, having run since the last collection; 0 if it is not there.</summary>
    [FieldOffset(104)] public FiberState* NextDirty;
    /// <summary>From 1, the main fiber.</summary>
    [FieldOffset(112)] public int Number;
    /// <summary>For an operation on one channel, of which a fiber has one at a time.</summary>
    [FieldOffset(120)] public Waiter Own;

    public static FiberState* Make(int number)
    {
        var fiber = (FiberState*)NativeMemory.AllocZeroed((nuint)sizeof(FiberState));
        fiber->Number = number;
        fiber->Handlers = fiber->Value = fiber->Task = fiber->Function = Runtime.Value.NilBits;
        fiber->Own.Fiber = fiber;
        return fiber;
    }

    /// <summary>Copies the frames away. A fiber that was deep once does not keep the room for ever.</summary>
    /// <returns>By how many bytes what it holds outside of the heap grew.</returns>
    public long Copy(ulong* words, long bytes)
    {
        long before = CapacityBytes;
        if (bytes > before || before > 4 * Math.Max(bytes, ManyBytes))
        {
            Words = (ulong*)NativeMemory.Realloc(Words, (nuint)bytes);
            CapacityBytes = bytes;
        }
        Buffer.MemoryCopy(words, Words, bytes, bytes);
        HeldBytes = bytes;
        return CapacityBytes - before;
    }

    public void FreeWords()
    {
        NativeMemory.Free(Words);
        Words = null;
        CapacityBytes = HeldBytes = 0;
    }
}

/// <summary>Which kind of clause of a `select` a fiber finds served.</summary>
public enum ServedClause : byte
{
    None = 0,
    Sent = 1,
    Received = 2,
}
