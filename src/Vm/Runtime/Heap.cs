using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ClaudeLang.Vm.Interpreter;

namespace ClaudeLang.Vm.Runtime;

/// <param name="HeapBytesMax">Bytes of old memory beyond which allocation raises :out-of-memory.</param>
/// <param name="Stress">Collect at every allocation and move what is young, and at many all objects, so that a pointer that was not rooted is found out.</param>
/// <param name="MarkAtBytes">The old generation grows at least by that much before it is marked again.</param>
/// <param name="SliceBytes">Marked at least in each slice, if its time suffices.</param>
/// <param name="PauseUs">A slice of marking ends when its collection has taken so long, in microseconds.</param>
public sealed record HeapOptions(
    long NurseryBytes = 1 << 20, long HeapBytesMax = HeapOptions.DefaultBytesMax, bool Stress = false, long MarkAtBytes = 16 << 20,
    long SliceBytes = 512 << 10, long PauseUs = 1000)
{
    public const long DefaultBytesMax = 2L << 30;
}

/// <summary>Counted since the heap was made; times in microseconds, by the clock, and Work: of processor time. SliceMaxBytes: the most that one slice of marking scanned. LiveBytes: what was alive or new at the last collection, and what came since. HeldBytes: taken from the system for objects.</summary>
public readonly record struct HeapStatistics(
    long MinorCollections, long FullCollections, long AllocatedBytes, long LiveBytes, long HeldBytes, long PromotedBytes, long CollectUs, long CollectMaxUs, long CollectMaxWorkUs,
    long SliceMaxBytes);

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
    /// <summary>A nursery's cycle, from one collection to the next, has at least this, and else as much as can be promoted into memory that is open.</summary>
    internal const long CycleBytesLeast = 128 << 10;
    /// <summary>Allocated so much, a program is not one of the small ones that end without a collection.</summary>
    private const long SmallBytes = 64 << 10;

    private long _allocatedBytes;
    private nint _nurseryStart, _nurseryEnd, _cycleEnd;
    /// <summary>What could be taken without opening a page when the cycle began.</summary>
    private long _cycleOpenBytes;
    private bool _disposed, _collectsSoon;

    internal ulong* RootTop;
    internal readonly ulong* RootEnd;

    public Heap(ExecContext* context, HeapOptions? options = null)
    {
        _options = options ?? new HeapOptions();
        if (Runtime.Stress.OfProcess.HasFlag(StressKinds.Gc)) _options = _options with { Stress = true };
        _context = context;
        _rootBottom = RootTop = (ulong*)NativeMemory.AllocZeroed(RootWords, 8);
        RootEnd = RootTop + RootWords;
        // Compaction has two copies of what lives for a moment, and after an :out-of-memory that may be an eighth more than the limit.
        _space = new BlockSpace(_options.NurseryBytes, (2 * _options.HeapBytesMax) + (_options.HeapBytesMax / 4) + (4 * _options.NurseryBytes) + (64L << 20));
        (_nurseryStart, _nurseryEnd) = _space.FirstNursery;
        _largeMemory = new LargeMemory(Math.Min(2 * LargeNewBytesMax, _options.HeapBytesMax / 8));
        _limitBytes = _outsideLimit = _options.HeapBytesMax;
        _markAtBytes = Math.Min(_options.MarkAtBytes, _options.HeapBytesMax / 2);
        _markAtHeldBytes = _options.HeapBytesMax / 2;
        ResetNursery();
        if (!_options.Stress) _context->AllocLimit = (nint)Math.Min(_cycleEnd, _nurseryStart + SmallBytes);
    }

    public HeapOptions Options => _options;
    /// <summary>The most that one minor collection promoted beyond the memory that was open: its pages may have been opened in the pause.</summary>
    internal long UnopenedBytesMax { get; private set; }
    /// <summary>Characters that a text may have on its way into the heap: in .NET each takes two bytes.</summary>
    internal int TextCharsMax => (int)Math.Clamp(_options.HeapBytesMax / 2, 1 << 16, 1 << 29);

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
        if (_options.Stress) CollectStressed(bytes);
        if (bytes > LargeBytes) return AllocateLarge(header, bytes);
        if (!_options.Stress && !_collectsSoon && _context->AllocLimit < _cycleEnd) BeginInEarnest();
        if (_collectsSoon || _context->AllocPointer + bytes > _cycleEnd) CollectFor(0);
        nint at = _context->AllocPointer;
        _context->AllocPointer = at + (nint)bytes;
        if (_options.Stress) _context->AllocLimit = _context->AllocPointer;
        *(ulong*)at = header;
        return (ulong*)at;
    }

    private void ResetNursery()
    {
        if (_nurseryStart != _space.Nursery.Start && _space.IsNurseryOpen()) (_nurseryStart, _nurseryEnd) = _space.Nursery;
        long whole = _nurseryEnd - _nurseryStart;
        _cycleOpenBytes = _space.OpenBytes(whole);
        _cycleEnd = _nurseryStart + (nint)Math.Max(Math.Min(CycleBytesLeast, whole), _cycleOpenBytes);
        _context->AllocPointer = _nurseryStart;
        _context->AllocLimit = _options.Stress ? _nurseryStart : _cycleEnd;
        _collectsSoon = false;
    }

    /// <summary>The program is not a small one: its nursery is opened, and what its collections will need.</summary>
    private void BeginInEarnest()
    {
        _context->AllocLimit = _cycleEnd;
        _space.Begin();
    }

    /// <summary>The next allocation collects first.</summary>
    private void CollectSoon()
    {
        _collectsSoon = true;
        _context->AllocLimit = _context->AllocPointer;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsYoung(ulong* address) => (nuint)((nint)address - _nurseryStart) < (nuint)(_nurseryEnd - _nurseryStart);

    public HeapStatistics Statistics => new(
        _minorCount, _fullCount, _allocatedBytes + (_context->AllocPointer - _nurseryStart), _oldBytes + (_context->AllocPointer - _nurseryStart),
        HeldBytes + _largeMemory.KeptBytes, _promotedBytes, _collectUs, _collectMaxUs, _collectMaxWorkUs, _sliceBytesMax);

    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        foreach (nint large in _large) FreeLarge((ulong*)large);
        _largeMemory.Dispose();
        _space.Dispose();
        FreeGrey();
        NativeMemory.Free(_rootBottom);
    }
}
