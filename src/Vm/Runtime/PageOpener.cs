using System.Collections.Concurrent;

namespace ClaudeLang.Vm.Runtime;

/// <summary>
/// Another thread takes the page faults of memory that is about to be used, and gives back what is not: either can take longer than
/// a whole collection, because the system does one such thing at a time. Pages are served in the order in which they were handed in. Used by the thread that
/// owns the memory.
/// </summary>
internal sealed class PageOpener : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<(nint Page, bool Closes)> _wanted = new();
    private readonly ConcurrentQueue<nint> _closed = new();
    private Task _work = Task.CompletedTask;
    private bool _isAtWork, _disposed;

    /// <param name="page">The start of a huge page that stays mapped until Dispose.</param>
    public void Open(nint page) => Want(page, closes: false);

    /// <summary>The page's contents go. It must not be touched until <see cref="TryTakeClosed"/> gives it.</summary>
    /// <param name="page">The start of a huge page.</param>
    public void Close(nint page) => Want(page, closes: true);

    public bool TryTakeClosed(out nint page) => _closed.TryDequeue(out page);

    private void Want(nint page, bool closes)
    {
        lock (_gate)
        {
            _wanted.Enqueue((page, closes));
            if (_isAtWork) return;
            _isAtWork = true;
            _work = Task.Run(ServeAll);
        }
    }

    private void ServeAll()
    {
        for (; ; )
        {
            (nint Page, bool Closes) next;
            lock (_gate)
            {
                if (_disposed || !_wanted.TryDequeue(out next))
                {
                    _isAtWork = false;
                    return;
                }
            }
            if (!next.Closes)
            {
                SystemMemory.Populate(next.Page, SystemMemory.HugePageBytes);
                continue;
            }
            SystemMemory.Release(next.Page, SystemMemory.HugePageBytes);
            _closed.Enqueue(next.Page);
        }
    }

    /// <summary>Afterwards no page is touched any more.</summary>
    public void Dispose()
    {
        lock (_gate) _disposed = true;
        _work.Wait();
    }
}
