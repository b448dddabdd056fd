using System.CommandLine;
using ClaudeLang.Jit.Install;

namespace ClaudeLang.Node.Cli;

/// <summary>For `perf inject --jit` after a `perf record` around a process that runs programs.</summary>
internal sealed class JitDumpOption
{
    public const string Name = "--jit-dump", UsualDirectory = ".";

    public Option<string?> Option { get; } = new(Name)
    {
        Description = "Write jit-PID.dump into DIR, so that perf record -k 1 and perf inject --jit know the functions of the program, their code and lines (default: the current folder)",
        HelpName = "DIR",
    };

    /// <exception cref="UsageException">The file cannot be written.</exception>
    public void Begin(ParseResult parsed)
    {
        if (parsed.GetValue(Option) is not { } directory) return;
        try
        {
            NativeRuntime.StartForPerf(new JitDump(directory));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{Name}: cannot write into {directory}: {e.Message}");
        }
    }
}
