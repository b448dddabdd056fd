using System.Runtime.InteropServices;

namespace ClaudeLang.Vm.Interpreter;

/// <summary>
/// The memory that a fiber's frames live in: reserved, committed by the system page by page as it is touched, grows down.
/// Below <see cref="Limit"/> lies a reserve that no frame check hands out: a machine frame moves rsp before it checks, and a signal
/// handler of the .NET run time may run on this stack.
/// </summary>
internal sealed unsafe partial class FiberStack : IDisposable
{
    /// <summary>For signal handlers (64 KB) and one largest frame of either kind.</summary>
    public const int ReserveBytes = 256 * 1024;
    /// <summary>What `catch` and `finally` may use beyond the limit after a stack overflow.</summary>
    public const int AfterOverflowBytes = 256 * 1024;

    private readonly nint _base;
    private readonly nuint _bytes;

    /// <param name="bytesMax">Bytes that frames may take.</param>
    public FiberStack(long bytesMax)
    {
        _bytes = (nuint)(bytesMax + AfterOverflowBytes + ReserveBytes);
        _base = mmap(0, _bytes, ProtRead | ProtWrite, MapPrivate | MapAnonymous | MapNoReserve, -1, 0);
        if (_base == -1) throw new OutOfMemoryException($"The system refused {bytesMax / (1 << 20)} MiB of address space for a fiber's stack.");
    }

    public nint Top => _base + (nint)_bytes;
    public nint Limit => LimitAfterOverflow + AfterOverflowBytes;
    public nint LimitAfterOverflow => _base + ReserveBytes;

    public void Dispose() => munmap(_base, _bytes);

    private const int ProtRead = 1, ProtWrite = 2, MapPrivate = 2, MapAnonymous = 0x20, MapNoReserve = 0x4000;

    [LibraryImport("libc")]
    private static partial nint mmap(nint address, nuint length, int protection, int flags, int file, nint offset);
    [LibraryImport("libc")]
    private static partial int munmap(nint address, nuint length);
}
