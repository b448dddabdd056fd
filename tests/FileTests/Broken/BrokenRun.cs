using ClaudeLang.FileTests.Runner;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.FileTests.Broken;

/// <summary>Runs a program by whatever virtual machine this assembly was loaded with.</summary>
internal static class BrokenRun
{
    /// <summary>Enough for a million calls, which the longest recursion of the programs takes.</summary>
    private const long StackBytes = 128 << 20;

    /// <summary>Null if it does what it says. An exception is a failure too, and so is invalid bytecode: both are of the program's own tests.</summary>
    /// <param name="timeMs">A broken condition may make a program run for ever.</param>
    public static string? Failure(string program, long timeMs)
    {
        string path = Path.Combine(TestFiles.Folder, program), text = File.ReadAllText(path);
        var expected = Expectations.Read(text);
        try
        {
            CompileOutcome outcome = ProgramRunner.Compile(path, text);
            foreach (FileCode file in outcome.Program?.Files ?? []) ChunkVerifier.Verify(file.Main, number => BuiltinTable.TryFind(number) is not null);
            string[] seen = expected.Seen(ProgramRunner.Run(path, text, outcome, (code, host) => new Execution(code, host, new ExecutionOptions(LimitsOf(text, timeMs)), ProgramRunner.Library.Prelude), out _));
            return seen.SequenceEqual(expected.Lines) ? null : seen.Except(expected.Lines).FirstOrDefault() ?? "other lines";
        }
        catch (Exception e)
        {
            return e.GetType().Name + ": " + e.Message;
        }
    }

    private static Limits LimitsOf(string text, long timeMs)
    {
        Limits limits = Expectations.LimitsOf(text);
        return limits with { TimeMs = timeMs, StackBytes = Math.Min(limits.StackBytes, StackBytes) };
    }
}
