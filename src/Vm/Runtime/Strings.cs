namespace ClaudeLang.Vm.Runtime;

/// <summary>Comparison and search of Strings, whatever their widths.</summary>
public static unsafe class Strings
{
    public static ReadOnlySpan<byte> Raw(Value s) => new(Objects.StringBytes(s), (int)Objects.Length(s) * Objects.StringWidth(s));

    /// <summary>Each String has the least width that holds it, so equal content is equal bytes.</summary>
    public static bool Equal(Value a, Value b) =>
        Objects.Length(a) == Objects.Length(b) && Objects.StringWidth(a) == Objects.StringWidth(b) && Raw(a).SequenceEqual(Raw(b));

    /// <summary>-1, 0 or 1, by code point.</summary>
    public static int Compare(Value a, Value b)
    {
        if (Objects.StringWidth(a) == 1 && Objects.StringWidth(b) == 1) return Math.Sign(Raw(a).SequenceCompareTo(Raw(b)));
        long n = Math.Min(Objects.Length(a), Objects.Length(b));
        for (long i = 0; i < n; i++)
        {
            int order = Objects.CodePoint(a, i) - Objects.CodePoint(b, i);
            if (order != 0) return Math.Sign(order);
        }
        return Objects.Length(a).CompareTo(Objects.Length(b));
    }
}
