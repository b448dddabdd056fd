using ClaudeLang.Node.Language;
using ClaudeLang.Protocol;

namespace ClaudeLang.Node.Cli;

internal static class SourceFile
{
    /// <summary>The program in a file with what it imports, as one asks for its run.</summary>
    /// <exception cref="UsageException">It cannot be read, or is too large; the message says why.</exception>
    public static SubmitProgram Submit(string file, string[] args, JitMode jit, Grants grants, ProgramLimits limits, TierSettings tiers)
    {
        var source = Read(file);
        var submit = new SubmitProgram(ProtocolVersion.Current, file, source, args, jit, grants, ClaudeLanguage.ReadImports(file, source, grants), limits, tiers);
        return submit.IsWellFormed ? submit : throw new UsageException($"{file}: the program or its arguments are too large (at most {Limits.PayloadBytesMax} bytes)");
    }

    /// <exception cref="UsageException">It cannot be read; the message says why.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            if (file.CanSeek && file.Length > Limits.PayloadBytesMax) throw new UsageException($"cannot read {path}: more than {Limits.PayloadBytesMax} bytes");
            using var content = new MemoryStream();
            file.CopyTo(content);
            return content.ToArray();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"cannot read {(path.Length == 0 ? "''" : path)}: {Reason(path, e)}");
        }
    }

    private static string Reason(string path, Exception e) =>
        path.Length == 0 ? "no file has an empty name"
        : Directory.Exists(path) ? "it is a directory"
        : e is FileNotFoundException or DirectoryNotFoundException ? "no such file"
        : e is UnauthorizedAccessException ? "permission denied"
        : e.Message;
}
