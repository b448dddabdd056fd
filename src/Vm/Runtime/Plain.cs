namespace ClaudeLang.Vm.Runtime;

/// <summary>
/// What .NET has in a form that is made anew in every process, because it is built of vectors whose length is not known before: each such method, for
/// each type, costs a program a millisecond of its first. These are plain loops, which are compiled when the project is built.
/// </summary>
public static class Plain
{
    public static void Fill<T>(Span<T> span, T value)
    {
        for (var i = 0; i < span.Length; i++) span[i] = value;
    }

    public static T[] Array<T>(int count, Func<int, T> make)
    {
        var array = new T[count];
        for (var i = 0; i < count; i++) array[i] = make(i);
        return array;
    }

    /// <summary>Of numbers that are not negative; 0 if there are none.</summary>
    public static int Max<T>(ReadOnlySpan<T> items, Func<T, int> number)
    {
        var max = 0;
        foreach (T item in items) max = Math.Max(max, number(item));
        return max;
    }
}
