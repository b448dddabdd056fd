namespace ClaudeLang.Node.Cli;

/// <summary>A file that lines are added to from any thread. What cannot be written is told once, on stderr, and stops no program.</summary>
/// <exception cref="IOException"/>
/// <exception cref="UnauthorizedAccessException"/>
/// <exception cref="ArgumentException"/>
internal sealed class LogFile(string path) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly StreamWriter _writer = new(path) { AutoFlush = true };
    private bool _hasFailed;

    public void Write(string text)
    {
        lock (_lock)
        {
            if (_hasFailed) return;
            try
            {
                _writer.Write(text);
            }
            catch (IOException e)
            {
                _hasFailed = true;
                Console.Error.WriteLine($"claudelang: no more is written to {path}: {e.Message}");
            }
        }
    }

    public void Dispose()
    {
        // A full disk shows again here, and was told.
        try { _writer.Dispose(); }
        catch (IOException) { }
    }
}
