using System.Collections.Immutable;

namespace ClaudeLang.Vm.Bytecode;

/// <summary>What a program compiles to: its file, and all files that it imports.</summary>
/// <param name="FileName">As the user gave it; for messages.</param>
/// <param name="Warnings">Rendered text of each warning, for stderr.</param>
public sealed record ProgramCode(string FileName, Chunk Main, ImmutableArray<string> Warnings)
{
    /// <summary>The program's own file, then each imported one once.</summary>
    public ImmutableArray<FileCode> Files { get; init; } = [new FileCode(FileName, Main)];
    /// <summary>What its files were compiled with; null for code that uses none.</summary>
    public ILibraryNames? Library { get; init; }
    private FunctionIdentities? _identities;
    public FunctionIdentities Identities => _identities ??= new FunctionIdentities(this);
    /// <summary>The identity of the whole program: what any of its files says counts.</summary>
    public Hash256 Hash => Files[0].ModuleHash;
}

/// <summary>One file of a program. Its chunks name globals as the file does; names of two files have nothing to do with each other.</summary>
public sealed record FileCode(string FileName, Chunk Main)
{
    /// <summary>By the number that module.main and module.bind have.</summary>
    public ImmutableArray<ImportCode> Imports { get; init; } = [];
    /// <summary>By the number that module.new has.</summary>
    public ImmutableArray<ModuleCode> Modules { get; init; } = [];
    /// <summary>Which of the modules the file is for those who import it.</summary>
    public int OwnModule { get; init; } = -1;
    /// <summary>Globals that are others by another name: `p.x` after `(import "b" :as p)` is the x of that file, whatever it holds now; `m.x` that of an inline module.</summary>
    public ImmutableDictionary<string, MemberLink> Links { get; init; } = ImmutableDictionary<string, MemberLink>.Empty;
    /// <summary>The identity of the file with all that it imports; where it lies is no part of it.</summary>
    public Hash256 ModuleHash
    {
        get => _moduleHash ??= FunctionIdentities.HashOfModule(Main);
        init => _moduleHash = value;
    }

    private Hash256? _moduleHash;
}

/// <summary>What one import does.</summary>
/// <param name="File">Number of the file; -1 if it cannot be run, and then Failure says why.</param>
/// <param name="Alias">The global that the module is bound to; null if names are bound.</param>
public sealed record ImportCode(int File, ImportFailure? Failure, string? Alias, ImmutableArray<NameLink> Names);

/// <summary>A copy of a value: the importing file's global, and what the other file exports it as.</summary>
public readonly record struct NameLink(string Global, string Export);

/// <param name="Import">Number of the import; or <see cref="SameFile"/>, and then Export is a global of the file itself.</param>
public sealed record MemberLink(int Import, string Export)
{
    public const int SameFile = -1;
}

/// <summary>The error of an import, raised when it runs.</summary>
/// <param name="Kind">Of the error, or <see cref="Syntax"/>: then the message is the text of the file's diagnostics.</param>
public sealed record ImportFailure(string Kind, string Message)
{
    public const string Syntax = "syntax";
}

/// <summary>A module as a value: its name, and for each export the global of its file that holds it.</summary>
public sealed record ModuleCode(string Name, ImmutableSortedDictionary<string, string> Exports);
