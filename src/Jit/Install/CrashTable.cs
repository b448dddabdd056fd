using System.Runtime.InteropServices;
using System.Text;
using ClaudeLang.Jit.Image;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Jit.Install;

/// <summary>
/// Which code lies where, in memory that a signal handler may read at any moment: nothing in it moves, and an entry that code has left
/// covers nothing until it stands for other code. What an entry points to goes away only with code that no run holds, so no crash is in it.
/// </summary>
internal sealed unsafe class CrashTable
{
    /// <summary>The first word counts the entries.</summary>
    public const int EntriesAt = 16;
    public const int StartAt = 0, EndAt = 8, NameAt = 16, NameBytesAt = 24, SitesAt = 32, SiteCountAt = 40, EntryBytes = 48;
    /// <summary>Offset, bytecode index and line of a site, 32 bits each.</summary>
    public const int SiteBytes = 12;
    /// <summary>Code that comes later has no entry.</summary>
    private const int EntriesMax = 1 << 16;

    public const string BeforeName = "claudelang: crash in machine code of ", BeforeOffset = ", offset ", BeforePc = ", after bytecode ", BeforeLine = " of line ", End = "\n";

    private readonly Dictionary<nint, int> _entryOf = [];
    private readonly Stack<int> _left = [];

    // Pages that nobody writes take no memory.
    private readonly byte* _table = (byte*)NativeMemory.AllocZeroed(EntriesAt + ((nuint)EntriesMax * EntryBytes));

    public nint Address => (nint)_table;

    /// <summary>One thread at a time.</summary>
    /// <param name="chunk">Null: the lines are not known.</param>
    public void Add(nint start, CodeImage image, string name, Chunk? chunk)
    {
        var count = (int)*(long*)_table;
        if (!_left.TryPop(out int index) && (index = count) == EntriesMax) return;
        byte* entry = EntryAt(index);
        string text = $"{name}, image {image.Key.Short}";
        *(nint*)(entry + NameAt) = Forever(text);
        *(long*)(entry + NameBytesAt) = Encoding.UTF8.GetByteCount(text);
        *(nint*)(entry + SitesAt) = (nint)SitesOf(image, chunk);
        *(long*)(entry + SiteCountAt) = image.Sites.Length;
        *(nint*)(entry + StartAt) = start;
        Volatile.Write(ref *(nint*)(entry + EndAt), start + image.Code.Length);
        _entryOf.Add(start, index);
        if (index == count) Volatile.Write(ref *(long*)_table, count + 1);
    }

    /// <summary>One thread at a time; code that has no entry is ignored.</summary>
    public void Remove(nint start)
    {
        if (!_entryOf.Remove(start, out int index)) return;
        byte* entry = EntryAt(index);
        Volatile.Write(ref *(nint*)(entry + EndAt), 0);
        NativeMemory.Free(*(void**)(entry + NameAt));
        NativeMemory.Free(*(void**)(entry + SitesAt));
        _left.Push(index);
    }

    private byte* EntryAt(int index) => _table + EntriesAt + ((nuint)index * EntryBytes);

    private static int* SitesOf(CodeImage image, Chunk? chunk)
    {
        var sites = (int*)NativeMemory.Alloc((nuint)(SiteBytes * image.Sites.Length));
        for (int i = 0; i < image.Sites.Length; i++)
        {
            NativeSite site = image.Sites[i];
            (sites[3 * i], sites[(3 * i) + 1]) = (site.ReturnOffset, site.BytecodePc);
            sites[(3 * i) + 2] = chunk is not null && site.BytecodePc < chunk.Positions.Length ? chunk.Positions[site.BytecodePc].Line : 0;
        }
        return sites;
    }

    /// <summary>A text's bytes at an address that stays good until <see cref="Remove"/> frees it, if it belongs to an entry.</summary>
    public static nint Forever(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        var at = (byte*)NativeMemory.Alloc((nuint)Math.Max(1, bytes.Length));
        bytes.CopyTo(new Span<byte>(at, bytes.Length));
        return (nint)at;
    }
}
