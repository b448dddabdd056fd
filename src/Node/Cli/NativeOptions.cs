using System.CommandLine;
using ClaudeLang.Jit.Install;

namespace ClaudeLang.Node.Cli;

/// <summary>Options about the machine code of a process that runs programs: how much of it there may be, and what is written down about it for perf.</summary>
internal sealed class NativeOptions
{
    public const string MapName = "--perf-map", DumpName = "--jit-dump", UsualDumpDirectory = ".";

    private readonly Option<string?> _map = New(MapName, $"Write perf-PID.map into DIR, so that perf report knows the functions of the program (default: {PerfMap.UsualDirectory}, where perf looks)");
    private readonly Option<string?> _dump = New(DumpName, "Write jit-PID.dump into DIR, so that perf record -k 1 and perf inject --jit know the functions of the program, their code and lines (default: the current folder)");

    private readonly Option<string?> _most = new("--code-max")
    {
        Description = $"Memory for machine code; when it is full, code of runs that are over makes room, and without any the rest stays as it is (default: {LimitOptions.Text(CodeMemory.BytesMaxDefault)})",
        HelpName = "SIZE",
    };

    public NativeOptions(Command command)
    {
        command.Add(_most);
        command.Add(_map);
        command.Add(_dump);
    }

    private static Option<string?> New(string name, string description) => new(name) { Description = description, HelpName = "DIR" };

    /// <exception cref="UsageException">A file cannot be written, or a size is none.</exception>
    public void Begin(ParseResult parsed)
    {
        if (LimitOptions.Size(parsed, _most, CodeMemory.RegionBytesMin, long.MaxValue) is { } bytes) NativeRuntime.Limit(bytes);
        Begin(parsed, _map, directory => NativeRuntime.StartForPerf(new PerfMap(directory)));
        Begin(parsed, _dump, directory => NativeRuntime.StartForPerf(new JitDump(directory)));
    }

    private static void Begin(ParseResult parsed, Option<string?> option, Action<string> start)
    {
        if (parsed.GetValue(option) is not { } directory) return;
        try
        {
            start(directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{option.Name}: cannot write into {directory}: {e.Message}");
        }
    }
}
