using System.Collections.Concurrent;

namespace ClaudeLang.Vm.Runtime;

/// <summary>
/// The huge pages of one space. A thread of the process takes the page faults of memory that is about to be used, and gives back what is not: either
/// can take longer than a whole collection, because the system does one such thing at a time. Pages are served in the order in which they were handed in.
/// A page is made a huge one right before it is opened; until then whoever touches it opens a small page. Used by the thread that owns the memory.
/// </summary>
internal sealed class PageOpener(nint start, int count)
{
    private const int Closed = 0, Wanted = 1, Opening = 2, Opened = 3;
    private const int Idle = 0, Serving = 1, Disposed = 2;

    private static readonly ConcurrentQueue<(PageOpener Of, int Page, bool Closes, TaskCompletionSource? Done)> Requests = new();
    private static readonly AutoResetEvent HasRequests = new(false);
    private static readonly Lazy<Thread> Worker = new(BeginWorker);

    private readonly int[] _states = new int[count];
    private readonly ConcurrentQueue<int> _closed = new();
    private int _use;
    private bool _hasAsked;
    private (nint Start, long Bytes) _mapping;

    /// <summary>Where the first page begins.</summary>
    public nint Base => start;
    public int Count => count;

    public bool IsOpen(int page) => Volatile.Read(ref _states[page]) == Opened;

    /// <summary>Asks for a page that is closed; it stays mapped until Dispose. Nothing happens before <see cref="Start"/>.</summary>
    public void Open(int page)
    {
        Volatile.Write(ref _states[page], Wanted);
        Ask(page, closes: false);
    }

    /// <summary>The page's contents go. It must not be touched until <see cref="TryTakeClosed"/> gives it.</summary>
    public void Close(int page) => Ask(page, closes: true);

    public bool TryTakeClosed(out int page) => _closed.TryDequeue(out page);

    /// <summary>Takes back the wish to have a page opened, unless that has begun. What is touched there is opened as small pages.</summary>
    public bool TryTakeBack(int page) => Interlocked.CompareExchange(ref _states[page], Closed, Wanted) == Wanted;

    /// <summary>Has what was asked for done. Not for a pause: a thread may have to be started.</summary>
    public void Start()
    {
        if (!_hasAsked) return;
        _hasAsked = false;
        _ = Worker.Value;
        HasRequests.Set();
    }

    /// <summary>Ends when all that was asked for so far is done.</summary>
    public Task Finish()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Requests.Enqueue((this, 0, false, done));
        _hasAsked = true;
        Start();
        return done.Task;
    }

    private void Ask(int page, bool closes)
    {
        Requests.Enqueue((this, page, closes, null));
        _hasAsked = true;
    }

    private static Thread BeginWorker()
    {
        var thread = new Thread(ServeAll) { IsBackground = true, Name = "page opener" };
        thread.Start();
        return thread;
    }

    private static void ServeAll()
    {
        LowPriority.EnterThread(LowPriority.More);
        LowPriority.PutCompilerOfDotNetBelow(LowPriority.More);
        for (; ; )
        {
            while (Requests.TryDequeue(out (PageOpener Of, int Page, bool Closes, TaskCompletionSource? Done) next))
            {
                if (next.Done is { } done) done.SetResult();
                else next.Of.Serve(next.Page, next.Closes);
            }
            HasRequests.WaitOne();
        }
    }

    private void Serve(int page, bool closes)
    {
        if (Interlocked.CompareExchange(ref _use, Serving, Idle) != Idle) return;
        nint at = start + (page * (nint)SystemMemory.HugePageBytes);
        if (closes)
        {
            SystemMemory.Release(at, SystemMemory.HugePageBytes);
            SystemMemory.AvoidHugePages(at, SystemMemory.HugePageBytes);
            Volatile.Write(ref _states[page], Closed);
            _closed.Enqueue(page);
        }
        else if (Interlocked.CompareExchange(ref _states[page], Opening, Wanted) == Wanted)
        {
            SystemMemory.PreferHugePages(at, SystemMemory.HugePageBytes);
            SystemMemory.Populate(at, SystemMemory.HugePageBytes);
            Volatile.Write(ref _states[page], Opened);
        }
        if (Interlocked.CompareExchange(ref _use, Idle, Serving) == Disposed) SystemMemory.Unmap(_mapping.Start, _mapping.Bytes);
    }

    /// <summary>Gives the memory back, if a page is being served, right after that.</summary>
    public void Dispose(nint mapping, long bytes)
    {
        _mapping = (mapping, bytes);
        if (Interlocked.Exchange(ref _use, Disposed) == Idle) SystemMemory.Unmap(mapping, bytes);
    }
}
