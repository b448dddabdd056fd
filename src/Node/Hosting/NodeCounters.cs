using ClaudeLang.Protocol;

namespace ClaudeLang.Node.Hosting;

/// <summary>What a node counts about itself. Written by its actors, read by whoever asks for the status.</summary>
public sealed class NodeCounters
{
    private int _running, _finished, _waiting, _compiled, _refused, _images;
    private long _imageBytes;

    public void RunStarted() => Interlocked.Increment(ref _running);
    public void RunEnded()
    {
        Interlocked.Decrement(ref _running);
        Interlocked.Increment(ref _finished);
    }
    public void Compiled() => Interlocked.Increment(ref _compiled);
    public void Refused() => Interlocked.Increment(ref _refused);
    public void SetWaiting(int requests) => Volatile.Write(ref _waiting, requests);
    public void SetImages(int count, long bytes)
    {
        Volatile.Write(ref _images, count);
        Volatile.Write(ref _imageBytes, bytes);
    }

    public int Running => Volatile.Read(ref _running);

    public NodeStatus Status(string address) => new(
        address, Running, Volatile.Read(ref _finished), Volatile.Read(ref _waiting), Volatile.Read(ref _compiled), Volatile.Read(ref _refused),
        Volatile.Read(ref _images), Volatile.Read(ref _imageBytes));
}
