using System.Runtime.InteropServices;

namespace ClaudeLang.Node.Cli;

/// <summary>Writes to the process's streams as they are. .NET's console first prepares for being a terminal, which takes longer than a short program does.</summary>
internal static unsafe partial class StandardStreams
{
    public const int Out = 1, Error = 2;
    public const int NobodyReads = 32;
    private const int Interrupted = 4, Again = 11, AgainOfBsd = 35;

    /// <summary>Returns when all of it is written.</summary>
    /// <exception cref="IOException">It cannot be written; HResult is the system's error, <see cref="NobodyReads"/> among others.</exception>
    public static void Write(int stream, ReadOnlySpan<byte> bytes)
    {
        if (OperatingSystem.IsWindows())
        {
            using var console = stream == Error ? Console.OpenStandardError() : Console.OpenStandardOutput();
            console.Write(bytes);
            return;
        }
        fixed (byte* start = bytes)
        {
            for (var done = 0; done < bytes.Length;)
            {
                var written = write(stream, start + done, bytes.Length - done);
                if (written >= 0) done += (int)written;
                else Recover(stream, Marshal.GetLastPInvokeError());
            }
        }
    }

    private static void Recover(int stream, int error)
    {
        if (error is Again or AgainOfBsd)
        {
            // Somebody else made the stream one that does not wait: this does.
            var wanted = new Awaited(stream, CanBeWritten, 0);
            _ = poll(&wanted, 1, -1);
        }
        else if (error != Interrupted) throw new IOException(Marshal.GetPInvokeErrorMessage(error), error);
    }

    /// <summary>The system's pollfd.</summary>
    private readonly record struct Awaited(int File, short Wanted, short Found);

    private const short CanBeWritten = 4;

    [LibraryImport("libc")]
    private static partial int poll(Awaited* files, nuint count, int milliseconds);
    [LibraryImport("libc", SetLastError = true)]
    private static partial nint write(int file, byte* bytes, nint count);
}
