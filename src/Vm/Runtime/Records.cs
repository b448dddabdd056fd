using ClaudeLang.Vm.Bytecode;

namespace ClaudeLang.Vm.Runtime;

/// <summary>
/// What a `defrecord` makes: a record type, and functions that know it. The functions are objects of their own, not closures, because they
/// behave like built-ins: a call of one has no frame.
/// </summary>
public static unsafe class Records
{
    /// <summary>The built-in function `Error`, which stands for its record type in patterns.</summary>
    public const int ErrorNumber = 960;

    /// <param name="names">A list of Symbols: the record's name, then its fields.</param>
    public static Value MakeType(Heap heap, Constant.List names)
    {
        string[] fields = [.. names.Items.Skip(1).Select(field => ((Constant.Symbol)field).Name)];
        return heap.AllocateRecordType(((Constant.Symbol)names.Items[0]).Name, fields, Value.Nil);
    }

    public static Value MakeFunction(Heap heap, Value type, RecordRole role)
    {
        Check.That(role.IsOfField ? role.Index < FieldCount(type) : role.Index == (role.Kind == RecordRoleKind.Make ? FieldCount(type) : 0), "a record function of a field that is not there");
        using RootScope scope = heap.Roots();
        Root held = scope.Add(type);
        Value function = heap.AllocateTagged(ObjectType.RecordFunction, 0);
        function.Address[Objects.RecordFunctionType] = held.Value.Bits;
        function.Address[Objects.RecordFunctionRole] = Value.FromFixnum(role.Code).Bits;
        return function;
    }

    public static Value TypeOf(Value function) => Objects.Word(function, Objects.RecordFunctionType);
    public static RecordRole RoleOf(Value function) => RecordRole.FromCode((int)Objects.Word(function, Objects.RecordFunctionRole).Fixnum);

    public static int ArityOf(Value function) => RoleOf(function).Arity;

    public static string NameOf(Value function)
    {
        RecordRole role = RoleOf(function);
        Value type = TypeOf(function), field = Objects.Word(type, Objects.RecordTypeFields);
        for (int i = 0; role.IsOfField && i < role.Index; i++) field = Objects.Tail(field);
        return role.FunctionName(TypeName(type), role.IsOfField ? Names.TextOf(Objects.Head(field)) : "");
    }

    private static int FieldCount(Value type)
    {
        int count = 0;
        for (Value field = Objects.Word(type, Objects.RecordTypeFields); !field.IsEmpty; field = Objects.Tail(field)) count++;
        return count;
    }

    private static string TypeName(Value type) => Names.TextOf(Objects.Word(type, Objects.RecordTypeName));

    /// <summary>A call of the function as a value. Function and arguments are roots of the caller.</summary>
    public static Value Call(Heap heap, Value function, Value* args, int count)
    {
        RecordRole role = RoleOf(function);
        if (count != role.Arity) throw Faults.Arity(NameOf(function), role.Arity, role.Arity, count);
        using RootScope scope = heap.Roots();
        Root held = scope.Add(function);
        return role.Kind switch
        {
            RecordRoleKind.Make => Make(heap, (Value*)held.Slot, args, count),
            RecordRoleKind.Is => IsOf(function, args[0]),
            RecordRoleKind.Get => Get(function, args[0], role.Index),
            _ => Set(heap, function, args[0], role.Index, args[1]),
        };
    }

    /// <summary>A new record. Function and fields are at places that the collector updates.</summary>
    public static Value Make(Heap heap, Value* function, Value* fields, int count)
    {
        Check.That(RoleOf(*function) == new RecordRole(RecordRoleKind.Make, count), "a record is made with another number of fields");
        Value record = heap.AllocateTagged(ObjectType.Record, count);
        record.Address[Objects.FieldsTag] = TypeOf(*function).Bits;
        for (int i = 0; i < count; i++) record.Address[Objects.FieldsFirst + i] = fields[i].Bits;
        return record;
    }

    public static Value IsOf(Value function, Value x) => Value.FromBool(IsRecordOf(x, TypeOf(function)));

    public static Value Get(Value function, Value record, int field)
    {
        CheckType(function, record);
        return FieldOf(record, field);
    }

    public static Value Set(Heap heap, Value function, Value record, int field, Value x)
    {
        CheckType(function, record);
        Check.That((ulong)field < (ulong)Objects.Length(record), "a record has no such field");
        heap.Store(record, Objects.FieldsFirst + field, x);
        return Value.Nil;
    }

    /// <summary>A field of a record or tuple.</summary>
    public static Value FieldOf(Value x, int field)
    {
        Check.That((Objects.Is(x, ObjectType.Record) || Objects.Is(x, ObjectType.Tuple)) && (ulong)field < (ulong)Objects.Length(x), "a value has no such field");
        return Objects.Field(x, field);
    }

    public static bool IsRecordOf(Value x, Value type) => Objects.Is(x, ObjectType.Record) && Objects.Word(x, Objects.FieldsTag) == type;

    private static void CheckType(Value function, Value record)
    {
        Value type = TypeOf(function);
        if (!IsRecordOf(record, type)) throw Faults.Type(NameOf(function), 1, TypeName(type), record);
    }

    /// <summary>The record type that the function makes records of; nil if it makes none.</summary>
    public static Value TypeMadeBy(Heap heap, Value function)
    {
        if (Objects.Is(function, ObjectType.RecordFunction)) return RoleOf(function).Kind == RecordRoleKind.Make ? TypeOf(function) : Value.Nil;
        return function.IsKind(ImmediateKind.Builtin) && function.Payload == ErrorNumber ? heap.ErrorType : Value.Nil;
    }

    /// <summary>Whether x is a record of the type that the function makes; false if it is no function that makes records.</summary>
    public static bool IsMadeBy(Heap heap, Value x, Value function)
    {
        if (!Objects.Is(x, ObjectType.Record)) return false;
        if (Objects.Is(function, ObjectType.RecordFunction)) return RoleOf(function).Kind == RecordRoleKind.Make && IsRecordOf(x, TypeOf(function));
        return function.IsKind(ImmediateKind.Builtin) && function.Payload == ErrorNumber && IsRecordOf(x, heap.ErrorType);
    }
}
