namespace ClaudeLang.Vm.Runtime;

/// <summary>What a hostile run makes happen all the time that is rare otherwise. It changes no result, only the way there.</summary>
[Flags]
public enum StressKinds
{
    None = 0,
    /// <summary>A collection at every allocation.</summary>
    Gc = 1,
    /// <summary>Machine code leaves to the interpreter at polls, at guards that hold and at runtime calls.</summary>
    Deopt = 2,
    /// <summary>Loops enter compiled code at their first back-edge, and leave it again and again.</summary>
    Osr = 4,
    /// <summary>What a function's handle leads to changes again and again.</summary>
    Install = 8,
}

/// <summary>The words for them.</summary>
public static class Stress
{
    /// <summary>`CLAUDE_STRESS=gc,deopt,osr,install` puts every run of the process under stress.</summary>
    public const string Variable = "CLAUDE_STRESS";

    private static readonly (string Word, StressKinds Kind)[] Words = [("gc", StressKinds.Gc), ("deopt", StressKinds.Deopt), ("osr", StressKinds.Osr), ("install", StressKinds.Install)];
    private static readonly Lazy<StressKinds> Process = new(() => Parse(Environment.GetEnvironmentVariable(Variable) ?? ""));

    /// <exception cref="FormatException">The variable has a word that is none; the message is for people.</exception>
    public static StressKinds OfProcess => Process.Value;

    /// <param name="text">Words between commas; empty: none.</param>
    /// <exception cref="FormatException"/>
    public static StressKinds Parse(string text)
    {
        StressKinds kinds = StressKinds.None;
        foreach (string word in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            (_, StressKinds kind) = Array.Find(Words, row => row.Word == word);
            if (kind == StressKinds.None) throw new FormatException($"{Variable}: '{word}' is none of {string.Join(", ", Words.Select(row => row.Word))}");
            kinds |= kind;
        }
        return kinds;
    }
}
