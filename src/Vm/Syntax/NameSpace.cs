using System.Collections.Immutable;
using ClaudeLang.Vm.Bytecode;

namespace ClaudeLang.Vm.Syntax;

/// <summary>The top-level names of one file, or of an inline module, which also sees those of the file around it.</summary>
public sealed class NameSpace(NameSpace? outer, string prefix)
{
    private readonly Dictionary<string, Global> _globals = [];

    public NameSpace? Outer { get; } = outer;
    /// <summary>Put before the names here, so that those of two modules of a file are two.</summary>
    public string Prefix { get; } = prefix;
    public IEnumerable<KeyValuePair<string, Global>> All => _globals;
    /// <summary>False if it imports all names of a file that cannot be read: then any name may be one of those.</summary>
    public bool IsComplete { get; set; } = true;

    /// <summary>The global of that name here, made if it is new.</summary>
    public Global Here(string name)
    {
        if (!_globals.TryGetValue(name, out Global? global)) _globals.Add(name, global = new Global(Prefix + name));
        return global;
    }

    /// <summary>What this file or module, or one around it, defines under the name.</summary>
    public Global? Find(string name)
    {
        for (NameSpace? at = this; at is not null; at = at.Outer)
            if (at._globals.TryGetValue(name, out Global? global) && global.DefineCount > 0) return global;
        return null;
    }

    /// <summary>From the inside out: this one and those around it.</summary>
    public IEnumerable<NameSpace> Chain()
    {
        for (NameSpace? at = this; at is not null; at = at.Outer) yield return at;
    }
}

/// <summary>What an importing file knows of a name.</summary>
/// <param name="Global">In the exporting file.</param>
/// <param name="Role">If it is a function of a record type for ever: what it does.</param>
/// <param name="RecordFields">If it is a record type's name: how many fields that has.</param>
public sealed record Exported(GlobalRef Global, RecordRole? Role, int? RecordFields)
{
    public static Exported Of(Global global) => new(global.Target().ToRef(), global.IsConstant ? global.Role : null, global.RecordFields);
}

/// <summary>What a file or module gives to others.</summary>
public sealed record Exports(ImmutableSortedDictionary<string, Exported> Names)
{
    public static readonly Exports None = new(ImmutableSortedDictionary.Create<string, Exported>(StringComparer.Ordinal));
}

/// <summary>A module as the file that names it knows it: the global that `m.x` means, for each x.</summary>
public sealed class ModuleNames
{
    public Dictionary<string, Global> Members { get; } = [];
}

/// <summary>`(module m (export …) body…)`.</summary>
/// <param name="Bound">What the file around it knows of it.</param>
public sealed record InlineModule(string Name, NameSpace Names, ImmutableArray<string> ExportNames, ModuleNames Bound)
{
    public Exports Exports
    {
        get
        {
            var exports = Exports.None.Names.ToBuilder();
            foreach (string name in ExportNames)
                if (Names.Find(name) is { } global) exports[name] = Exported.Of(global);
            return new Exports(exports.ToImmutable());
        }
    }
}

/// <summary>A file after expansion. Meaningless if there were errors.</summary>
/// <param name="Main">The whole file as one function, `top level`.</param>
/// <param name="Imports">In the order of the text, as import nodes number them.</param>
/// <param name="Modules">All inline modules, as module nodes number them.</param>
/// <param name="OwnModule">The number of the one module that the file is a file of; -1 if it has none, or several.</param>
public sealed record ExpandedFile(LambdaNode Main, NameSpace Names, ImmutableArray<ImportNode> Imports, ImmutableArray<InlineModule> Modules, int OwnModule)
{
    /// <summary>The list of its one module, or else all that it defines at its top level.</summary>
    public Exports Exports => OwnModule >= 0 ? Modules[OwnModule].Exports : TopLevelExports;

    private Exports TopLevelExports
    {
        get
        {
            var exports = Exports.None.Names.ToBuilder();
            foreach ((string name, Global global) in Names.All)
                if (global is { DefineCount: > 0, ImportCount: 0 }) exports.Add(name, Exported.Of(global));
            return new Exports(exports.ToImmutable());
        }
    }
}
