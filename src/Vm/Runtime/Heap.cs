using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ClaudeLang.Vm.Interpreter;

namespace ClaudeLang.Vm.Runtime;

/// <param name="HeapBytesMax">Live bytes beyond which allocation raises :out-of-memory.</param>
/// <param name="Stress">Collect at every allocation and move every object, so that a pointer that was not rooted is found out.</param>
public sealed record HeapOptions(long NurseryBytes = 4 << 20, long HeapBytesMax = 1L << 30, bool Stress = false);

/// <summary>Counted since the heap was made; times in microseconds.</summary>
public readonly record struct HeapStatistics(
    long MinorCollections, long FullCollections, long AllocatedBytes, long LiveBytes, long PromotedBytes, long CollectUs, long CollectMaxUs);

/// <summary>
/// The memory of one running program, owned by one thread, freed at once by Dispose.
/// <para>
/// Allocation bumps AllocPointer up to AllocLimit, both in the <see cref="ExecContext"/>, so machine code can do it inline:
/// <code>mov rax,[r13+8]; lea rcx,[rax+size]; cmp rcx,[r13+16]; ja slow; mov [r13+8],rcx; …header and fields…; add rax,3</code>
/// New objects have no flags in their header. What is allocated must be filled before the next allocation.
/// </para>
/// <para>
/// Write barrier, after (or before) a heap reference is stored into an object that may be old:
/// <code>test byte [object-3+1], 1; jnz slow      ; slow: Heap.Remember(object), or the bytecode as a runtime call</code>
/// The bit is set in old objects that are not in the remembered set yet. Storing an Int, a Float that is no boxed one, a Bool or
/// another immediate needs no barrier, nor does filling a new object.
/// </para>
/// </summary>
public sealed unsafe partial class Heap : IDisposable
{
    /// <summary>Bigger objects get memory of their own and stay where they are.</summary>
    public const long LargeBytes = 8192;
    private const int RootWords = 1 << 17;

    private readonly HeapOptions _options;
    private readonly ExecContext* _context;
    private readonly ulong* _rootBottom;
    private readonly List<IRootSource> _sources = [];
    private readonly nint _nurseryStart, _nurseryEnd;
    private long _allocatedBytes;
    private bool _disposed;

    internal ulong* RootTop;
    internal readonly ulong* RootEnd;

    public Heap(ExecContext* context, HeapOptions? options = null)
    {
        _options = options ?? new HeapOptions();
        _context = context;
        _rootBottom = RootTop = (ulong*)NativeMemory.AllocZeroed(RootWords, 8);
        RootEnd = RootTop + RootWords;
        _nurseryStart = (nint)NativeMemory.AlignedAlloc((nuint)_options.NurseryBytes, 64);
        _nurseryEnd = _nurseryStart + (nint)_options.NurseryBytes;
        ResetNursery();
    }

    public HeapOptions Options => _options;

    public void AddRoots(IRootSource source) => _sources.Add(source);
    public void RemoveRoots(IRootSource source) => _sources.Remove(source);
    public RootScope Roots() => new(this);

    // ---- allocation -------------------------------------------------------------------------------------------------
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong* Allocate(ulong header, long bytes)
    {
        nint at = _context->AllocPointer;
        nint next = at + (nint)bytes;
        if (next > _context->AllocLimit) return AllocateSlowly(header, bytes);
        _context->AllocPointer = next;
        *(ulong*)at = header;
        return (ulong*)at;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ulong* AllocateSlowly(ulong header, long bytes)
    {
        if (_options.Stress) Collect(full: true);
        if (bytes > LargeBytes) return AllocateLarge(header, bytes);
        if (_context->AllocPointer + bytes > _nurseryEnd) Collect(full: false);
        nint at = _context->AllocPointer;
        _context->AllocPointer = at + (nint)bytes;
        if (_options.Stress) _context->AllocLimit = _context->AllocPointer;
        *(ulong*)at = header;
        return (ulong*)at;
    }

    private ulong* AllocateLarge(ulong header, long bytes)
    {
        if (_oldBytes + bytes > _fullAtBytes) Collect(full: true);
        if (_oldBytes + bytes > _options.HeapBytesMax) throw Faults.OutOfMemory(_options.HeapBytesMax);
        var at = (ulong*)NativeMemory.Alloc((nuint)bytes);
        *at = header | Objects.LargeFlag | _parity;
        _large.Add((nint)at);
        _oldBytes += bytes;
        _allocatedBytes += bytes;
        // Its first contents may be young: remembered from the start, without OldFlag.
        if (Objects.FirstTaggedOf((ObjectType)(byte)header) != 0) _remembered.Add((nint)at);
        return at;
    }

    private void ResetNursery()
    {
        _context->AllocPointer = _nurseryStart;
        _context->AllocLimit = _options.Stress ? _nurseryStart : _nurseryEnd;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsYoung(ulong* address) => (nuint)((nint)address - _nurseryStart) < (nuint)(_nurseryEnd - _nurseryStart);

    // ---- stores into existing objects -------------------------------------------------------------------------------
    /// <summary>Stores a word (counted from the header) with the write barrier.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(Value target, long word, Value value)
    {
        ulong* at = target.Address;
        at[word] = value.Bits;
        if ((*at & Objects.OldFlag) != 0 && value.IsHeap) Remember(at);
    }

    /// <summary>The barrier alone, for code that has stored a heap reference itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void RecordWrite(ulong* target)
    {
        if ((*target & Objects.OldFlag) != 0) Remember(target);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    public void Remember(ulong* target)
    {
        *target &= ~Objects.OldFlag;
        _remembered.Add((nint)target);
    }

    public HeapStatistics Statistics => new(
        _minorCount, _fullCount, _allocatedBytes + (_context->AllocPointer - _nurseryStart), _oldBytes + (_context->AllocPointer - _nurseryStart),
        _promotedBytes, _collectUs, _collectMaxUs);

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        foreach (nint large in _large) NativeMemory.Free((void*)large);
        foreach (Block block in _blocks) block.Free();
        foreach (Block block in _spare) block.Free();
        NativeMemory.AlignedFree((void*)_nurseryStart);
        NativeMemory.Free(_rootBottom);
    }
}
