using System.Runtime.InteropServices;
using ClaudeLang.Vm.Interpreter;

namespace ClaudeLang.Vm.Runtime;

/// <summary>Collects a small heap of its own once a process, on another thread: .NET compiles the collector then, and not in a program's first pauses.</summary>
public static unsafe class HeapWarmUp
{
    private static readonly Lazy<Task> TheOne = new(() => Task.Run(Collect));

    /// <summary>Any thread, as often as one likes. The task is for those who want to know how it ended.</summary>
    public static Task Begin() => TheOne.Value;

    private static void Collect()
    {
        var context = (ExecContext*)NativeMemory.AllocZeroed((nuint)sizeof(ExecContext));
        using (var heap = new Heap(context, new HeapOptions(NurseryBytes: 64 << 10, HeapBytesMax: 32 << 20, MarkAtBytes: 1, SliceBytes: 1)))
        {
            using RootScope scope = heap.Roots();
            Root list = scope.Add(Value.Empty), vector = scope.Add(heap.AllocateVector(20_000, Value.Nil));
            for (int i = 0; i < 20_000; i++)
            {
                if (i % 3 == 0) list.Value = heap.AllocateCons(heap.AllocateCell(list.Value), Value.Empty);
                heap.Store(vector.Value, 1 + i, heap.AllocateVector(i % 20, Value.Nil));
                if (i % 7_000 == 0) heap.Collect(full: true);
            }
        }
        NativeMemory.Free(context);
    }
}
