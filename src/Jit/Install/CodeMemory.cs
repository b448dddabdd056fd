using System.Runtime.InteropServices;

namespace ClaudeLang.Jit.Install;

/// <summary>The kernel, or the machine, does not let this process make code. Native code is then simply off.</summary>
public sealed class CodeMemoryException(string message) : Exception(message);

/// <summary>
/// Memory for machine code. Each region is one anonymous file mapped twice: once to write through, once to run. No mapping is
/// both, and none changes its protection once there is code. Code is never moved or freed, so an address stays good for the life of the process.
/// </summary>
public sealed unsafe partial class CodeMemory
{
    public const int RegionBytes = 64 << 20, RegionBytesMin = 1 << 20;
    public const int Alignment = 16;
    private const byte Breakpoint = 0xCC;

    private readonly Lock _lock = new();
    private readonly int _regionBytes;
    private readonly bool _isForPerf;
    private byte* _write, _run;
    private int _used, _size;

    /// <param name="regionBytes">Reserved at a time; pages are taken from the machine as code fills them.</param>
    /// <param name="isForPerf">Without a file that has a name, for which perf would look instead of into its map.</param>
    /// <exception cref="CodeMemoryException"/>
    public CodeMemory(int regionBytes = RegionBytes, bool isForPerf = false)
    {
        _isForPerf = isForPerf;
        if (!OperatingSystem.IsLinux()) throw new CodeMemoryException("machine code needs Linux");
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64) throw new CodeMemoryException("machine code needs an x86-64 processor");
        _regionBytes = regionBytes;
        AddRegion(0);
    }

    /// <summary>Bytes in use, over all regions.</summary>
    public long UsedBytes { get; private set; }

    /// <summary>Copies code to where it can run and gives that address, a multiple of <see cref="Alignment"/>. Any thread.</summary>
    /// <exception cref="CodeMemoryException"/>
    public nint Place(ReadOnlySpan<byte> code)
    {
        lock (_lock)
        {
            int need = checked(code.Length + Alignment - 1) & -Alignment;
            if (need > _size - _used) AddRegion(need);
            var target = new Span<byte>(_write + _used, need);
            code.CopyTo(target);
            target[code.Length..].Fill(Breakpoint);
            var address = (nint)(_run + _used);
            _used += need;
            UsedBytes += need;
            // The bytes are visible to whoever sees the address: x86 keeps stores in order and its instruction caches coherent.
            Thread.MemoryBarrier();
            return address;
        }
    }

    private void AddRegion(int need)
    {
        string why = "";
        for (int size = Math.Max(_regionBytes, need); size >= Math.Max(Math.Min(RegionBytesMin, _regionBytes), need); size /= 2)
            if (_isForPerf ? TryMapNameless(size, out why) : TryMap(size, out why)) return;
        throw new CodeMemoryException($"no memory for machine code: {why}");
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
        _write = write;
        _run = run;
        (_used, _size) = (0, size);
        why = "";
        return true;
    }

    private static bool Failed(string call, out string why)
    {
        why = $"{call}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}";
        return false;
    }

    private const uint CloseOnExec = 1, Executable = 16;
    private const int ProtRead = 1, ProtWrite = 2, ProtExecute = 4, MapShared = 1, MapAnonymous = 32, MayMove = 1;
    private static readonly byte* MapFailed = (byte*)-1;

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int memfd_create(string name, uint flags);
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
