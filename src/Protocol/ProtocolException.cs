namespace ClaudeLang.Protocol;

/// <summary>Bytes that are no message of this protocol, or a message that is too large for it. The only exception of <see cref="Codec"/>.</summary>
public sealed class ProtocolException(string message, Exception? cause = null) : Exception(message, cause);
