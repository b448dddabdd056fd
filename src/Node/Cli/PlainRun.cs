using ClaudeLang.Protocol;

namespace ClaudeLang.Node.Cli;

/// <summary>
/// `run FILE ARG…` without any option: there is nothing to parse, so the parser library is left out, whose start takes longer than a short
/// program does. Means what <see cref="RunCommand.Build"/> would make of it.
/// </summary>
internal static class PlainRun
{
    /// <summary>Whether no word could be anything but the file and what the program is given.</summary>
    public static bool Is(string[] args)
    {
        if (args.Length < 2 || args[0] != "run") return false;
        for (var i = 1; i < args.Length; i++)
            if (args[i].Length == 0 || args[i][0] is '-' or '@' || args[i] is "/?" or "/h") return false;
        return true;
    }

    /// <exception cref="UsageException">The file cannot be read, or is too large.</exception>
    public static SubmitProgram Read(string[] args) => SourceFile.Submit(args[1], args[2..], JitMode.Full, Grants.None, ProgramLimits.None, TierSettings.Usual);

    /// <summary>The exit status.</summary>
    /// <exception cref="UsageException">As above.</exception>
    public static int Run(string[] args) => RunCommand.Run(Read(args), tell: null);
}
