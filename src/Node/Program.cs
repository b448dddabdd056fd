using ClaudeLang.Node.Cli;
using ClaudeLang.Node.Language;

namespace ClaudeLang.Node;

public static class Program
{
    /// <summary>
    /// Until this much is allocated .NET's collector does nothing: its first round would come a tenth of a second after the start, because of what starting
    /// and compiling leave behind, and stop the program for 5 to 20 ms. Asked for at once, while there is next to nothing to look at, it costs less than one.
    /// </summary>
    private const long FreeOfCollectionsBytes = 32 << 20;
    /// <summary>Of the memory that there is, in a small container.</summary>
    private const int FreeOfCollectionsPart = 8;

    /// <summary>Ends the process itself: threads of actor systems are not waited for.</summary>
    public static int Main(string[] args)
    {
        GC.TryStartNoGCRegion(Math.Min(FreeOfCollectionsBytes, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / FreeOfCollectionsPart));
        ClaudeLanguage.UseAssembledCode();
        var status = CommandLine.Run(args);
        Environment.Exit(status);
        return status;
    }
}
