namespace ClaudeLang.Bench;

/// <summary>What one contestant did in one case: every time, or null if it is not on this machine.</summary>
public sealed record Times(string Contestant, IReadOnlyList<double> Ms)
{
    public double Median
    {
        get
        {
            double[] sorted = [.. Ms.Order()];
            int middle = sorted.Length / 2;
            return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        }
    }
}

/// <summary>One case, raced.</summary>
/// <param name="Disagreement">Null if all printed the same.</param>
public sealed record CaseResult(Case Case, int Size, string Result, IReadOnlyList<Times> Times, string? Disagreement)
{
    public double? Median(string contestant) => Times.FirstOrDefault(times => times.Contestant == contestant)?.Median;

    /// <summary>Median of one divided by that of the other; null if one of them is missing.</summary>
    public double? Ratio(string contestant, string by) => Median(contestant) / Median(by);
}

public static class Race
{
    /// <summary>
    /// One run of each that is not counted, then rounds in which every contestant runs once, each round beginning with another
    /// one, so that none always runs on a machine that the same neighbour has warmed up.
    /// </summary>
    public static CaseResult Run(Case test, int size, int rounds, IReadOnlyList<IContestant> contestants)
    {
        var ms = contestants.ToDictionary(contestant => contestant.Name, _ => new List<double>());
        string? result = null, disagreement = null;
        for (int round = -1; round < rounds; round++)
        {
            for (int k = 0; k < contestants.Count; k++)
            {
                IContestant contestant = contestants[(k + round + 1) % contestants.Count];
                Sample sample = contestant.Run(test.Name, size);
                if (round >= 0) ms[contestant.Name].Add(sample.Ms);
                result ??= sample.Result;
                if (sample.Result != result) disagreement ??= $"{test.Name}: {contestant.Name} says {sample.Result}, {contestants[0].Name} said {result}";
            }
        }
        return new CaseResult(test, size, result ?? "", [.. contestants.Select(contestant => new Times(contestant.Name, ms[contestant.Name]))], disagreement);
    }
}
