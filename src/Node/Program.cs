using ClaudeLang.Node.Cli;
using ClaudeLang.Node.Language;

namespace ClaudeLang.Node;

public static class Program
{
    /// <summary>Ends the process itself: threads of actor systems are not waited for.</summary>
    public static int Main(string[] args)
    {
        ClaudeLanguage.UseAssembledCode();
        var status = CommandLine.Run(args);
        Environment.Exit(status);
        return status;
    }
}
