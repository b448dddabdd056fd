namespace ClaudeLang.Jit;

/// <summary>Passes, and what is done while the graph is built, that code is also right without. Numbers travel in jobs: only add.</summary>
[Flags]
public enum PassSet
{
    None = 0,
    Phis = 1,
    Folding = 2,
    LoopBlocks = 4,
    Numbering = 8,
    Hoisting = 16,
    Untagging = 32,
    Bounds = 64,
    DeadCode = 128,
    Inlining = 256,
    IndexChecks = 512,
    ShortProducts = 1024,
    IfConversion = 2048,
    StrengthReduction = 4096,
    All = 8191,
}

/// <param name="Name">What a user calls it.</param>
/// <param name="Text">What it does, for people.</param>
public sealed record PassSwitch(PassSet Pass, string Name, string Text);

/// <summary>What can be switched off, so that one can see what it is good for, or whether it is at fault.</summary>
public static class PassSwitches
{
#pragma warning disable IDE0055 // one aligned row a switch
    public static IReadOnlyList<PassSwitch> All { get; } =
    [
        new(PassSet.Phis,              "phis",               "joining values that are the same on every way"),
        new(PassSet.Folding,           "folding",            "computing what is known at compile time"),
        new(PassSet.LoopBlocks,        "loop-blocks",        "taking what leaves a loop out of its blocks"),
        new(PassSet.Numbering,         "numbering",          "finding equal values"),
        new(PassSet.Hoisting,          "hoisting",           "moving what stays the same in front of a loop"),
        new(PassSet.Untagging,         "untagging",          "taking tags off factors in front of a loop"),
        new(PassSet.Bounds,            "bounds",             "finding sums and products that cannot overflow"),
        new(PassSet.IndexChecks,       "index-checks",       "asking once in front of a loop for all its indices"),
        new(PassSet.ShortProducts,     "short-products",     "asking once in front of a loop whether products of its counters can overflow"),
        new(PassSet.StrengthReduction, "strength-reduction", "adding where a counter was multiplied"),
        new(PassSet.IfConversion,      "if-conversion",      "computing both ways of a short branch in a loop"),
        new(PassSet.DeadCode,          "dead-code",          "taking out what nothing needs"),
        new(PassSet.Inlining,          "inlining",           "putting small functions, and recursion once, where they are called"),
    ];
#pragma warning restore IDE0055

    /// <summary>The names of all, for a message.</summary>
    public static string Names => string.Join(", ", All.Select(row => row.Name));

    /// <param name="unknown">The first name that is none, if there is one.</param>
    public static bool TryParse(IEnumerable<string> names, out PassSet passes, out string? unknown)
    {
        (passes, unknown) = (PassSet.None, null);
        foreach (string name in names)
        {
            if (All.FirstOrDefault(row => row.Name == name) is not { } found)
            {
                unknown = name;
                return false;
            }
            passes |= found.Pass;
        }
        return true;
    }
}
