namespace ClaudeLang.Vm.Syntax;

/// <summary>Which known name a misspelt one may have meant.</summary>
public static class Spelling
{
    /// <summary>The nearest name if at most a third of the letters differ; of equals the first by code unit.</summary>
    public static string? Nearest(string name, IEnumerable<string> known)
    {
        int allowed = Math.Max(1, name.Length / 3), best = allowed + 1;
        string? nearest = null;
        foreach (string candidate in known)
        {
            if (Math.Abs(candidate.Length - name.Length) > allowed || candidate == name) continue;
            int distance = Distance(name, candidate);
            if (distance >= Math.Max(name.Length, candidate.Length)) continue; // nothing in common
            if (distance < best || (distance == best && nearest is not null && string.CompareOrdinal(candidate, nearest) < 0))
                (best, nearest) = (distance, candidate);
        }
        return nearest;
    }

    /// <summary>Insertions, deletions, replacements and swaps of neighbours (optimal string alignment) from one word to the other.</summary>
    public static int Distance(string a, string b)
    {
        int[] before = new int[b.Length + 1], last = new int[b.Length + 1], row = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++) last[j] = j;
        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(change, Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = Math.Min(row[j], before[j - 2] + 1);
            }
            (before, last, row) = (last, row, before);
        }
        return last[b.Length];
    }
}
