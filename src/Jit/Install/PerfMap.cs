using System.Globalization;
using System.Text;
using ClaudeLang.Vm.Tiering;

namespace ClaudeLang.Jit.Install;

/// <summary>
/// The file in which `perf report` looks up what a sample in machine code belongs to: a line `START SIZE NAME` for each piece of
/// code, numbers in hexadecimal. Code is never moved, and with a map it is not freed, so a line stays true.
/// </summary>
public sealed class PerfMap
{
    /// <summary>Where perf looks.</summary>
    public const string UsualDirectory = "/tmp";

    private const string DotNetMap = "DOTNET_PerfMapEnabled";
    private readonly FileStream _file;

    public string Path { get; }

    /// <param name="directory">Where `perf-PID.map` is to be; one that is there is replaced.</param>
    /// <exception cref="IOException"/>
    /// <exception cref="UnauthorizedAccessException"/>
    public PerfMap(string directory)
    {
        if (System.IO.Path.GetFullPath(directory) == UsualDirectory && Environment.GetEnvironmentVariable(DotNetMap) is { Length: > 0 } and not "0")
            throw new IOException($".NET writes the file of this process there, because {DotNetMap} is set");
        Path = System.IO.Path.Combine(directory, string.Create(CultureInfo.InvariantCulture, $"perf-{Environment.ProcessId}.map"));
        File.Delete(Path);
        // Anybody may have made a link of that name in the meantime: then there is an error, and the link's target stays what it is.
        _file = new FileStream(Path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    /// <summary>One line, in the file when this returns; none if it cannot be written, for which no code should fail. One thread at a time.</summary>
    internal void Add(nint start, int bytes, string name)
    {
        try
        {
            _file.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{start:x} {bytes:x} {OneLine(name)}\n")));
        }
        catch (IOException)
        {
        }
    }

    internal static string NameOf(string function, CodeTier tier, int entryPc)
    {
        string way = tier == CodeTier.Baseline ? "baseline" : "optimized";
        return entryPc == 0 ? $"{function} [{way}]" : string.Create(CultureInfo.InvariantCulture, $"{function} [{way}, loop at {entryPc}]");
    }

    internal static string OneLine(string name) => string.Concat(name.Select(c => char.IsControl(c) ? '?' : c));
}
