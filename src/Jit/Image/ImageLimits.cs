namespace ClaudeLang.Jit.Image;

/// <summary>The most that an image or a job from outside may ask for.</summary>
public static class ImageLimits
{
    public const int EncodedBytesMax = 64 << 20;
    public const int CodeBytesMax = 8 << 20;
    public const int SitesMax = 500_000;
    /// <summary>A frame reaches below the stack limit until its poll has run; the room there is 64 KiB.</summary>
    public const int FrameWordsMax = 4096;
    public const int SlotsMax = 4096;
    /// <summary>Interpreter frames that wait for a site's own, in one machine frame.</summary>
    public const int CallersMax = 4;
    public const int BytecodePcMax = (1 << 24) - 1;
}

/// <summary>Bytes that are no image, or no job.</summary>
public sealed class ImageFormatException(string message) : Exception(message);
