using System.Text;
using ClaudeLang.Node.Executors;
using ClaudeLang.Node.Language;

namespace ClaudeLang.Node.Cli;

/// <summary>
/// The process's own streams. Output is collected and written when there is enough of it or a short time has passed, so that
/// neither a chatty nor a slow program suffers; stderr is written at once, after what stdout still holds.
/// </summary>
internal sealed class StdConsole : IConsole, IOutput, IDisposable
{
    private const int BufferBytes = 32 * 1024;
    private static readonly TimeSpan FlushPeriod = TimeSpan.FromMilliseconds(50);

    private readonly Lock _gate = new();
    private readonly MemoryStream _buffer = new();
    private volatile bool _isOver;

    /// <summary>From here on, what is written comes out soon. By a thread of its own: those of a timer take milliseconds to start, maybe on the program's processor.</summary>
    public void FlushFromTimeToTime() => new Thread(FlushUntilOver) { IsBackground = true, Name = "flusher" }.Start();

    private void FlushUntilOver()
    {
        while (!_isOver)
        {
            Thread.Sleep(FlushPeriod);
            Flush();
        }
    }

    public void Write(bool isError, string text) => Write(isError, Encoding.UTF8.GetBytes(text));

    public void Write(bool isError, byte[] bytes)
    {
        lock (_gate)
        {
            if (isError) WriteError(bytes);
            else _buffer.Write(bytes);
            if (_buffer.Length >= BufferBytes) FlushLocked();
        }
    }

    public string? ReadLine()
    {
        Flush();
        return Console.In.ReadLine();
    }

    public void Flush()
    {
        lock (_gate) FlushLocked();
    }

    public void Dispose()
    {
        _isOver = true;
        Flush();
    }

    private void WriteError(byte[] bytes)
    {
        FlushLocked();
        WriteTo(StandardStreams.Error, bytes);
    }

    private void FlushLocked()
    {
        if (_buffer.Length == 0) return;
        WriteTo(StandardStreams.Out, _buffer.GetBuffer().AsSpan(0, (int)_buffer.Length));
        _buffer.SetLength(0);
    }

    /// <summary>If it cannot be written there is nothing left to do; and if whoever read our output has gone, nobody to tell.</summary>
    private static void WriteTo(int stream, ReadOnlySpan<byte> bytes)
    {
        try
        {
            StandardStreams.Write(stream, bytes);
        }
        catch (IOException e)
        {
            if (stream == StandardStreams.Out && e.HResult != StandardStreams.NobodyReads) Console.Error.WriteLine($"claudelang: the output cannot be written: {e.Message}");
            Environment.Exit(1);
        }
    }
}

/// <summary>Where a submitted program's bytes go.</summary>
internal interface IOutput
{
    void Write(bool isError, byte[] bytes);
}
