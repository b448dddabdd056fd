namespace ClaudeLang.Protocol;

/// <summary>Everything that crosses the wire, and nothing else; see <see cref="Manifests"/> for the list.</summary>
public interface IMessage
{
    /// <summary>Whether every field holds what the rest of the program may rely on: nothing missing, nothing too large.</summary>
    bool IsWellFormed { get; }
}

/// <summary>The words of <see cref="IMessage.IsWellFormed"/>.</summary>
internal static class Field
{
    public static bool Text(string? text) => text is not null && text.Length <= Limits.TextCharsMax;
    public static bool Payload(byte[]? bytes) => bytes is not null && bytes.Length <= Limits.PayloadBytesMax;
    public static bool Items<T>(T[]? items, Func<T, bool> isGood) =>
        items is not null && items.Length <= Limits.ItemsMax && items.All(item => item is not null && isGood(item));
    public static bool Texts(string[]? texts) => Items(texts, Text);
}
