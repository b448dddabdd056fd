namespace ClaudeLang.Vm.Runtime;

/// <summary>The functions of the record type that every program has: `(defrecord Error kind message data)`.</summary>
internal static unsafe class ErrorRecords
{
    public static Value Make(BuiltinContext c, Value* args, int count)
    {
        using RootScope scope = c.Heap.Roots();
        Root type = scope.Add(c.Heap.ErrorType);
        Value record = c.Heap.AllocateTagged(ObjectType.Record, 3);
        record.Address[Objects.FieldsTag] = type.Value.Bits;
        for (int i = 0; i < count; i++) record.Address[Objects.FieldsFirst + i] = args[i].Bits;
        return record;
    }

    public static Value Is(BuiltinContext c, Value* args, int count) => Value.FromBool(Records.IsRecordOf(args[0], c.Heap.ErrorType));

    public static Value Kind(BuiltinContext c, Value* args, int count) => Get(c, "Error-kind", args, 0);
    public static Value Message(BuiltinContext c, Value* args, int count) => Get(c, "Error-message", args, 1);
    public static Value Data(BuiltinContext c, Value* args, int count) => Get(c, "Error-data", args, 2);
    public static Value SetKind(BuiltinContext c, Value* args, int count) => Set(c, "set-Error-kind!", args, 0);
    public static Value SetMessage(BuiltinContext c, Value* args, int count) => Set(c, "set-Error-message!", args, 1);
    public static Value SetData(BuiltinContext c, Value* args, int count) => Set(c, "set-Error-data!", args, 2);

    private static Value Get(BuiltinContext c, string function, Value* args, int field)
    {
        CheckType(c, function, args);
        return Objects.Field(args[0], field);
    }

    private static Value Set(BuiltinContext c, string function, Value* args, int field)
    {
        CheckType(c, function, args);
        c.Heap.Store(args[0], Objects.FieldsFirst + field, args[1]);
        return Value.Nil;
    }

    private static void CheckType(BuiltinContext c, string function, Value* args)
    {
        if (!Records.IsRecordOf(args[0], c.Heap.ErrorType)) throw Faults.Type(function, 1, "Error", args[0]);
    }
}
