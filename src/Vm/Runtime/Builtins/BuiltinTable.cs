using System.Runtime.InteropServices;

namespace ClaudeLang.Vm.Runtime;

/// <summary>One function of the library or one effect, written in C#.</summary>
/// <param name="Number">Of a function: goes into bytecode that leaves the process, so never change or reuse one. Of an effect: 0.</param>
/// <param name="Name">What it prints as; the first of its names.</param>
/// <param name="ArgsMax">-1: any number.</param>
/// <param name="Code">(context, args, count) -> result. The arguments are rooted in the caller's frame and updated by the collector: read them anew after an allocation.</param>
public sealed unsafe record BuiltinRow(int Number, string Name, int ArgsMin, int ArgsMax, nint Code, string[] Aliases)
{
    public void CheckCount(int count)
    {
        if (count < ArgsMin || (ArgsMax >= 0 && count > ArgsMax)) throw Faults.Arity(Name, ArgsMin, ArgsMax, count);
    }

    /// <summary>Checks the count and calls.</summary>
    public Value Call(BuiltinContext context, Value* args, int count)
    {
        CheckCount(count);
        return ((delegate*<BuiltinContext, Value*, int, Value>)Code)(context, args, count);
    }
}

/// <summary>What a call needs of a row: outside of .NET's heap, so that nothing has to be loaded before it.</summary>
public unsafe struct BuiltinEntry
{
    /// <summary>See <see cref="BuiltinRow.Code"/>.</summary>
    public delegate*<BuiltinContext, Value*, int, Value> Code;
    /// <summary>So many arguments, and up to so many more. Of a number that is nobody's: more than a call can have.</summary>
    public int ArgsMin, ArgsMore;
}

/// <summary>Built-in functions that may switch fibers or call: only the execution can carry them out. Their rows are for names and arity.</summary>
public static class ControlNumbers
{
    public const int First = 900, Go = 900, Await = 901, Cancel = 902, Channel = 903, Send = 904, Receive = 905, ReceiveOr = 906, TrySend = 907, TryReceive = 908,
        Close = 909, Select = 910, Abandon = 911, AbandonUnused = 912, Last = 959;

    public static bool Contains(int number) => number is >= First and <= Last;
    /// <summary>One of these, or apply.</summary>
    public static bool IsControl(int number) => Contains(number) || number == BuiltinTable.ApplyNumber;
}

/// <summary>The library functions written in C#, by number and by name. The rows are in BuiltinRows.cs.</summary>
public static unsafe partial class BuiltinTable
{
    /// <summary>The one function that only the interpreter can carry out, because it calls: `(apply f a … l)`. Its row is for its name, its arity and its checks.</summary>
    public const int ApplyNumber = 460;

    public const int NumbersMax = 1024;

    private static readonly BuiltinRow?[] ByNumber = new BuiltinRow?[NumbersMax];
    private static readonly Dictionary<string, BuiltinRow> ByName = [];

    /// <summary>Of each number from 0 to <see cref="NumbersMax"/> - 1; as long as the process lives.</summary>
    public static readonly BuiltinEntry* Entries;

    static BuiltinTable()
    {
        AddRows();
        Entries = (BuiltinEntry*)NativeMemory.Alloc(NumbersMax, (nuint)sizeof(BuiltinEntry));
        for (int i = 0; i < NumbersMax; i++)
        {
            Entries[i] = ByNumber[i] is not { } row ? new BuiltinEntry { ArgsMin = int.MaxValue }
                : new BuiltinEntry { Code = (delegate*<BuiltinContext, Value*, int, Value>)row.Code, ArgsMin = row.ArgsMin, ArgsMore = row.ArgsMax < 0 ? int.MaxValue : row.ArgsMax - row.ArgsMin };
        }
    }

    public static BuiltinRow Row(int number) => TryFind(number) ?? throw new ArgumentOutOfRangeException(nameof(number));
    public static BuiltinRow? TryFind(int number) => (uint)number < (uint)ByNumber.Length ? ByNumber[number] : null;
    /// <summary>By any of its names.</summary>
    public static BuiltinRow? TryFind(string name) => ByName.GetValueOrDefault(name);
    public static IEnumerable<BuiltinRow> All => ByNumber.OfType<BuiltinRow>();

    private static void Add(int number, string names, int min, int max, delegate*<BuiltinContext, Value*, int, Value> code)
    {
        string[] all = names.Split(' ');
        Check.That(ByNumber[number] is null, $"two built-ins have the number {number}");
        BuiltinRow row = ByNumber[number] = new BuiltinRow(number, all[0], min, max, (nint)code, all[1..]);
        foreach (string name in all) ByName.Add(name, row);
    }
}
