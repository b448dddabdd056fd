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
        *at |= Objects.HashedFlag;
        uint hash = ++_hashCount * 0x9E3779B9;
        if (IsYoung(at)) _youngHashes[(nint)at] = hash;
        else _oldHashes[(nint)at] = hash;
        return hash;
    }

    /// <summary>Called when the living have moved and before the old places are reused.</summary>
    private void MoveHashes()
    {
        if (_full && _oldHashes.Count > 0)
        {
            var moved = new Dictionary<nint, uint>(_oldHashes.Count);
            foreach ((nint at, uint hash) in _oldHashes)
            {
                ulong header = *(ulong*)at;
                if ((byte)header == (byte)ObjectType.Forwarded) moved[(nint)(header >> 8)] = hash;
                else if ((header & Objects.LargeFlag) != 0 && (header & Objects.ParityFlag) == _parity) moved[at] = hash;
            }
            _oldHashes = moved;
        }
        foreach ((nint at, uint hash) in _youngHashes)
        {
            ulong header = *(ulong*)at;
            if ((byte)header == (byte)ObjectType.Forwarded) _oldHashes[(nint)(header >> 8)] = hash;
        }
        _youngHashes.Clear();
    }
}
