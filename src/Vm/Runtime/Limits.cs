namespace ClaudeLang.Vm.Runtime;

/// <summary>
/// What one run may use. A limit that is hit is an error that the program can catch, once: it then gets a little more (an eighth, or the
/// least that a handler needs), and the second time the error ends it. Stack overflow can be caught any number of times: catching it gives the room back.
/// </summary>
/// <param name="Fuel">Calls of ClaudeLang functions and turns of loops, the same number in every tier; null: any number. Past it `:limit`. A run with it is interpreted.</param>
/// <param name="TimeMs">Wall time from the first slice on; null: any. Past it `:timeout`, at the next call or loop turn.</param>
/// <param name="HeapBytes">Old memory; past it `:out-of-memory`.</param>
/// <param name="StackBytes">Frames of a fiber; past it `:stack-overflow`.</param>
/// <param name="OutputBytes">What the program writes to stdout and stderr, in UTF-8; null: any amount. Past it `:limit`, and nothing of the text that went too far is written.</param>
/// <param name="Channels">Channels that were made and not closed; null: any number. Past it `:limit`.</param>
public sealed record Limits(
    long? Fuel = null, long? TimeMs = null, long HeapBytes = HeapOptions.DefaultBytesMax, long StackBytes = Limits.DefaultStackBytes,
    long? OutputBytes = null, long? Channels = null)
{
    public const long DefaultStackBytes = 1L << 30;
    public const long HeapBytesLeast = 1 << 20, HeapBytesMost = 1L << 42, StackBytesLeast = 64 << 10, StackBytesMost = 1L << 40;

    public static readonly Limits Default = new();
}
