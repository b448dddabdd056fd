namespace ClaudeLang.Bench;

public static class Program
{
    public static int Main(string[] args)
    {
        try
        {
            return args is ["compare", .. var files] ? CompareFiles(files) : Run(Options.Parse(args));
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"bench: {e.Message}");
            return 2;
        }
    }

    private static int CompareFiles(string[] files)
    {
        if (files.Length != 2) throw new FormatException("usage: bench/compare OLD.csv NEW.csv");
        Console.Write(Compare.Text(ReadRows(files[0]), ReadRows(files[1])));
        return 0;
    }

    private static List<Row> ReadRows(string file)
    {
        try { return CsvFile.Read(File.ReadAllText(file)); }
        catch (FormatException e) { throw new FormatException($"{file}: {e.Message}"); }
    }

    private static int Run(Options options)
    {
        Peers.Found peers = Peers.Find();
        foreach ((string name, string reason) in peers.Missing) Console.Error.WriteLine($"bench: {name} is missing, its column stays empty: {reason}");
        Contestant[] contestants = [.. peers.All.Where(contestant => options.With.Count == 0 || options.With.Contains(contestant.Name))];
        Case[] cases = [.. Case.All.Where(test => options.Only.Count == 0 || options.Only.Contains(test.Name))];
        var results = new Results();
        string scratch = Directory.CreateTempSubdirectory("claudelang-bench-").FullName;
        try
        {
            if (options.Parts.Contains(Results.Programs))
            {
                var race = new Race(contestants, results, options.Rounds, options.Quick, scratch);
                foreach (Case test in cases)
                {
                    Console.Error.WriteLine($"bench: {test.Name}");
                    race.Run(test);
                }
            }
            if (options.Parts.Contains(Results.Compilers)) new CompilerPart(results, cases, contestants, options.Quick).Run();
            if (options.Parts.Contains(Results.Cluster)) new ClusterPart(results, cases, options.Rounds, options.Quick, scratch).Run();
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
        Write(results, new Report(results, new Occasion(contestants, peers.Missing, cases, options.Rounds, options.Quick)), options.Folder);
        foreach (string disagreement in results.Disagreements) Console.Error.WriteLine($"bench: DISAGREEMENT: {disagreement}");
        Gap[] own = [.. results.Gaps.Where(gap => gap.Reason.Length > 0 && contestants.Any(contestant => contestant.IsOwn && contestant.Name == gap.Contestant))];
        foreach (Gap gap in own) Console.Error.WriteLine($"bench: FAILED: {gap.Contestant}: {gap.Program}: {gap.Reason}");
        return results.Disagreements.Count == 0 && own.Length == 0 ? 0 : 1;
    }

    private static void Write(Results results, Report report, string folder)
    {
        Directory.CreateDirectory(folder);
        string markdown = report.Markdown();
        File.WriteAllText(Path.Combine(folder, "report.md"), markdown);
        File.WriteAllText(Path.Combine(folder, "report.csv"), CsvFile.Write(results.Rows));
        File.WriteAllText(Path.Combine(folder, "warmup.csv"), CsvFile.WriteCurves(results));
        File.WriteAllText(Path.Combine(folder, "readme.md"), report.ReadmeTable());
        foreach ((string file, string svg) in report.Charts()) File.WriteAllText(Path.Combine(folder, file), svg);
        Console.Write(markdown);
    }
}
