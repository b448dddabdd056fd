using System.Collections.Immutable;
using System.Text;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Syntax;

namespace ClaudeLang.Vm.Modules;

/// <summary>
/// A program and the files that it imports, to bytecode. A file is compiled after those that it imports, because what they export decides
/// what its names mean. What is wrong with an imported file becomes the error of the imports that name it.
/// </summary>
public sealed class ProgramCompiler
{
    private readonly ProgramFiles _files;
    private readonly ILibraryNames _library;
    private readonly Dictionary<string, ProgramFile> _byPath = [];
    private readonly List<ProgramFile> _all = [];

    private ProgramCompiler(ProgramFiles files, ILibraryNames library) => (_files, _library) = (files, library);

    public static CompileOutcome Compile(SourceText source, ProgramFiles files, ILibraryNames library)
    {
        var compiler = new ProgramCompiler(files, library);
        ProgramFile program = compiler.Add(source.FileName, source);
        compiler.Compile(program);
        return program.Outcome! with { Program = program.Outcome!.Program is { } code ? compiler.Whole(code) : null };
    }

    /// <summary>One file on its way.</summary>
    private sealed class ProgramFile(int number, SourceText source)
    {
        public int Number { get; } = number;
        public SourceText Source { get; } = source;
        /// <summary>From the text at first, then from the compile.</summary>
        public Exports? Exports { get; set; }
        public CompileOutcome? Outcome { get; set; }
        public FileCode? Code { get; set; }
    }

    private ProgramFile Add(string path, SourceText source)
    {
        var file = new ProgramFile(_all.Count, source);
        _all.Add(file);
        _byPath.Add(path, file);
        return file;
    }

    // Imports may form a long chain.
    private bool Compile(ProgramFile file)
    {
        if (!StackGuard.HasRoom) return StackGuard.OnNewStack(() => Compile(file));
        var diagnostics = new DiagnosticBag();
        ImmutableArray<Datum> forms = Parser.Parse(file.Source, diagnostics);
        if (!diagnostics.HasErrors)
        {
            file.Exports = Expander.ExportsOf(forms, _library);
            foreach (string path in Expander.ImportPaths(forms))
                if (Find(file, path, out _) is { Outcome: null, Exports: null } target) Compile(target);
        }
        (file.Outcome, ExpandedFile? expanded) = SourceCompiler.CompileForms(file.Source, forms, diagnostics, _library, "", path => Find(file, path, out _)?.Exports);
        if (expanded is null || file.Outcome.Program is not { } code) return false;
        file.Exports = expanded.Exports;
        file.Code = Describe(file, expanded, code.Main);
        return true;
    }

    /// <summary>The file that an import means; if there is none, why.</summary>
    private ProgramFile? Find(ProgramFile importer, string path, out ImportFailure? failure)
    {
        failure = null;
        bool isLibrary = ImportPath.IsLibrary(path);
        string resolved = isLibrary ? ImportPath.Resolve("", path) : _files.PathOf(ImportPath.Resolve(importer.Source.FileName, path));
        if (_byPath.TryGetValue(resolved, out ProgramFile? file)) return file;
        if (isLibrary)
        {
            if (StandardModules.Find(resolved) is { } library) return Add(resolved, library);
            string hint = Spelling.Nearest(path, StandardModules.Paths) is { } near ? $"; did you mean {near}?" : "";
            failure = new ImportFailure("io", $"the library has no module {path}{hint}");
            return null;
        }
        ImportedFile? found = _files.Find(resolved);
        if (found?.Text is { } text) return Add(resolved, SourceText.Decode(resolved, text.Span, out _)!);
        failure = found?.Failure ?? new ImportFailure("io", $"cannot read {path}: No such file or directory");
        return null;
    }

    private FileCode Describe(ProgramFile file, ExpandedFile expanded, Chunk main)
    {
        List<ModuleCode> modules = [.. expanded.Modules.Select(module => new ModuleCode(module.Name, GlobalNames(module.Exports)))];
        int own = expanded.OwnModule;
        if (own < 0)
        {
            own = modules.Count;
            modules.Add(new ModuleCode(ImportPath.ModuleName(file.Source.FileName), GlobalNames(expanded.Exports)));
        }
        ImmutableArray<ImportCode> imports = [.. expanded.Imports.Select(import => Describe(file, import))];
        var code = new FileCode(file.Source.FileName, main) { Imports = imports, Modules = [.. modules], OwnModule = own, Links = Links(expanded) };
        // Without imports it is the hash of the code alone, which few runs ask for.
        return imports.IsEmpty ? code : code with { ModuleHash = ModuleHash(main, imports) };
    }

    private ImportCode Describe(ProgramFile importer, ImportNode import)
    {
        ProgramFile? target = Find(importer, import.Path, out ImportFailure? failure);
        if (target?.Outcome is { Program: null } outcome) failure = new ImportFailure(ImportFailure.Syntax, outcome.RenderErrors());
        return new ImportCode(
            failure is null ? target!.Number : -1, failure, import.Alias?.Name, [.. import.Names.Select(name => new NameLink(name.Own.Name, name.Export))]);
    }

    // Loops here and below: .NET would have to compile each step of a query over pairs at every start.
    private static ImmutableSortedDictionary<string, string> GlobalNames(Exports exports)
    {
        var names = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach ((string name, Exported exported) in exports.Names) names.Add(name, exported.Global.Name);
        return names.ToImmutable();
    }

    private static ImmutableDictionary<string, MemberLink> Links(ExpandedFile file)
    {
        var links = ImmutableDictionary.CreateBuilder<string, MemberLink>();
        foreach (InlineModule module in file.Modules)
            foreach (Global member in module.Bound.Members.Values) links[member.Name] = new MemberLink(MemberLink.SameFile, member.Behind!.Name);
        foreach (ImportNode import in file.Imports)
            foreach ((string name, Global member) in import.Alias?.Module?.Members ?? []) links[member.Name] = new MemberLink(import.Number, name);
        return links.ToImmutable();
    }

    // An import that fails always does so before anything that depends on it, so which way it fails makes no difference to the identity.
    private Hash256 ModuleHash(Chunk main, ImmutableArray<ImportCode> imports)
    {
        Hash256 own = FunctionIdentities.HashOfModule(main);
        var text = new StringBuilder($"module {own}");
        foreach (ImportCode import in imports)
        {
            Hash256? target = import.File < 0 ? null : _all[import.File].Code?.ModuleHash;
            text.Append($"\n{target?.ToString() ?? "none"} {(import.Alias is null ? "" : "as")}");
            foreach (NameLink name in import.Names) text.Append($" {name.Global}={name.Export}");
        }
        return Hash256.Of(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private ProgramCode Whole(ProgramCode program) => program with
    {
        Library = _library,
        Files = [.. _all.Select(file => file.Code ?? new FileCode(file.Source.FileName, NothingToRun))],
        Warnings = [.. _all.SelectMany(file => file.Outcome?.Program?.Warnings ?? [])],
    };

    /// <summary>In the place of a file that has errors: nobody comes to run it.</summary>
    private static readonly Chunk NothingToRun = new()
    {
        Name = "top level",
        ParamCount = 0,
        LocalCount = 0,
        OperandDepthMax = 1,
        Code = [Instruction.Pack(Opcode.Nil), Instruction.Pack(Opcode.Return)],
    };
}
