using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using ClaudeLang.Node.Hosting;

namespace ClaudeLang.Bench;

/// <summary>A node of a cluster in a process of its own, on loopback.</summary>
public sealed partial class ClusterNode : IDisposable
{
    private static readonly TimeSpan UpTimeout = TimeSpan.FromSeconds(30), EndTimeout = TimeSpan.FromSeconds(10);
    private readonly Process _process;

    public HostPort Address { get; }
    /// <summary>As the command line takes it.</summary>
    public string Name => Address.ToString();

    /// <exception cref="InvalidOperationException">It does not come up.</exception>
    public ClusterNode(string roles, ClusterNode? join = null)
    {
        string[] arguments = ["node", "--listen", "127.0.0.1:0", "--roles", roles];
        if (join is not null) arguments = [.. arguments, "--join", join.Name];
        _process = Process.Start(new ProcessStartInfo(OwnTier.Binary, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginErrorReadLine();
        Task<string?> line = _process.StandardOutput.ReadLineAsync();
        Match match = line.Wait(UpTimeout) ? UpLine().Match(line.Result ?? "") : Match.Empty;
        if (!match.Success || HostPort.Parse(match.Groups[1].Value) is not { } address)
        {
            Dispose();
            throw new InvalidOperationException("a node did not come up");
        }
        Address = address;
    }

    [GeneratedRegex(@"^node (\S+) is up")]
    private static partial Regex UpLine();

    /// <summary>Asks it to go, as Ctrl-C does.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            ChildProcess.Run(new Command("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]));
            if (!_process.WaitForExit(EndTimeout)) _process.Kill();
        }
        _process.Dispose();
    }
}
