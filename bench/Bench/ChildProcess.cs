using System.ComponentModel;
using System.Diagnostics;

namespace ClaudeLang.Bench;

/// <param name="Environment">Variables on top of our own.</param>
public sealed record Command(string File, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string>? Environment = null);

/// <param name="WallMs">From before the process was made until it was gone.</param>
public sealed record ChildResult(int ExitCode, string Output, string Error, double WallMs, bool TimedOut)
{
    /// <summary>The last line that says something, for a gap in a table.</summary>
    public string Reason => TimedOut ? "it took too long" : (Error + "\n" + Output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .FirstOrDefault(line => line.Contains("rror", StringComparison.Ordinal)) ?? $"exit status {ExitCode}";
}

/// <summary>A process from its start to its end.</summary>
public static class ChildProcess
{
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    /// <summary>Null if there is no such command.</summary>
    public static ChildResult? Run(Command command, TimeSpan? timeout = null)
    {
        var start = new ProcessStartInfo(command.File, command.Arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach ((string name, string value) in command.Environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        long began = Stopwatch.GetTimestamp();
        try
        {
            using Process process = Process.Start(start)!;
            process.StandardInput.Close();
            Task<string> error = process.StandardError.ReadToEndAsync(), output = process.StandardOutput.ReadToEndAsync();
            bool ended = process.WaitForExit(timeout ?? Timeout);
            if (!ended) process.Kill(entireProcessTree: true);
            process.WaitForExit();
            double ms = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            return new ChildResult(process.ExitCode, output.Result, error.Result, ms, !ended);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
