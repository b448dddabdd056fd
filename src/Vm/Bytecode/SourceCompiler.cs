using System.Collections.Immutable;
using ClaudeLang.Vm.Modules;
using ClaudeLang.Vm.Syntax;

namespace ClaudeLang.Vm.Bytecode;

/// <summary>A compiled program, or what is wrong with its text.</summary>
/// <param name="Definitions">What the file defines at its top level, under the names that it uses itself.</param>
public sealed record CompileOutcome(SourceText Source, ProgramCode? Program, ImmutableArray<Diagnostic> Errors, ImmutableDictionary<string, GlobalRef> Definitions)
{
    /// <summary>All errors as text, each with its line and caret.</summary>
    public string RenderErrors() => string.Join('\n', Errors.Select(error => error.Render(Source)));
}

/// <summary>From the text of a file to bytecode: parse, expand, resolve, compile.</summary>
public static class SourceCompiler
{
    /// <summary>A program that is complete in one text; of imports it has only the library's.</summary>
    public static CompileOutcome Compile(SourceText source, ILibraryNames library) => ProgramCompiler.Compile(source, ProgramFiles.None, library);

    /// <summary>A file of the library itself.</summary>
    /// <param name="globalPrefix">Put before the global names that the file defines: `prelude:`.</param>
    public static CompileOutcome Compile(SourceText source, ILibraryNames library, string globalPrefix)
    {
        var diagnostics = new DiagnosticBag();
        return CompileForms(source, Parser.Parse(source, diagnostics), diagnostics, library, globalPrefix, _ => null).Outcome;
    }

    /// <param name="diagnostics">What the parser found.</param>
    /// <param name="exportsOf">See <see cref="Expander.Expand"/>.</param>
    internal static (CompileOutcome Outcome, ExpandedFile? Expanded) CompileForms(
        SourceText source, ImmutableArray<Datum> forms, DiagnosticBag diagnostics, ILibraryNames library, string globalPrefix, Func<string, Exports?> exportsOf)
    {
        if (diagnostics.HasErrors) return (Failure(source, diagnostics), null);
        ExpandedFile file = Expander.Expand(forms, library, diagnostics, globalPrefix, exportsOf);
        if (diagnostics.HasErrors) return (Failure(source, diagnostics), null);
        Resolver.Resolve(file.Main);
        Chunk main = Compiler.Compile(file.Main, library, diagnostics);
        if (diagnostics.HasErrors) return (Failure(source, diagnostics), null);
        ImmutableArray<string> warnings = [.. diagnostics.Warnings.Select(warning => warning.Render(source))];
        var definitions = ImmutableDictionary.CreateBuilder<string, GlobalRef>();
        foreach ((string name, Global global) in file.Names.All)
            if (global.DefineCount > 0) definitions.Add(name, global.Target().ToRef());
        return (new CompileOutcome(source, new ProgramCode(source.FileName, main, warnings), [], definitions.ToImmutable()), file);
    }

    private static CompileOutcome Failure(SourceText source, DiagnosticBag diagnostics) =>
        new(source, null, [.. diagnostics.Errors], ImmutableDictionary<string, GlobalRef>.Empty);
}
