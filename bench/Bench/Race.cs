namespace ClaudeLang.Bench;

/// <summary>
/// The programs in all languages. In each round every contestant runs once, and each round begins with another one, so that none
/// always follows the same neighbour.
/// </summary>
public sealed class Race(IReadOnlyList<Contestant> contestants, Results results, int rounds, bool quick, string folder)
{
    public void Run(Case test)
    {
        List<(Contestant Contestant, Command Command)> ready = [.. contestants.Select(contestant => (contestant, Prepare(contestant, test)!)).Where(pair => pair.Item2 is not null)];
        var broken = new HashSet<string>();
        for (int round = 0; round < rounds; round++)
        {
            for (int k = 0; k < ready.Count; k++)
            {
                (Contestant contestant, Command command) = ready[(k + round) % ready.Count];
                if (!broken.Contains(contestant.Name) && !RunOnce(contestant, command, test, round)) broken.Add(contestant.Name);
            }
        }
    }

    private Command? Prepare(Contestant contestant, Case test)
    {
        try
        {
            Command? command = contestant.Prepare(test, folder);
            if (command is null) results.Gaps.Add(new Gap(test.Name, contestant.Name, ""));
            return command is null ? null : contestant.With(command, test.Work(quick));
        }
        catch (InvalidOperationException e)
        {
            results.Disagreements.Add($"{test.Name}: {contestant.Name}: {e.Message}");
            return null;
        }
    }

    /// <summary>False if it did not work; then a gap says why, and no later round tries again.</summary>
    private bool RunOnce(Contestant contestant, Command command, Case test, int round)
    {
        ChildResult? result = ChildProcess.Run(command);
        Trace trace = Trace.Parse(result?.Output ?? "");
        if (result is not { ExitCode: 0 } || trace.Ms.Count == 0)
        {
            results.Gaps.Add(new Gap(test.Name, contestant.Name, result?.Reason.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal) ?? "it does not start"));
            return false;
        }
        foreach ((string measure, double value) in Measure.Of(trace, result.WallMs).Concat(contestant.Extras(result)))
            results.Rows.Add(new Row(Results.Programs, test.Name, contestant.Name, measure, round, value));
        results.Curves.Add((test.Name, contestant.Name, round, trace.Ms));
        foreach (string value in trace.Results) Check(test, contestant, value);
        return true;
    }

    private void Check(Case test, Contestant contestant, string value)
    {
        if (results.Agreed.TryAdd(test.Name, value) || results.Agreed[test.Name] == value) return;
        string text = $"{test.Name}: {contestant.Name} says {value}, others said {results.Agreed[test.Name]}";
        if (!results.Disagreements.Contains(text)) results.Disagreements.Add(text);
    }
}
