using System.Collections;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Jit;

/// <summary>A value that has no counterpart in C#, as the language prints it.</summary>
public sealed record PrintedValue(string Text)
{
    public override string ToString() => Text;
}

/// <summary>Values on their way between C# and the language.</summary>
internal static class HostValues
{
    /// <summary>What is deeper, or comes after so many elements, is printed: shared parts of a value can make it endless.</summary>
    private const int DepthMax = 50, ItemsMax = 1_000_000;

    public static object? FromValue(Value value)
    {
        int left = ItemsMax;
        return FromValue(value, 0, ref left);
    }

    private static object? FromValue(Value value, int depth, ref int left)
    {
        if (value.IsNil) return null;
        if (value.IsBool) return value == Value.True;
        if (Objects.TryInt(value, out long n)) return n;
        if (Objects.TryFloat(value, out double d)) return d;
        if (Objects.IsString(value)) return Heap.TextOf(value);
        bool fits = depth < DepthMax && left > 0;
        if (fits && Objects.IsList(value) && Sequences.ListLength(value) <= left) return FromList(value, depth, ref left);
        if (fits && Objects.Is(value, ObjectType.Vector) && Objects.Length(value) <= left) return FromVector(value, depth, ref left);
        return new PrintedValue(left > 0 ? Printer.Quoted(value) : Printer.Short(value));
    }

    private static object?[] FromList(Value list, int depth, ref int left)
    {
        var items = new List<object?>();
        for (; !list.IsEmpty; list = Objects.Tail(list), left--) items.Add(FromValue(Objects.Head(list), depth + 1, ref left));
        return [.. items];
    }

    private static object?[] FromVector(Value vector, int depth, ref int left)
    {
        var items = new object?[Objects.Length(vector)];
        for (int i = 0; i < items.Length; i++, left--) items[i] = FromValue(Objects.Element(vector, i), depth + 1, ref left);
        return items;
    }

    /// <exception cref="ArgumentException">The object has no counterpart.</exception>
    public static Constant ToConstant(object? value) => value switch
    {
        null => new Constant.Nil(),
        bool b => new Constant.Bool(b),
        sbyte or byte or short or ushort or int or uint or long => new Constant.Int(Convert.ToInt64(value)),
        float or double => new Constant.Float(Convert.ToDouble(value)),
        string s => new Constant.String(s),
        IEnumerable items => new Constant.List([.. items.Cast<object?>().Select(ToConstant)]),
        _ => throw new ArgumentException($"A {value.GetType().Name} has no counterpart in the language."),
    };
}
