namespace ClaudeLang.Vm.Runtime;

/// <summary>What one kind of access is granted to: nothing, everything or a list.</summary>
public sealed record Grant
{
    private readonly string[]? _targets;

    private Grant(string[]? targets) => _targets = targets;

    public static readonly Grant None = new([]);
    public static readonly Grant All = new((string[]?)null);
    public static Grant Of(params string[] targets) => new(targets);

    /// <summary>From a command line option: absent (null) is nothing, without a value everything, else a comma-separated list.</summary>
    public static Grant Parse(string? option) => option is null ? None : option.Length == 0 ? All : Of(option.Split(',', StringSplitOptions.RemoveEmptyEntries));

    public bool Allows(string name) => _targets is null || _targets.Contains(name);

    /// <summary>Whether a path is one of those granted or below one, after links are resolved in both.</summary>
    public bool AllowsPath(string path)
    {
        if (_targets is null) return true;
        if (_targets.Length == 0) return false;
        string real = RealPath.Of(path);
        return _targets.Any(target => IsBelow(real, RealPath.Of(target)));
    }

    private static bool IsBelow(string path, string root) =>
        path == root || path.StartsWith(root.EndsWith('/') ? root : root + "/", StringComparison.Ordinal);
}

/// <summary>What a run may touch: nothing unless granted.</summary>
public sealed record Permissions
{
    public static readonly Permissions Denied = new();
    public static readonly Permissions AllAllowed = new() { Read = Grant.All, Write = Grant.All, Network = Grant.All, Environment = Grant.All };

    public Grant Read { get; init; } = Grant.None;
    public Grant Write { get; init; } = Grant.None;
    public Grant Network { get; init; } = Grant.None;
    public Grant Environment { get; init; } = Grant.None;

    public void CheckRead(string effect, string path) => Check(effect, "read", path, Read.AllowsPath(path));
    public void CheckWrite(string effect, string path) => Check(effect, "write", path, Write.AllowsPath(path));
    public void CheckNetwork(string effect, Uri address) => Check(effect, "net", address.Authority, AllowsNetwork(address));
    public void CheckEnvironment(string effect, string name) => Check(effect, "env", name, Environment.Allows(name));

    /// <summary>A host is granted with all its ports, or with one: `host:port`.</summary>
    public bool AllowsNetwork(Uri address) => Network.Allows(address.Host) || Network.Allows($"{address.Host}:{address.Port}");

    private static void Check(string effect, string what, string target, bool allowed)
    {
        if (!allowed) throw Faults.Permission(effect, what, target);
    }
}

/// <summary>Absolute paths without links, `.` and `..`. What does not exist stays as it is written.</summary>
public static class RealPath
{
    private const int LinksMax = 40;

    public static string Of(string path)
    {
        var pending = new Stack<string>(Parts(path.Length == 0 || path[0] != '/' ? Directory.GetCurrentDirectory() + "/" + path : path).Reverse());
        string real = "";
        int links = 0;
        while (pending.TryPop(out string? part))
        {
            if (part == ".") continue;
            if (part == "..")
            {
                real = real[..Math.Max(0, real.LastIndexOf('/'))];
                continue;
            }
            string next = real + "/" + part;
            string? target = LinkTarget(next);
            if (target is null || ++links > LinksMax)
            {
                real = next;
                continue;
            }
            if (target.StartsWith('/')) real = "";
            foreach (string step in Parts(target).Reverse()) pending.Push(step);
        }
        return real.Length == 0 ? "/" : real;
    }

    private static string[] Parts(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static string? LinkTarget(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
