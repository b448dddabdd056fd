using System.Collections.Immutable;
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
    /// <param name="globalPrefix">Put before the global names that the file defines: `prelude:` for the library's own files.</param>
    public static CompileOutcome Compile(SourceText source, ILibraryNames library, string globalPrefix = "")
    {
        var diagnostics = new DiagnosticBag();
        ImmutableArray<Datum> forms = Parser.Parse(source, diagnostics);
        if (diagnostics.HasErrors) return Failure(source, diagnostics);
        LambdaNode program = Expander.Expand(forms, library, diagnostics, globalPrefix, out IReadOnlyDictionary<string, Global> globals);
        if (diagnostics.HasErrors) return Failure(source, diagnostics);
        Resolver.Resolve(program);
        Chunk main = Compiler.Compile(program, library, diagnostics);
        if (diagnostics.HasErrors) return Failure(source, diagnostics);
        ImmutableArray<string> warnings = [.. diagnostics.Warnings.Select(warning => warning.Render(source))];
        return new CompileOutcome(source, new ProgramCode(source.FileName, main, warnings), [], globals.ToImmutableDictionary(pair => pair.Key, pair => Reference(pair.Value.Target())));
    }

    private static CompileOutcome Failure(SourceText source, DiagnosticBag diagnostics) =>
        new(source, null, [.. diagnostics.Errors], ImmutableDictionary<string, GlobalRef>.Empty);

    private static GlobalRef Reference(Global global) => global.IsFunction
        ? new GlobalRef(global.Name, GlobalKind.Function, global.Function!.ParamCount, global.Function.HasRest)
        : new GlobalRef(global.Name, GlobalKind.Variable);
}
