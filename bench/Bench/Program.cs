using System.Globalization;
using ClaudeLang.Jit.Install;

namespace ClaudeLang.Bench;

public static class Program
{
    public static int Main(string[] args)
    {
        int rounds = 5;
        bool quick = false;
        foreach (string arg in args)
        {
            if (arg == "--quick") quick = true;
            else if (arg.StartsWith("--rounds=", StringComparison.Ordinal) && int.TryParse(arg[9..], NumberStyles.None, null, out int given) && given > 0) rounds = given;
            else
            {
                Console.Error.WriteLine($"bench: unknown option {arg}; known are --quick and --rounds=N");
                return 2;
            }
        }
        if (quick) rounds = Math.Min(rounds, 3);

        var contestants = new List<IContestant> { Own.Interpreted() };
        var missing = new List<string>();
        if (NativeRuntime.Shared is { } native) contestants.AddRange([Own.Native(native), Own.Cold(native)]);
        else missing.Add($"{Names.Native} ({NativeRuntime.WhyOff})");
        foreach ((string name, string command, string extension, string version) in PeerCommands)
        {
            if (Peer.Find(name, command, extension, version) is { } peer) contestants.Add(peer);
            else missing.Add(name);
        }

        var results = new List<CaseResult>();
        foreach (Case test in Case.All) results.Add(Race.Run(test, quick ? test.QuickSize : test.Size, rounds, contestants));

        string markdown = Report.Markdown(results, contestants, missing, rounds);
        string directory = Path.Combine(Repository.Root, "bench", "report");
        Directory.CreateDirectory(directory);
        File.WriteAllText(Path.Combine(directory, "report.md"), markdown);
        File.WriteAllText(Path.Combine(directory, "report.csv"), Report.Csv(results));
        Console.Write(markdown);
        return results.All(result => result.Disagreement is null) ? 0 : 1;
    }

    private static readonly (string Name, string Command, string Extension, string Version)[] PeerCommands =
    [
        (Names.Lua, "lua5.4", ".lua", "-v"), (Names.LuaJit, "luajit", ".lua", "-v"), (Names.Node, "node", ".js", "--version"),
    ];
}
