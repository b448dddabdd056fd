using System.Diagnostics;
using System.Globalization;
using System.Text;
using ClaudeLang.Jit.Install;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Syntax;

namespace ClaudeLang.Bench;

/// <summary>
/// This project, in this process: interpreted, or compiled on the spot when a function runs hot. The time is that of the whole run,
/// so *native* includes the interpreted beginning and its compiles.
/// </summary>
public sealed class Own(NativeRuntime? native) : IContestant
{
    private static readonly StandardLibrary _library = new(new SourceText(Prelude.FileName, Prelude.Text));

    public string Name => native is null ? Names.Interpreter : Names.Native;
    public string Version => native is null ? "this project, nothing compiled" : "this project, compiled while it runs, compile time included";

    public Sample Run(string program, int size)
    {
        string path = Path.Combine(Repository.Programs, program + ".cl");
        CompileOutcome outcome = SourceCompiler.Compile(new SourceText(program + ".cl", File.ReadAllText(path)), _library);
        ProgramCode code = outcome.Program ?? throw new InvalidOperationException(outcome.RenderErrors());
        var host = new Host(size);
        // A compiler that has compiled nothing yet, so that no run finds the code of the one before.
        using LocalCompileSink? sink = native is null ? null : new LocalCompileSink(new LocalCompiler(native), synchronous: true);
        using var execution = new Execution(code, host, library: _library.Prelude, native: native, sink: sink);
        long began = Stopwatch.GetTimestamp();
        RunStatus status = execution.Run();
        double ms = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
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
