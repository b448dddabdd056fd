using System.Runtime.InteropServices;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Vm.Tests.Runtime;

/// <summary>A heap with its context, as a running program has it.</summary>
internal sealed unsafe class HeapFixture : IDisposable
{
    private readonly ExecContext* _context = (ExecContext*)NativeMemory.AllocZeroed((nuint)sizeof(ExecContext));

    public HeapFixture(HeapOptions? options = null) => Heap = new Heap(_context, options);

    public Heap Heap { get; }

    public Value List(params ReadOnlySpan<Value> values)
    {
        using RootScope scope = Heap.Roots();
        var roots = new Root[values.Length];
        for (int i = 0; i < values.Length; i++) roots[i] = scope.Add(values[i]);
        Root list = scope.Add(Value.Empty);
        for (int i = values.Length - 1; i >= 0; i--) list.Value = Heap.AllocateCons(roots[i].Value, list.Value);
        return list.Value;
    }

    public void Dispose()
    {
        Heap.Dispose();
        NativeMemory.Free(_context);
    }
}
