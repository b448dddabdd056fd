using System.Text;
using System.Text.RegularExpressions;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Modules;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Syntax;

namespace ClaudeLang.FileTests.Runner;

/// <summary>Runs a program in this process and tells what it did in the lines of <see cref="Expectations"/>.</summary>
internal static class ProgramRunner
{
    public static readonly StandardLibrary Library = StandardLibrary.Instance;

    public static string[] Run(string path, string text, string mode) => Run(path, text, mode, out _);

    /// <summary>Compiles a file and what it imports; all names of files are relative to its folder.</summary>
    public static CompileOutcome Compile(string path, string text) => Compile(path, text, Library);

    /// <param name="library">What the names of the library mean.</param>
    public static CompileOutcome Compile(string path, string text, ILibraryNames library)
    {
        string folder = Path.GetDirectoryName(path) is { Length: > 0 } directory ? directory + "/" : "";
        IEnumerable<ImportedFile> files = ProgramFiles.Read(path, Encoding.UTF8.GetBytes(text), Permissions.Denied).All
            .Select(file => file with { Path = Relative(folder, file.Path), SameAs = file.SameAs is { } other ? Relative(folder, other) : null });
        return ProgramCompiler.Compile(new SourceText(Path.GetFileName(path), text), new ProgramFiles(files), library);
    }

    private static string Relative(string folder, string path) => path.StartsWith(folder, StringComparison.Ordinal) ? path[folder.Length..] : "../" + Path.GetFileName(path);

    /// <param name="functions">How each function fared; empty if the text has errors.</param>
    public static string[] Run(string path, string text, string mode, out IReadOnlyList<FunctionStatus> functions) => Run(path, text, Compile(path, text), mode, out functions);

    /// <param name="outcome">What the text was compiled to.</param>
    /// <param name="functions">How each function fared; empty if the text has errors.</param>
    public static string[] Run(string path, string text, CompileOutcome outcome, string mode, out IReadOnlyList<FunctionStatus> functions) =>
        Run(path, text, outcome, (program, host) => Modes.Begin(mode, program, host, Expectations.LimitsOf(text)), out functions);

    /// <param name="begin">Makes the run.</param>
    /// <param name="functions">How each function fared; empty if the text has errors.</param>
    public static string[] Run(string path, string text, CompileOutcome outcome, Func<ProgramCode, IHost, Execution> begin, out IReadOnlyList<FunctionStatus> functions)
    {
        functions = [];
        if (outcome.Program is null) return [.. outcome.Errors.Select(error => Expectations.SyntaxErrorLine(error.Message.Code, error.Position.Line, error.Position.Column))];
        var host = new RecordingHost(Expectations.IsGranted(text));
        using Execution execution = begin(outcome.Program, host);
        using Ticks? ticks = text.Contains("\n;; pre-empted\n", StringComparison.Ordinal) ? new Ticks(execution) : null;
        execution.RunToEnd();
        functions = execution.Functions;
        return [.. WarningLines(outcome.Program), .. Expectations.OutputLines(host.Output.ToString()), .. FaultLines(execution.Fault, Path.GetFileName(path)), .. execution.TaskFaults.Select(fault => Expectations.TaskErrorLine(fault.Text))];
    }

    /// <summary>A warning begins with `file:line:column: warning CODE:`.</summary>
    private static IEnumerable<string> WarningLines(ProgramCode program) => program.Warnings
        .Select(warning => Regex.Match(warning, @"^[^:]*:(?<place>\d+:\d+): warning (?<code>CL\d+):"))
        .Select(start => Expectations.WarningLine(start.Groups["code"].Value, start.Groups["place"].Value));

    private static IEnumerable<string> FaultLines(FaultReport? fault, string program)
    {
        if (fault is null) yield break;
        yield return Expectations.ErrorLine(fault.Text);
        foreach (TraceLine line in fault.Trace) yield return Expectations.AtLine(line.Function, line.File == program || line.File == "library" ? null : line.File, line.Position.Line, line.Position.Column);
    }

    /// <summary>What an executor's clock does. The execution outlives it.</summary>
    private sealed class Ticks(Execution execution) : IDisposable
    {
        private readonly Timer _timer = new(_ => execution.Preempt(), null, 1, 1);

        public void Dispose()
        {
            using var ended = new ManualResetEvent(false);
            _timer.Dispose(ended);
            ended.WaitOne();
        }
    }
}
