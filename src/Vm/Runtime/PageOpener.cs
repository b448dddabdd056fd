namespace ClaudeLang.Vm.Runtime;

/// <summary>
/// Another thread takes the page faults of memory that is about to be used: one of a huge page can be longer than a whole collection.
/// Pages are opened in the order in which they were asked for. Used by the thread that owns the memory.
/// </summary>
internal sealed class PageOpener : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<nint> _wanted = new();
    private Task _work = Task.CompletedTask;
    private bool _isAtWork, _disposed;

    /// <param name="page">The start of a huge page that stays mapped until Dispose.</param>
    public void Open(nint page)
    {
        lock (_gate)
        {
            _wanted.Enqueue(page);
            if (_isAtWork) return;
            _isAtWork = true;
            _work = Task.Run(OpenAll);
        }
    }

    private void OpenAll()
    {
        for (; ; )
        {
            nint page;
            lock (_gate)
            {
                if (_disposed || !_wanted.TryDequeue(out page))
                {
                    _isAtWork = false;
                    return;
                }
            }
            SystemMemory.Populate(page, SystemMemory.HugePageBytes);
        }
    }

    /// <summary>Afterwards no page is touched any more.</summary>
    public void Dispose()
    {
        lock (_gate) _disposed = true;
        _work.Wait();
    }
}
