using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace ClaudeLang.Jit.Install;

/// <summary>One piece of code, as profilers are told of it.</summary>
/// <param name="Code">Its bytes, empty if nobody needs them.</param>
/// <param name="File">Where <paramref name="Lines"/> are counted.</param>
/// <param name="Lines">Offset of the first instruction of a line, and the line, by offset; empty if they are not known.</param>
internal readonly record struct ListedCode(nint Start, ReadOnlyMemory<byte> Code, string Name, string File, IReadOnlyList<(int Offset, int Line)> Lines);

/// <summary>
/// The file in which `perf inject --jit` finds machine code, its names and its lines (the format is tools/perf/Documentation/jitdump-specification.txt
/// of Linux). A page of it is mapped to be executed, which `perf record` writes down, and by that finds the file. Times are those of the monotonic
/// clock: `perf record -k 1`. Numbers are little-endian.
/// </summary>
public sealed unsafe partial class JitDump
{
    /// <summary>Of the file: "JiTD" as a number, the format's version, the header's size, the number of ELF for x86-64.</summary>
    internal const uint Magic = 0x4A69_5444, Version = 1, HeaderBytes = 40, MachineX64 = 62;
    /// <summary>Kinds of records, and the sizes of what all of them begin with, and of a LOAD without name and code.</summary>
    internal const uint CodeLoad = 0, DebugInfo = 2, RecordBytes = 16, CodeLoadBytes = 56, DebugInfoBytes = 32;

    private readonly FileStream _file;
    private long _codeIndex;

    public string Path { get; }

    /// <param name="directory">Where `jit-PID.dump` is to be, the name that perf knows; one that is there is replaced.</param>
    /// <exception cref="IOException"/>
    /// <exception cref="UnauthorizedAccessException"/>
    public JitDump(string directory)
    {
        Path = System.IO.Path.GetFullPath(System.IO.Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"jit-{Environment.ProcessId}.dump")));
        File.Delete(Path);
        _file = new FileStream(Path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        var header = new Record();
        header.U32(Magic).U32(Version).U32(HeaderBytes).U32(MachineX64).U32(0).U32((uint)Environment.ProcessId).U64((ulong)Now).U64(0);
        _file.Write(header.ToArray());
        // Stays for the life of the process.
        if (mmap(null, (nuint)Environment.SystemPageSize, ProtRead | ProtExecute, MapPrivate, (int)_file.SafeFileHandle.DangerousGetHandle(), 0) == (byte*)-1)
            throw new IOException($"{Path} cannot be mapped to be executed: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
    }

    /// <summary>Nanoseconds of CLOCK_MONOTONIC, which is what a Stopwatch reads on Linux.</summary>
    private static long Now => (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));

    /// <summary>In the file when this returns; not if it cannot be written, for which no code should fail. One thread at a time.</summary>
    internal void Add(in ListedCode code)
    {
        if (_isTorn) return;
        try
        {
            // The lines of a function come before it.
            if (code.Lines.Count > 0) _file.Write(Lines(code));
            _file.Write(Load(code));
        }
        catch (IOException)
        {
            _isTorn = true;
        }
    }

    /// <summary>A record is there in part, perhaps: nothing that came after it could be read.</summary>
    private bool _isTorn;

    private byte[] Load(in ListedCode code)
    {
        byte[] name = Text(PerfMap.OneLine(code.Name));
        var record = new Record();
        record.U32(CodeLoad).U32(CodeLoadBytes + (uint)name.Length + (uint)code.Code.Length).U64((ulong)Now);
        record.U32((uint)Environment.ProcessId).U32((uint)gettid()).U64((ulong)code.Start).U64((ulong)code.Start).U64((ulong)code.Code.Length).U64((ulong)_codeIndex++);
        return record.Raw(name).Raw(code.Code.Span).ToArray();
    }

    private static byte[] Lines(in ListedCode code)
    {
        byte[] file = Text(PerfMap.OneLine(code.File));
        int bytes = (int)DebugInfoBytes + (code.Lines.Count * (16 + file.Length)), padding = -bytes & 7;
        var record = new Record();
        record.U32(DebugInfo).U32((uint)(bytes + padding)).U64((ulong)Now).U64((ulong)code.Start).U64((ulong)code.Lines.Count);
        foreach ((int offset, int line) in code.Lines) record.U64((ulong)(code.Start + offset)).U32((uint)line).U32(0).Raw(file);
        return record.Raw(new byte[padding]).ToArray();
    }

    private static byte[] Text(string text) => [.. Encoding.UTF8.GetBytes(text), 0];

    private sealed class Record
    {
        private readonly MemoryStream _bytes = new();

        public Record U32(uint number) => Raw(BitConverter.GetBytes(number));
        public Record U64(ulong number) => Raw(BitConverter.GetBytes(number));

        public Record Raw(ReadOnlySpan<byte> bytes)
        {
            _bytes.Write(bytes);
            return this;
        }

        public byte[] ToArray() => _bytes.ToArray();
    }

    private const int ProtRead = 1, ProtExecute = 4, MapPrivate = 2;

    [LibraryImport("libc", SetLastError = true)]
    private static partial byte* mmap(byte* address, nuint length, int protection, int flags, int file, long offset);
    [LibraryImport("libc")]
    private static partial int gettid();
}
