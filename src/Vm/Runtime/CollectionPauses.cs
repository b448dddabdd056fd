namespace ClaudeLang.Vm.Runtime;

/// <summary>
/// The pauses of the process's heaps that last now. Who works beside the programs gives way while there are any: on a processor that both want, a pause
/// of 1 ms else lasts until the kernel's next tick, 4 ms on most machines, however much below the program's the other thread's priority is.
/// </summary>
public static class CollectionPauses
{
    private static int _lasting;

    internal static void Begin() => Interlocked.Increment(ref _lasting);

    internal static void End() => Interlocked.Decrement(ref _lasting);

    /// <summary>Lets another thread have this processor if a heap collects. To be called every few tenths of a millisecond.</summary>
    public static void GiveWay()
    {
        if (Volatile.Read(ref _lasting) != 0) Thread.Yield();
    }
}
