using System.Runtime.CompilerServices;
using ClaudeLang.Jit.Image;
using ClaudeLang.Vm.Bytecode;
using ClaudeLang.Vm.Runtime;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Jit.Install;

/// <summary>
/// This machine's code memory: stubs and installed images, shared by all programs of the process. A run holds the code that it has published until it ends;
/// what no run holds makes room when the memory is full.
/// </summary>
public sealed class NativeRuntime : INativeRuntime
{
    private readonly CodeMemory _memory;
    private readonly Lock _lock = new();
    private readonly InstalledImages _installed = new();
    private readonly MappedImages _mapped = new();
    private readonly int _stubBytes;
    private PerfMap? _perfMap;
    private JitDump? _dump;
    private readonly ConditionalWeakTable<Chunk, string> _fileOf = [];
    /// <summary>Null: nobody tells where code crashed.</summary>
    private readonly CrashTable? _crashes;
    private Task? _tellsCrashes;

    /// <exception cref="CodeMemoryException"/>
    public NativeRuntime() : this(new CodeMemory()) { }

    /// <param name="tellsCrashes">Whether a crash of its code says where it was before it ends the process.</param>
    internal NativeRuntime(CodeMemory memory, bool tellsCrashes = false)
    {
        _memory = memory;
        _crashes = tellsCrashes ? new CrashTable() : null;
        long before = memory.UsedBytes;
        Stubs = StubCode.Place(memory);
        _stubBytes = (int)(memory.UsedBytes - before);
    }

    /// <summary>Aside, because it takes longer than a small program: the handler is assembled when there is code that may need it.</summary>
    internal Task TellCrashes()
    {
        Check.That(_crashes is not null, "nobody asked for crashes to be told");
        lock (_lock)
            return _tellsCrashes ??= Task.Factory.StartNew(() => CrashHandler.Install(_memory, _crashes), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    private static bool _isForPerf;
    private static long _bytesMax = CodeMemory.BytesMaxDefault;
    private static readonly Lazy<(NativeRuntime? Runtime, string WhyOff)> ProcessWide = new(() =>
    {
        try { return (new NativeRuntime(new CodeMemory(isForPerf: _isForPerf, bytesMax: _bytesMax), tellsCrashes: true), ""); }
        catch (CodeMemoryException refused) { return (null, refused.Message); }
    });

    /// <summary>The one of this process; null if the machine does not let it make code (<see cref="WhyOff"/> says why).</summary>
    public static NativeRuntime? Shared => ProcessWide.Value.Runtime;
    public static string WhyOff => ProcessWide.Value.WhyOff;

    /// <summary>How much memory for machine code the process may have, before it has any.</summary>
    /// <param name="bytes">At least <see cref="CodeMemory.RegionBytesMin"/>.</param>
    public static void Limit(long bytes)
    {
        Check.That(!ProcessWide.IsValueCreated, "there is code memory already");
        _bytesMax = bytes;
    }

    /// <summary>Before the process has any machine code: all that it will have goes into the map. Without machine code this does nothing.</summary>
    public static void StartForPerf(PerfMap map)
    {
        Check.That(!ProcessWide.IsValueCreated, "there is code already that perf cannot see");
        _isForPerf = true;
        Shared?.Write(map);
    }

    /// <summary>Likewise for a dump; there may be a map as well.</summary>
    public static void StartForPerf(JitDump dump)
    {
        Check.That(!ProcessWide.IsValueCreated || Shared is not { ImageCount: > 0 }, "there is code already that perf cannot see");
        Shared?.Write(dump);
    }

    public NativeStubs Stubs { get; }
    public int ImageCount => _mapped.Count;
    public long CodeBytes => _memory.UsedBytes;

    /// <summary>The code of an image that is installed; null if it is not, or not any more.</summary>
    /// <param name="key">As <see cref="InstalledCode.ImageKey"/>.</param>
    public InstalledCode? Find(string key)
    {
        lock (_lock) return _installed.Find(key);
    }

    public bool TryHold(InstalledCode code)
    {
        lock (_lock) return _installed.TryHold(code);
    }

    public void Release(IEnumerable<InstalledCode> held)
    {
        lock (_lock)
            foreach (InstalledCode code in held) _installed.Release(code);
    }

    /// <summary>Verifies an image and maps it, or gives the mapping it already has. Any thread.</summary>
    /// <param name="chunk">The function that it is for, a valid one.</param>
    /// <param name="origin">See <see cref="InstalledCode"/>.</param>
    /// <exception cref="ImageRefusedException">The image breaks a rule; nothing was mapped.</exception>
    /// <exception cref="CodeMemoryException"/>
    public InstalledCode Install(CodeImage image, Chunk chunk, string origin)
    {
        if (Find(image.Key.ToString()) is { } known) return known;
        return ImageVerifier.Verify(image, chunk, CpuLevels.ThisMachine) is { } fault ? throw new ImageRefusedException(fault) : Map(image, origin, chunk);
    }

    /// <summary>From here on, and for all code that there is, writes down for perf what lies where.</summary>
    internal void Write(PerfMap map)
    {
        lock (_lock)
        {
            _perfMap = map;
            map.Add(Stubs.Enter, _stubBytes, "border of machine code");
            foreach (MappedImage mapped in _mapped.All) AddTo(map, mapped);
        }
    }

    /// <summary>Likewise; the lines of code that there is are not known.</summary>
    internal unsafe void Write(JitDump dump)
    {
        lock (_lock)
        {
            _dump = dump;
            dump.Add(new ListedCode(Stubs.Enter, new ReadOnlySpan<byte>((void*)Stubs.Enter, _stubBytes).ToArray(), "border of machine code", "", []));
            foreach (MappedImage mapped in _mapped.All) AddTo(dump, mapped, null);
        }
    }

    private void AddTo(JitDump dump, MappedImage mapped, Chunk? chunk)
    {
        string? file = null;
        List<(int, int)> lines = chunk is not null && _fileOf.TryGetValue(chunk, out file) ? LineTable.Of(mapped.Image, chunk) : [];
        dump.Add(new ListedCode(mapped.Start, mapped.Image.Code.AsMemory(), mapped.Name, file ?? "", lines));
    }

    public void NameFile(Chunk chunk, string file)
    {
        if (_dump is not null) _fileOf.AddOrUpdate(chunk, file);
    }

    private static void AddTo(PerfMap map, MappedImage mapped) =>
        map.Add(mapped.Start, mapped.Image.Code.Length, mapped.Name);

    /// <summary>The image that an address in machine code belongs to; null if it is in none.</summary>
    public CodeImage? FindImage(nint address) => _mapped.Find(address)?.Image;

    /// <param name="chunk">For its name and lines; null: they are not known.</param>
    internal InstalledCode Map(CodeImage image, string origin, Chunk? chunk = null)
    {
        lock (_lock)
        {
            string key = image.Key.ToString();
            if (_installed.Find(key) is { } known) return known;
            nint start = Place(image.Code.AsSpan());
            var code = new InstalledCode(
                start + image.EntryOffset, image.EntryPc, image.Code.Length, key, origin, image.Tier,
                image.LoopEntries.ToDictionary(entry => entry.Pc, entry => start + entry.Offset));
            var mapped = new MappedImage(start, image, PerfMap.NameOf(chunk?.Name ?? "", image.Tier, image.EntryPc));
            _mapped.Add(mapped);
            if (_crashes is not null)
            {
                _crashes.Add(start, image, mapped.Name, chunk);
                TellCrashes();
            }
            if (_perfMap is { } map) AddTo(map, mapped);
            if (_dump is { } dump) AddTo(dump, mapped, chunk);
            _installed.Add(code);
            return code;
        }
    }

    /// <summary>Under the lock.</summary>
    private nint Place(ReadOnlySpan<byte> code)
    {
        while (true)
        {
            if (_memory.TryPlace(code, out nint address, out string why)) return address;
            // perf would give what comes later the names of what was there before.
            if (_perfMap is not null || !MakeRoom(code.Length)) throw new CodeMemoryException($"no memory for machine code: {why}");
        }
    }

    /// <summary>Frees what no run holds, and more than is needed now: the next one needs some as well.</summary>
    /// <returns>False: there is nothing to free.</returns>
    private bool MakeRoom(int bytes)
    {
        List<InstalledCode> unused = _installed.TakeIdle(Math.Max(bytes, _memory.BytesMax / FreedPart));
        MappedImage[] freed = [.. unused.Select(code => _mapped.Find(code.Entry + 1)!)];
        _mapped.Remove(freed);
        foreach (MappedImage mapped in freed)
        {
            _crashes?.Remove(mapped.Start);
            _memory.Free(mapped.Start, mapped.Image.Code.Length);
        }
        return freed.Length > 0;
    }

    private const int FreedPart = 16;

    public NativeSite? FindSite(nint returnAddress) =>
        _mapped.Find(returnAddress) is { } mapped ? FindSite(mapped.Image, (int)(returnAddress - mapped.Start)) : null;

    private static NativeSite? FindSite(CodeImage image, int returnOffset)
    {
        int low = 0, high = image.Sites.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >>> 1;
            NativeSite site = image.Sites[middle];
            if (site.ReturnOffset == returnOffset) return site;
            if (site.ReturnOffset < returnOffset) low = middle + 1;
            else high = middle - 1;
        }
        return null;
    }
}
