namespace ClaudeLang.Vm.Runtime;

/// <summary>What a built-in function works with.</summary>
public struct BuiltinContext(Heap heap, IHost host)
{
    public readonly Heap Heap = heap;
    public readonly IHost Host = host;
}

/// <summary>One library function written in C#.</summary>
/// <param name="Number">Goes into bytecode that leaves the process: never change or reuse one.</param>
/// <param name="Name">What it prints as; the first of its names.</param>
/// <param name="ArgsMax">-1: any number.</param>
/// <param name="Run">(context, args, count) -> result. The arguments are rooted in the caller's frame and may be updated by the collector: read them anew after an allocation.</param>
public sealed unsafe record BuiltinRow(int Number, string Name, int ArgsMin, int ArgsMax, nint Code, string[] Aliases)
{
    public delegate*<ref BuiltinContext, Value*, int, Value> Run => (delegate*<ref BuiltinContext, Value*, int, Value>)Code;

    /// <summary>Checks the count and calls.</summary>
    public Value Call(ref BuiltinContext context, Value* args, int count)
    {
        if (count < ArgsMin || (ArgsMax >= 0 && count > ArgsMax)) throw Faults.Arity(Name, ArgsMin, ArgsMax, count);
        return Run(ref context, args, count);
    }
}

/// <summary>The library functions written in C#, by number and by name.</summary>
public static unsafe partial class BuiltinTable
{
    private static readonly BuiltinRow?[] ByNumber = new BuiltinRow?[1024];
    private static readonly Dictionary<string, BuiltinRow> ByName = [];

    public static BuiltinRow Row(int number) => ByNumber[number] ?? throw new ArgumentOutOfRangeException(nameof(number));
    public static BuiltinRow? TryFind(int number) => (uint)number < ByNumber.Length ? ByNumber[number] : null;
    public static BuiltinRow? TryFind(string name) => ByName.GetValueOrDefault(name);
    public static IEnumerable<BuiltinRow> All => ByNumber.OfType<BuiltinRow>();

    private static void Add(int number, string names, int min, int max, delegate*<ref BuiltinContext, Value*, int, Value> run)
    {
        string[] all = names.Split(' ');
        var row = new BuiltinRow(number, all[0], min, max, (nint)run, all[1..]);
        Check.That(ByNumber[number] is null, $"two built-ins have the number {number}");
        ByNumber[number] = row;
        foreach (string name in all) ByName.Add(name, row);
    }
}
