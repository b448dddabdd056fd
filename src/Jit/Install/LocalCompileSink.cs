using ClaudeLang.Vm.Interpreter;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Jit.Install;

/// <summary>
/// Compiles on this machine what its programs ask for: on a thread of its own, or at once (<paramref name="synchronous"/>), so that a test knows when.
/// </summary>
/// <param name="givesWay">Whether the thread gives way to what runs programs.</param>
public sealed class LocalCompileSink(LocalCompiler compiler, bool synchronous = false, bool givesWay = true) : ICompileSink, IDisposable
{
    private readonly Queue<(Execution Execution, CompileCandidate Candidate)> _queue = [];
    private Thread? _thread;
    private bool _isBusy, _isClosed;

    public void Request(Execution execution, CompileCandidate candidate)
    {
        if (synchronous)
        {
            Serve(execution, candidate);
            return;
        }
        lock (_queue)
        {
            if (_isClosed) return;
            _queue.Enqueue((execution, candidate));
            Monitor.PulseAll(_queue);
            if (_thread is not null) return;
            _thread = new Thread(Work) { IsBackground = true, Name = "compile" };
            _thread.Start();
        }
    }

    /// <summary>Returns when nothing is left to compile.</summary>
    public void WaitUntilIdle()
    {
        lock (_queue)
            while (_queue.Count > 0 || _isBusy) Monitor.Wait(_queue);
    }

    private void Work()
    {
        if (givesWay) LowPriority.EnterThread(LowPriority.Some);
        while (true)
        {
            (Execution Execution, CompileCandidate Candidate) next;
            lock (_queue)
            {
                _isBusy = false;
                Monitor.PulseAll(_queue);
                while (_queue.Count == 0 && !_isClosed) Monitor.Wait(_queue);
                if (_isClosed) return;
                next = _queue.Dequeue();
                _isBusy = true;
            }
            Serve(next.Execution, next.Candidate);
        }
    }

    private void Serve(Execution execution, CompileCandidate candidate)
    {
        LocalResult result = compiler.Compile(CompileJob.For(candidate), out TimeSpan? took);
        if (execution.TierLog is { } log) Tell(log, candidate, result, took);
        if (result.Code is { } code) execution.Publish(candidate.FunctionIndex, code);
    }

    private static void Tell(Action<TierEvent> log, CompileCandidate asked, LocalResult result, TimeSpan? took)
    {
        if (result.Code is not { } code) log(new TierEvent.BailedOut(asked.Chunk, asked.Tier, asked.EntryPc, result.WhyNot));
        else if (took is { } time) log(new TierEvent.Compiled(asked.Chunk, asked.Tier, asked.EntryPc, code.CodeBytes, time.TotalMilliseconds, asked.Turns, code.Origin));
    }

    /// <summary>What waits is dropped. Waits for nothing: what is being compiled is finished meanwhile, or ends with the process.</summary>
    public void Dispose()
    {
        lock (_queue)
        {
            _isClosed = true;
            _queue.Clear();
            Monitor.PulseAll(_queue);
        }
    }
}
