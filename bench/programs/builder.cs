using System.Text;

namespace ClaudeLang.CSharp.Programs;

/// <summary>Strings: a string of n entries is built piece by piece, then read code point by code point.</summary>
public static class Builder
{
    public static long Run(int n)
    {
        var b = new StringBuilder();
        for (long i = 0; i < n; i++) b.Append(i).Append(':').Append(i * i).Append(';');
        string s = b.ToString();
        long hash = 0;
        for (int i = 0; i < s.Length; i++) hash = ((hash * 31) + s[i]) % 1000000007;
        return hash;
    }
}
