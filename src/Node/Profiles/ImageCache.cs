namespace ClaudeLang.Node.Profiles;

/// <param name="Origin">The node that compiled it.</param>
public sealed record StoredImage(byte[] Image, string Origin);

/// <summary>Images by key, the least recently used dropped when there are too many. Dropping one takes nothing from a program that runs its code.</summary>
public sealed class ImageCache(int countMax, long bytesMax)
{
    private readonly Dictionary<string, LinkedListNode<(string Key, StoredImage Stored)>> _byKey = [];
    private readonly LinkedList<(string Key, StoredImage Stored)> _byUse = [];

    public int Count => _byKey.Count;
    public long Bytes { get; private set; }

    public StoredImage? Find(string key)
    {
        if (!_byKey.TryGetValue(key, out var node)) return null;
        _byUse.Remove(node);
        _byUse.AddFirst(node);
        return node.Value.Stored;
    }

    public void Put(string key, StoredImage stored)
    {
        Remove(key);
        _byKey[key] = _byUse.AddFirst((key, stored));
        Bytes += stored.Image.Length;
        while (_byKey.Count > countMax || (Bytes > bytesMax && _byKey.Count > 1)) Remove(_byUse.Last!.Value.Key);
    }

    private void Remove(string key)
    {
        if (!_byKey.Remove(key, out var node)) return;
        _byUse.Remove(node);
        Bytes -= node.Value.Stored.Image.Length;
    }
}
