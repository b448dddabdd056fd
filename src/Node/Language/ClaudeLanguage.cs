using ClaudeLang.Jit.Install;
using ClaudeLang.Protocol;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Syntax;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Node.Language;

/// <summary>ClaudeLang: the virtual machine and its library, with this machine's code memory below it.</summary>
public sealed class ClaudeLanguage : ILanguage
{
    private static readonly Lazy<StandardLibrary> Library = new(() => new StandardLibrary(new SourceText(Prelude.FileName, Prelude.Text)));

    public static StandardLibrary StandardLibrary => Library.Value;

    public void WarmUp()
    {
        const string sample = """
            (define (sample v n) (dotimes (i n) (vector-set! v i (+ (* i 2) (if (< i 5) 1 0.5)))) (str (vector->list v)))
            (io:print (sample (make-vector 100 0) 100) (map (lambda (x) (* x x)) (list 1 2 3)) (string-length "text"))
            """;
        using var program = Load(new ProgramSource("sample.cl", System.Text.Encoding.UTF8.GetBytes(sample), [], Grants.None), new SilentConsole(), _ => { });
        program.Run();
    }

    public IProgram Load(ProgramSource source, IConsole console, Action<CompileCandidate>? reportHot) =>
        new ClaudeProgram(Compile(source.FileName, source.Text.Span), StandardLibrary.Prelude, new Host(console, source), reportHot is null ? null : NativeRuntime.Shared, reportHot);

    /// <exception cref="BadProgramException">With the text of all diagnostics.</exception>
    public static ProgramCode Compile(string fileName, ReadOnlySpan<byte> text)
    {
        var source = SourceText.Decode(fileName, text, out var problem) ?? throw new BadProgramException($"error: :io {problem}");
        var outcome = SourceCompiler.Compile(source, StandardLibrary);
        return outcome.Program ?? throw new BadProgramException(outcome.RenderErrors());
    }

    /// <summary>The world that the program sees: its streams are the console's, its files those of this machine, as far as granted.</summary>
    private sealed class Host(IConsole console, ProgramSource source) : IHost
    {
        public void WriteOut(string text) => console.Write(false, text);
        public void WriteError(string text) => console.Write(true, text);
        public string? ReadLine() => console.ReadLine();
        public IReadOnlyList<string> Args => source.Args;
        public Permissions Permissions { get; } = new()
        {
            Read = Of(source.Grants.Read),
            Write = Of(source.Grants.Write),
            Network = Of(source.Grants.Net),
            Environment = Of(source.Grants.Env),
        };

        private static Grant Of(string[]? targets) => targets is null ? Grant.None : targets.Length == 0 ? Grant.All : Grant.Of(targets);
    }
}
