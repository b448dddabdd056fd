using System.Runtime.InteropServices;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>Fibers that can run, first in, first out.</summary>
public unsafe struct FiberQueue
{
    public FiberState* First, Last;

    public void Add(FiberState* fiber)
    {
        if (First is null) First = fiber;
        else Last->NextReady = fiber;
        Last = fiber;
    }

    public FiberState* RemoveFirst()
    {
        FiberState* first = First;
        First = first->NextReady;
        first->NextReady = null;
        return first;
    }
}

/// <summary>What of a running program's fibers is needed to switch between them. Part of <see cref="ExecContext"/>.</summary>
[StructLayout(LayoutKind.Explicit, Size = 88)]
public unsafe struct Scheduler
{
    /// <summary>The one on the stack; 0 while none is.</summary>
    [FieldOffset(0)] public FiberState* Current;
    [FieldOffset(8)] public FiberQueue Ready;
    /// <summary>Those that may hold young objects.</summary>
    [FieldOffset(24)] public FiberState* Dirty;
    [FieldOffset(32)] public QueueTable Queues;
    [FieldOffset(64)] public long BlockCount;
    /// <summary>Not 0: a switch has more to do, so C# does it. The bytes say what.</summary>
    [FieldOffset(72)] public uint Hinders;
    /// <summary>Fibers sleep or wait for answers: whoever switches looks whether their time has come.</summary>
    [FieldOffset(72)] public byte HasTimers;
    /// <summary>The running fiber's stack has overflowed and may be used further than usual.</summary>
    [FieldOffset(73)] public byte IsAfterOverflow;
    /// <summary>Since the run last began or went on.</summary>
    [FieldOffset(80)] public long HasSwitched;

    /// <summary>Behind the last of the dirty ones, so that whoever is in the list has a next.</summary>
    private static FiberState* EndOfDirty => (FiberState*)1;

    public void Begin(FiberState* main)
    {
        Current = main;
        Dirty = EndOfDirty;
        Queues.Begin();
    }

    public void AddDirty(FiberState* fiber)
    {
        if (fiber->NextDirty is not null) return;
        fiber->NextDirty = Dirty;
        Dirty = fiber;
    }

    /// <summary>The next one in the list, at first with null; null: there is none.</summary>
    public readonly FiberState* NextDirty(FiberState* fiber)
    {
        FiberState* next = fiber is null ? Dirty : fiber->NextDirty;
        return next == EndOfDirty ? null : next;
    }

    public void ForgetDirty()
    {
        while (Dirty != EndOfDirty)
        {
            FiberState* fiber = Dirty;
            Dirty = fiber->NextDirty;
            fiber->NextDirty = null;
            if (fiber->IsGone != 0) NativeMemory.Free(fiber);
        }
    }

    /// <summary>Frees what is left of a fiber that has ended.</summary>
    public static void Free(FiberState* fiber)
    {
        fiber->FreeWords();
        if (fiber->NextDirty is null) NativeMemory.Free(fiber);
        else fiber->IsGone = 1;
    }
}
