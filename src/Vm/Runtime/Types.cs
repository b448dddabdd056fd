
namespace ClaudeLang.Vm.Runtime;

/// <summary>The names that `type-of` gives and that stand in annotations.</summary>
public static class Types
{
    public static string NameOf(Value v)
    {
        if (v.IsFixnum) return "Int";
        if (v.IsFlonum || v.IsImmediateFloat) return "Float";
        if (v.IsHeap) return NameOfObject(v);
        return v.ImmediateKind switch
        {
            ImmediateKind.Symbol => "Symbol",
            ImmediateKind.Keyword => "Keyword",
            ImmediateKind.Builtin => "Function",
            _ => v.IsNil ? "Nil" : v.IsEmpty ? "List" : "Bool",
        };
    }

    private static readonly HashSet<string> Annotations =
    [
        "Any", "Number", "Record", "Int", "Float", "Bool", "Nil", "String", "Symbol", "Keyword", "List", "Vector", "FloatVector", "ByteVector", "Buffer", "Dict", "Set",
        "Table", "Tuple", "Cell", "Function", "Channel", "Task", "Continuation", "StringBuilder", "Module",
    ];

    /// <summary>Whether the name stands for a type in every program. No record can have it.</summary>
    public static bool IsAnnotation(string name) => Annotations.Contains(name);

    private static string NameOfObject(Value v) => Objects.TypeOf(v) switch
    {
        ObjectType.BoxedInt => "Int",
        ObjectType.BoxedFloat => "Float",
        ObjectType.Cons => "List",
        ObjectType.Closure or ObjectType.RecordFunction => "Function",
        ObjectType.Record => Names.TextOf(Objects.Word(Objects.Word(v, Objects.FieldsTag), Objects.RecordTypeName)),
        ObjectType other => other.ToString(),
    };
}
