using System.CommandLine;
using ClaudeLang.Jit;

namespace ClaudeLang.Node.Cli;

/// <summary>A switch for each pass that can be left out.</summary>
internal sealed class PassOptions
{
    /// <summary>What the name of each begins with.</summary>
    public const string Prefix = "-O-";

    /// <summary>In the order of <see cref="PassSwitches.All"/>.</summary>
    private readonly Option<bool>[] _options =
        [.. PassSwitches.All.Select(pass => new Option<bool>(Prefix + pass.Name) { Description = $"Optimize without {pass.Text}" })];

    public void AddTo(Command command)
    {
        foreach (var option in _options) command.Add(option);
    }

    /// <summary>The names of what is to be left out; null: nothing.</summary>
    public string[]? Names(ParseResult parsed) => Said(parsed) is { Count: > 0 } said ? [.. said.Select(pass => pass.Name)] : null;

    public PassSet Read(ParseResult parsed) => Said(parsed).Aggregate(PassSet.None, (all, pass) => all | pass.Pass);

    // A loop: .NET would have to compile each step of a query over pairs at every start.
    private List<PassSwitch> Said(ParseResult parsed)
    {
        var said = new List<PassSwitch>();
        for (var i = 0; i < _options.Length; i++)
            if (parsed.GetValue(_options[i])) said.Add(PassSwitches.All[i]);
        return said;
    }

    /// <summary>For the message about an option that is none: what there is, if it was meant to be such a switch.</summary>
    public static string? Explain(string unknown) => unknown.StartsWith("-O", StringComparison.Ordinal) ? $"passes that can be switched off: {PassSwitches.Names}" : null;
}
