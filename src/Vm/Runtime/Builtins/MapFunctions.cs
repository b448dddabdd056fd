namespace ClaudeLang.Vm.Runtime;

/// <summary>Dicts, tables and sets.</summary>
internal static unsafe class MapFunctions
{
    private static Root Slot(Value* args, int index) => new((ulong*)(args + index));

    // ---- dicts and tables alike -------------------------------------------------------------------------------------
    public static Value DictGet(BuiltinContext c, Value* args, int count) => Get(c, "dict-get", ObjectType.Dict, args, Value.Nil);
    public static Value DictGetOr(BuiltinContext c, Value* args, int count) => Get(c, "dict-get-or", ObjectType.Dict, args, args[2]);
    public static Value TableGet(BuiltinContext c, Value* args, int count) => Get(c, "table-get", ObjectType.Table, args, Value.Nil);
    public static Value TableGetOr(BuiltinContext c, Value* args, int count) => Get(c, "table-get-or", ObjectType.Table, args, args[2]);

    private static Value Get(BuiltinContext c, string function, ObjectType type, Value* args, Value missing)
    {
        Arg.Is(function, args, 0, type);
        return Maps.TryGet(c.Heap, args[0], args[1], out Value value) ? value : missing;
    }

    public static Value DictHas(BuiltinContext c, Value* args, int count) => Has(c, "dict-has?", ObjectType.Dict, args);
    public static Value TableHas(BuiltinContext c, Value* args, int count) => Has(c, "table-has?", ObjectType.Table, args);
    public static Value SetHas(BuiltinContext c, Value* args, int count) => Has(c, "set-has?", ObjectType.Set, args);

    private static Value Has(BuiltinContext c, string function, ObjectType type, Value* args)
    {
        Arg.Is(function, args, 0, type);
        return Value.FromBool(Maps.TryGet(c.Heap, args[0], args[1], out _));
    }

    public static Value DictKeys(BuiltinContext c, Value* args, int count) => Column(c, "dict-keys", ObjectType.Dict, args, 0);
    public static Value DictValues(BuiltinContext c, Value* args, int count) => Column(c, "dict-values", ObjectType.Dict, args, 1);
    public static Value TableKeys(BuiltinContext c, Value* args, int count) => Column(c, "table-keys", ObjectType.Table, args, 0);
    public static Value TableValues(BuiltinContext c, Value* args, int count) => Column(c, "table-values", ObjectType.Table, args, 1);
    public static Value SetToList(BuiltinContext c, Value* args, int count) => Column(c, "set->list", ObjectType.Set, args, 0);

    private static Value Column(BuiltinContext c, string function, ObjectType type, Value* args, int column)
    {
        Arg.Is(function, args, 0, type);
        using RootScope scope = c.Heap.Roots();
        Root entries = scope.Add(Maps.EntryVector(c.Heap, Slot(args, 0)));
        Value list = Value.Empty;
        for (long i = Objects.Length(entries.Value) - 2; i >= 0; i -= 2) list = c.Heap.AllocateCons(Objects.Element(entries.Value, i + column), list);
        return list;
    }

    public static Value DictSize(BuiltinContext c, Value* args, int count) => Size("dict-size", ObjectType.Dict, args);
    public static Value TableSize(BuiltinContext c, Value* args, int count) => Size("table-size", ObjectType.Table, args);
    public static Value SetSize(BuiltinContext c, Value* args, int count) => Size("set-size", ObjectType.Set, args);

    private static Value Size(string function, ObjectType type, Value* args)
    {
        Arg.Is(function, args, 0, type);
        return Objects.Word(args[0], Dicts.Count);
    }

    /// <summary>For the prelude: `(%dict-entries function argument d)`, a snapshot as a vector of keys and values in turn.</summary>
    public static Value DictEntries(BuiltinContext c, Value* args, int count) => EntriesOf(c, args, ObjectType.Dict);
    public static Value TableEntries(BuiltinContext c, Value* args, int count) => EntriesOf(c, args, ObjectType.Table);

    private static Value EntriesOf(BuiltinContext c, Value* args, ObjectType type)
    {
        if (!Objects.Is(args[2], type)) throw Faults.Type(Heap.TextOf(args[0]), (int)args[1].Fixnum, type.ToString(), args[2]);
        return Maps.EntryVector(c.Heap, Slot(args, 2));
    }

    // ---- dicts ------------------------------------------------------------------------------------------------------
    public static Value Dict(BuiltinContext c, Value* args, int count)
    {
        if (count % 2 != 0) throw Faults.Of("arity", $"dict: expected an even number of arguments, got {count}");
        using RootScope scope = c.Heap.Roots();
        Root dict = scope.Add(Dicts.Create(c.Heap, ObjectType.Dict));
        for (int i = 0; i < count; i += 2) dict.Value = Dicts.Set(c.Heap, dict, Slot(args, i), Slot(args, i + 1));
        return dict.Value;
    }

    public static Value DictSet(BuiltinContext c, Value* args, int count)
    {
        Arg.Is("dict-set", args, 0, ObjectType.Dict);
        return Dicts.Set(c.Heap, Slot(args, 0), Slot(args, 1), Slot(args, 2));
    }

    public static Value DictRemove(BuiltinContext c, Value* args, int count)
    {
        Arg.Is("dict-remove", args, 0, ObjectType.Dict);
        return Dicts.Remove(c.Heap, Slot(args, 0), args[1]);
    }

    public static Value DictItems(BuiltinContext c, Value* args, int count)
    {
        Arg.Is("dict-items", args, 0, ObjectType.Dict);
        using RootScope scope = c.Heap.Roots();
        Root entries = scope.Add(Maps.EntryVector(c.Heap, Slot(args, 0))), items = scope.Add(Value.Empty);
        for (long i = Objects.Length(entries.Value) - 2; i >= 0; i -= 2)
        {
            Value value = c.Heap.AllocateCons(Objects.Element(entries.Value, i + 1), Value.Empty);
            Value item = c.Heap.AllocateCons(Objects.Element(entries.Value, i), value);
            items.Value = c.Heap.AllocateCons(item, items.Value);
        }
        return items.Value;
    }

    public static Value DictMerge(BuiltinContext c, Value* args, int count)
    {
        Arg.Is("dict-merge", args, 0, ObjectType.Dict);
        Arg.Is("dict-merge", args, 1, ObjectType.Dict);
        return Union(c, args);
    }

    public static Value IsDict(BuiltinContext c, Value* args, int count) => Value.FromBool(Objects.Is(args[0], ObjectType.Dict));

    /// <summary>All of the second is put into the first.</summary>
    private static Value Union(BuiltinContext c, Value* args)
    {
        using RootScope scope = c.Heap.Roots();
        Root union = scope.Add(args[0]), entries = scope.Add(Maps.EntryVector(c.Heap, Slot(args, 1)));
        Root key = scope.Add(Value.Nil), value = scope.Add(Value.Nil);
        for (long i = 0; i < Objects.Length(entries.Value); i += 2)
        {
            (key.Value, value.Value) = (Objects.Element(entries.Value, i), Objects.Element(entries.Value, i + 1));
            union.Value = Dicts.Set(c.Heap, union, key, value);
        }
        return union.Value;
    }

    // ---- tables -----------------------------------------------------------------------------------------------------
    public static Value MakeTable(BuiltinContext c, Value* args, int count) => Tables.Create(c.Heap);

    public static Value TableSet(BuiltinContext c, Value* args, int count)
    {
        Arg.Is("table-set!", args, 0, ObjectType.Table);
        Tables.Set(c.Heap, Slot(args, 0), Slot(args, 1), Slot(args, 2));
        return Value.Nil;
    }

    public static Value TableRemove(BuiltinContext c, Value* args, int count)
    {
        Arg.Is("table-remove!", args, 0, ObjectType.Table);
        Tables.Remove(c.Heap, args[0], args[1]);
        return Value.Nil;
    }

    public static Value IsTable(BuiltinContext c, Value* args, int count) => Value.FromBool(Objects.Is(args[0], ObjectType.Table));

    /// <summary>The elements of a list, each once, in order of first appearance.</summary>
    public static Value Unique(BuiltinContext c, Value* args, int count)
    {
        Arg.IsList("unique", args, 0);
        using RootScope scope = c.Heap.Roots();
        Root seen = scope.Add(Tables.Create(c.Heap)), rest = scope.Add(args[0]), element = scope.Add(Value.Nil);
        for (; !rest.Value.IsEmpty; rest.Value = Objects.Tail(rest.Value))
        {
            element.Value = Objects.Head(rest.Value);
            if (Tables.Find(c.Heap, seen.Value, element.Value) < 0) Tables.Set(c.Heap, seen, element, element);
        }
        return Column(c, "unique", ObjectType.Table, (Value*)seen.Slot, 0);
    }

    // ---- sets -------------------------------------------------------------------------------------------------------
    public static Value Set(BuiltinContext c, Value* args, int count)
    {
        using RootScope scope = c.Heap.Roots();
        Root set = scope.Add(Dicts.Create(c.Heap, ObjectType.Set)), nil = scope.Add(Value.Nil);
        for (int i = 0; i < count; i++) set.Value = Dicts.Set(c.Heap, set, Slot(args, i), nil);
        return set.Value;
    }

    public static Value SetAdd(BuiltinContext c, Value* args, int count)
    {
        Arg.Is("set-add", args, 0, ObjectType.Set);
        using RootScope scope = c.Heap.Roots();
        return Dicts.Set(c.Heap, Slot(args, 0), Slot(args, 1), scope.Add(Value.Nil));
    }

    public static Value SetRemove(BuiltinContext c, Value* args, int count)
    {
        Arg.Is("set-remove", args, 0, ObjectType.Set);
        return Dicts.Remove(c.Heap, Slot(args, 0), args[1]);
    }

    public static Value SetUnion(BuiltinContext c, Value* args, int count)
    {
        AreSets("set-union", args);
        return Union(c, args);
    }

    public static Value SetIntersection(BuiltinContext c, Value* args, int count) => Selected(c, "set-intersection", args, keepCommon: true);
    public static Value SetDifference(BuiltinContext c, Value* args, int count) => Selected(c, "set-difference", args, keepCommon: false);

    private static Value Selected(BuiltinContext c, string function, Value* args, bool keepCommon)
    {
        AreSets(function, args);
        using RootScope scope = c.Heap.Roots();
        Root selected = scope.Add(Dicts.Create(c.Heap, ObjectType.Set)), entries = scope.Add(Maps.EntryVector(c.Heap, Slot(args, 0)));
        Root key = scope.Add(Value.Nil), nil = scope.Add(Value.Nil);
        for (long i = 0; i < Objects.Length(entries.Value); i += 2)
        {
            key.Value = Objects.Element(entries.Value, i);
            if (Maps.TryGet(c.Heap, args[1], key.Value, out _) == keepCommon) selected.Value = Dicts.Set(c.Heap, selected, key, nil);
        }
        return selected.Value;
    }

    private static void AreSets(string function, Value* args)
    {
        Arg.Is(function, args, 0, ObjectType.Set);
        Arg.Is(function, args, 1, ObjectType.Set);
    }

    public static Value IsSet(BuiltinContext c, Value* args, int count) => Value.FromBool(Objects.Is(args[0], ObjectType.Set));
}
