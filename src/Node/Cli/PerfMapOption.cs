using System.CommandLine;
using ClaudeLang.Jit.Install;

namespace ClaudeLang.Node.Cli;

/// <summary>For `perf record` around a process that runs programs.</summary>
internal sealed class PerfMapOption
{
    public const string Name = "--perf-map";

    public Option<string?> Option { get; } = new(Name)
    {
        Description = $"Write perf-PID.map into DIR, so that perf report knows the functions of the program (default: {PerfMap.UsualDirectory}, where perf looks)",
        HelpName = "DIR",
    };

    /// <exception cref="UsageException">The file cannot be written.</exception>
    public void Begin(ParseResult parsed)
    {
        if (parsed.GetValue(Option) is not { } directory) return;
        try
        {
            NativeRuntime.StartForPerf(new PerfMap(directory));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{Name}: cannot write into {directory}: {e.Message}");
        }
    }
}
