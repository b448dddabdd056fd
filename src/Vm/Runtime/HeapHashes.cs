namespace ClaudeLang.Vm.Runtime;

/// <summary>Identity hashes of mutable objects and functions. Objects move, so the hash is not the address: it is a count of those handed out, kept beside the heap.</summary>
public sealed unsafe partial class Heap
{
    private Dictionary<nint, uint> _oldHashes = [];
    private readonly Dictionary<nint, uint> _youngHashes = [];
    private uint _hashCount;

    /// <summary>The same for an object's whole life; nothing that a program can see depends on it.</summary>
    public uint IdentityHash(Value heapValue)
    {
        ulong* at = heapValue.Address;
        if ((*at & Objects.HashedFlag) != 0) return (IsYoung(at) ? _youngHashes : _oldHashes)[(nint)at];
        uint hash = ++_hashCount * 0x9E3779B9;
        SetIdentityHash(heapValue, hash);
        return hash;
    }

    public static bool HasIdentityHash(Value heapValue) => (*heapValue.Address & Objects.HashedFlag) != 0;

    /// <summary>Of an object that has none yet. Two objects may have the same one.</summary>
    public void SetIdentityHash(Value heapValue, uint hash)
    {
        ulong* at = heapValue.Address;
        *at |= Objects.HashedFlag;
        if (IsYoung(at)) _youngHashes[(nint)at] = hash;
        else _oldHashes[(nint)at] = hash;
    }

    /// <summary>What was young has moved. Called before the nursery is reused.</summary>
    private void MoveHashes()
    {
        foreach ((nint at, uint hash) in _youngHashes)
        {
            ulong header = *(ulong*)at;
            if ((byte)header == (byte)ObjectType.Forwarded) _oldHashes[(nint)(header >> 8)] = hash;
        }
        _youngHashes.Clear();
    }

    /// <summary>At the end of a marking, before dead objects are overwritten: keeps the hashes of what lives, under its new address.</summary>
    private void SweepHashes()
    {
        if (_oldHashes.Count == 0) return;
        var kept = new Dictionary<nint, uint>(_oldHashes.Count);
        foreach ((nint at, uint hash) in _oldHashes)
        {
            ulong header = *(ulong*)at;
            if ((byte)header == (byte)ObjectType.Forwarded) kept[(nint)(header >> 8)] = hash;
            else if ((header & Objects.ParityFlag) == _parity) kept[at] = hash;
        }
        _oldHashes = kept;
    }
}
