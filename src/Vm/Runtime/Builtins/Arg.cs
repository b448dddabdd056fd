namespace ClaudeLang.Vm.Runtime;

/// <summary>Reads and checks arguments; index counts from 0, messages from 1.</summary>
internal static unsafe class Arg
{
    public static long Int(string function, Value* args, int index) => Operators.IntOf(function, index + 1, args[index]);
    public static double Number(string function, Value* args, int index) => Operators.NumberOf(function, index + 1, args[index]);

    public static void IsNumber(string function, Value* args, int index)
    {
        if (!Objects.IsInt(args[index]) && !Objects.IsFloat(args[index])) throw Faults.Type(function, index + 1, "a number", args[index]);
    }

    public static void IsList(string function, Value* args, int index)
    {
        if (!Objects.IsList(args[index])) throw Faults.Type(function, index + 1, "List", args[index]);
    }

    public static void IsString(string function, Value* args, int index) => Is(function, args, index, ObjectType.String);

    public static void Is(string function, Value* args, int index, ObjectType type)
    {
        if (!Objects.Is(args[index], type)) throw Faults.Type(function, index + 1, type.ToString(), args[index]);
    }

    public static string Text(string function, Value* args, int index)
    {
        IsString(function, args, index);
        return Heap.TextOf(args[index]);
    }

    /// <summary>A continuation is no function, but it stands wherever one may.</summary>
    public static bool CanBeCalled(Value v) => IsFunction(v) || Objects.Is(v, ObjectType.Continuation);

    public static bool IsFunction(Value v) => TypeTests.Holds((int)TypeTest.Function, v);

    public static long InRange(string function, long index, long length) =>
        (ulong)index < (ulong)length ? index : throw Faults.Index(function, index, length);

    /// <summary>Optional `start end` at two argument places: what is missing means the whole.</summary>
    public static (long Start, long End) Range(string function, Value* args, int count, int at, long length)
    {
        long start = count > at ? Int(function, args, at) : 0;
        long end = count > at + 1 ? Int(function, args, at + 1) : length;
        if (start < 0 || start > length) throw Faults.Index(function, start, length);
        if (end < start || end > length) throw Faults.Index(function, end, length);
        return (start, end);
    }
}

/// <summary>Builds a list from its front. Values given to Add need not be rooted by the caller.</summary>
internal readonly ref struct ListBuilder
{
    private readonly Heap _heap;
    private readonly RootScope _scope;
    private readonly Root _first, _last;

    public ListBuilder(Heap heap)
    {
        _heap = heap;
        _scope = heap.Roots();
        _first = _scope.Add(Value.Empty);
        _last = _scope.Add(Value.Empty);
    }

    public void Add(Value value)
    {
        Value pair = _heap.AllocateCons(value, Value.Empty);
        if (_last.Value.IsEmpty) _first.Value = pair;
        else _heap.Store(_last.Value, 2, pair);
        _last.Value = pair;
    }

    /// <summary>The list so far, ended by another one, which must be given as it is now (nothing is allocated).</summary>
    public Value End(Value tail)
    {
        if (_last.Value.IsEmpty) return tail;
        _heap.Store(_last.Value, 2, tail);
        return _first.Value;
    }

    public Value End() => _first.Value;

    public void Dispose() => _scope.Dispose();
}
