namespace ClaudeLang.Vm.Bytecode;

/// <summary>The four kinds of function that a `defrecord` defines. The numbers stand in bytecode.</summary>
public enum RecordRoleKind
{
    /// <summary>`Name`</summary>
    Make = 0,
    /// <summary>`Name?`</summary>
    Is = 1,
    /// <summary>`Name-field`</summary>
    Get = 2,
    /// <summary>`set-Name-field!`</summary>
    Set = 3,
}

/// <summary>What one of these functions does.</summary>
/// <param name="Index">Of Get and Set: the field. Of Make: how many fields there are.</param>
public readonly record struct RecordRole(RecordRoleKind Kind, int Index)
{
    /// <summary>As an instruction's operand and in the function's object.</summary>
    public int Code => (Index << 2) | (int)Kind;
    public static RecordRole FromCode(int code) => new((RecordRoleKind)(code & 3), code >> 2);

    public bool IsOfField => Kind is RecordRoleKind.Get or RecordRoleKind.Set;
    public int Arity => Kind switch { RecordRoleKind.Make => Index, RecordRoleKind.Set => 2, _ => 1 };

    public string FunctionName(string record, string field) => Kind switch
    {
        RecordRoleKind.Make => record,
        RecordRoleKind.Is => record + "?",
        RecordRoleKind.Get => $"{record}-{field}",
        _ => $"set-{record}-{field}!",
    };
}
