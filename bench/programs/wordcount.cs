using System.Text;

namespace ClaudeLang.CSharp.Programs;

/// <summary>Strings and tables: a text of n random words is split at its spaces and the words are counted.</summary>
public static class WordCount
{
    public static long Run(int n)
    {
        var counts = new Dictionary<string, long>();
        foreach (string word in MakeText(n).Split(' ')) counts[word] = counts.GetValueOrDefault(word) + 1;
        long sum = 0;
        foreach ((string word, long count) in counts) sum = (sum + (count * count * word.Length)) % 1000000007;
        return (sum * 1000) + counts.Count;
    }

    private static string MakeText(int n)
    {
        var b = new StringBuilder();
        long x = 42;
        for (int i = 0; i < n; i++)
        {
            x = x * 16807 % 2147483647;
            long word = x % 800;
            if (i > 0) b.Append(' ');
            b.Append((char)(97 + (word % 20))).Append((char)(97 + (word / 40))).Append("word");
        }
        return b.ToString();
    }
}
