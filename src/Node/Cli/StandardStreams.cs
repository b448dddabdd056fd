using System.Runtime.InteropServices;

namespace ClaudeLang.Node.Cli;

/// <summary>Writes to the process's streams as they are. .NET's console first prepares for being a terminal, which takes longer than a short program does.</summary>
internal static unsafe partial class StandardStreams
{
    public const int Out = 1, Error = 2;
    private const int Interrupted = 4, Again = 11, AgainOfBsd = 35;

    /// <summary>Returns when all of it is written.</summary>
    /// <exception cref="IOException">Nobody reads it any more, or it cannot be written.</exception>
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
                else Recover(Marshal.GetLastPInvokeError());
            }
        }
    }

    private static void Recover(int error)
    {
        // Somebody else made the stream one that does not wait.
        if (error is Again or AgainOfBsd) Thread.Sleep(1);
        else if (error != Interrupted) throw new IOException(Marshal.GetPInvokeErrorMessage(error));
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint write(int file, byte* bytes, nint count);
}
