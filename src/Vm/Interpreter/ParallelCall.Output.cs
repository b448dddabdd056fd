using ClaudeLang.Vm.Runtime;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>What the elements write, in their order, and read.</summary>
internal sealed unsafe partial class ParallelCall
{
    /// <summary>Characters that are kept of an element whose turn has not come, and of those on their way to the host; whoever writes more waits.</summary>
    private const int KeptCharsMax = 1 << 20;

    /// <summary>On its way to the host; a null text asks for a line of input.</summary>
    private readonly Queue<(bool IsError, string? Text)> _written = new();
    private int _writtenChars, _first;
    private bool _isReading, _hasRead;
    private string? _line;

    /// <summary>The output of those at the front goes on its way. Under the gate.</summary>
    private void ForwardOutput()
    {
        while (_elements.TryGetValue(_first, out Element? element))
        {
            foreach ((bool isError, string text) in element.Kept) Forward(isError, text);
            element.Kept.Clear();
            if (!element.HasEnded || element.Index >= _failedAt) break;
            _elements.Remove(_first++);
        }
        Monitor.PulseAll(Gate);
    }

    private void Forward(bool isError, string text)
    {
        _written.Enqueue((isError, text));
        _writtenChars += text.Length;
        _caller.WakeUp();
    }

    /// <summary>On the caller's thread: hands over what has been written so far.</summary>
    public void ServeHost(IHost host)
    {
        while (true)
        {
            (bool IsError, string? Text) next;
            lock (Gate)
            {
                if (!_written.TryDequeue(out next)) return;
                _writtenChars -= next.Text?.Length ?? 0;
                if (_writtenChars < KeptCharsMax / 2) Monitor.PulseAll(Gate);
            }
            if (next.Text is null) ReadFrom(host);
            else if (next.IsError) host.WriteError(next.Text);
            else host.WriteOut(next.Text);
        }
    }

    private void ReadFrom(IHost host)
    {
        string? line = host.ReadLine();
        lock (Gate)
        {
            (_line, _hasRead) = (line, true);
            Monitor.PulseAll(Gate);
        }
    }

    /// <summary>One element, which is the host of its execution.</summary>
    internal sealed class Element(ParallelCall call) : IHost
    {
        public int Index = -1;
        public Execution? Child;
        public bool HasEnded;
        public bool IsStopped { get; private set; }
        public List<(bool IsError, string Text)> Kept { get; } = [];
        private int _keptChars;

        private IHost Host => call._caller.Host;
        private bool IsFirst => call._first == Index;

        /// <summary>Under the gate.</summary>
        public void Stop()
        {
            IsStopped = true;
            if (!HasEnded) Child?.Stop();
        }

        /// <summary>Under the gate.</summary>
        public void Preempt()
        {
            if (!HasEnded) Child?.Preempt();
        }

        public void WriteOut(string text) => Write(isError: false, text);
        public void WriteError(string text) => Write(isError: true, text);

        private void Write(bool isError, string text)
        {
            if (!call.IsThreaded)
            {
                if (isError) Host.WriteError(text);
                else Host.WriteOut(text);
                return;
            }
            lock (call.Gate)
            {
                while (IsFirst ? call._writtenChars > KeptCharsMax : _keptChars > KeptCharsMax) Wait();
                if (IsFirst)
                {
                    call.Forward(isError, text);
                    return;
                }
                Kept.Add((isError, text));
                _keptChars += text.Length;
            }
        }

        /// <summary>Input goes to the elements in their order too.</summary>
        public string? ReadLine()
        {
            if (!call.IsThreaded) return Host.ReadLine();
            lock (call.Gate)
            {
                while (!IsFirst || call._isReading) Wait();
                call._isReading = true;
                call._written.Enqueue((false, null));
                call._caller.WakeUp();
                while (!call._hasRead) Wait();
                call._isReading = call._hasRead = false;
                return call._line;
            }
        }

        private void Wait()
        {
            if (IsStopped) throw Faults.Stopped();
            Monitor.Wait(call.Gate);
            if (IsStopped) throw Faults.Stopped();
        }

        public IReadOnlyList<string> Args => Host.Args;
        public Permissions Permissions => Host.Permissions;
        public byte[] ReadFile(string path) => Host.ReadFile(path);
        public void WriteFile(string path, byte[] bytes, bool append) => Host.WriteFile(path, bytes, append);
        public bool FileExists(string path) => Host.FileExists(path);
        public IEnumerable<string> ListDirectory(string path) => Host.ListDirectory(path);
        public Task<WebAnswer> FetchAsync(WebRequest request, CancellationToken cancellation) => Host.FetchAsync(request, cancellation);
        public string? Variable(string name) => Host.Variable(name);
    }
}
