using ClaudeLang.Jit;
using ClaudeLang.Jit.Install;
using ClaudeLang.Protocol;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Modules;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Syntax;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Node.Language;

/// <summary>ClaudeLang: the virtual machine and its library, with this machine's code memory below it.</summary>
public sealed class ClaudeLanguage : ILanguage
{
    private static readonly Lazy<StandardLibrary> Library = new(ReadLibrary);

    private static readonly ExecutionOptions? _options = SlowOpcode.TryParse(Environment.GetEnvironmentVariable(SlowVariable) ?? "", out var slow) ? new ExecutionOptions(Slow: slow) : null;

    /// <summary>`CLAUDE_SLOW=add:100` slows one instruction down, so that one can see whether a benchmark notices.</summary>
    public const string SlowVariable = "CLAUDE_SLOW";

    public static StandardLibrary StandardLibrary => Library.Value;

    /// <summary>From the image that the build has put into this assembly, as below.</summary>
    private static StandardLibrary ReadLibrary() => LibraryImage.Read(ReadImage("prelude.image"));

    /// <summary>Machine code is what the build assembled. Before this process has any.</summary>
    public static void UseAssembledCode() => AssembledCode.Use(() => ReadImage("code.image"));

    internal static byte[] ReadImage(string name)
    {
        using var image = typeof(ClaudeLanguage).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[image.Length];
        image.ReadExactly(bytes);
        return bytes;
    }

    public void WarmUp()
    {
        const string sample = """
            (define (sample v n) (dotimes (i n) (vector-set! v i (+ (* i 2) (if (< i 5) 1 0.5)))) (str (vector->list v)))
            (io:print (sample (make-vector 100 0) 100) (map (lambda (x) (* x x)) (list 1 2 3)) (string-length "text"))
            """;
        using var program = Load(new ProgramSource("sample.cl", System.Text.Encoding.UTF8.GetBytes(sample), [], Grants.None, []), new SilentConsole(), _ => { });
        program.Run();
    }

    public IProgram Load(ProgramSource source, IConsole console, Action<CompileCandidate>? reportHot, Action<TierEvent>? tierLog = null)
    {
        var tiers = source.Tiers ?? TierSettings.Usual;
        if (!PassSwitches.TryParse(tiers.PassesOff ?? [], out _, out var unknown))
            throw new BadProgramException($"error: the compiler here has no pass {unknown} that could be switched off; there are {PassSwitches.Names}");
        return new ClaudeProgram(
            Compile(source.FileName, source.Text.Span, source.Imports), StandardLibrary.Prelude, new Host(console, source), NativeFor(source.Jit, reportHot), reportHot, tiers.Waits,
            (_options ?? new ExecutionOptions()) with
            {
                Limits = LimitsOf(source.Limits ?? ProgramLimits.None),
                Tiers = TierLimits.Default.HotAfter(tiers.HotCalls, tiers.HotLoops) with { Tiers = reportHot is null ? CodeTiers.Baseline : CodeTiers.Both },
                TierLog = tierLog,
            });
    }

    private static NativeRuntime? NativeFor(JitMode mode, Action<CompileCandidate>? reportHot) =>
        mode == JitMode.Off || (mode == JitMode.Full && reportHot is null) ? null : NativeRuntime.Shared;

    private static Vm.Runtime.Limits LimitsOf(ProgramLimits asked)
    {
        var standard = Vm.Runtime.Limits.Default;
        return new(
            asked.Fuel ?? standard.Fuel, asked.TimeMs is { } ms ? Math.Min(ms, int.MaxValue) : standard.TimeMs,
            Math.Clamp(asked.HeapBytes ?? standard.HeapBytes, Vm.Runtime.Limits.HeapBytesLeast, Vm.Runtime.Limits.HeapBytesMost),
            Math.Clamp(asked.StackBytes ?? standard.StackBytes, Vm.Runtime.Limits.StackBytesLeast, Vm.Runtime.Limits.StackBytesMost),
            asked.OutputBytes ?? standard.OutputBytes, asked.Channels ?? standard.Channels);
    }

    /// <exception cref="BadProgramException">With the text of all diagnostics.</exception>
    public static ProgramCode Compile(string fileName, ReadOnlySpan<byte> text, IEnumerable<SubmittedFile> imports)
    {
        var source = SourceText.Decode(fileName, text, out var problem) ?? throw new BadProgramException($"error: :io {problem}");
        var outcome = ProgramCompiler.Compile(source, new ProgramFiles(imports.Select(FromWire)), StandardLibrary);
        return outcome.Program ?? throw new BadProgramException(outcome.RenderErrors());
    }

    /// <summary>Reads the files that a program imports, as far as its grants and the size of a submission allow.</summary>
    public static SubmittedFile[] ReadImports(string fileName, byte[] text, Grants grants) =>
        [.. ProgramFiles.Read(fileName, text, PermissionsOf(grants), Protocol.Limits.PayloadBytesMax - text.Length).All.Take(Protocol.Limits.ItemsMax).Select(ToWire)];

    private static SubmittedFile ToWire(ImportedFile file) => new(file.Path, file.Text?.ToArray(), file.SameAs, file.Failure?.Kind, file.Failure?.Message);

    private static ImportedFile FromWire(SubmittedFile file) =>
        new(file.Path, file.Text is { } text ? text : default(ReadOnlyMemory<byte>?), file.SameAs, file.ErrorKind is { } kind ? new ImportFailure(kind, file.Error!) : null);

    private static Permissions PermissionsOf(Grants grants) => new() { Read = Of(grants.Read), Write = Of(grants.Write), Network = Of(grants.Net), Environment = Of(grants.Env) };

    private static Grant Of(string[]? targets) => targets is null ? Grant.None : targets.Length == 0 ? Grant.All : Grant.Of(targets);

    /// <summary>The world that the program sees: its streams are the console's, its files those of this machine, as far as granted.</summary>
    private sealed class Host(IConsole console, ProgramSource source) : IHost
    {
        public void WriteOut(string text) => console.Write(false, text);
        public void WriteError(string text) => console.Write(true, text);
        public string? ReadLine() => console.ReadLine();
        public IReadOnlyList<string> Args => source.Args;
        public Permissions Permissions { get; } = PermissionsOf(source.Grants);
    }
}
