using System.CommandLine;
using ClaudeLang.Node.Hosting;

namespace ClaudeLang.Node.Cli;

/// <summary>What the parser library does not do for us.</summary>
internal static class Arguments
{
    /// <summary>How `--allow-read` without a value looks to the parser, which would take the next word for the value; others alike.</summary>
    private const string Everything = "*";

    public static string[] Normalize(string[] args)
    {
        var end = Array.IndexOf(args, "--");
        return [.. args.Select((arg, i) => (end < 0 || i < end) && Unsaid(arg) is { } value ? $"{arg}={value}" : arg)];
    }

    private static string? Unsaid(string arg) => arg switch
    {
        TierOptions.LogName => TierOptions.Stderr,
        NativeOptions.DumpName => NativeOptions.UsualDumpDirectory,
        NativeOptions.MapName => Jit.Install.PerfMap.UsualDirectory,
        _ => GrantOptions.Names.Contains(arg) ? Everything : null,
    };

    /// <summary>Null, empty for everything, or the named ones.</summary>
    public static string[]? Grant(string[]? values) =>
        values is null or [] ? null : values.Contains(Everything) ? [] : [.. values.SelectMany(value => value.Split(',', StringSplitOptions.RemoveEmptyEntries))];

    /// <summary>A word before `--` that looks like an option and is none. The parser would hand it to the program.</summary>
    public static string? FindUnknownOption(RootCommand root, string[] args)
    {
        if (args.Length == 0) return null;
        var command = root.Subcommands.FirstOrDefault(sub => sub.Name == args[0]);
        Symbol[] options = [.. root.Options, .. command?.Options ?? []];
        var names = options.OfType<Option>().SelectMany(option => option.Aliases.Append(option.Name)).ToHashSet();
        return args.TakeWhile(arg => arg != "--").Where(LooksLikeOption).Select(arg => arg.Split('=', ':')[0]).FirstOrDefault(name => !names.Contains(name));
    }

    /// <summary>An option before `--` with `=` and nothing behind it. The parser would take the next word for the value.</summary>
    public static string? FindEmptyOption(string[] args) =>
        args.TakeWhile(arg => arg != "--").Where(LooksLikeOption).FirstOrDefault(arg => arg.AsSpan().IndexOfAny('=', ':') == arg.Length - 1);

    public static string CommandName(ParseResult parsed) => parsed.CommandResult.Command is RootCommand ? "" : parsed.CommandResult.Command.Name + " ";

    public static HostPort Node(string text)
    {
        var node = HostPort.Parse(text) ?? throw new UsageException($"'{text}' is no HOST:PORT");
        // Part of a node's name, so there must be one spelling.
        return node.Host == "localhost" ? node with { Host = "127.0.0.1" } : node;
    }

    private static bool LooksLikeOption(string arg) => arg.Length > 1 && arg[0] == '-' && (arg[1] == '-' || char.IsAsciiLetter(arg[1]));
}
