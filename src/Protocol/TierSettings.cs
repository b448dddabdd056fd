using System.Text.Json.Serialization;
using MessagePack;

namespace ClaudeLang.Protocol;

/// <summary>Whether a run tells on stderr what happens to the code of its functions.</summary>
public enum TierLogForm
{
    None = 0,
    Text = 1,
    /// <summary>One object of JSON a line.</summary>
    Json = 2,
}

/// <summary>How the tiers of one run differ from the usual; for whoever looks into them.</summary>
/// <param name="Waits">The program stands still while code is made that it asked for.</param>
/// <param name="HotCalls">Calls and back-edges after which a function is optimized for its next call; null: the node's default.</param>
/// <param name="HotLoops">The same for a loop that is running.</param>
/// <param name="PassesOff">Names of passes that the optimizing compiler leaves out; null: none.</param>
[MessagePackObject]
public sealed record TierSettings(
    [property: Key(0)] TierLogForm Log = TierLogForm.None, [property: Key(1)] bool Waits = false, [property: Key(2)] int? HotCalls = null,
    [property: Key(3)] int? HotLoops = null, [property: Key(4)] string[]? PassesOff = null)
{
    /// <summary>One count for each stage: interpreted, profiled, in baseline code.</summary>
    public const int HotLeast = 3;
    public static TierSettings Usual { get; } = new();
    [IgnoreMember, JsonIgnore]
    public bool IsWellFormed => Log is >= TierLogForm.None and <= TierLogForm.Json && HotCalls is null or >= HotLeast && HotLoops is null or >= HotLeast && (PassesOff is null || Field.Texts(PassesOff));
}
