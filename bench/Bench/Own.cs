using System.Globalization;
using System.Text;
using ClaudeLang.Jit.Install;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Syntax;

namespace ClaudeLang.Bench;

/// <summary>
/// This project, in this process, the time being that of a whole run's thread: interpreted; *cold*, where each run compiles what it needs
/// while it runs; or *native*, where code that an earlier run of the same program led to is found as soon as a function runs hot.
/// </summary>
public sealed class Own(string name, string version, NativeRuntime? native, bool keepsCode) : IContestant
{
    private static readonly StandardLibrary _library = StandardLibrary.Instance;
    private readonly LocalCompiler? _kept = native is null || !keepsCode ? null : new LocalCompiler(native);

    public string Name => name;
    public string Version => version;

    public static Own Interpreted() => new(Names.Interpreter, "this project, nothing compiled", null, keepsCode: false);
    public static Own Native(NativeRuntime native) => new(Names.Native, "this project, code kept from the round before", native, keepsCode: true);
    public static Own Cold(NativeRuntime native) => new(Names.Cold, "this project, each round compiles anew, on the running thread", native, keepsCode: false);

    public Sample Run(string program, int size)
    {
        string path = Path.Combine(Repository.Programs, program + ".cl");
        CompileOutcome outcome = SourceCompiler.Compile(new SourceText(program + ".cl", File.ReadAllText(path)), _library);
        ProgramCode code = outcome.Program ?? throw new InvalidOperationException(outcome.RenderErrors());
        var host = new Host(size);
        using LocalCompileSink? sink = native is null ? null : new LocalCompileSink(_kept ?? new LocalCompiler(native), synchronous: true);
        using var execution = new Execution(code, host, library: _library.Prelude, native: native, sink: sink);
        double began = CpuTime.ThreadMs;
        RunStatus status = execution.Run();
        double ms = CpuTime.ThreadMs - began;
        return new Sample(ms, status == RunStatus.Finished ? host.Output : $"{status}: {execution.Fault}");
    }

    private sealed class Host(int size) : IHost
    {
        private readonly StringBuilder _output = new();

        public string Output => _output.ToString().Trim();
        public IReadOnlyList<string> Args { get; } = [size.ToString(CultureInfo.InvariantCulture)];
        public Permissions Permissions => Permissions.Denied;
        public void WriteOut(string text) => _output.Append(text);
        public void WriteError(string text) => _output.Append(text);
        public string? ReadLine() => null;
    }
}
