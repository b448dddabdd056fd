namespace ClaudeLang.Vm.Runtime;

/// <summary>Stable sorting by `&lt;`. With a function of the program's own the prelude sorts, by the same merges.</summary>
internal static unsafe class Sorting
{
    /// <summary>`(%sort function c)`: the elements of a list or vector, sorted, as a plain vector.</summary>
    public static Value Sort(BuiltinContext c, Value* args, int count)
    {
        using RootScope scope = c.Heap.Roots();
        Root elements = scope.Add(Elements(c, args, 2));
        int[] order = Order($"{Heap.TextOf(args[0])}: element", elements.Value);
        return Permuted(c.Heap, elements, order);
    }

    /// <summary>`(%sort-by-keys function keys elements)`: two lists; the elements as a list, sorted by their keys.</summary>
    public static Value SortByKeys(BuiltinContext c, Value* args, int count)
    {
        using RootScope scope = c.Heap.Roots();
        Root keys = scope.Add(Vectors<PlainKind>.FromList(c, args + 1, 1)), elements = scope.Add(Vectors<PlainKind>.FromList(c, args + 2, 1));
        Root sorted = scope.Add(Permuted(c.Heap, elements, Order($"{Heap.TextOf(args[0])}: key of element", keys.Value)));
        return Vectors<PlainKind>.ToList(c, (Value*)sorted.Slot, 1);
    }

    /// <summary>`(%elements function c)`: a new plain vector of the elements of a list or a vector of any kind.</summary>
    public static Value Elements(BuiltinContext c, Value* args, int count)
    {
        if (Objects.IsList(args[1])) return Vectors<PlainKind>.FromList(c, args + 1, 1);
        using RootScope scope = c.Heap.Roots();
        long length = Objects.Length(args[1]);
        Root elements = scope.Add(c.Heap.AllocateVector(length, Value.Nil));
        for (long i = 0; i < length; i++)
        {
            Value element = Sequences.At(c.Heap, args[1], i);
            c.Heap.Store(elements.Value, 1 + i, element);
        }
        return elements.Value;
    }

    /// <summary>`(%store-elements! to from)`: all elements of a plain vector into one of any kind that holds them.</summary>
    public static Value StoreElements(BuiltinContext c, Value* args, int count)
    {
        for (long i = 0; i < Objects.Length(args[1]); i++)
        {
            Value element = Objects.Element(args[1], i);
            switch (Objects.TypeOf(args[0]))
            {
                case ObjectType.Vector: PlainKind.Set(c.Heap, args[0], i, element); break;
                case ObjectType.FloatVector: FloatKind.Set(c.Heap, args[0], i, element); break;
                default: ByteKind.Set(c.Heap, args[0], i, element); break;
            }
        }
        return Value.Nil;
    }

    /// <summary>Bottom-up merges, so that it is the same two elements that meet in every version of this algorithm. Allocates nothing on the heap.</summary>
    /// <param name="what">For an error: the function, and what a key is called.</param>
    private static int[] Order(string what, Value keys)
    {
        int n = (int)Objects.Length(keys);
        int[] from = [.. Enumerable.Range(0, n)], to = new int[n];
        for (long width = 1; width < n; width *= 2)
        {
            for (long low = 0; low < n; low += 2 * width) Merge(what, keys, from, to, (int)low, (int)Math.Min(low + width, n), (int)Math.Min(low + (2 * width), n));
            (from, to) = (to, from);
        }
        return from;
    }

    private static void Merge(string what, Value keys, int[] from, int[] to, int low, int middle, int high)
    {
        int i = low, j = middle;
        try
        {
            for (int k = low; k < high; k++)
            {
                bool takeRight = i == middle || (j < high && Equality.Compare("<", Objects.Element(keys, from[j]), Objects.Element(keys, from[i])) == -1);
                to[k] = takeRight ? from[j++] : from[i++];
            }
        }
        catch (FaultException fault) when (fault.Kind == "type")
        {
            throw Misfit(what, keys, Math.Min(from[i], from[j]), Math.Max(from[i], from[j]));
        }
    }

    /// <summary>The error of two keys that have no order, counted from 0: the first one is neither number nor String, or the second one is not what the first one is.</summary>
    private static FaultException Misfit(string what, Value keys, int first, int second)
    {
        Value a = Objects.Element(keys, first);
        bool isNumber = TypeTests.Holds((int)TypeTest.Number, a);
        return isNumber || Objects.IsString(a)
            ? Faults.Type($"{what} {second}", isNumber ? "a number" : "String", Objects.Element(keys, second))
            : Faults.Type($"{what} {first}", "a number or String", a);
    }

    private static Value Permuted(Heap heap, Root elements, int[] order)
    {
        Value permuted = heap.AllocateVector(order.Length, Value.Nil);
        for (int i = 0; i < order.Length; i++) heap.Store(permuted, 1 + i, Objects.Element(elements.Value, order[i]));
        return permuted;
    }
}
