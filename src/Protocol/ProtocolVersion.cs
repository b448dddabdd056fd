namespace ClaudeLang.Protocol;

public static class ProtocolVersion
{
    /// <summary>Raised when a node of the version before could misread a message. Nodes of different versions do not work for each other, and say so.</summary>
    public const int Current = 3;
}
