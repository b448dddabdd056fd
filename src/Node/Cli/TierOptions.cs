using System.CommandLine;
using System.Globalization;
using ClaudeLang.Protocol;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Node.Cli;

/// <summary>For whoever looks into how a program becomes machine code.</summary>
internal sealed class TierOptions
{
    public const string LogName = "--jit-log";
    /// <summary>What `--jit-log` without a value stands for.</summary>
    public const string Stderr = "-";

    private readonly Option<string?> _log = new(LogName)
    {
        Description = "Tell of each compile, install, deopt, withdrawal and bailout with its reason, a line each, on stderr or in FILE; with --json, a line is an object",
        HelpName = "FILE",
    };
    private readonly Option<bool> _sync = new("--jit-sync") { Description = "Wait for each compile, so that equal runs change tiers at equal places" };
    private readonly Option<string?> _calls = Threshold("--hot-calls", "a function is optimized for its next call");
    private readonly PassOptions _passes = new();
    private readonly Option<string?> _loops = Threshold("--hot-loops", "a loop is optimized while it runs");

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _log, _sync, _calls, _loops }) command.Add(option);
        _passes.AddTo(command);
    }

    /// <exception cref="UsageException">A value is none.</exception>
    public TierSettings Read(ParseResult parsed, bool asJson) => new(
        parsed.GetValue(_log) is null ? TierLogForm.None : asJson ? TierLogForm.Json : TierLogForm.Text, parsed.GetValue(_sync), Turns(parsed, _calls), Turns(parsed, _loops),
        _passes.Names(parsed));

    /// <summary>Null: on stderr.</summary>
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public LogFile? OpenLog(ParseResult parsed)
    {
        if (LogPath(parsed) is not { } file) return null;
        try
        {
            return new LogFile(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{LogName}: cannot write {file}: {e.Message}");
        }
    }

    /// <summary>For a program that runs elsewhere: its log comes with what it writes to stderr.</summary>
    /// <exception cref="UsageException">A file was asked for.</exception>
    public void RefuseLogFile(ParseResult parsed)
    {
        if (LogPath(parsed) is { } file) throw new UsageException($"{LogName}={file}: only claudelang run writes the log to a file; {LogName} alone writes it to stderr");
    }

    private string? LogPath(ParseResult parsed) => parsed.GetValue(_log) is { } file and not Stderr ? file : null;

    private static Option<string?> Threshold(string name, string what) => new(name)
    {
        Description = $"After how many calls and loop turns {what} (default: {TierLimits.Default.HotTurns}, least: {TierSettings.HotLeast})",
        HelpName = "N",
    };

    private static int? Turns(ParseResult parsed, Option<string?> option)
    {
        if (parsed.GetValue(option) is not { } text) return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= TierSettings.HotLeast
            ? n : throw new UsageException($"{option.Name} takes a number from {TierSettings.HotLeast} on, not '{text}'");
    }
}
