using System.Text;
using ClaudeLang.Node.Language;
using ClaudeLang.Protocol;

namespace ClaudeLang.Node.Executors;

/// <summary>A program's output on its way to a client: collected during a slice, taken as numbered pieces after it, counted until acknowledged.</summary>
public sealed class OutputBuffer : IConsole
{
    /// <summary>More than this in one slice and the slice should end.</summary>
    public const int CharsMax = 256 * 1024;

    private readonly List<(bool IsError, StringBuilder Text)> _pending = [];
    private int _chars;
    private long _acknowledged;

    /// <summary>Called when a slice wrote more than it should.</summary>
    public Action Overfull { get; set; } = () => { };

    public long Sent { get; private set; }
    /// <summary>Whether the reader is so far behind that the program has to wait.</summary>
    public bool IsFull => Sent - _acknowledged >= Limits.OutputChunksInFlightMax;

    public void Write(bool isError, string text)
    {
        if (_pending.Count == 0 || _pending[^1].IsError != isError) _pending.Add((isError, new StringBuilder()));
        _pending[^1].Text.Append(text);
        _chars += text.Length;
        if (_chars > CharsMax) Overfull();
    }

    /// <summary>A submitted program has no input.</summary>
    public string? ReadLine() => null;

    public void Acknowledge(long number) => _acknowledged = Math.Max(_acknowledged, number + 1);

    public IReadOnlyList<OutputChunk> Take()
    {
        var chunks = new List<OutputChunk>();
        foreach (var (isError, text) in _pending)
            foreach (var bytes in Encoding.UTF8.GetBytes(text.ToString()).Chunk(Limits.OutputChunkBytesMax))
                chunks.Add(new OutputChunk(Sent++, isError, bytes));
        _pending.Clear();
        _chars = 0;
        return chunks;
    }
}
