namespace ClaudeLang.Vm.Runtime;

/// <summary>Records, and the one record type that every program has: Error.</summary>
public sealed unsafe partial class Heap
{
    private static string[] ErrorFields => ["kind", "message", "data"];

    private ulong _errorType;

    /// <summary>Needed before the first continuation is made.</summary>
    public ISavedFrames? SavedFrames { get; set; }

    private void VisitOwnRoots(RootVisitor visitor)
    {
        fixed (ulong* slot = &_errorType) visitor.Visit(slot);
    }

    /// <summary>`(defrecord Error kind message data)`.</summary>
    public Value ErrorType
    {
        get
        {
            if (_errorType == 0) _errorType = AllocateRecordType("Error", ErrorFields, Value.Nil).Bits;
            return new Value(_errorType);
        }
    }

    /// <param name="identity">What tells record types of the same name apart: a String or Symbol that names the defining module.</param>
    public Value AllocateRecordType(string name, ReadOnlySpan<string> fields, Value identity)
    {
        using RootScope scope = Roots();
        Root held = scope.Add(identity), list = scope.Add(Value.Empty);
        for (int i = fields.Length - 1; i >= 0; i--) list.Value = AllocateCons(Names.Symbol(fields[i]), list.Value);
        Value type = AllocateTagged(ObjectType.RecordType, 0);
        type.Address[Objects.RecordTypeName] = Names.Symbol(name).Bits;
        type.Address[Objects.RecordTypeFields] = list.Value.Bits;
        type.Address[Objects.RecordTypeIdentity] = held.Value.Bits;
        return type;
    }

    /// <summary>What a program catches: the `(Error kind message data)` record of a fault, or the value that it threw itself.</summary>
    public Value ErrorRecord(FaultException fault)
    {
        if (fault.IsThrownValue) return fault.Datum;
        using RootScope scope = Roots();
        Root data = scope.Add(fault.Datum), type = scope.Add(ErrorType), message = scope.Add(AllocateString(fault.Message));
        Value record = AllocateTagged(ObjectType.Record, 3);
        record.Address[Objects.FieldsTag] = type.Value.Bits;
        record.Address[Objects.FieldsFirst] = Names.Keyword(fault.Kind).Bits;
        record.Address[Objects.FieldsFirst + 1] = message.Value.Bits;
        record.Address[Objects.FieldsFirst + 2] = data.Value.Bits;
        return record;
    }
}
