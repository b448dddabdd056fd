namespace ClaudeLang.Protocol;

/// <summary>Caps of what crosses the wire. A sender checks before it sends and says so; nothing is ever dropped in silence.</summary>
public static class Limits
{
    /// <summary>A job, an image, a source text: any one payload.</summary>
    public const int PayloadBytesMax = 4 * 1024 * 1024;
    /// <summary>A whole message, its payload included.</summary>
    public const int MessageBytesMax = PayloadBytesMax + (1024 * 1024);
    /// <summary>What the transport takes: a message and its envelope.</summary>
    public const int FrameBytesMax = MessageBytesMax + (512 * 1024);
    /// <summary>One piece of a program's output.</summary>
    public const int OutputChunkBytesMax = 64 * 1024;
    /// <summary>Output pieces that an executor sends before it waits for the reader.</summary>
    public const int OutputChunksInFlightMax = 64;
    /// <summary>Names, reasons, addresses, keys.</summary>
    public const int TextCharsMax = 64 * 1024;
    /// <summary>Items of a list: arguments, functions of a report, lines of a trace.</summary>
    public const int ItemsMax = 10_000;
    /// <summary>Profile entries kept for one program, and their bytes together: several such sets must fit a frame.</summary>
    public const int ProfileEntriesMax = 1_000, ProfileBytesMax = 256 * 1024;
}
