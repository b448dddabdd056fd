namespace ClaudeLang.Node.Hosting;

/// <summary>Where a node listens: port 0 lets the system choose.</summary>
public readonly record struct HostPort(string Host, int Port)
{
    public override string ToString() => Host.Contains(':') ? $"[{Host}]:{Port}" : $"{Host}:{Port}";

    /// <summary>`host:port` or `[v6]:port`; null if it is neither.</summary>
    public static HostPort? Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(text.AsSpan(colon + 1), System.Globalization.NumberStyles.None, null, out var port) || port > 65535) return null;
        var host = text[..colon];
        if (host.StartsWith('[') && host.EndsWith(']')) host = host[1..^1];
        return Uri.CheckHostName(host) == UriHostNameType.Unknown ? null : new HostPort(host, port);
    }
}

public static class NodeRoles
{
    public const string Executor = "executor", Compiler = "compiler";
    public static readonly IReadOnlyList<string> All = [Executor, Compiler];
}

/// <summary>What makes one node differ from another.</summary>
/// <param name="Joins">Nodes to join; empty: the first node of a new cluster.</param>
/// <param name="CompileDelayMs">For fault tests: a compile worker sleeps that long before it answers.</param>
public sealed record NodeOptions(HostPort Listen, IReadOnlyList<HostPort> Joins, IReadOnlyList<string> Roles)
{
    public bool Verbose { get; init; }
    public int CompileDelayMs { get; init; }
    public Farm.FarmOptions Farm { get; init; } = new();
    /// <summary>Compile workers of a node with that role; one leaves a core to the programs.</summary>
    public int CompileWorkers { get; init; } = Math.Max(1, Environment.ProcessorCount / 2);

    public bool Executes => Roles.Contains(NodeRoles.Executor);
    public bool Compiles => Roles.Contains(NodeRoles.Compiler);
}
