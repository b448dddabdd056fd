using System.Diagnostics.CodeAnalysis;

namespace ClaudeLang.Vm.Bytecode;

/// <summary>What the compiler must know of the library: its names, how each is called and with how many arguments.</summary>
public interface ILibraryNames
{
    bool TryFind(string name, [NotNullWhen(true)] out LibraryName? found);
    /// <summary>Of the functions behind the names; null if they have none.</summary>
    FunctionIdentities? Identities => null;
    /// <summary>All names, for suggestions.</summary>
    IEnumerable<string> Names { get; }
}

public abstract record LibraryName
{
    /// <summary>Written in C#: reached by its number through call.builtin. ArgsMax is -1 if there is no limit.</summary>
    public sealed record Builtin(int Number, int ArgsMin, int ArgsMax) : LibraryName
    {
        public bool Takes(int count) => count >= ArgsMin && (ArgsMax < 0 || count <= ArgsMax);
    }

    /// <summary>
    /// Written in ClaudeLang: a global that is defined before the program begins. Its name has a colon in it (`prelude:map`), which no
    /// program can define, so a program's own `map` does not change what the library calls.
    /// </summary>
    public sealed record Prelude(GlobalRef Global) : LibraryName;
}
