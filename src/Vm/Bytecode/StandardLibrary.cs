using System.Diagnostics.CodeAnalysis;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Syntax;

namespace ClaudeLang.Vm.Bytecode;

/// <summary>
/// The library as programs see it: what is written in C# (<see cref="BuiltinTable"/>), and what the prelude defines.
/// Names that begin with `%` are for the prelude alone.
/// </summary>
public sealed class StandardLibrary : ILibraryNames
{
    public const string GlobalPrefix = "prelude:";

    private static readonly Lazy<StandardLibrary> TheOne = new(() => new StandardLibrary(new SourceText(Runtime.Prelude.FileName, Runtime.Prelude.Text)));

    private readonly Dictionary<string, LibraryName> _names = [];
    private readonly Lazy<FunctionIdentities> _identities;

    public static StandardLibrary Instance => TheOne.Value;

    /// <summary>Compiles the prelude; an error in it is ours.</summary>
    public StandardLibrary(SourceText prelude) : this(Compile(prelude)) { }

    private StandardLibrary(CompileOutcome outcome) : this(outcome.Program!.Main, outcome.Definitions.Where(pair => IsPublic(pair.Key))) { }

    /// <param name="names">What the prelude defines for programs.</param>
    internal StandardLibrary(Chunk prelude, IEnumerable<KeyValuePair<string, GlobalRef>> names)
    {
        Prelude = prelude;
        _identities = new Lazy<FunctionIdentities>(() => new ProgramCode(Runtime.Prelude.FileName, prelude, []).Identities);
        foreach (BuiltinRow row in BuiltinTable.All)
        {
            var builtin = new LibraryName.Builtin(row.Number, row.ArgsMin, row.ArgsMax);
            if (IsPublic(row.Name)) _names[row.Name] = builtin;
            foreach (string name in row.Aliases)
                if (IsPublic(name)) _names[name] = builtin;
        }
        foreach ((string name, GlobalRef global) in names) _names[name] = new LibraryName.Prelude(global);
    }

    private static CompileOutcome Compile(SourceText prelude)
    {
        CompileOutcome outcome = SourceCompiler.Compile(prelude, new BuiltinNames(), GlobalPrefix);
        if (outcome.Program is null) throw new InvalidOperationException("the prelude does not compile:\n" + outcome.RenderErrors());
        if (!outcome.Program.Warnings.IsEmpty) throw new InvalidOperationException("the prelude has warnings:\n" + string.Join('\n', outcome.Program.Warnings));
        return outcome;
    }

    /// <summary>Runs before the program's own main chunk.</summary>
    public Chunk Prelude { get; }
    public IEnumerable<string> Names => _names.Keys;
    /// <summary>The names that the prelude defines for programs.</summary>
    internal IEnumerable<KeyValuePair<string, GlobalRef>> PreludeNames
    {
        get
        {
            foreach ((string name, LibraryName meaning) in _names)
                if (meaning is LibraryName.Prelude prelude) yield return new(name, prelude.Global);
        }
    }
    public FunctionIdentities Identities => _identities.Value;
    public bool TryFind(string name, [NotNullWhen(true)] out LibraryName? found) => _names.TryGetValue(name, out found);

    private static bool IsPublic(string name) => !name.StartsWith('%');

    /// <summary>What the prelude itself can use.</summary>
    private sealed class BuiltinNames : ILibraryNames
    {
        public static IEnumerable<string> All => BuiltinTable.All.SelectMany(row => row.Aliases.Prepend(row.Name));
        public static LibraryName.Builtin? Find(string name) =>
            BuiltinTable.TryFind(name) is { } row ? new LibraryName.Builtin(row.Number, row.ArgsMin, row.ArgsMax) : null;

        public IEnumerable<string> Names => All;
        public bool TryFind(string name, [NotNullWhen(true)] out LibraryName? found) => (found = Find(name)) is not null;
    }
}
