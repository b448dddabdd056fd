using ClaudeLang.Vm.Bytecode;

namespace ClaudeLang.Vm.Syntax;

/// <summary>A local variable. The counts come from the expander, the rest from the resolver.</summary>
public sealed class Variable(string name)
{
    public string Name { get; } = name;
    /// <summary>Times it is named in an expression.</summary>
    public int UseCount { get; set; }
    /// <summary>Whether something changes it after its initialisation: `set!`, or a second definition.</summary>
    public bool IsAssigned { get; set; }

    public LambdaNode Owner { get; set; } = null!;
    /// <summary>While the resolver walks: whether evaluation has passed its initialisation.</summary>
    public bool IsInitialized { get; set; }
    /// <summary>Whether it may be read, assigned or captured before its initialisation.</summary>
    public bool IsEarly { get; set; }
    public bool IsCaptured { get; set; }
    /// <summary>The function of its definition, and whether nothing else is ever stored.</summary>
    public LambdaNode? Function { get; set; }
    /// <summary>Of a name that a `defrecord` defines: what the function does.</summary>
    public RecordRole? Role { get; set; }
    /// <summary>Of a record type's name: how many fields the type has.</summary>
    public int? RecordFields { get; set; }
    public LambdaNode? Constantly => IsAssigned ? null : Function;
    /// <summary>The name of a named let that runs as a loop.</summary>
    public bool IsLoop { get; set; }

    /// <summary>Shared through a box; any other captured variable is copied into the closure.</summary>
    public bool IsBoxed => IsEarly || (IsCaptured && IsAssigned);
    /// <summary>In the owner's frame, from the compiler.</summary>
    public int Slot { get; set; } = -1;
}

/// <summary>A top-level name that the file defines, or one that nobody does.</summary>
public sealed class Global(string name)
{
    public string Name { get; } = name;
    public int DefineCount { get; set; }
    /// <summary>How many of those definitions are imports; where the last one stands.</summary>
    public int ImportCount { get; set; }
    public SourcePosition ImportPosition { get; set; }
    /// <summary>What another file exports under this name, as far as it is known.</summary>
    public Exported? Imported { get; private set; }
    /// <summary>Of `m.x`, a member of an inline module: what the module itself calls x.</summary>
    public Global? Behind { get; set; }
    /// <summary>What is known of the module that it is bound to.</summary>
    public ModuleNames? Module { get; set; }
    public bool IsAssigned { get; set; }
    /// <summary>The function of its last definition.</summary>
    public LambdaNode? Function { get; set; }
    /// <summary>While the resolver walks: whether the definition has been passed.</summary>
    public bool IsDefined { get; set; }
    /// <summary>The global whose value its definition takes: `(define reduce fold)`.</summary>
    public Global? Alias { get; set; }
    /// <summary>Of a name that a `defrecord` defines: what the function does.</summary>
    public RecordRole? Role { get; set; }
    /// <summary>Of a record type's name: how many fields the type has.</summary>
    public int? RecordFields { get; set; }
    public bool IsConstant => Behind?.IsConstant ?? (DefineCount == 1 && !IsAssigned);
    public bool IsFunction => Behind?.IsFunction ?? (IsConstant && (Function is not null || Imported is { Global.Kind: GlobalKind.Function }));
    /// <summary>Of a function: its required parameters.</summary>
    public int ParamCount => Behind?.ParamCount ?? Function?.ParamCount ?? Imported!.Global.ParamCount;
    public bool HasRest => Behind?.HasRest ?? Function?.HasRest ?? Imported!.Global.HasRest;

    public void Import(Exported exported) => (Imported, Role, RecordFields) = (exported, exported.Role, exported.RecordFields);

    /// <param name="inside">The function whose code refers to it.</param>
    public GlobalRef ToRef(LambdaNode? inside = null) => IsFunction
        ? new GlobalRef(Name, GlobalKind.Function, ParamCount, HasRest, inside is not null && Function == inside)
        : new GlobalRef(Name, GlobalKind.Variable);

    /// <summary>The global that this one is another name of, or itself.</summary>
    public Global Target()
    {
        Global at = this;
        for (int steps = 0; at is { IsConstant: true, Alias: { } next } && steps < 100; steps++) at = next; // aliases may go round
        return at;
    }
}

/// <summary>The local names in sight: one table, in which an inner variable hides an outer one of its name until its scope ends.</summary>
public sealed class ScopeTable
{
    private readonly record struct Hidden(string Name, Variable? Before);

    private readonly Dictionary<string, Variable?> _names = [];
    private readonly List<Hidden> _trail = [];
    private readonly List<int> _scopes = [];

    public bool IsTopLevel => _scopes.Count == 0;
    public IEnumerable<string> Names => from pair in _names where pair.Value is not null select pair.Key;

    public void Enter() => _scopes.Add(_trail.Count);

    public void Leave()
    {
        int start = _scopes[^1];
        _scopes.RemoveAt(_scopes.Count - 1);
        for (int i = _trail.Count - 1; i >= start; i--) _names[_trail[i].Name] = _trail[i].Before;
        _trail.RemoveRange(start, _trail.Count - start);
    }

    public Variable? Find(string name) => _names.GetValueOrDefault(name);

    public Variable Declare(string name)
    {
        var variable = new Variable(name);
        Declare(variable);
        return variable;
    }

    public void Declare(Variable variable)
    {
        _trail.Add(new Hidden(variable.Name, Find(variable.Name)));
        _names[variable.Name] = variable;
    }

    /// <summary>The variable of that name which the innermost scope itself declares.</summary>
    public Variable? FindInnermost(string name)
    {
        for (int i = _trail.Count - 1; i >= _scopes[^1]; i--)
            if (_trail[i].Name == name) return Find(name);
        return null;
    }
}
