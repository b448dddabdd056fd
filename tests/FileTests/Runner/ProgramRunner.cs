using System.Text;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Syntax;

namespace ClaudeLang.FileTests.Runner;

/// <summary>Runs a program in this process and tells what it did in the lines of <see cref="Expectations"/>.</summary>
internal static class ProgramRunner
{
    public static readonly StandardLibrary Library = StandardLibrary.Instance;

    public static string[] Run(string fileName, string text, string mode) => Run(fileName, text, mode, out _);

    /// <param name="functions">How each function fared; empty if the text has errors.</param>
    public static string[] Run(string fileName, string text, string mode, out IReadOnlyList<FunctionStatus> functions)
    {
        functions = [];
        CompileOutcome outcome = SourceCompiler.Compile(new SourceText(fileName, text), Library);
        if (outcome.Program is null) return [.. outcome.Errors.Select(error => Expectations.SyntaxErrorLine(error.Message.Code, error.Position.Line, error.Position.Column))];
        var host = new RecordingHost();
        using Execution execution = Modes.Begin(mode, outcome.Program, host);
        while (execution.Run() == RunStatus.Yielded) { }
        functions = execution.Functions;
        return [.. Expectations.OutputLines(host.Output.ToString()), .. FaultLines(execution.Fault)];
    }

    private static IEnumerable<string> FaultLines(FaultReport? fault)
    {
        if (fault is null) yield break;
        yield return Expectations.ErrorLine(fault.Kind, fault.Message);
        foreach (TraceLine line in fault.Trace) yield return Expectations.AtLine(line.Function, line.Position.Line, line.Position.Column);
    }

    private sealed class RecordingHost : IHost
    {
        public StringBuilder Output { get; } = new();
        public void WriteOut(string text) => Output.Append(text);
        public void WriteError(string text) { }
        public string? ReadLine() => null;
        public IReadOnlyList<string> Args => [];
        public Permissions Permissions => Permissions.Denied;
    }
}
