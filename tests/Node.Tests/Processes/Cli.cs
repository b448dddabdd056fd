using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ClaudeLang.Protocol;
using Xunit;

namespace ClaudeLang.Node.Tests.Processes;

/// <summary>The real program in a process of its own. Killed at the latest when the test is over.</summary>
internal sealed class Cli : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly Process _process;
    private readonly StringBuilder _out = new(), _error = new();
    private readonly Task _outEnd, _errorEnd;
    private readonly TaskCompletionSource _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private event Action? LineCame;

    private Cli(string[] args)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "claudelang")) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var arg in args) start.ArgumentList.Add(arg);
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.Exited += (_, _) =>
        {
            ExitedAt = Stopwatch.GetTimestamp();
            _exited.TrySetResult();
        };
        _process.Start();
        _process.StandardInput.Close();
        _outEnd = Read(_process.StandardOutput, _out);
        _errorEnd = Read(_process.StandardError, _error);
    }

    public static Cli Start(params string[] args) => new(args);

    public static async Task<CliEnd> Run(params string[] args)
    {
        using var cli = new Cli(args);
        return await cli.End();
    }

    public int Id => _process.Id;
    public long ExitedAt { get; private set; }
    public long LastLineAt { get; private set; }
    /// <summary>From the last line of output to the end of the process.</summary>
    public TimeSpan Afterlife => Stopwatch.GetElapsedTime(LastLineAt, ExitedAt);

    public async Task<CliEnd> End()
    {
        await _exited.Task.WaitAsync(Patience);
        await Task.WhenAll(_outEnd, _errorEnd).WaitAsync(Patience);
        return new CliEnd(_process.ExitCode, Text(_out), Text(_error));
    }

    /// <summary>Waits until the output has a line that begins so, and gives the line.</summary>
    public async Task<string> Line(string start)
    {
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            if (Array.Find(Text(_out).Split('\n'), line => line.StartsWith(start, StringComparison.Ordinal)) is { } line) found.TrySetResult(line);
        }
        LineCame += Look;
        Look();
        if (await Task.WhenAny(found.Task, _exited.Task, Task.Delay(Patience)) != found.Task) Assert.Fail($"no line '{start}'; stdout: {Text(_out)} stderr: {Text(_error)}");
        LineCame -= Look;
        return await found.Task;
    }

    public void Kill() => _process.Kill();

    public void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private async Task Read(StreamReader reader, StringBuilder into)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (into) into.Append(line).Append('\n');
            if (into == _out) LastLineAt = Stopwatch.GetTimestamp();
            LineCame?.Invoke();
        }
    }

    private static string Text(StringBuilder builder)
    {
        lock (builder) return builder.ToString();
    }
}

internal sealed record CliEnd(int Status, string Out, string Error)
{
    /// <summary>The report that `--json` writes as the last line of stderr.</summary>
    public RunReport Report => JsonSerializer.Deserialize<RunReport>(Error.TrimEnd('\n').Split('\n')[^1], JsonSerializerOptions.Web)!;
}

/// <summary>Nodes as processes, on ports that the system chooses.</summary>
internal sealed class ClusterProcesses : IDisposable
{
    private readonly List<Cli> _nodes = [];

    public async Task<(Cli Process, string Address)> Node(string roles, string? join, params string[] more)
    {
        var node = Cli.Start(["node", "--listen", "127.0.0.1:0", "--roles", roles, .. join is null ? Array.Empty<string>() : ["--join", join], .. more]);
        _nodes.Add(node);
        return (node, (await node.Line("node ")).Split(' ')[1]);
    }

    public void Dispose() => _nodes.ForEach(node => node.Dispose());
}

/// <summary>A program text in a file, for as long as the test runs.</summary>
internal sealed class ProgramFile : IDisposable
{
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"claudelang-{Guid.NewGuid():N}.cl");
    public ProgramFile(string text) => File.WriteAllText(Path, text);
    public void Dispose() => File.Delete(Path);
}
