using System.Reflection;
using System.Runtime;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ClaudeLang.Vm.Interpreter;

namespace ClaudeLang.Vm.Runtime;

/// <summary>
/// Has .NET compile the collector once a process, on another thread, and not in a program's first pauses: a small heap of its own is collected
/// in every way, and what visits the roots of a run is compiled without being run. A published build is compiled ahead and needs nothing of this; there it
/// would only keep a processor from the program.
/// </summary>
public static unsafe class HeapWarmUp
{
    private const int Count = 2_000;
    private static readonly Lazy<Task> TheOne = new(() => IsCompiledAhead() ? Task.CompletedTask : Task.Run(CompileAll));

    /// <summary>Any thread, as often as one likes. The task is for those who want to know how it ended.</summary>
    public static Task Begin() => TheOne.Value;

    /// <summary>Whether this code came compiled: then .NET compiles nothing when a method is called for the first time.</summary>
    private static bool IsCompiledAhead()
    {
        long before = JitInfo.GetCompiledMethodCount(currentThread: true);
        Probe();
        return JitInfo.GetCompiledMethodCount(currentThread: true) == before;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Probe()
    {
    }

    private static void CompileAll()
    {
        Collect();
        CompileVisitorsOf(typeof(Execution));
        CompileVisitorsOf(typeof(ProgramState));
        CompileVisitorsOf(typeof(RootList));
    }

    /// <summary>In the order of their need: the first collection of a program is a minor one.</summary>
    private static void Collect()
    {
        var context = (ExecContext*)NativeMemory.AllocZeroed((nuint)sizeof(ExecContext));
        using (var heap = new Heap(context, new HeapOptions(NurseryBytes: 64 << 10, HeapBytesMax: 32 << 20, MarkAtBytes: 1, SliceBytes: 1)))
        {
            using RootScope scope = heap.Roots();
            Root list = scope.Add(Value.Empty), vector = scope.Add(heap.AllocateVector(Count, Value.Nil));
            for (int i = 0; i < Count; i++)
            {
                if (i % 3 == 0) list.Value = heap.AllocateCons(heap.AllocateCell(list.Value), Value.Empty);
                heap.Store(vector.Value, 1 + i, heap.AllocateVector(i % 60, Value.Nil));
            }
            heap.Collect(full: true);
        }
        NativeMemory.Free(context);
    }

    private static void CompileVisitorsOf(Type type)
    {
        const BindingFlags all = BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        foreach (MethodInfo method in type.GetMethods(all))
        {
            if (method.GetParameters().Any(parameter => Visits(parameter.ParameterType))) RuntimeHelpers.PrepareMethod(method.MethodHandle);
        }
    }

    /// <summary>Roots, or the frames that hold them.</summary>
    private static bool Visits(Type parameter) => parameter == typeof(RootVisitor) || (parameter.GetElementType() ?? parameter) == typeof(Execution.Frame);
}
