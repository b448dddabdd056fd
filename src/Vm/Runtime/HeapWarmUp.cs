using System.Runtime.InteropServices;
using ClaudeLang.Vm.Interpreter;

namespace ClaudeLang.Vm.Runtime;

/// <summary>Collects a small heap of its own once a process, on another thread: .NET compiles the collector then, and not in a program's first pauses.</summary>
internal static unsafe class HeapWarmUp
{
    private static int _isDone;

    public static void Begin()
    {
        if (Interlocked.Exchange(ref _isDone, 1) == 0) Task.Run(Collect);
    }

    private static void Collect()
    {
        var context = (ExecContext*)NativeMemory.AllocZeroed((nuint)sizeof(ExecContext));
        using (var heap = new Heap(context, new HeapOptions(NurseryBytes: 64 << 10, HeapBytesMax: 4 << 20, MarkAtBytes: 1, SliceBytes: 1)))
        {
            using RootScope scope = heap.Roots();
            Root list = scope.Add(Value.Empty), vector = scope.Add(heap.AllocateVector(20_000, Value.Nil));
            for (int i = 0; i < 20_000; i++)
            {
                if (i % 3 == 0) list.Value = heap.AllocateCons(heap.AllocateCell(list.Value), Value.Empty);
                heap.Store(vector.Value, 1 + i, heap.AllocateVector(i % 50, Value.Nil));
                if (i % 7_000 == 0) heap.Collect(full: true);
            }
        }
        NativeMemory.Free(context);
    }
}
