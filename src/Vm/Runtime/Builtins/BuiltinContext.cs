namespace ClaudeLang.Vm.Runtime;

/// <summary>What the built-in functions and effects of one running program work with.</summary>
public sealed class BuiltinContext(Heap heap, IHost host, Meter? meter = null)
{
    public Heap Heap { get; } = heap;
    public IHost Host { get; } = host;
    public Meter Meter { get; } = meter ?? new Meter(Limits.Default);
    public RandomSource Random { get; } = new(0);
    internal ProgramState State { get; } = new(heap);
}
