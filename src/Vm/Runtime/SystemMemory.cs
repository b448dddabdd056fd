using System.Runtime.InteropServices;

namespace ClaudeLang.Vm.Runtime;

/// <summary>Pages straight from the operating system: reserved at once, backed when they are touched.</summary>
internal static unsafe partial class SystemMemory
{
    private const int ProtRead = 1, ProtWrite = 2, MapPrivate = 2, MapAnonymous = 0x20, MapNoReserve = 0x4000, AdviseDontNeed = 4, AdviseHugePages = 14, AdviseSmallPages = 15;

    public const long HugePageBytes = 2 << 20;
    private const int PageBytes = 4096;

    /// <summary>Zeroed memory, aligned to a page.</summary>
    /// <exception cref="OutOfMemoryException">The system refuses that much address space.</exception>
    public static nint Map(long bytes)
    {
        nint start = mmap(0, (nuint)bytes, ProtRead | ProtWrite, MapPrivate | MapAnonymous | MapNoReserve, -1, 0);
        return start != -1 ? start : throw new OutOfMemoryException($"The system refused {bytes >> 20} MiB of address space.");
    }

    /// <summary>Asks for huge pages: fewer page faults, which can cost more than what is done with the page, and fewer misses of the address cache.</summary>
    public static void PreferHugePages(nint start, long bytes) => _ = madvise(start, (nuint)bytes, AdviseHugePages);

    /// <summary>Also where the system prefers huge ones: opening one takes as long as a whole collection.</summary>
    public static void AvoidHugePages(nint start, long bytes) => _ = madvise(start, (nuint)bytes, AdviseSmallPages);

    /// <summary>
    /// Takes the page faults of a range, whose contents stay. From any thread, also while another writes there. The system has a call for it, but
    /// that keeps a lock of all the process's memory while it clears a page; a fault does not.
    /// </summary>
    public static void Populate(nint start, long bytes)
    {
        for (nint at = start; at < start + bytes; at += PageBytes) Interlocked.CompareExchange(ref *(int*)at, 0, 0);
    }

    public static void Unmap(nint start, long bytes) => _ = munmap(start, (nuint)bytes);

    /// <summary>Gives the pages back; the range stays mapped and reads as zeros.</summary>
    public static void Release(nint start, long bytes) => _ = madvise(start, (nuint)bytes, AdviseDontNeed);

    [LibraryImport("libc")]
    private static partial nint mmap(nint address, nuint length, int protection, int flags, int file, nint offset);
    [LibraryImport("libc")]
    private static partial int munmap(nint address, nuint length);
    [LibraryImport("libc")]
    private static partial int madvise(nint address, nuint length, int advice);
}
