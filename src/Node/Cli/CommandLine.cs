using System.CommandLine;
using ClaudeLang.Node.Language;
using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Node.Cli;

/// <summary>All commands and their options; each command's own file says what it does.</summary>
public static class CommandLine
{
    public const int BadUsage = 2;

    private static readonly (string Name, Func<Command> Build)[] Commands =
    [
        ("run", RunCommand.Build), ("eval", EvalCommand.Build), ("cluster", ClusterCommand.Build), ("node", NodeCommand.Build),
        ("submit", SubmitCommand.Build), ("status", StatusCommand.Build), ("explain", ExplainCommand.Build),
    ];

    /// <param name="word">The first argument: if it names a command, the others are not built, which would take longer than to parse.</param>
    public static RootCommand Build(string? word = null)
    {
        var root = new RootCommand("Runs ClaudeLang programs, alone or on a cluster that compiles hot functions elsewhere and shares the code.");
        var isCommand = Array.Exists(Commands, command => command.Name == word);
        foreach (var (name, build) in Commands)
            if (!isCommand || name == word) root.Add(build());
        return root;
    }

    /// <summary>The exit status. Whatever is wrong with the arguments is one line on stderr.</summary>
    public static int Run(string[] args)
    {
        if (Environment.GetEnvironmentVariable(ClaudeLanguage.SlowVariable) is { Length: > 0 } slow && !SlowOpcode.TryParse(slow, out _))
            return Fail(BadUsage, $"{ClaudeLanguage.SlowVariable}={slow} is not OPCODE:TURNS of an instruction that computes a value, like add:100");
        try { _ = Stress.OfProcess; }
        catch (FormatException e) { return Fail(BadUsage, e.Message); }
        try
        {
            return PlainRun.Is(args) ? PlainRun.Run(args) : Parse(Arguments.Normalize(args));
        }
        catch (UsageException e)
        {
            return Fail(e.ExitStatus, e.Message);
        }
        catch (Exception e)
        {
            // A bug of ours. One line for whoever ran a program; all of it for whoever mends it.
            var cause = e is TypeInitializationException or AggregateException ? e.GetBaseException() : e;
            return Fail(1, Environment.GetEnvironmentVariable("CLAUDELANG_DEBUG") is null ? $"internal error: {cause.GetType().Name}: {cause.Message}" : e.ToString());
        }
    }

    private static int Parse(string[] args)
    {
        var root = Build(args.FirstOrDefault());
        if (Arguments.FindUnknownOption(root, args) is { } unknown) return Fail(BadUsage, $"unknown option {unknown} ({PassOptions.Explain(unknown) ?? "options for the program go after --"})");
        if (Arguments.FindEmptyOption(args) is { } empty) return Fail(BadUsage, $"{empty} has no value behind it (options for the program go after --)");
        if (args.Length > 0 && !args[0].StartsWith('-') && root.Subcommands.All(command => command.Name != args[0])) return Fail(BadUsage, $"unknown command {args[0]} (see claudelang --help)");
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0) return Fail(BadUsage, $"{parsed.Errors[0].Message} (see claudelang {Arguments.CommandName(parsed)}--help)");
        return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    internal static int Fail(int exitStatus, string message)
    {
        Console.Error.WriteLine($"claudelang: {message}");
        return exitStatus;
    }
}

/// <summary>The user can do something about it; the message is what to print.</summary>
public sealed class UsageException(string message, int exitStatus = CommandLine.BadUsage) : Exception(message)
{
    public int ExitStatus => exitStatus;
}
