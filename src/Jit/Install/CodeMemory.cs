using System.Runtime.InteropServices;

namespace ClaudeLang.Jit.Install;

/// <summary>The kernel, or the machine, does not let this process make code. Native code is then simply off.</summary>
public sealed class CodeMemoryException(string message) : Exception(message);

/// <summary>
/// Memory for machine code. Each region is one anonymous file mapped twice: once to write through, once to run. No mapping is
/// both, and none changes its protection once there is code. Code never moves; who frees it knows that nobody will come to its address again.
/// </summary>
public sealed unsafe partial class CodeMemory
{
    public const int RegionBytes = 64 << 20, RegionBytesMin = 1 << 20;
    public const long BytesMaxDefault = 256 << 20;
    public const int Alignment = 16;
    private const byte Breakpoint = 0xCC;

    private sealed record Region(nint Write, nint Run, int Bytes)
    {
        public FreeRanges Free { get; } = new(Bytes);
    }

    private readonly Lock _lock = new();
    private readonly int _regionBytes;
    private readonly long _bytesMax;
    private readonly bool _isForPerf;
    private readonly List<Region> _regions = [];
    private bool _hasFreed;

    /// <param name="regionBytes">Reserved at a time; pages are taken from the machine as code fills them.</param>
    /// <param name="isForPerf">Without a file that has a name, for which perf would look instead of into its map.</param>
    /// <param name="bytesMax">Of all regions.</param>
    /// <exception cref="CodeMemoryException"/>
    public CodeMemory(int regionBytes = RegionBytes, bool isForPerf = false, long bytesMax = BytesMaxDefault)
    {
        (_regionBytes, _isForPerf, _bytesMax) = (regionBytes, isForPerf, bytesMax);
        if (!OperatingSystem.IsLinux()) throw new CodeMemoryException("machine code needs Linux");
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64) throw new CodeMemoryException("machine code needs an x86-64 processor");
        if (!TryAddRegion(0, out string why)) throw new CodeMemoryException($"no memory for machine code: {why}");
    }

    /// <summary>Bytes in use, over all regions.</summary>
    public long UsedBytes { get; private set; }
    public long BytesMax => _bytesMax;

    /// <summary>Copies code to where it can run and gives that address, a multiple of <see cref="Alignment"/>. Any thread.</summary>
    /// <exception cref="CodeMemoryException">There is no room.</exception>
    public nint Place(ReadOnlySpan<byte> code) => TryPlace(code, out nint address, out string why) ? address : throw new CodeMemoryException($"no memory for machine code: {why}");

    /// <param name="why">For people, if there is no room.</param>
    public bool TryPlace(ReadOnlySpan<byte> code, out nint address, out string why)
    {
        lock (_lock)
        {
            int need = Aligned(code.Length);
            (address, why) = (0, "");
            if (!TryTake(need, out nint write, out address) && !(TryAddRegion(need, out why) && TryTake(need, out write, out address))) return false;
            var target = new Span<byte>((void*)write, need);
            code.CopyTo(target);
            NativeMemory.Fill((void*)(write + code.Length), (nuint)(need - code.Length), Breakpoint);
            UsedBytes += need;
            // The bytes are visible to whoever sees the address: x86 keeps stores in order and its instruction caches coherent.
            Thread.MemoryBarrier();
            // But a core may have decoded ahead what stood here before.
            if (_hasFreed) SerializeCores();
            return true;
        }
    }

    /// <summary>The place is for other code from now on. Any thread.</summary>
    public void Free(nint address, int length)
    {
        lock (_lock)
        {
            Region region = _regions.Find(region => address >= region.Run && address - region.Run < region.Bytes) ?? throw new ArgumentOutOfRangeException(nameof(address));
            int offset = (int)(address - region.Run), bytes = Aligned(length);
            region.Free.Give(offset, bytes);
            NativeMemory.Fill((void*)(region.Write + offset), (nuint)bytes, Breakpoint);
            UsedBytes -= bytes;
            _hasFreed = true;
        }
    }

    private static int Aligned(int length) => checked(length + Alignment - 1) & -Alignment;

    private bool TryTake(int bytes, out nint write, out nint run)
    {
        foreach (Region region in _regions)
        {
            int offset = region.Free.Take(bytes);
            if (offset < 0) continue;
            (write, run) = (region.Write + offset, region.Run + offset);
            return true;
        }
        (write, run) = (0, 0);
        return false;
    }

    private bool TryAddRegion(int need, out string why)
    {
        long left = _bytesMax - _regions.Sum(region => (long)region.Bytes);
        why = $"the {_bytesMax >> 20} MB that it may have are full of code that runs";
        for (long size = Math.Min(Math.Max(_regionBytes, need), left); size >= Math.Max(Math.Min(RegionBytesMin, _regionBytes), need); size /= 2)
            if (_isForPerf ? TryMapNameless((int)size, out why) : TryMap((int)size, out why)) return true;
        return false;
    }

    private bool TryMap(int size, out string why)
    {
        int file = memfd_create("claudelang-code", CloseOnExec | Executable);
        if (file < 0) file = memfd_create("claudelang-code", CloseOnExec); // kernels before 6.3 do not know Executable
        if (file < 0) return Failed("memfd_create", out why);
        try
        {
            if (ftruncate(file, size) != 0) return Failed("ftruncate", out why);
            byte* write = mmap(null, (nuint)size, ProtRead | ProtWrite, MapShared, file, 0);
            if (write == MapFailed) return Failed("mmap to write", out why);
            byte* run = mmap(null, (nuint)size, ProtRead | ProtExecute, MapShared, file, 0);
            if (run == MapFailed)
            {
                Failed("mmap to execute", out why);
                _ = munmap(write, (nuint)size);
                return false;
            }
            return Use(write, run, size, out why);
        }
        finally
        {
            _ = close(file);
        }
    }

    /// <summary>The second mapping is a copy of the first one, made before there is any code, and changed to run what the first will write.</summary>
    private bool TryMapNameless(int size, out string why)
    {
        byte* write = mmap(null, (nuint)size, ProtRead | ProtWrite, MapShared | MapAnonymous, -1, 0);
        if (write == MapFailed) return Failed("mmap to write", out why);
        byte* run = mremap(write, 0, (nuint)size, MayMove);
        bool isThere = run != MapFailed;
        if (isThere && mprotect(run, (nuint)size, ProtRead | ProtExecute) == 0) return Use(write, run, size, out why);
        Failed(isThere ? "mprotect to execute" : "mremap to execute", out why);
        if (isThere) _ = munmap(run, (nuint)size);
        _ = munmap(write, (nuint)size);
        return false;
    }

    private bool Use(byte* write, byte* run, int size, out string why)
    {
        _regions.Add(new Region((nint)write, (nint)run, size));
        why = "";
        return true;
    }

    private static bool Failed(string call, out string why)
    {
        why = $"{call}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}";
        return false;
    }

    /// <summary>Returns when each core that runs a thread of this process has executed a serializing instruction, which what follows on it comes after (Intel's manual, volume 3, on cross-modifying code).</summary>
    private static void SerializeCores()
    {
        if (!_isRegistered) _isRegistered = membarrier(RegisterSyncCore, 0, 0) == 0;
        // Kernels before 4.16 cannot; what interrupts the other cores does nearly as well.
        if (!_isRegistered || membarrier(SyncCore, 0, 0) != 0) Interlocked.MemoryBarrierProcessWide();
    }

    private static bool _isRegistered;
    private const int SyncCore = 1 << 5, RegisterSyncCore = 1 << 6;

    private static int membarrier(int command, uint flags, int cpu)
    {
        const long membarrierCall = 324;
        return (int)syscall(membarrierCall, command, flags, cpu);
    }

    private const uint CloseOnExec = 1, Executable = 16;
    private const int ProtRead = 1, ProtWrite = 2, ProtExecute = 4, MapShared = 1, MapAnonymous = 32, MayMove = 1;
    private static readonly byte* MapFailed = (byte*)-1;

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int memfd_create(string name, uint flags);
    [LibraryImport("libc", SetLastError = true)]
    private static partial long syscall(long number, long a, long b, long c);
    [LibraryImport("libc", SetLastError = true)]
    private static partial int ftruncate(int file, long length);
    [LibraryImport("libc", SetLastError = true)]
    private static partial byte* mmap(byte* address, nuint length, int protection, int flags, int file, long offset);
    [LibraryImport("libc", SetLastError = true)]
    private static partial byte* mremap(byte* address, nuint oldLength, nuint length, int flags);
    [LibraryImport("libc", SetLastError = true)]
    private static partial int mprotect(byte* address, nuint length, int protection);
    [LibraryImport("libc", SetLastError = true)]
    private static partial int munmap(byte* address, nuint length);
    [LibraryImport("libc", SetLastError = true)]
    private static partial int close(int file);
}
