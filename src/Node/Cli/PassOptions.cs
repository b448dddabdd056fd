using System.CommandLine;
using ClaudeLang.Jit;

namespace ClaudeLang.Node.Cli;

/// <summary>A switch for each pass that can be left out.</summary>
internal sealed class PassOptions
{
    /// <summary>What the name of each begins with.</summary>
    public const string Prefix = "-O-";

    private readonly (PassSwitch Pass, Option<bool> Option)[] _options =
        [.. PassSwitches.All.Select(pass => (pass, new Option<bool>(Prefix + pass.Name) { Description = $"Optimize without {pass.Text}" }))];

    public void AddTo(Command command)
    {
        foreach (var (_, option) in _options) command.Add(option);
    }

    /// <summary>The names of what is to be left out; null: nothing.</summary>
    public string[]? Names(ParseResult parsed) => _options.Where(row => parsed.GetValue(row.Option)).Select(row => row.Pass.Name).ToArray() is { Length: > 0 } names ? names : null;

    public PassSet Read(ParseResult parsed) => _options.Where(row => parsed.GetValue(row.Option)).Aggregate(PassSet.None, (all, row) => all | row.Pass.Pass);

    /// <summary>For the message about an option that is none: what there is, if it was meant to be such a switch.</summary>
    public static string? Explain(string unknown) => unknown.StartsWith("-O", StringComparison.Ordinal) ? $"passes that can be switched off: {PassSwitches.Names}" : null;
}
