using System.Numerics;
using ClaudeLang.Protocol;

namespace ClaudeLang.Node.Profiles;

/// <summary>One function of a program that ran hot somewhere.</summary>
/// <param name="Feedback">What all nodes together have met: one byte an instruction.</param>
/// <param name="ImageKey">The image made from the most of it; empty if there is none.</param>
public sealed record HotFunction(string Function, int EntryPc, byte[] Feedback, string ImageKey);

/// <summary>Joins profile entries. The order of the entries, and how often each comes, make no difference.</summary>
public static class HotList
{
    public static IReadOnlyList<HotFunction> Join(IEnumerable<ProfileEntry> entries) =>
    [
        .. entries.GroupBy(entry => (entry.Function, entry.EntryPc)).OrderBy(group => group.Key.Function, StringComparer.Ordinal).ThenBy(group => group.Key.EntryPc)
            .Select(group => new HotFunction(group.Key.Function, group.Key.EntryPc, Or(group.Select(entry => entry.Feedback)), Best(group))),
    ];

    private static byte[] Or(IEnumerable<byte[]> all)
    {
        byte[] joined = [];
        foreach (var feedback in all)
        {
            if (feedback.Length > joined.Length) Array.Resize(ref joined, feedback.Length);
            for (var i = 0; i < feedback.Length; i++) joined[i] |= feedback[i];
        }
        return joined;
    }

    private static string Best(IEnumerable<ProfileEntry> entries) => entries
        .Where(entry => entry.ImageKey != "")
        .OrderByDescending(entry => entry.Feedback.Sum(bits => BitOperations.PopCount(bits)))
        .ThenBy(entry => entry.ImageKey, StringComparer.Ordinal)
        .Select(entry => entry.ImageKey).FirstOrDefault() ?? "";
}
