using System.CommandLine;
using ClaudeLang.Protocol;

namespace ClaudeLang.Node.Cli;

/// <summary>The arguments and options of every command that runs a file.</summary>
internal sealed class ProgramOptions
{
    public Argument<string> File { get; } = new("FILE") { Description = "The program, a .cl file" };
    public Argument<string[]> Args { get; } = new("ARGS") { Description = "What io:args gives the program", Arity = ArgumentArity.ZeroOrMore };
    public JitOption Jit { get; } = new();
    public GrantOptions Grants { get; } = new();
    public LimitOptions Limits { get; } = new();
    public TierOptions Tiers { get; } = new();
    public ReportOptions Report { get; } = new();

    public void AddTo(Command command)
    {
        command.Add(File);
        command.Add(Args);
        command.Add(Jit.Option);
        Grants.AddTo(command);
        Limits.AddTo(command);
        Tiers.AddTo(command);
        Report.AddTo(command);
    }

    /// <exception cref="UsageException">An option has a value that is none, or see <see cref="SourceFile.Submit"/>.</exception>
    public SubmitProgram Read(ParseResult parsed)
    {
        var file = parsed.GetRequiredValue(File);
        return SourceFile.Submit(file, parsed.GetValue(Args) ?? [], Jit.Read(parsed), Grants.Read(parsed), Limits.Read(parsed), Tiers.Read(parsed, parsed.GetValue(Report.Json)));
    }
}

internal sealed class JitOption
{
    public Option<string> Option { get; } = new Option<string>("--jit")
    {
        Description = "full: compile what runs hot; baseline: quickly and simply only; off: interpret",
        DefaultValueFactory = _ => "full",
        HelpName = "off|baseline|full",
    }.AcceptOnlyFromAmong("off", "baseline", "full");

    public JitMode Read(ParseResult parsed) => parsed.GetValue(Option) switch
    {
        "off" => JitMode.Off,
        "baseline" => JitMode.Baseline,
        _ => JitMode.Full,
    };
}

/// <summary>The outside world is closed unless a run opens it.</summary>
internal sealed class GrantOptions
{
    public static readonly IReadOnlyList<string> Names = ["--allow-read", "--allow-write", "--allow-net", "--allow-env"];

    private readonly Option<string[]>[] _options =
    [
        Make(Names[0], "PATH,…", "Let the program read files, all or these and what is below them"),
        Make(Names[1], "PATH,…", "Let it write files"),
        Make(Names[2], "HOST,…", "Let it use the network"),
        Make(Names[3], "NAME,…", "Let it read environment variables"),
    ];

    public void AddTo(Command command)
    {
        foreach (var option in _options) command.Add(option);
    }

    public Grants Read(ParseResult parsed) => new(Value(parsed, 0), Value(parsed, 1), Value(parsed, 2), Value(parsed, 3));

    private string[]? Value(ParseResult parsed, int option) => Arguments.Grant(parsed.GetValue(_options[option]));

    private static Option<string[]> Make(string name, string helpName, string description) =>
        new(name) { Description = description, HelpName = helpName, Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
}

/// <summary>What to say on stderr after the run.</summary>
internal sealed class ReportOptions
{
    public Option<bool> Report { get; } = new("--report") { Description = "After the run, print what each hot function did, on stderr" };
    public Option<bool> Json { get; } = new("--json") { Description = "The report as one line of JSON, on stderr" };

    public void AddTo(Command command)
    {
        command.Add(Report);
        command.Add(Json);
    }

    public bool IsWanted(ParseResult parsed) => parsed.GetValue(Json) || parsed.GetValue(Report);

    /// <param name="always">Print the table even if nobody asked.</param>
    public void Print(ParseResult parsed, RunReport report, bool always = false)
    {
        if (parsed.GetValue(Json)) ReportText.PrintJson(report);
        else if (always || parsed.GetValue(Report)) ReportText.PrintTable(report);
    }
}
