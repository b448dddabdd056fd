using System.Diagnostics;
using System.Globalization;

namespace ClaudeLang.Bench;

/// <summary>
/// Another language's run time: a process a run, which prints its result and, to stderr, `ms` and the processor time it
/// measured around the work itself. So neither its start nor the reading of its source counts.
/// </summary>
public sealed class Peer : IContestant
{
    private readonly string _command, _extension;

    private Peer(string name, string command, string extension, string version) =>
        (Name, _command, _extension, Version) = (name, command, extension, version);

    public string Name { get; }
    public string Version { get; }

    /// <summary>Null if this machine has no such command.</summary>
    public static Peer? Find(string name, string command, string extension, string versionOption)
    {
        try
        {
            (string output, string error) = Execute(command, versionOption);
            return new Peer(name, command, extension, (output + error).Split('\n')[0].Trim());
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    public Sample Run(string program, int size)
    {
        string path = Path.Combine(Repository.Programs, program + _extension);
        (string output, string error) = Execute(_command, path, size.ToString(CultureInfo.InvariantCulture));
        string time = error.Split('\n').FirstOrDefault(line => line.StartsWith("ms ", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"{_command} {path} printed no time: {error}");
        return new Sample(double.Parse(time[3..], CultureInfo.InvariantCulture), output.Trim());
    }

    private static (string Output, string Error) Execute(string command, params string[] arguments)
    {
        var start = new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (output, error.Result);
    }
}
